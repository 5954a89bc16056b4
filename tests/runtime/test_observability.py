"""What a line tells, and what it must not (house style §8)."""

import io
import json
from itertools import count

import pytest
from aws_lambda_powertools.logging import Logger
from botocore.exceptions import ClientError

from chalicelib.domain.personal import Personal
from chalicelib.runtime.observability import Discretion, told

_NUMBERS = count(1)


@pytest.fixture
def log():
    stream = io.StringIO()
    # The library keeps the first stream of each service's name.
    logger = Logger(service=f"service {next(_NUMBERS)} of a test", stream=stream)
    logger.addFilter(Discretion())
    logger.told = lambda: json.loads(stream.getvalue().splitlines()[-1])
    return logger


def test_names_of_things_are_told(log):
    log.info("refused", case_no="HL26112257152145", code="case-changed", status=409)
    line = log.told()
    assert (line["case_no"], line["code"], line["status"]) == ("HL26112257152145", "case-changed", 409)


def test_what_nobody_allowed_is_masked(log):
    log.info("sent", complainant="张三", content="投诉内容", to=Personal("+8613800138000"))
    line = log.told()
    assert line["complainant"] == line["content"] == line["to"] == "***"


@pytest.mark.parametrize(
    "number",
    [
        "13800138000",
        "+8613800138000",
        "+86 138-0013-8000",
        "138 0013 8000",
        "１３８００１３８０００",
        "64012219900101123X",
        "640122 19900101 1234",
        "6222 0212 3456 7890 123",
    ],
)
def test_numbers_of_people_are_masked_wherever_they_stand(log, number):
    log.info("sent to %s", number, code=number)
    assert (log.told()["message"], log.told()["code"]) == ("sent to ***", "***")


def test_numbers_of_cases_are_not(log):
    log.info("HL26112257152145 at 1795400000000")
    assert log.told()["message"] == "HL26112257152145 at 1795400000000"


def test_of_an_exception_kind_and_place_are_told_and_not_its_words(log):
    try:
        int("张三 13800138000")
    except ValueError:
        log.exception("broken")
    line = log.told()
    assert line["error"] == "ValueError"
    assert "test_observability.py" in line["where"]
    assert "张三" not in json.dumps(line, ensure_ascii=False)


def test_the_code_of_a_store_is_told():
    error = ClientError({"Error": {"Code": "ValidationException", "Message": "张三"}}, "PutItem")
    assert told(error)["error"] == "ClientError ValidationException"


@pytest.mark.parametrize(("named", "is_told"), [("HL26112257152145", True), ("张三", False), (None, False)])
def test_a_case_is_named_if_it_is_one(named, is_told):
    assert ("case_no" in told(ValueError(), named)) is is_told
