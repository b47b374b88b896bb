"""A browser's view: requests of a page, and streams read as they come."""

import http.client
import json

ORIGIN = "https://bmm.example"
STREAM = "/v1/servers/preview/stream"
SYNC = "/v1/servers/preview"


class Visitor:
    def __init__(self, port, session, host=""):
        self.port = port
        self.session = session
        self.host = host

    def connect(self, timeout=60):
        return http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=timeout,
            source_address=(self.host, 0) if self.host else None)

    def fields(self, **more):
        fields = {"cookie": self.session, "origin": ORIGIN, "content-type": "application/json"}
        return fields | {name.replace("_", "-"): value for name, value in more.items()}

    def ask(self, method, path, body=None, origin=ORIGIN, **fields):
        """The whole answer: status, header fields, text."""
        connection = self.connect()
        connection.request(method, path, body=body, headers=self.fields(origin=origin, **fields))
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, text

    def preview(self, prompt, path=SYNC, **fields):
        return self.ask("POST", path, json.dumps({"prompt": prompt}), **fields)

    def stream(self, prompt, timeout=60, **fields):
        """A connection, and the answer on it whose events are yet to come."""
        connection = self.connect(timeout)
        connection.request(
            "POST", STREAM, body=json.dumps({"prompt": prompt}), headers=self.fields(**fields))
        return connection, connection.getresponse()


def events(answer):
    """The events of a stream as (type, data), comments left out, each as soon as it is there."""
    kind, data = None, None
    while line := answer.readline():
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name == "event":
            kind = value
        elif name == "data":
            data = json.loads(value)
        elif not line.strip() and kind is not None:
            yield kind, data
            kind = None


def only(headers, name):
    """The one value of a field; two, as when nginx adds what the service has set, are a fault."""
    values = headers.get_all(name) or []
    assert len(values) == 1, f"{name}: {values}"
    return values[0]
