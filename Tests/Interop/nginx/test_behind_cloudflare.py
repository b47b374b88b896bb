"""Whom an nginx takes for the visitor behind Cloudflare: the real one, and the simulated."""

import json

import pytest

from nginx.proxy import Nginx
from nginx.visitor import Visitor
from support.server import Fake

bullet = pytest.mark.bullet

VISITOR = "127.0.0.2"
TELLING = {"x-forwarded-for", "x-real-ip", "cf-connecting-ip"}


def scenario(folder, edge):
    file = folder / "chain.json5"
    file.write_text(json.dumps({
        "name": "chain", "about": "Proxies before a mirror; nobody comes but the tests.",
        "edge": edge,
        "users": [{
            "name": "nobody", "plan": "team", "arrivals": {"closed": 1, "rounds": 1},
            "steps": [{"previewStream": {}}],
        }],
    }))
    return str(file)


def told(folder, edge, origin):
    """What a mirror behind proxies of ours is told of a visitor that forges a chain."""
    front = Fake("--scenario", scenario(folder, edge), "--origin", origin, role="edge")
    visitor = Visitor(int(front.url.rpartition(":")[2]), "bmm_session=x", host=VISITOR)
    _, _, text = visitor.ask(
        "GET", "/", x_forwarded_for="203.0.113.66", cf_connecting_ip="203.0.113.68")
    assert front.end() == 0, "".join(front.log)
    return sorted([name, value] for name, value in json.loads(text) if name in TELLING)


@bullet("the visitor's address")
@pytest.mark.parametrize("believes", [False, True])
def test_the_simulated_one_takes_cloudflare_for_what_the_real_one_does(tmp_path, mirror, believes):
    trust = "set_real_ip_from 127.0.0.1; real_ip_header CF-Connecting-IP;" if believes else ""
    real = Nginx(tmp_path, lambda port: f"""
        server {{
            listen 127.0.0.1:{port};
            {trust}
            proxy_set_header X-Real-IP $remote_addr;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            location / {{ proxy_pass http://{mirror}; }}
        }}""")
    through_real = told(tmp_path, "cloudflare-2026", f"127.0.0.1:{real.port}")
    real.end()
    inner = {"profile": "nginx-1.22", "believesCloudflare": believes}
    through_ours = told(tmp_path, ["cloudflare-2026", inner], mirror)
    last = VISITOR if believes else "127.0.0.1"
    assert through_real == through_ours == [
        ["cf-connecting-ip", VISITOR],
        ["x-forwarded-for", f"203.0.113.66,{VISITOR}, {last}"],
        ["x-real-ip", last],
    ]
