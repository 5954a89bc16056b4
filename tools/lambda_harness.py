"""Run a packaged zip as Lambda does: under awslambdaric, with nothing else to import from.

The base interpreter runs without site-packages, so a dependency missing from the zip is missing here too.
Also the bench's instrument: each run tells the CPU its process took up to now.

    with Function(unpacked, runtime_client, handler="app.app", environment={...}) as function:
        answer = function.invoke(event)
"""

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution
from pathlib import Path
from types import TracebackType
from typing import Any, Self

RUNTIME_CLIENT = ("awslambdaric", "simplejson", "snapshot-restore-py")
PATIENCE_SECONDS = 30
NOBODY = "http://127.0.0.1:9"  # no store unless the caller names one; never the real AWS
ARN = "arn:aws:lambda:us-east-1:000000000000:function:harness"


class FunctionFailedError(Exception):
    """The function did not start, raised, or fell silent; the message carries what it wrote."""


def unpack(package: Path, folder: Path) -> Path:
    """Unpack a deployment zip, as Lambda does under /var/task."""
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return folder


def lay_out_runtime_client(folder: Path) -> Path:
    """Copy Lambda's runtime client out of this environment into a folder that holds nothing else."""
    for name in RUNTIME_CLIENT:
        for file in distribution(name).files or ():
            if ".." in file.parts:
                continue  # command-line scripts
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(str(file.locate()), target)
    return folder


class Function:
    """One warm instance of a packaged function."""

    def __init__(
        self, task_root: Path, runtime_client: Path, *, handler: str = "app.app", environment: dict[str, str]
    ) -> None:
        self._task_root = task_root
        self._runtime_client = runtime_client
        self._handler = handler
        self._environment = environment
        self._service = _RuntimeService(("127.0.0.1", 0), _RuntimeApi)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        threading.Thread(target=self._service.serve_forever, daemon=True).start()
        # No shell's own settings: what a function reads must come from its template.
        environment = {
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",  # pragma: allowlist secret - the emulator's own
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": NOBODY,
            "AWS_LAMBDA_FUNCTION_NAME": "harness",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{self._service.server_port}",
            "LAMBDA_TASK_ROOT": str(self._task_root),
            "_HANDLER": self._handler,
            "PYTHONPATH": str(self._runtime_client),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        base_interpreter = getattr(sys, "_base_executable", sys.executable)
        self._process = subprocess.Popen(
            [base_interpreter, "-S", "-m", "awslambdaric", self._handler],
            cwd=self._task_root,
            env=environment | self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdout is not None:
                self._process.stdout.close()
        self._service.shutdown()
        self._service.server_close()

    def invoke(self, event: dict[str, Any]) -> Any:  # noqa: ANN401  Handlers answer what they like.
        """Hand the function one event and give its answer.

        Raises:
            FunctionFailedError: It did not start, raised, or did not answer in time.
        """
        self._service.events.put(event)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                kind, answer = self._service.answers.get(timeout=0.1)
            except queue.Empty:
                if self._process is not None and self._process.poll() is not None:
                    break
                continue
            if kind == "response":
                return answer
            raise FunctionFailedError(f"{kind}: {json.dumps(answer, ensure_ascii=False)}\n{self.output}")
        raise FunctionFailedError(f"The function gave no answer.\n{self.output}")

    @property
    def output(self) -> str:
        """What the function has written to its log."""
        return b"".join(self._service.lines).decode(errors="replace")

    def cpu_seconds(self) -> float:
        """Give the CPU the function's process has used since it was started."""
        if self._process is None:
            raise FunctionFailedError("The function was not started.")
        tasks = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def _listen(self) -> None:
        if self._process is not None and self._process.stdout is not None:
            self._service.lines.extend(self._process.stdout)


class _RuntimeService(ThreadingHTTPServer):
    """Lambda's side of the runtime API, for one function and one event at a time."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.events: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self.answers: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self.lines: list[bytes] = []

    def handle_error(self, *_: object) -> None:
        """Stay silent: a function that is ended while it waits for an event breaks the line."""


class _RuntimeApi(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body leave in one write: two would cost 40 ms of waiting between them.
    wbufsize = -1
    server: _RuntimeService

    def do_GET(self) -> None:
        event = self.server.events.get()
        deadline = int((time.time() + PATIENCE_SECONDS) * 1000)
        headers = {
            "Content-Type": "application/json",  # without it the runtime client crashes
            "Lambda-Runtime-Aws-Request-Id": f"request-{deadline}",
            "Lambda-Runtime-Deadline-Ms": str(deadline),
            "Lambda-Runtime-Invoked-Function-Arn": ARN,
        }
        self._answer(200, json.dumps(event).encode(), headers)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer(202, b"", {})
        kind = "init error" if "/init/" in self.path else self.path.rsplit("/", 1)[1]
        self.server.answers.put((kind, json.loads(body or b"null")))

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Stay silent: the function's own log is what is read."""
