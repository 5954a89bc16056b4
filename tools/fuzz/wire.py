"""What goes over the wire, and what comes back; sending is a function, by socket or in memory."""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import TypeAlias
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """One request, ready to be sent."""

    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None

    def as_curl(self, base: str) -> str:
        """Give the command that sends it again."""
        words = ["curl", "-sS", "-i", "-X", self.method, f"{base}{self.address}"]
        for name, value in self.headers.items():
            words += ["-H", f"{name}: {value}" if value else f"{name};"]
        if self.body is None:
            return shlex.join(words)
        try:
            text = self.body.decode("utf-8")
        except UnicodeDecodeError:
            text = "\0"
        if text.isprintable() and not text.startswith("@"):
            return shlex.join([*words, "--data-binary", text])
        octal = "".join(f"\\{byte:03o}" for byte in self.body)
        return f"printf '{octal}' | {shlex.join([*words, '--data-binary', '@-'])}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; header names are written small."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Send: TypeAlias = Callable[[Request], Answer]


@dataclass(frozen=True, slots=True)
class Socket:
    """Sends to a stack that runs; each request opens its own connection, as phones do."""

    base: str
    timeout: float = 60

    def __call__(self, request: Request) -> Answer:
        address = urlsplit(self.base)
        connection = HTTPConnection(address.hostname or "", address.port, timeout=self.timeout)
        try:
            connection.request(
                request.method, f"{address.path}{request.address}", request.body, dict(request.headers)
            )
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)
