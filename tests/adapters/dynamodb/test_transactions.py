"""Two heads in one write: what the store says of it, and how often it is tried (storage §6)."""

import pytest
from pynamodb.exceptions import CancellationReason, TransactWriteError, VerboseClientError

from chalicelib.adapters.dynamodb import transactions
from chalicelib.adapters.dynamodb.transactions import LONGEST_PAUSE, SHORTEST_PAUSE, TRIES, Transactions
from chalicelib.domain.errors import UnavailableError


def cancelled(*codes, code="TransactionCanceledException"):
    reasons = [CancellationReason(code=each, message="") if each else None for each in codes]
    cause = VerboseClientError({"Error": {"Code": code}}, "TransactWriteItems", cancellation_reasons=reasons)
    return TransactWriteError("no", cause)


class Answering:
    """Stands for PynamoDB's own writing of a transaction; answers as it is told, one after the other."""

    def __init__(self, *answers):
        self.answers, self.tokens = list(answers), []

    def __call__(self, connection, client_request_token):
        self.tokens.append(client_request_token)
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        answer = self.answers.pop(0)
        if answer is not None:
            raise answer


@pytest.fixture
def write(monkeypatch):
    def writing(*answers):
        stands = Answering(*answers)
        monkeypatch.setattr(transactions, "TransactWrite", stands)
        pauses = []
        refused = Transactions(connection=None, pause=pauses.append).write([], [], "f" * 16)
        return refused, pauses, stands.tokens

    return writing


def test_what_was_written_refuses_nothing(write):
    assert write(None)[0] == frozenset()


def test_what_was_refused_is_named_by_its_place(write):
    assert write(cancelled(None, "ConditionalCheckFailed"))[0] == {1}


def test_two_who_meet_try_again_after_a_while_under_the_same_token(write):
    refused, pauses, tokens = write(cancelled("TransactionConflict", None), None)
    assert refused == frozenset()
    assert len(pauses) == 1
    assert SHORTEST_PAUSE <= pauses[0] <= LONGEST_PAUSE
    assert len(set(tokens)) == 1


def test_a_write_that_was_cancelled_for_no_fault_of_its_own_was_not_done(write):
    refused, pauses, _ = write(cancelled(None, "ThrottlingError"), None)
    assert refused == frozenset()
    assert len(pauses) == 1


def test_who_meets_others_every_time_is_asked_to_come_again(write):
    with pytest.raises(UnavailableError):
        write(*[cancelled("TransactionConflict")] * TRIES)


def test_the_same_request_in_other_bytes_leaves_it_to_the_head_what_became_of_it(write, monkeypatch):
    stands = Answering(cancelled(code="IdempotentParameterMismatchException"))
    monkeypatch.setattr(transactions, "TransactWrite", stands)
    monkeypatch.setattr(stands, "save", lambda *_: None, raising=False)
    refused = Transactions(connection=None, pause=print).write([object()], [], "f" * 16)
    assert refused == {0}


def test_throttling_asks_to_come_again_and_our_own_fault_is_told(write):
    with pytest.raises(UnavailableError):
        write(cancelled(code="ThrottlingException"))
    with pytest.raises(TransactWriteError):
        write(cancelled(code="ValidationException"))
