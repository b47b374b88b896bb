"""Runs all cases through the real nginx and through ours, side by side."""

import asyncio
import json
import socket
from pathlib import Path

from nginx.proxy import RULES, Nginx
from nginx.same import client
from nginx.same.cases import ALL, DEAD, KEEPING, PROXIES, READ_S, SHIPPED, TUNNEL
from nginx.same.exchange import Seen, trace
from nginx.same.origin import ScriptedOrigin
from support.server import Fake

# How many exchanges run at once: what they wait for are mostly their own pauses.
AT_ONCE = 60
# How long both wait for the rest of a request.
PATIENCE_MS = int(READ_S * 1000)


def traces(folder):
    """The traces of each case by its name: of the real one and of ours."""
    return asyncio.run(_traces(Path(folder)))


async def _traces(folder):
    origin = ScriptedOrigin()
    await origin.start()
    stage = Stage(folder, origin)
    try:
        result = await stage.run(ALL)
        # A hiccup of the machine can move an event behind the next; a real difference stays.
        for _ in range(2):
            odd = [case for case in ALL if differs(result[case.name])]
            if odd:
                result |= await stage.run(odd)
        return result
    finally:
        stage.end()
        await origin.stop()


def differs(pair):
    return pair[0] != pair[1]


class Stage:
    """Both proxies with all their configurations before one origin."""

    def __init__(self, folder, origin):
        self.origin = origin
        self.number = 0
        self.dead = socket.socket()
        self.dead.bind(("127.0.0.1", 0))
        self.addresses = {name: f"127.0.0.1:{origin.port}" for name in [
            *PROXIES, TUNNEL, SHIPPED, *KEEPING.values()]}
        self.addresses[DEAD] = f"127.0.0.1:{self.dead.getsockname()[1]}"
        self.real = Real(folder, self.addresses)
        try:
            self.ours = Ours(folder, self.addresses)
        except BaseException:
            self.real.end()
            raise

    async def run(self, cases):
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(case):
            async with gate:
                return case.name, await asyncio.gather(
                    self._run(case, self.real.ports), self._run(case, self.ours.ports))

        return dict(await asyncio.gather(*map(one, cases)))

    async def _run(self, case, ports):
        self.number += 1
        number, seen = self.number, Seen()
        self.origin.scripts[number] = (case.steps, seen)
        await client.run(
            ports[case.proxy], case, case.request.replace(b"{id}", b"%06d" % number), seen)
        seen.requests = [raw.replace(b"/%06d" % number, b"/id") for raw in seen.requests]
        return trace(case, seen)

    def end(self):
        self.real.end()
        self.ours.end()
        self.dead.close()


class Real:
    """The real nginx: a `server` for each configuration."""

    def __init__(self, folder, addresses):
        self.ports = {}
        self.sockets = [socket.socket() for _ in addresses]
        for name, probe in zip(addresses, self.sockets):
            probe.bind(("127.0.0.1", 0))
            self.ports[name] = probe.getsockname()[1]
        for probe in self.sockets:
            probe.close()
        folder = folder / "real"
        folder.mkdir()
        blocks = "\n".join(self._server(name, to) for name, to in addresses.items())
        self.nginx = Nginx(folder, lambda port: f"""
            access_log off;
            map $http_upgrade $upgrading {{ default upgrade; '' ''; }}
            server {{ listen 127.0.0.1:{port}; }}
            {blocks}""")

    def _server(self, name, address):
        return self._shipped(address) if name == SHIPPED else self._plain(name, address)

    def _shipped(self, address):
        rules = (RULES / "locations.conf").read_text()
        # The site listens with TLS; and nobody has a quarter of a minute for each client that stalls.
        for there, here in [("$scheme", "https"), ("_timeout 15s", f"_timeout {PATIENCE_MS}ms")]:
            assert there in rules, there
            rules = rules.replace(there, here)
        return f"""
        include {RULES}/maps.conf;
        upstream bmm_service {{ server {address}; keepalive 8; keepalive_timeout 60s; }}
        server {{
            listen 127.0.0.1:{self.ports[SHIPPED]};
            {rules}
        }}"""

    def _plain(self, name, address):
        version = "1.0" if "http1.0" in name else "1.1"
        buffers = "off" if "buffers-off" in name else "on"
        gzip = "on" if "gzip-on" in name else "off"
        closing = 'proxy_set_header Connection "";' if version == "1.1" else ""
        if name == TUNNEL:
            closing = ("proxy_set_header Upgrade $http_upgrade; "
                       "proxy_set_header Connection $upgrading;")
        kept = "keepalive 8;" if name in KEEPING.values() else ""
        return f"""
        upstream origin-{name} {{ server {address}; {kept} }}
        server {{
            listen 127.0.0.1:{self.ports[name]};
            proxy_http_version {version};
            proxy_buffering {buffers};
            proxy_read_timeout {int(READ_S * 1000)}ms;
            client_header_timeout {PATIENCE_MS}ms;
            client_body_timeout {PATIENCE_MS}ms;
            proxy_connect_timeout 2s;
            gzip {gzip};
            gzip_types text/plain text/event-stream;
            proxy_set_header Host $host;
            proxy_set_header X-Real-IP $remote_addr;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            {closing}
            location / {{ proxy_pass http://origin-{name}; }}
        }}"""

    def end(self):
        self.nginx.end()


class Ours:
    """`bmm-bench serve edge`, one for each configuration."""

    def __init__(self, folder, addresses):
        self.running = {}
        try:
            for name, address in addresses.items():
                file = folder / f"{name}.json5"
                file.write_text(json.dumps(self._scenario(name)))
                self.running[name] = Fake(
                    "--scenario", str(file), "--origin", address, role="edge")
        except BaseException:
            self.end()
            raise
        self.ports = {
            name: int(fake.url.rpartition(":")[2]) for name, fake in self.running.items()}

    def _scenario(self, name):
        edge = {
            "profile": "nginx-bmm", "requestTimeout": f"{PATIENCE_MS}ms",
        } if name == SHIPPED else {
            "profile": "nginx-1.22", "readTimeout": f"{READ_S}s", "connectTimeout": "2s",
            "requestTimeout": f"{PATIENCE_MS}ms",
            "originVersion": "1.0" if "http1.0" in name else "1.1",
            "buffers": "buffers-off" not in name, "gzip": "gzip-on" in name,
            "tunnels": name == TUNNEL,
        }
        # Without an upstream block of its own the real one keeps no connection, as in HTTP/1.0.
        if edge.get("originVersion") == "1.1":
            edge["originIdle"] = "60s" if name in KEEPING.values() else "0s"
        return {
            "name": name.replace(".", "-"),
            "about": "A proxy beside the real one; nobody comes but the tests.",
            "edge": edge,
            "users": [{
                "name": "nobody", "plan": "team", "arrivals": {"closed": 1, "rounds": 1},
                "steps": [{"previewStream": {}}],
            }],
        }

    def end(self):
        for fake in self.running.values():
            assert fake.end() == 0, "".join(fake.log)
