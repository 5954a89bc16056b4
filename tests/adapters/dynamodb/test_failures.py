import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError
from pynamodb.exceptions import GetError, PutError, UpdateError, VerboseClientError

from chalicelib.adapters.dynamodb.failures import condition_failed, telling_unavailability
from chalicelib.adapters.dynamodb.row_calls import many
from chalicelib.domain.errors import UnavailableError


def answer(code, status=400):
    return ClientError(
        {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "UpdateItem"
    )


def as_pynamodb_tells(error):
    told = VerboseClientError(
        {"Error": error.response["Error"]}, "UpdateItem", {"request_id": "", "table_name": ""}
    )
    told.__cause__ = error
    return UpdateError("failed", told)


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(as_pynamodb_tells(answer("ProvisionedThroughputExceededException")), id="throttled"),
        pytest.param(as_pynamodb_tells(answer("TransactionConflictException")), id="conflict"),
        pytest.param(as_pynamodb_tells(answer("Unheard", 503)), id="server-fault"),
        pytest.param(GetError("failed", ReadTimeoutError(endpoint_url="x")), id="timeout"),
        pytest.param(PutError("failed", EndpointConnectionError(endpoint_url="x")), id="not-connected"),
        pytest.param(answer("KMSInternalException", 500), id="key-service"),
        pytest.param(ReadTimeoutError(endpoint_url="x"), id="key-service-timeout"),
    ],
)
def test_what_passes_by_asks_to_come_again(error):
    with pytest.raises(UnavailableError, match="稍后"), telling_unavailability():
        raise error


@pytest.mark.parametrize(
    "error",
    [
        as_pynamodb_tells(answer("ValidationException")),
        as_pynamodb_tells(answer("AccessDeniedException")),
        as_pynamodb_tells(answer("ConditionalCheckFailedException")),
        PutError("failed", None),
        answer("AccessDeniedException", 403),
    ],
    ids=str,
)
def test_our_own_faults_stay_our_own(error):
    with pytest.raises(type(error)), telling_unavailability():
        raise error


def test_a_failed_condition_is_told_from_a_timeout():
    assert condition_failed(as_pynamodb_tells(answer("ConditionalCheckFailedException")))
    assert not condition_failed(PutError("failed", ReadTimeoutError(endpoint_url="x")))
    assert not condition_failed(as_pynamodb_tells(answer("ThrottlingException")))


class BusyRow:
    """A table that never has the time for all keys."""

    table_name = "cases"

    def __init__(self, served):
        self.served = served

    def _get_connection(self):
        return self

    def batch_get_item(self, keys, attributes_to_get):
        done, left = keys[: self.served], keys[self.served :]
        told = [{name: {"S": value} for name, value in key.items()} for key in left]
        return {"Responses": {"cases": done}, "UnprocessedKeys": {"cases": {"Keys": told}} if told else {}}


def test_what_was_left_over_is_asked_for_again():
    keys = [{"pk": str(number)} for number in range(150)]
    assert sorted(many(BusyRow(60), keys), key=str) == sorted(keys, key=str)


def test_a_table_that_serves_nobody_is_unavailable():
    with pytest.raises(UnavailableError):
        many(BusyRow(0), [{"pk": "1"}])
