"""A network that fails one call of a client, before it happened or after (storage §14)."""

from botocore.client import BaseClient
from botocore.exceptions import ReadTimeoutError


class FaultyNetwork:
    """Stands between PynamoDB and botocore; counts calls and fails the one it is told to."""

    def __init__(self, client):
        self._really = client._make_api_call
        self.calls = []
        self.failing = None
        self.after = False
        client._make_api_call = self._call

    def fail(self, nth, *, after):
        """Fail the nth call from now on, counted from 0; `after`: it happens, but nobody hears of it."""
        self.calls = []
        self.failing, self.after = nth, after

    def heal(self):
        """Fail no more, and count anew."""
        self.calls = []
        self.failing = None

    def _call(self, operation, arguments):
        nth = len(self.calls)
        self.calls.append(operation)
        if nth == self.failing and not self.after:
            raise ReadTimeoutError(endpoint_url="dynamodb")
        answer = self._really(operation, arguments)
        if nth == self.failing:
            raise ReadTimeoutError(endpoint_url="dynamodb")
        return answer


class ProcessEndedError(BaseException):
    """The process is no more: nothing that it would still have done happens."""


class FaultyAws:
    """The same before every client of every service: whatever a request asks of AWS may fail."""

    def __init__(self, monkeypatch):
        self._really = BaseClient._make_api_call
        self.calls = []
        self.failing = None
        self.after = False
        self.dies, self.among = False, ""
        stand_in = self._call

        def call(client, operation, arguments):
            return stand_in(client, operation, arguments)

        monkeypatch.setattr(BaseClient, "_make_api_call", call)

    def fail(self, nth, *, after, dies=False, among=""):
        """Fail the nth call from now on, counted from 0; `after`: it happens, but nobody hears of it.

        `dies`: whoever calls is not told either, for the process ends there. `among`: only calls count whose
        operation ends so, such as Item or PutItem.
        """
        self.calls = []
        self.failing, self.after, self.dies, self.among = nth, after, dies, among

    def heal(self):
        """Fail no more; tell whether the fault was met."""
        met = self.failing is not None and len(self.calls) > self.failing
        self.failing, self.among = None, ""
        return met

    def _call(self, client, operation, arguments):
        if not operation.endswith(self.among):
            return self._really(client, operation, arguments)
        nth = len(self.calls)
        self.calls.append(operation)
        if nth == self.failing and not self.after:
            raise self._fault(client)
        answer = self._really(client, operation, arguments)
        if nth == self.failing:
            raise self._fault(client)
        return answer

    def _fault(self, client):
        service = client.meta.service_model.service_name
        return ProcessEndedError(service) if self.dies else ReadTimeoutError(endpoint_url=service)
