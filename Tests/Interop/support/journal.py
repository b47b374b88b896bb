"""What the fake says that it saw: `/__fakellm/requests`, over plain HTTP."""

import http.client
import json
import time
from urllib.parse import urlencode, urlsplit

# The fake learns a little later than its client that the client has left.
PATIENCE_S = 20


class Journal:
    def __init__(self, fake):
        self.address = urlsplit(fake.ready.get("llm", fake.url)).netloc
        self.token = fake.token

    def get(self, path, token=None):
        return self.ask("GET", path, token=token)

    def ask(self, method, path, body=None, token=None):
        """Status and JSON body; `token` in place of the right one, if it is given."""
        connection = http.client.HTTPConnection(self.address, timeout=20)
        token = self.token if token is None else token
        fields = {"authorization": f"Bearer {token}"} if token else {}
        text = None if body is None else json.dumps(body)
        connection.request(method, path, body=text, headers=fields)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, json.loads(body) if body else None

    def of(self, script_id, count):
        """The ended requests of a script's id; waits until there are `count`, and none runs."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            status, body = self.get("/__fakellm/requests?" + urlencode({"id": script_id}))
            assert status == 200, body
            entries = body["requests"]
            ended = [entry for entry in entries if entry["end"] != "running"]
            if len(ended) >= count or time.monotonic() > deadline:
                assert len(entries) == len(ended) == count, entries
                return entries
            time.sleep(0.02)

    def one(self, script_id):
        return self.of(script_id, 1)[0]

    def statuses(self, script_id, count):
        """What was answered to the `count` requests of a script's id, in their order."""
        return [entry["status"] for entry in self.of(script_id, count)]

    def check_failed(self, script_id, detail):
        """The fake failed in the way it was told to, and the client asked only once."""
        entry = self.one(script_id)
        assert (entry["end"], entry["detail"], entry["client_left"]) == ("failed", detail, False)
