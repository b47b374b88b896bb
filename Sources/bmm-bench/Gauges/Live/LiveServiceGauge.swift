import HTTP
import Wire

/// The service's shortest answers against nginx with a file of the same size.
enum LiveServiceGauge {
  static let gauge = Gauge(
    name: "live.service", about: "the service's health and a cached preview, and nginx with a file",
    isQuick: true, arm: .live, measure: { try measure($0, .usual) })

  /// Measures once.
  static func measure(_ bench: GaugeBench, _ times: LiveTimes) throws -> [Figure] {
    var figures = LiveFigures("live.service", counting: "request")
    for question in Question.allCases {
      var body: [UInt8] = []
      let ours = try LiveStage.with(bench) { stage in
        let service = try stage.service(LiveScenario.quickPreviews)
        let request = question.request(session: service.session)
        // The first preview is drafted, and all others come from the cache.
        body = try LocalServer.body(of: request, at: service.server.address)
        return try stage.sample(
          service.server, times, asking: question.flags(session: service.session))
      }
      figures.add("\(question.rawValue).ours", ours, title: question.title)
      figures.addTimes("\(question.rawValue).ours", ours, title: question.title)
      let nginx = try LiveStage.with(bench) { stage in
        try stage.write(String(decoding: body, as: UTF8.self), to: "answer.json")
        return try stage.nginx("nginx", core: LiveStage.measuredCore, .file("answer.json"))
          .map { try stage.sample($0, times, asking: []) }
      }
      guard let nginx else { continue }
      let title = "nginx, a file of \(body.count) bytes"
      figures.add("\(question.rawValue).nginx", nginx, title: title)
      figures.addRatios(
        "\(question.rawValue).to-nginx", ours, to: nginx, title: "\(question.title) to \(title)",
        target: question.target)
    }
    return figures.all
  }

  /// What is asked for, and the share of nginx's rate that is aimed at (our choice).
  private enum Question: String, CaseIterable {
    case healthz
    case cached

    var title: String { self == .healthz ? "GET /healthz" : "cached preview" }

    /// A cached preview looks its session and its spec up, so that it may cost twice as much.
    var target: Double { self == .healthz ? 0.5 : 0.25 }

    func flags(session: String) -> [String] {
      self == .healthz ? ["--path", "/healthz"] : ["--session", session]
    }

    func request(session: String) -> HTTPRequest {
      self == .healthz
        ? HTTPRequest("GET", "/healthz") : PreviewLoad.repeated(session: session)
    }
  }
}
