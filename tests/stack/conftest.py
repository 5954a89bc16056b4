"""One private stack for the tests marked `stack`: free ports and a folder of its own."""

import json

import pytest

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
def stack(tmp_path_factory):
    folder = Folder(tmp_path_factory.mktemp("stack"))
    with local_stack(folder, front_port=free_port(), aws_port=free_port()) as running:
        yield running


@pytest.fixture(scope="session")
def told(stack):
    """What the stack says of itself: where it is, and who may sign in."""
    return json.loads(stack.folder.stack_file.read_text())


@pytest.fixture(scope="session")
def api(told):
    return Api(told["api"])


@pytest.fixture(scope="session")
def office(api, told):
    return Office(api, told["accounts"])
