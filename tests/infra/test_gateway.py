"""Where the gateway answers by itself, it speaks as the service does."""

from chalicelib.api.problem_codes import codes
from chalicelib.api.problems import SECURITY_HEADERS
from infra.gateway import HEADERS, PROBLEMS, complete_gateway
from infra.stages import PRODUCTION


def test_the_gateway_speaks_of_problems_by_the_services_own_codes():
    assert {code for _, code, _, _ in PROBLEMS.values()} <= set(codes())


def test_what_the_gateway_answers_by_itself_is_answered_with_care():
    api = {"Properties": {"EndpointConfiguration": "REGIONAL"}}
    complete_gateway(api, PRODUCTION)
    for response in api["Properties"]["GatewayResponses"].values():
        assert response["ResponseParameters"]["Headers"] == {name: f"'{HEADERS[name]}'" for name in HEADERS}


def test_its_headers_are_the_services_own():
    assert set(SECURITY_HEADERS) <= set(HEADERS)
    differing = {name for name, words in SECURITY_HEADERS.items() if HEADERS[name] != words}
    assert differing == {"Content-Security-Policy"}
    assert not any("'" in words for words in HEADERS.values())
    assert not any(name.lower().startswith("access-control-") for name in HEADERS)
