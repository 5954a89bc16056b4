"""Where the gateway answers by itself, it speaks as the service does."""

from chalicelib.api.problem_codes import codes
from infra.gateway import PROBLEMS


def test_the_gateway_speaks_of_problems_by_the_services_own_codes():
    assert {code for _, code, _, _ in PROBLEMS.values()} <= set(codes())
