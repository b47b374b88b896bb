"""A headless Chromium, driven by its DevTools protocol."""

import json
import subprocess
import urllib.request
from pathlib import Path

import websocket

from support.patience import PATIENCE_S, until


class Browser:
    """One page of one process; `end` ends it."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-background-networking", "--remote-debugging-port=0",
             "--remote-allow-origins=*", f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port_file = Path(folder) / "DevToolsActivePort"
        until(lambda: port_file.exists() and port_file.read_text().count("\n") > 0)
        port = port_file.read_text().split("\n")[0]
        target = until(lambda: next(
            (target for target in self._targets(port) if target["type"] == "page"), None))
        self.socket = websocket.create_connection(
            target["webSocketDebuggerUrl"], timeout=PATIENCE_S)
        self.number = 0
        self.failures = {}
        self.urls = {}
        self.call("Network.enable")
        self.call("Page.enable")

    @staticmethod
    def _targets(port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
            return json.load(answer)

    def call(self, method, **parameters):
        self.number += 1
        self.socket.send(
            json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.number:
                assert "error" not in message, message
                return message["result"]
            self._note(message)

    def _note(self, message):
        parameters = message.get("params", {})
        if message["method"] == "Network.requestWillBeSent":
            self.urls[parameters["requestId"]] = parameters["request"]["url"]
        # What is aborted was given up by the page, or by Chromium once it knew enough.
        elif (message["method"] == "Network.loadingFailed"
              and parameters["errorText"] != "net::ERR_ABORTED"):
            self.failures[self.urls[parameters["requestId"]]] = parameters["errorText"]

    def open(self, url):
        self.call("Page.navigate", url=url)
        until(lambda: self.run("document.URL") == url and self.run("document.readyState")
              == "complete")

    def run(self, script):
        """The value of a script, once its promise is kept."""
        result = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def failure(self, url):
        """The net error of a request, as far as Chromium has told of it."""
        self.run("0")
        return self.failures.get(url)

    def end(self):
        try:
            self.call("Browser.close")
            self.socket.close()
        finally:
            self.process.wait(PATIENCE_S)
