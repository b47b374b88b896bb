// Run once in the page; each function reports what a script of the page sees.
async function fetchReport(url, does) {
  const report = { status: null, error: "", done: false };
  const controller = new AbortController();
  const signal = does === "timeout" ? AbortSignal.timeout(500) : controller.signal;
  try {
    const answer = await fetch(url, { signal, cache: "no-store", credentials: "include" });
    report.status = answer.status;
    const reader = answer.body.getReader();
    let text = "";
    const decoder = new TextDecoder();
    for (;;) {
      const part = await reader.read();
      if (part.done) break;
      text += decoder.decode(part.value, { stream: true });
      if (does === "abort") setTimeout(() => controller.abort(), 0);
    }
    report.done = true;
    const isStream = answer.headers.get("content-type").startsWith("text/event-stream");
    if (!isStream) JSON.parse(text);
  } catch (error) {
    report.error = `${error.name}: ${error.message}`;
    // What the script gives up by itself has no status that matters.
    if (does) report.status = null;
  }
  return report;
}

const states = ["CONNECTING", "OPEN", "CLOSED"];

function eventSourceReport(url, does) {
  return new Promise((resolve) => {
    const source = new EventSource(url, { withCredentials: true });
    const end = (error, done) => {
      source.close();
      resolve({ status: null, error, done });
    };
    source.onerror = () => end(`error event, readyState ${states[source.readyState]}`, false);
    if (does === "close") source.addEventListener("spec", () => end("", true));
  });
}

function reconnections(url, count) {
  return new Promise((resolve) => {
    const seen = [];
    const source = new EventSource(url, { withCredentials: true });
    source.onopen = () => seen.push("open");
    source.onmessage = (event) => seen.push(event.data);
    source.onerror = () => {
      seen.push(`error ${source.readyState}`);
      if (seen.filter((line) => line.startsWith("error")).length < count) return;
      source.close();
      resolve(seen);
    };
  });
}
