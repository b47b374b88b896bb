"""Debian's nginx with the rules of deploy/nginx, on free ports and without its own folders."""

import getpass
import json
import socket
import subprocess
import time
from pathlib import Path

from support.patience import until
from support.server import PATIENCE_S, ROOT

RULES = ROOT / "deploy/nginx"

MAIN = """
daemon off;
user {user};
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{blocks}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """Runs until `end`; `site` gets its port and returns the text of a `http` block."""

    def __init__(self, folder, site):
        self.folder = Path(folder)
        self.port = free_port()
        self.configuration = self.folder / "nginx.conf"
        self.configuration.write_text(MAIN.format(
            user=getpass.getuser(), folder=self.folder, blocks=site(self.port)))
        self.process = subprocess.Popen(
            ["nginx", "-p", str(self.folder), "-c", str(self.configuration)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self._wait_until_it_listens()

    def _wait_until_it_listens(self):
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port)).close()
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(self.process.stderr.read()) from None
                time.sleep(0.02)

    def logged(self, request_id):
        """The line of a request in the log, once it is there."""
        log = self.folder / "access.log"
        return until(lambda: next(
            (json.loads(line) for line in log.read_text().splitlines()
             if f'"{request_id}"' in line), None))

    def end(self):
        self.process.terminate()
        self.process.wait(PATIENCE_S)
        self.process.stderr.close()


def site(service, folder, *, extra="", change=lambda rules: rules):
    """A server with the shipped rules before a service; `change` makes them other rules."""
    rules = Path(folder) / "locations.conf"
    rules.write_text(change((RULES / "locations.conf").read_text()))
    return lambda port: f"""
    include {RULES}/maps.conf;
    upstream bmm_service {{ server {service}; keepalive 8; keepalive_timeout 60s; }}
    server {{
        listen 127.0.0.1:{port};
        access_log {folder}/access.log bmm;
        {extra}
        include {rules};
    }}"""


def shorter(rules):
    """The shipped rules with 600 s and 100 s as 2 s, so that a test can outlast them."""
    assert "proxy_read_timeout 600s;" in rules and "proxy_read_timeout 100s;" in rules
    return rules.replace("600s", "2s").replace("100s", "2s")


def buffered(rules):
    """What the rules are there against: events held until there are enough of them."""
    assert "proxy_buffering off;" in rules
    return rules.replace(
        "proxy_buffering off;", "proxy_buffering on; proxy_ignore_headers X-Accel-Buffering;"
    ).replace("proxy_http_version 1.1;", "proxy_http_version 1.0;")
