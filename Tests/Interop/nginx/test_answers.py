"""Answers through nginx: the service's own pass unchanged, nginx's own can be read by a page."""

import json

import pytest

from nginx.proxy import Nginx, free_port, site
from nginx.visitor import ORIGIN, SYNC, Visitor, only

bullet = pytest.mark.bullet


@bullet("the service's answers")
@pytest.mark.parametrize("method, path, status", [
    ("GET", "/v1/auth/me", 200), ("GET", "/healthz", 200), ("GET", "/nothing", 404),
    ("PUT", SYNC, 405), ("POST", SYNC, 400),
])
def test_they_pass_with_one_of_each_field(visitor, method, path, status):
    got, headers, text = visitor.ask(method, path, x_request_id="nginx-head")
    assert got in (status, 422 if status == 400 else status), text
    assert only(headers, "access-control-allow-origin") == ORIGIN
    assert only(headers, "access-control-allow-credentials") == "true"
    assert only(headers, "x-request-id") == "nginx-head"
    assert json.loads(text)


@bullet("the service's answers")
def test_nobody_else_may_read_them(visitor):
    _, headers, _ = visitor.ask("GET", "/v1/auth/me", origin="https://evil.example")
    assert headers["access-control-allow-origin"] is None


@bullet("the service's answers")
def test_a_preflight_passes(visitor):
    status, headers, _ = visitor.ask(
        "OPTIONS", SYNC, access_control_request_method="POST",
        access_control_request_headers="content-type")
    assert status == 204
    assert only(headers, "access-control-allow-origin") == ORIGIN
    assert "POST" in only(headers, "access-control-allow-methods")


@bullet("nginx's answers")
def test_a_body_too_long_is_refused_in_json_for_the_page(visitor):
    status, headers, text = visitor.ask("POST", SYNC, body="x" * 70_000)
    assert (status, json.loads(text)["error"]) == (413, "body_too_large")
    assert only(headers, "access-control-allow-origin") == ORIGIN
    assert only(headers, "content-type") == "application/json"


@bullet("nginx's answers")
@pytest.mark.parametrize("target", ["/../../x", "/x%00", "*", "/?" + "x" * 12_000])
def test_a_request_that_cannot_be_read_is_refused_in_json(visitor, target):
    status, headers, text = visitor.ask("OPTIONS", target)
    assert (status, json.loads(text)["error"]) == (400, "bad_request")
    assert only(headers, "content-type") == "application/json"
    assert len(only(headers, "x-request-id")) == 32


@bullet("nginx's answers")
@pytest.mark.parametrize("path", ["/nginx/400", "/nginx/413", "/nginx/503", "/metrics"])
def test_no_page_of_its_own_has_an_address(visitor, path):
    status, headers, _ = visitor.ask("GET", path)
    assert (status, headers["content-type"]) == (404, "text/html")


@bullet("nginx's answers")
@pytest.mark.parametrize("origin, allowed", [(ORIGIN, ORIGIN), ("https://evil.example", None)])
def test_a_service_that_is_not_there_is_a_503_for_the_page(tmp_path, origin, allowed):
    nginx = Nginx(tmp_path, site(f"127.0.0.1:{free_port()}", tmp_path))
    status, headers, text = Visitor(nginx.port, "bmm_session=x").ask(
        "GET", "/v1/auth/me", origin=origin, x_request_id="nginx-down")
    nginx.end()
    assert (status, json.loads(text)["error"]) == (503, "service_unavailable")
    assert headers["access-control-allow-origin"] == allowed
    assert only(headers, "retry-after") == "5"
    assert only(headers, "x-request-id") == "nginx-down"
