"""Whatever is answered, it bears the headers of a careful house, and invites no other site."""

import pytest

from app import app
from chalicelib.api.openapi import operations_of
from chalicelib.api.problems import SECURITY_HEADERS

ROUTES = [(each.method, each.path) for each in operations_of(app)]
KEPT = "Cache-Control"
"""What is public may be kept for a while; everything else may not (`api/kept.py`)."""


def careful(answer):
    """Tell whether an answer bears every header, and none that opens it to other sites."""
    bears = {name: answer.headers.get(name) for name in SECURITY_HEADERS if name != KEPT}
    is_told = bears == {name: words for name, words in SECURITY_HEADERS.items() if name != KEPT}
    is_kept = answer.headers[KEPT] == "no-store" or answer.headers[KEPT].startswith("public, max-age=")
    opens = [name for name in answer.headers if name.lower().startswith("access-control-")]
    return is_told and is_kept and not opens


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=[f"{method} {path}" for method, path in ROUTES])
def test_every_route_answers_a_stranger_with_care(api, method, path):
    address = path.replace("{", "").replace("}", "")
    strange = {"Origin": "https://elsewhere.example"}
    assert careful(api.call(method, address, **strange))
    assert careful(api.call(method, address, raw=b"{", **strange))
    assert careful(api.call(method, address, token="f" * 43, **strange))


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD"])
def test_what_the_framework_refuses_is_refused_with_care(api, method):
    assert careful(api.call(method, "/v1/cases"))
    assert careful(api.call(method, "/v1/cases", raw=b"x", Content_Type="text/xml"))


def test_what_succeeds_is_answered_with_care(town):
    case_no = town.file()
    answers = [
        town.caller.get("/v1/my/cases", token=town.citizen()),
        town.caller.get(f"/v1/my/cases/{case_no}", token=town.citizen()),
        town.caller.get(f"/v1/desk/cases/{case_no}", token=town.official(town.body_of(case_no))),
        town.caller.get("/v1/counties"),
    ]
    assert all(map(careful, answers))


def test_no_route_asks_for_cors():
    assert not any(entry.cors for methods in app.routes.values() for entry in methods.values())
