"""A trimmed description says about calls what the whole one said, and makes the same clients."""

import gzip
import json
import shutil
from pathlib import Path

import botocore
import pytest
from botocore.loaders import Loader
from botocore.session import Session

from tools.botocore_data import trim
from tools.package import AWS_SERVICES

DATA = Path(botocore.__file__).parent / "data"


@pytest.fixture(scope="module")
def trimmed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("botocore") / "data"
    folder.mkdir()
    for service in (*AWS_SERVICES, "ec2"):
        shutil.copytree(DATA / service, folder / service)
    for file in DATA.glob("*.json"):
        shutil.copyfile(file, folder / file.name)
    trim(folder, AWS_SERVICES)
    return folder


@pytest.fixture
def session(trimmed):
    session = Session()
    loader = Loader(extra_search_paths=[str(trimmed)], include_default_search_paths=False)
    session.register_component("data_loader", loader)
    return session


def whole(service, name):
    (found,) = max((DATA / service).iterdir()).glob(f"{name}.json*")
    content = found.read_bytes()
    return json.loads(gzip.decompress(content) if found.suffix == ".gz" else content)


@pytest.mark.parametrize("service", sorted(AWS_SERVICES))
def test_every_service_that_is_called_has_its_client(session, service):
    client = session.create_client(
        service, "us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    assert set(client.meta.service_model.operation_names) == set(whole(service, "service-2")["operations"])


@pytest.mark.parametrize("region", ["us-east-1", "cn-northwest-1", "cn-north-1"])
@pytest.mark.parametrize("service", sorted(AWS_SERVICES))
def test_a_client_finds_the_same_address(session, service, region):
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    trimmed_client = session.create_client(service, region, **keys)
    whole_client = Session().create_client(service, region, **keys)
    assert trimmed_client.meta.endpoint_url == whole_client.meta.endpoint_url


def test_shapes_and_operations_stay_and_the_manual_goes(trimmed):
    (kept,) = max((trimmed / "dynamodb").iterdir()).glob("service-2.json")
    description, before = json.loads(kept.read_text()), whole("dynamodb", "service-2")
    assert description["shapes"].keys() == before["shapes"].keys()
    assert description["operations"]["PutItem"]["errors"]
    assert kept.stat().st_size * 3 < len(json.dumps(before))


def test_what_is_never_called_is_left_out(trimmed):
    assert {path.name for path in trimmed.iterdir() if path.is_dir()} == AWS_SERVICES
    assert not list(trimmed.rglob("examples-*"))
    assert not list(trimmed.rglob("*.gz"))
