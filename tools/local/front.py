"""The one local address: pages for people, and `/v1/…` handed to the stack's gateway as it came."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

API = "/v1"
# What the gateway takes in production; the emulator itself would take anything.
BODY_LIMIT = 10 * 1024 * 1024
CHUNK = 64 * 1024
PATIENCE_SECONDS = 60
STOP_LOOK_SECONDS = 0.05
# These belong to one connection, not to the message it carries (RFC 9110 §7.6.1).
HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
PAGE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>一点通</title>
<style>body{font:18px/1.7 sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.2rem;color:#222}</style>
<h1>一点通</h1>
<p>本机服务已经启动。群众和工作人员使用的页面还在建设中，现在可以通过接口办理。</p>
<p><a href="/v1/health">查看服务状态</a></p>
</html>
""".encode()


class Front(ThreadingHTTPServer):
    """Serves one address and knows where the gateway is."""

    daemon_threads = True
    # Many citizens of a replay knock at once.
    request_queue_size = 128

    def __init__(self, port: int, upstream: str) -> None:
        super().__init__(("127.0.0.1", port), _Request)
        self.upstream = urlsplit(upstream)


@contextmanager
def serving(port: int, upstream: str) -> Iterator[str]:
    """Serve for as long as the block lasts, and give the address."""
    with Front(port, upstream) as front:
        threading.Thread(target=front.serve_forever, args=(STOP_LOOK_SECONDS,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{front.server_port}"
        finally:
            front.shutdown()


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body leave in one write: two would cost 40 ms of waiting between them.
    wbufsize = -1
    server: Front

    def _answer(self) -> None:
        path = urlsplit(self.path).path
        if path == API or path.startswith(f"{API}/"):
            self._forward()
        elif path == "/" and self.command in ("GET", "HEAD"):
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", PAGE)
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "route-missing", "没有这个地址", "请核对网址后重试。")

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _answer  # noqa: N815

    def _forward(self) -> None:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdigit():
            self.close_connection = True
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "bad-request", "请求有误", "请在请求头中注明内容长度。")
            return
        if int(length) > BODY_LIMIT:
            self.close_connection = True
            self._refuse(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                "too-large",
                "内容过大",
                "请减少文字；照片和文件请用上传功能。",
            )
            return
        upstream = self.server.upstream
        connection = http.client.HTTPConnection(
            upstream.hostname or "localhost", upstream.port, timeout=PATIENCE_SECONDS
        )
        try:
            self._hand_over(connection, int(length))
            self._hand_back(connection.getresponse())
        except (OSError, http.client.HTTPException):
            self.close_connection = True
            self._refuse(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "try-again",
                "服务暂时繁忙",
                "您填写的内容没有丢，请稍后再试。",
            )
        finally:
            connection.close()

    def _hand_over(self, connection: http.client.HTTPConnection, length: int) -> None:
        connection.putrequest(
            self.command, self.server.upstream.path + self.path, skip_host=True, skip_accept_encoding=True
        )
        for name, value in self.headers.items():
            if name.lower() not in HOP_BY_HOP | {"x-forwarded-for", "expect"}:
                connection.putheader(name, value)
        came_from = [*self.headers.get_all("X-Forwarded-For", []), self.client_address[0]]
        connection.putheader("X-Forwarded-For", ", ".join(came_from))
        connection.endheaders()
        while length > 0 and (chunk := self.rfile.read(min(CHUNK, length))):
            connection.send(chunk)
            length -= len(chunk)

    def _hand_back(self, answer: http.client.HTTPResponse) -> None:
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        if answer.getheader("Content-Length") is None:
            # The length is not known beforehand, so the end of the connection is the end of the body.
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        while chunk := answer.read(CHUNK):
            self.wfile.write(chunk)
        self.wfile.flush()

    def _refuse(self, status: HTTPStatus, code: str, title: str, detail: str) -> None:
        problem = {
            "type": f"/problems/{code}",
            "code": code,
            "title": title,
            "status": status.value,
            "detail": detail,
        }
        self._send(status, "application/problem+json", json.dumps(problem, ensure_ascii=False).encode())

    def _send(self, status: HTTPStatus, content_type: str, body: bytes) -> None:
        self.send_response_only(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close" if self.close_connection else "keep-alive")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.wfile.flush()
