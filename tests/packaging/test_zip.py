"""The zip that is deployed is complete, fast and the same every time."""

import json
import zipfile

import pytest

from infra.functions import FUNCTIONS
from tools.lambda_harness import Function, FunctionFailedError
from tools.pyczip import repack


def an_http_get(path):
    """What API Gateway hands to the API function."""
    return {
        "resource": path,
        "path": path,
        "httpMethod": "GET",
        "headers": {"Host": "localhost", "Accept": "application/json"},
        "multiValueHeaders": {"Host": ["localhost"], "Accept": ["application/json"]},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": path,
            "httpMethod": "GET",
            "path": f"/api{path}",
            "stage": "api",
            "identity": {"sourceIp": "127.0.0.1"},
        },
        "body": None,
        "isBase64Encoded": False,
    }


@pytest.fixture(scope="session")
def environment(local_package):
    """The settings of the template, with the names that CloudFormation would fill in."""
    template = json.loads(local_package.template.read_text())
    variables = template["Resources"]["APIHandler"]["Properties"]["Environment"]["Variables"]
    return {name: value if isinstance(value, str) else name.lower() for name, value in variables.items()}


NO_STORES = {
    "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nobody",  # pragma: allowlist secret - invented
    "AWS_MAX_ATTEMPTS": "1",
}
"""An address at which nobody listens."""


def test_the_zip_answers_with_nothing_else_installed(task_root, runtime_client, environment):
    with Function(task_root, runtime_client, environment=environment) as function:
        answer = function.invoke(an_http_get("/v1/openapi.json"))
    assert answer["statusCode"] == 200, answer


def test_without_its_stores_the_service_says_so(task_root, runtime_client, environment):
    with Function(task_root, runtime_client, environment=environment | NO_STORES) as function:
        answer = function.invoke(an_http_get("/v1/health"))
    problem = json.loads(answer["body"])
    assert (answer["statusCode"], problem["code"]) == (503, "stores-silent"), answer
    assert problem["stores"] == {"gate": False, "cases": False, "registry": False}
    assert problem["build"] == environment["BUILD"]


def test_every_function_of_the_template_can_be_started(task_root, runtime_client, environment, local_package):
    template = json.loads(local_package.template.read_text())
    packaged = template["Resources"]
    for known in FUNCTIONS:
        if known.logical_id not in packaged or known.name == "api_handler":
            continue
        handler = packaged[known.logical_id]["Properties"]["Handler"]
        # Not an event of its kind: it is enough that the handler was found and asked.
        with (
            Function(task_root, runtime_client, handler=handler, environment=environment) as function,
            pytest.raises(FunctionFailedError, match=r"^error"),
        ):
            function.invoke({"not": "an event"})


def test_the_harness_sees_a_missing_dependency(task_root, runtime_client, environment, tmp_path):
    (tmp_path / "app.py").write_text("import chalice\n")
    with (
        Function(tmp_path, runtime_client, environment=environment) as function,
        pytest.raises(FunctionFailedError, match="chalice"),
    ):
        function.invoke(an_http_get("/v1/health"))


def test_every_module_is_compiled_and_the_developers_own_caches_stay_home(local_package):
    names = set(zipfile.ZipFile(local_package.zip).namelist())
    assert "__pycache__/app.cpython-" in "".join(names)
    sources = {name for name in names if name.startswith("chalicelib/") and name.endswith(".py")}
    compiled = {name for name in names if name.startswith("chalicelib/") and name.endswith(".pyc")}
    assert len(sources) == len(compiled) > 0
    assert not [name for name in names if name.startswith(("tests/", "tools/", "web/"))]


def test_packing_the_same_code_again_gives_the_same_bytes(local_package, tmp_path):
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    for copy in (first, second):
        copy.write_bytes(_some_of(local_package.stock_zip, tmp_path).read_bytes())
        repack(copy, frozenset())
    assert first.read_bytes() == second.read_bytes()


def _some_of(package, folder):
    """A small zip of our own code only: compiling all of the SDK twice would take long and show no more."""
    part = folder / "part.zip"
    with zipfile.ZipFile(package) as whole, zipfile.ZipFile(part, "w") as small:
        for name in whole.namelist():
            if name.startswith(("chalicelib/", "app.py", "chalice/")):
                small.writestr(name, whole.read(name))
    return part
