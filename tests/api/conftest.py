import pytest

from app import app
from chalicelib.runtime.wiring import use
from tests.support.edge import Caller, MemoryServices
from tests.support.office import OfficeServices, Town


@pytest.fixture
def services():
    """Put the service in memory behind the app."""
    with use(MemoryServices()) as memory:
        yield memory


@pytest.fixture
def api(services):
    """Call the app as it is served."""
    return Caller(app)


@pytest.fixture
def office():
    """Put a whole office in memory behind the app."""
    with use(OfficeServices()) as memory:
        yield memory


@pytest.fixture
def town(office):
    """Let people call the office, signed in as whoever they are."""
    return Town(office, Caller(app))
