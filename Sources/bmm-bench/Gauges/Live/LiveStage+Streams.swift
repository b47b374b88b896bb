import HTTP
import Wire
import World

/// A server of even streams on the load's core, and what it knows of them.
extension LiveStage {
  /// Our own, of that shape.
  func streamServer(_ shape: EvenStreams.Shape) throws -> Server {
    try ours(
      "streams", core: Self.loadCore,
      [
        "measure-server", "--streams", "\(PlainNumber.write(shape.perSecond))/s", "--first",
        DurationText.write(shape.first), "--events", "\(shape.events)",
      ])
  }

  /// How many streams are open, and how many events it has sent.
  func streams(at server: Server) throws -> (open: Int, events: Int) {
    let request = HTTPRequest("GET", EvenStreams.bookPath)
    let body = try LocalServer.body(of: request, at: server.address)
    let value = try JSONValue.parse(body)
    guard let open = value["open"]?.intValue, let events = value["events"]?.intValue else {
      throw LiveGaugeError.unreadable(
        what: "the server's count of streams", text: String(decoding: body, as: UTF8.self))
    }
    return (open, events)
  }

  /// Waits until as many streams are open as there should be.
  func waitForStreams(_ count: Int, at server: Server, of process: StageProcess) throws {
    let watch = Stopwatch()
    while try streams(at: server).open < count {
      try process.mustRun()
      guard watch.elapsed < BenchLimits.gaugePatience else {
        throw LiveGaugeError.loadFailed(
          name: process.name, errors: count - (try streams(at: server).open), requests: count,
          complaints: process.complaints)
      }
      Self.wait(.milliseconds(100))
    }
  }

  /// Lets real time pass.
  static func wait(_ time: Duration) {
    guard let loop = try? Loop.live(LiveOptions(seed: 1)) else { return }
    let world = World("waiting", on: loop)
    world.spawn("wait") { await world.sleep(for: time) }
    _ = loop.run(until: .never)
  }
}
