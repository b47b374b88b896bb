import Wire

/// What locust is to do, and what it says at its end.
enum LocustReport {
  /// Users who ask again behind each answer, with locust's faster client.
  static let script = """
    from locust import FastHttpUser, task


    class Asker(FastHttpUser):
        @task
        def ask(self):
            self.client.get('/')

    """

  /// Users who read a stream to its end.
  static let reader = """
    from locust import FastHttpUser, task


    class Reader(FastHttpUser):
        connection_timeout = 60.0
        network_timeout = 3600.0

        @task
        def read(self):
            self.client.get('/v1/servers/preview/stream')

    """

  /// Reads the text of `locust --json`; its percentiles are of whole milliseconds, so not taken.
  static func parse(_ text: String) -> LoadReport? {
    guard let row = (try? JSONValue.parse(text))?.arrayValue?.first,
      let count = row["num_requests"]?.intValue, let errors = row["num_failures"]?.intValue,
      let start = row["start_time"]?.doubleValue,
      let end = row["last_request_timestamp"]?.doubleValue, count > 0, end > start
    else { return nil }
    var report = LoadReport()
    (report.count, report.errors, report.seconds) = (count, errors, end - start)
    return report
  }
}
