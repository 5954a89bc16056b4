"""One private stack for the tests marked `stack`: free ports and a folder of its own."""

import json

import pytest

from tests.support.deployed_logs import NotingApi, leaks_in, lines_of
from tests.support.overhearing import words_in
from tools.client import Api, Office
from tools.local.emulator import free_port
from tools.local.folder import Folder
from tools.local.stack import local_stack


def pytest_collection_modifyitems(items):
    """Keep all of them on one worker: each worker would start a stack of its own."""
    for item in items:
        if item.get_closest_marker("stack"):
            item.add_marker(pytest.mark.xdist_group("stack"))


@pytest.fixture(scope="session")
def said():
    """What people say to the stack: no function may tell it in its log."""
    return set()


@pytest.fixture(scope="session")
def stack(tmp_path_factory, said):
    """Run it for all tests, and judge at the end what its functions have logged."""
    folder = Folder(tmp_path_factory.mktemp("stack"))
    with local_stack(folder, front_port=free_port(), aws_port=free_port()) as running:
        said.update(words_in(json.loads(folder.stack_file.read_text())))
        yield running
        # A line that came late is kept with the call that follows.
        Api(running.api).call("GET", "/v1/health")
        leaks = leaks_in(lines_of(running.aws), said)
    assert not leaks, "The functions' logs tell what no log may tell:\n" + "\n".join(map(str, leaks))


@pytest.fixture(scope="session")
def told(stack):
    """What the stack says of itself: where it is, and who may sign in."""
    return json.loads(stack.folder.stack_file.read_text())


@pytest.fixture(scope="session")
def api(told, said):
    return NotingApi(told["api"], said=said)


@pytest.fixture(scope="session")
def office(api, told):
    return Office(api, told["accounts"])
