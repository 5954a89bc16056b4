"""What the deployed functions have logged, as the local CloudWatch keeps it, and what should not be there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.support.detector import Detector, Leak
from tests.support.overhearing import ALWAYS, secrets_of, words_in
from tools.client import Api, Json
from tools.local.deployment import LocalAws

FUNCTIONS = "/aws/lambda/"


@dataclass
class NotingApi(Api):
    """Sends as everybody does, and remembers what people said and what they alone were told."""

    said: set[str] = field(default_factory=set)

    def call(
        self, method: str, path: str, body: Json = None, *, headers: dict[str, str] | None = None
    ) -> tuple[int, Json]:
        """Send a request, and give status and answer."""
        status, answer = super().call(method, path, body, headers=headers)
        self.said.update(words_in(body), words_in(secrets_of(answer)))
        return status, answer


def lines_of(aws: LocalAws, prefix: str = FUNCTIONS) -> Iterator[str]:
    """Give every line of every function."""
    logs = aws.client("logs")
    for groups in logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=prefix):
        for group in groups["logGroups"]:
            pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group["logGroupName"])
            yield from (event["message"] for page in pages for event in page["events"])


def leaks_in(lines: Iterable[str], said: Iterable[str]) -> list[Leak]:
    """Name what these lines tell of people, each thing once."""
    detector = Detector({*ALWAYS, *said})
    return list(dict.fromkeys(leak for line in lines for leak in detector.leaks_in(line)))
