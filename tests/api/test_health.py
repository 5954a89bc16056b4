from chalice.test import Client

from app import app


def test_health_answers():
    with Client(app) as client:
        assert client.http.get("/v1/health").json_body == {"status": "ok"}
