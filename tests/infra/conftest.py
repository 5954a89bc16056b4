import json
import subprocess
import sys

import pytest

from tools.package import ROOT


def template_of_stage(name):
    """The stage's template, made in a process of its own as `make package` does."""
    made = subprocess.run(  # noqa: S603  Our own command.
        [sys.executable, "-m", "tools.template", name], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout)


@pytest.fixture(scope="session")
def local():
    return template_of_stage("local")


@pytest.fixture(scope="session")
def production():
    return template_of_stage("production")


@pytest.fixture(params=["local", "production"])
def template(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def resources(template):
    return template["Resources"]
