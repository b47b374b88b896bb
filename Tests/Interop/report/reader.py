"""Chromium as a reader of one file: on which screen, in which light, with a script or without."""

import base64

from chromium.browser import Browser

CONTRAST = """
(least => {
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([red, green, blue]) => [red, green, blue].map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = numbers(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || element.closest('script,style,svg') || !element.checkVisibility()) continue;
    const pair = [light(numbers(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < least) faint.push(element.textContent.trim().slice(0, 40) + ' ' + ratio);
  }
  return faint;
})"""


class Reader(Browser):
    """Notes whatever the page complains of and whatever it asks the network for."""

    def __init__(self, folder):
        self.complaints = []
        self.blocked = []
        super().__init__(folder)
        self.call("Runtime.enable")
        self.call("Log.enable")

    def _note(self, message):
        if message["method"] in (
                "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"):
            self.complaints.append(message["params"])
        if message["method"] == "Network.loadingFailed":
            self.blocked.append(message["params"].get("blockedReason"))
        super()._note(message)

    def read(self, page, width=1280, scheme="light", script=True):
        """Opens the page anew, as if it had never been open."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900,
                  deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setScrollbarsHidden", hidden=True)
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        self.open("about:blank")
        self.complaints.clear()
        self.blocked.clear()
        self.urls.clear()
        self.open(page.as_uri())

    def milliseconds(self):
        """From the first byte asked for to the page that stands."""
        return self.run("""(() => { const entry = performance.getEntriesByType('navigation')[0];
          return Math.round(entry.loadEventEnd - entry.startTime); })()""")

    def background(self):
        return self.run("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")

    def faint_texts(self, least):
        return self.run(f"{CONTRAST}({least})")

    def point(self, chart, x, y):
        """What is told of a place in a chart, in shares of its width and height from the top."""
        box = self.run(f"""(() => {{ const svg = document.querySelector('{chart} .plot > svg');
          svg.scrollIntoView({{ block: 'center' }});
          const box = svg.getBoundingClientRect();
          return [box.left, box.top, box.width, box.height]; }})()""")
        self.call("Input.dispatchMouseEvent", type="mouseMoved",
                  x=box[0] + box[2] * x, y=box[1] + box[3] * y)
        return self.run(f"document.querySelector('{chart} .tip').textContent")

    def picture(self):
        answer = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(answer["data"])
