/// What k6 is to do, and what it says at its end.
enum K6Report {
  /// Users who ask again behind each answer.
  static func script(asking url: String) -> String {
    """
    import http from 'k6/http';
    export default function () { http.get('\(url)/'); }

    """
  }

  /// Users who read a stream to its end, and keep nothing of it.
  static func reader(asking url: String) -> String {
    """
    import http from 'k6/http';
    export const options = { discardResponseBodies: true };
    export default function () {
      http.get('\(url)/v1/servers/preview/stream', { timeout: '3600s' });
    }

    """
  }

  /// Reads the summary: `http_reqs....: 9566  79.574229/s` and `http_req_failed....: 0.00%`.
  static func parse(_ text: String) -> LoadReport? {
    var report = LoadReport()
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let name = words.first, words.count > 1 else { continue }
      if name.hasPrefix("http_reqs."), words.count > 2, let count = Int(words[1]),
        let rate = Double(words[2].dropLast("/s".count)), rate > 0
      {
        (report.count, report.seconds) = (count, Double(count) / rate)
      }
      if name.hasPrefix("http_req_failed."), words[1] != "0.00%" { report.errors += 1 }
    }
    return report.count > 0 ? report : nil
  }
}
