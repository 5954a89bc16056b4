"""The front hands `/v1` over as it came and speaks for itself only where it must."""

import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tools.local.emulator import free_port
from tools.local.front import BODY_LIMIT, serving


class Echo(BaseHTTPRequestHandler):
    """A gateway that tells what reached it."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        told = {
            "method": self.command,
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": body.decode(),
        }
        answer = json.dumps(told).encode()
        self.send_response_only(201)
        self.send_header("Content-Type", "application/problem+json")
        self.send_header("Retry-After", "3")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer  # noqa: N815


@pytest.fixture
def gateway():
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/restapis/abc/api/_user_request_"
        server.shutdown()


@pytest.fixture
def front(gateway):
    with serving(0, gateway) as address:
        yield address.removeprefix("http://")


def ask(front, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection(front, timeout=10)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_every_method_is_handed_over(front, method):
    answer, body = ask(front, method, "/v1/cases?limit=2&place=%E6%9D%91")
    assert answer.status == 201
    assert json.loads(body)["method"] == method
    assert json.loads(body)["path"] == "/restapis/abc/api/_user_request_/v1/cases?limit=2&place=%E6%9D%91"


def test_headers_and_body_arrive_as_they_were_sent(front):
    sent = {"Idempotency-Key": "k-1", "Authorization": "Bearer t", "Content-Type": "application/json"}
    _, body = ask(front, "POST", "/v1/cases", body='{"title":"灌溉"}'.encode(), headers=sent)
    told = json.loads(body)
    assert told["body"] == '{"title":"灌溉"}'
    assert sent.items() <= {name: told["headers"].get(name.lower()) for name in sent}.items()


def test_the_answers_headers_come_back(front):
    answer, _ = ask(front, "GET", "/v1/health")
    assert answer.getheader("Retry-After") == "3"
    assert answer.getheader("Content-Type") == "application/problem+json"


def test_who_asked_is_added_to_the_forwarders(front):
    _, body = ask(front, "GET", "/v1/health", headers={"X-Forwarded-For": "10.0.0.7"})
    assert json.loads(body)["headers"]["x-forwarded-for"] == "10.0.0.7, 127.0.0.1"


def test_several_requests_share_one_connection(front):
    connection = http.client.HTTPConnection(front, timeout=10)
    for _ in range(3):
        connection.request("POST", "/v1/cases", body=b"{}")
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 201
    connection.close()


def test_a_body_beyond_the_gateways_limit_is_refused_before_it_is_read(front):
    connection = http.client.HTTPConnection(front, timeout=10)
    connection.putrequest("POST", "/v1/cases")
    connection.putheader("Content-Length", str(BODY_LIMIT + 1))
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 413
    assert json.loads(answer.read())["code"] == "too-large"
    connection.close()


def test_a_body_of_unknown_length_is_refused(front):
    connection = http.client.HTTPConnection(front, timeout=10)
    connection.putrequest("POST", "/v1/cases")
    connection.putheader("Transfer-Encoding", "chunked")
    # Nothing of the body follows: it is refused by its head, and the other end hangs up.
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 411
    assert json.loads(answer.read())["status"] == 411
    connection.close()


def test_a_gateway_that_is_gone_becomes_a_problem():
    with serving(0, f"http://127.0.0.1:{free_port()}/api") as address:
        answer, body = ask(address.removeprefix("http://"), "GET", "/v1/health")
    assert answer.status == 503
    assert answer.getheader("Content-Type") == "application/problem+json"
    assert json.loads(body)["code"] == "try-again"


def test_the_first_page_greets_in_chinese(front):
    answer, body = ask(front, "GET", "/")
    assert answer.status == 200
    assert "一点通" in body.decode()


def test_other_addresses_are_not_there(front):
    answer, body = ask(front, "GET", "/etc/passwd")
    assert answer.status == 404
    assert json.loads(body)["code"] == "route-missing"
