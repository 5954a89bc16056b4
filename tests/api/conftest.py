import pytest

from app import app
from chalicelib.runtime.wiring import use
from tests.support.edge import Caller, MemoryServices


@pytest.fixture
def services():
    """Put the service in memory behind the app."""
    with use(MemoryServices()) as memory:
        yield memory


@pytest.fixture
def api(services):
    """Call the app as it is served."""
    return Caller(app)
