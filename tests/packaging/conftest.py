import pytest

from infra.stages import LOCAL
from tools import lambda_harness
from tools.package import Package, package


@pytest.fixture(scope="session")
def local_package() -> Package:
    return package(LOCAL)


@pytest.fixture(scope="session")
def task_root(local_package, tmp_path_factory):
    return lambda_harness.unpack(local_package.zip, tmp_path_factory.mktemp("task"))


@pytest.fixture(scope="session")
def runtime_client(tmp_path_factory):
    return lambda_harness.lay_out_runtime_client(tmp_path_factory.mktemp("runtime"))
