"""The metrics are what Prometheus' own parsers take, in both forms."""

import json
import urllib.request

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families as prometheus

bullet = pytest.mark.bullet

FORMS = {
    "application/openmetrics-text;version=1.0.0": (
        open_metrics, "application/openmetrics-text; version=1.0.0; charset=utf-8"),
    "text/plain;version=0.0.4": (prometheus, "text/plain; version=0.0.4; charset=utf-8"),
}
COUNTERS = {
    "bmm_http_requests", "bmm_previews", "bmm_preview_tokens", "bmm_preview_cache_hits",
    "bmm_preview_shared_flights", "bmm_provider_calls", "bmm_limit_refusals", "bmm_magic_links",
}
HISTOGRAMS = {"bmm_http_request_duration_seconds", "bmm_database_access_duration_seconds"}


def scrape(url, accept):
    request = urllib.request.Request(f"{url}/metrics", headers={"accept": accept})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.headers["content-type"], answer.read().decode()


def preview(url, session):
    request = urllib.request.Request(
        f"{url}/v1/servers/preview", data=json.dumps({"prompt": "Tells the weather"}).encode(),
        headers={"content-type": "application/json", "cookie": f"bmm_session={session}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


@bullet("metrics")
@pytest.mark.parametrize("accept", FORMS)
def test_every_family_is_parsed(service, session, accept):
    preview(service.url, session)
    parse, content_type = FORMS[accept]
    actual_type, text = scrape(service.url, accept)
    assert actual_type == content_type
    families = {family.name: family for family in parse(text)}
    assert {name for name, family in families.items() if family.type == "counter"} == COUNTERS
    assert {name for name, family in families.items() if family.type == "histogram"} == HISTOGRAMS
    assert all(family.documentation for family in families.values())
    previews = {s.labels["outcome"]: s.value for s in families["bmm_previews"].samples}
    assert previews["preview_spec_ready"] >= 1


@bullet("metrics")
def test_the_end_is_marked_and_units_are_named(service):
    _, text = scrape(service.url, "application/openmetrics-text")
    assert text.endswith("# EOF\n")
    families = {family.name: family for family in open_metrics(text)}
    assert {families[name].unit for name in HISTOGRAMS} == {"seconds"}


@bullet("metrics")
def test_buckets_add_up(service, session):
    preview(service.url, session)
    _, text = scrape(service.url, "application/openmetrics-text")
    family = next(f for f in open_metrics(text) if f.name == "bmm_http_request_duration_seconds")
    ours = [s for s in family.samples if s.labels.get("route") == "preview"]
    buckets = [s.value for s in ours if s.name.endswith("_bucket")]
    count = next(s.value for s in ours if s.name.endswith("_count"))
    assert buckets == sorted(buckets)
    assert buckets[-1] == count >= 1
