import HTTP
import Testing
import Wire
import World

@testable import EdgeSim

/// The lags that were measured with nginx 1.22.1: six events, a quarter of a second apart.
@Suite struct NginxBufferingTests {
  private enum Framing: String {
    case chunks
    case splitChunks
    case untilClose
  }

  /// When an event that was written is at the client.
  private enum Lag: String {
    case none
    case oneEvent
    case untilTheEnd
  }

  private static let pause = Duration.milliseconds(250)
  private static let count = 6

  @Test(
    arguments: [
      (.chunks, 30, false, .none, "each chunk may be the last"),
      (.chunks, 5000, false, .oneEvent, "the tail behind the full page waits"),
      (.splitChunks, 30, false, .oneEvent, "the second half waits for what follows"),
      (.splitChunks, 5000, false, .oneEvent, "the same"),
      (.untilClose, 30, false, .untilTheEnd, "a page never fills"),
      (.chunks, 5000, true, .none, "X-Accel-Buffering: no"),
      (.splitChunks, 30, true, .none, "X-Accel-Buffering: no"),
      (.untilClose, 30, true, .none, "X-Accel-Buffering: no"),
    ] as [(Framing, Int, Bool, Lag, String)])
  private func `events lag as they did`(
    framing: Framing, size: Int, isUnbuffered: Bool, lag: Lag, reason: String
  ) throws {
    var profile = framing == .untilClose ? EdgeProfile.nginx122 : .nginx129
    profile.heedsAccelBuffering = true
    let rig = EdgeRig(profile: profile, Self.script(framing, size, isUnbuffered: isUnbuffered))
    let seen = try rig.run { await $0.fetch() }
    let written = (0..<Self.count).map { rig.origin.requestAt + Self.pause * $0 }
    let end = rig.origin.requestAt + Self.pause * Self.count
    for index in 0..<Self.count {
      let expected =
        switch lag {
        case .none: written[index]
        case .oneEvent: index + 1 < Self.count ? written[index + 1] : end
        case .untilTheEnd: end
        }
      let arrived = Self.arrival(ofByte: (index + 1) * size, in: seen)
      let late = arrived - expected
      #expect((.zero...Duration.milliseconds(10)).contains(late), "event \(index): \(reason)")
    }
    #expect(seen.error == nil)
    #expect(seen.body.utf8.count == Self.count * size)
  }

  @Test(arguments: [(false, 6), (true, 0)])
  func `the head goes with the first bytes, or at once where nothing is collected`(
    isUnbuffered: Bool, pauses: Int
  ) throws {
    let script = Self.script(.untilClose, 30, isUnbuffered: isUnbuffered)
    let rig = EdgeRig(profile: .nginx122, script)
    let seen = try rig.run { await $0.fetch() }
    let late = seen.headAt - rig.origin.requestAt - Self.pause * pauses
    #expect((.zero...Duration.milliseconds(10)).contains(late))
  }

  @Test func `what is collected goes on when the origin closes, though the body is cut`() throws {
    let script = [
      Self.head("Content-Length: 90\r\n"), .write("data: a\n\n"), .wait(Self.pause), .finish,
    ]
    let seen = try EdgeRig(profile: .nginx129, script).run { await $0.fetch() }
    #expect(seen.body == "data: a\n\n")
    #expect(seen.error == .truncated)
  }

  @Test func `an HTTP/1.0 client cannot tell a cut from an end`() throws {
    let script = [
      Self.head("Transfer-Encoding: chunked\r\n"), .write("9\r\ndata: a\n\n\r\n"),
      .wait(Self.pause), .reset,
    ]
    let (answer, end) = try EdgeRig(profile: .nginx129, script).run {
      await $0.speak("GET / HTTP/1.0\r\nHost: a\r\n\r\n")
    }
    #expect(answer.hasSuffix("\r\n\r\ndata: a\n\n"))
    #expect(end == "finished")
  }

  @Test func `an origin may be disobeyed`() throws {
    var profile = EdgeProfile.nginx122
    profile.heedsAccelBuffering = false
    let rig = EdgeRig(profile: profile, Self.script(.untilClose, 30, isUnbuffered: true))
    let seen = try rig.run { await $0.fetch() }
    #expect(Set(seen.pieces.map(\.at)).count == 1)
  }

  // MARK: Ends that are none

  @Test func `an HTTP/1.0 origin that dies in order looks complete`() throws {
    let script = [Self.head(""), .write("data: a\n\n"), .wait(Self.pause), .finish]
    let seen = try EdgeRig(profile: .nginx122, script).run { await $0.fetch() }
    #expect(seen.error == nil)
    #expect(seen.body == "data: a\n\n")
  }

  @Test(arguments: [("a reset", OriginStep.reset), ("silence for 60 s", .hang)])
  func `one that dies otherwise takes all that was collected with it`(
    how: String, death: OriginStep
  ) throws {
    let script = [Self.head(""), .write("data: a\n\n"), .wait(Self.pause), death]
    let seen = try EdgeRig(profile: .nginx122, script).run { await $0.fetch() }
    #expect(seen.status == 200, "\(how)")
    #expect(seen.error != nil, "\(how)")
    #expect(seen.body.isEmpty, "\(how)")
  }

  @Test func `over HTTP/1.1 the half of an event that waits is lost, and the client can tell`()
    throws
  {
    let script = [
      Self.head("Transfer-Encoding: chunked\r\n"), .write("9\r\ndata: a\n\n\r\n"),
      .wait(Self.pause), .write("9\r\ndata"), .wait(Self.pause), .write(": b\n\n\r\n"), .hang,
    ]
    let seen = try EdgeRig(profile: .nginx129, script).run { await $0.fetch() }
    #expect(seen.body == "data: a\n\ndata")
    #expect(seen.error != nil)
  }

  // MARK: Scripts

  private static func head(_ fields: String) -> OriginStep {
    .write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\(fields)\r\n")
  }

  private static func script(
    _ framing: Framing, _ size: Int, isUnbuffered: Bool
  ) -> [OriginStep] {
    let accel = isUnbuffered ? "X-Accel-Buffering: no\r\n" : ""
    let event = String(repeating: "x", count: size)
    let chunk = String(size, radix: 16) + "\r\n" + event + "\r\n"
    var steps = [
      head(accel + (framing == .untilClose ? "" : "Transfer-Encoding: chunked\r\n"))
    ]
    for _ in 0..<count {
      switch framing {
      case .untilClose: steps.append(.write(event))
      case .chunks: steps.append(.write(chunk))
      case .splitChunks:
        let half = chunk.index(chunk.startIndex, offsetBy: chunk.count / 2)
        steps += [
          .write(String(chunk[..<half])), .wait(.milliseconds(1)), .write(String(chunk[half...])),
        ]
      }
      steps.append(.wait(pause))
    }
    steps.append(framing == .untilClose ? .finish : .write("0\r\n\r\n"))
    return steps
  }

  /// When the client had so many bytes of the body.
  private static func arrival(ofByte count: Int, in seen: Seen) -> Instant {
    var sum = 0
    for (at, bytes) in seen.pieces {
      sum += bytes.count
      if sum >= count { return at }
    }
    return .never
  }
}
