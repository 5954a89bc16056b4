"""What the deployed functions write is kept, read, and judged when the last test of the stack has run."""

import pytest

from tests.support.deployed_logs import FUNCTIONS, leaks_in, lines_of

pytestmark = pytest.mark.stack

PLANTED = f"{FUNCTIONS}planted"


@pytest.fixture
def planted(stack):
    """A function that tells too much; gone before the real ones are judged."""
    logs = stack.aws.client("logs")
    logs.create_log_group(logGroupName=PLANTED)
    logs.create_log_stream(logGroupName=PLANTED, logStreamName="one")

    def say(line):
        events = [{"timestamp": 1795400000000, "message": line}]
        logs.put_log_events(logGroupName=PLANTED, logStreamName="one", logEvents=events)

    yield say
    logs.delete_log_group(logGroupName=PLANTED)


def test_a_function_that_tells_of_somebody_is_found_out(stack, planted, said):
    planted('{"message":"harmless","case_no":"HL26112257152145"}')
    assert leaks_in(lines_of(stack.aws, PLANTED), said) == []
    planted('{"message":"sent to +86 139-0000-0001"}')
    (leak,) = leaks_in(lines_of(stack.aws, PLANTED), said)
    assert leak.kind == "a phone"


def test_the_functions_own_lines_are_read(stack, api):
    def is_told():
        api.call("GET", "/v1/my/cases")
        return any('"message":"refused"' in line for line in lines_of(stack.aws))

    # A line that comes late is kept with the call that follows.
    assert any(is_told() for _ in range(10))


def test_second_factors_and_passwords_are_listened_for(told, said):
    account = told["accounts"][0]
    assert {account["password"], account["totp_secret"]} <= said
