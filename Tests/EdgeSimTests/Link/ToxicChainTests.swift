import Testing
import World

@testable import EdgeSim

struct ToxicChainTests {
  /// A piece and when it came out.
  private struct Passed: Equatable {
    var piece: LinkPiece
    var at: Duration
  }

  private static func chain(_ toxics: [LinkToxic], seed: UInt64 = 1) -> ToxicChain {
    var chain = ToxicChain(RandomStream(seed: seed))
    chain.change(to: faults(toxics), at: .start)
    return chain
  }

  private static func faults(_ toxics: [LinkToxic]) -> [LinkFault] {
    toxics.enumerated().map { LinkFault(id: "\($0)", $1) }
  }

  /// Takes out everything whose time comes.
  private static func drain(_ chain: inout ToxicChain, from start: Instant = .start) -> [Passed] {
    var passed: [Passed] = []
    var now = start
    while true {
      while let piece = chain.pop(at: now) { passed.append(Passed(piece: piece, at: now - .start)) }
      guard let next = chain.nextRelease else { return passed }
      now = max(now, next)
    }
  }

  private static func bytes(of passed: [Passed]) -> [UInt8] {
    passed.flatMap { (passed) -> [UInt8] in
      if case .bytes(let bytes) = passed.piece { bytes } else { [] }
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `what does not cut passes all bytes in order, and the end behind them`(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let kinds: [LinkToxic] = [
      .latency(.exponential(mean: 0.01)), .bandwidth(bytesPerSecond: 5000), .slowClose(.seconds(1)),
      .slicer(averageBytes: 3, variationBytes: 3, delay: .microseconds(5)),
      .at(.byte(1_000_000), .cut),
    ]
    var chain = Self.chain(
      (0..<random.index(below: 5)).map { _ in kinds[random.index(below: kinds.count)] }, seed: seed)
    let sent = (0..<random.index(below: 5000)).map { UInt8(truncatingIfNeeded: $0 / 3) }
    var (now, rest, passed) = (Instant.start, sent[...], [Passed]())
    while !rest.isEmpty {
      let count = min(rest.count, random.index(below: 400) + 1)
      chain.push(.bytes(Array(rest.prefix(count))), at: now)
      rest = rest.dropFirst(count)
      while let piece = chain.pop(at: now) { passed.append(Passed(piece: piece, at: now - .start)) }
      now = now + .milliseconds(random.index(below: 20))
    }
    chain.push(.end, at: now)
    passed += Self.drain(&chain, from: now)
    #expect(Self.bytes(of: passed) == sent)
    #expect(passed.last?.piece == .end)
    #expect(chain.heldBytes == 0)
  }

  @Test func `latency delays each piece, the end too`() {
    var chain = Self.chain([.latency(.constant(0.01))])
    chain.push(.bytes([1, 2]), at: .start)
    chain.push(.end, at: .start)
    let later = Duration.milliseconds(10)
    #expect(
      Self.drain(&chain) == [
        Passed(piece: .bytes([1, 2]), at: later), Passed(piece: .end, at: later),
      ])
  }

  @Test func `a narrow line lets bytes through as they fit`() {
    var chain = Self.chain([.bandwidth(bytesPerSecond: 1000)])
    chain.push(.bytes([UInt8](repeating: 7, count: 250)), at: .start)
    chain.push(.end, at: .start)
    let passed = Self.drain(&chain)
    #expect(passed.map(\.piece.byteCount) == [100, 100, 50, 0])
    #expect(passed.map(\.at) == [100, 200, 250, 250].map(Duration.milliseconds))
  }

  @Test func `a slicer goes down to single bytes with pauses between them`() {
    var chain = Self.chain([.slicer(averageBytes: 1, variationBytes: 0, delay: .milliseconds(2))])
    chain.push(.bytes([1, 2, 3]), at: .start)
    let passed = Self.drain(&chain)
    #expect(passed.map(\.piece) == [.bytes([1]), .bytes([2]), .bytes([3])])
    #expect(passed.map(\.at) == [0, 2, 4].map(Duration.milliseconds))
  }

  @Test func `a slow close delays the end and nothing before it`() {
    var chain = Self.chain([.slowClose(.seconds(5))])
    chain.push(.bytes([1]), at: .start)
    chain.push(.end, at: .start)
    #expect(Self.drain(&chain).map(\.at) == [.zero, .seconds(5)])
  }

  @Test(
    arguments: [
      (.cut, [.bytes([1, 2]), .cut]), (.reset, [.bytes([1, 2]), .reset]),
      (.stall, [.bytes([1, 2])]), (.drop, [.bytes([1, 2])]),
      (.corrupt, [.bytes([1, 2]), .bytes([0xFC, 4]), .bytes([5]), .end]),
    ] as [(LinkStrike, [LinkPiece])])
  func `at a position what is before it has passed`(strike: LinkStrike, pieces: [LinkPiece]) {
    var chain = Self.chain([.at(.byte(2), strike)])
    chain.push(.bytes([1, 2, 3, 4]), at: .start)
    chain.push(.bytes([5]), at: .start)
    chain.push(.end, at: .start)
    #expect(Self.drain(&chain).map(\.piece) == pieces)
    // Only a stall holds up who sends.
    #expect(chain.heldBytes == (strike == .stall ? 3 : 0))
  }

  @Test(arguments: [LinkStrike.cut, .reset])
  func `byte 0 is struck before anything comes`(strike: LinkStrike) {
    var chain = Self.chain([.at(.byte(0), strike)])
    #expect(Self.drain(&chain).map(\.piece) == [strike == .cut ? .cut : .reset])
  }

  @Test func `silence ends at its time, or never`() {
    var (timeout, never) = (Self.chain([.timeout(.seconds(3))]), Self.chain([.timeout(nil)]))
    var reset = Self.chain([.resetPeer(.seconds(3))])
    timeout.push(.bytes([1]), at: .start)
    never.push(.bytes([1]), at: .start)
    reset.push(.bytes([1]), at: .start)
    #expect(Self.drain(&timeout) == [Passed(piece: .cut, at: .seconds(3))])
    #expect(Self.drain(&reset) == [Passed(piece: .reset, at: .seconds(3))])
    #expect(Self.drain(&never).isEmpty)
  }

  @Test(
    arguments: [
      (.latency(.constant(60)), [.bytes([1, 2]), .bytes([3]), .end]),
      (.at(.byte(1), .stall), [.bytes([1]), .bytes([2]), .bytes([3]), .end]),
      // What was lost cannot be made up for: the connection ends.
      (.at(.byte(1), .drop), [.bytes([1]), .reset]),
      (.timeout(nil), [.cut]), (.resetPeer(.seconds(60)), [.reset]),
    ] as [(LinkToxic, [LinkPiece])])
  func `a toxic that is taken away lets go what it held`(toxic: LinkToxic, pieces: [LinkPiece]) {
    var chain = Self.chain([toxic])
    chain.push(.bytes([1, 2]), at: .start)
    chain.push(.bytes([3]), at: .start)
    chain.push(.end, at: .start)
    chain.change(to: [], at: .start)
    let passed = Self.drain(&chain).map(\.piece)
    #expect(Array(passed.prefix(pieces.count)) == pieces)
  }

  @Test func `a toxic that stays goes on counting when others come`() {
    let cut = LinkFault(id: "cut", .at(.byte(5), .cut))
    var chain = ToxicChain(RandomStream(seed: 1))
    chain.change(to: [cut], at: .start)
    chain.push(.bytes([1, 2, 3]), at: .start)
    #expect(chain.pop(at: .start) == .bytes([1, 2, 3]))
    chain.change(to: [LinkFault(id: "late", .latency(.constant(1))), cut], at: .start)
    chain.push(.bytes([4, 5, 6]), at: .start)
    let passed = Self.drain(&chain)
    #expect(passed.map(\.piece) == [.bytes([4, 5]), .cut])
    #expect(passed.map(\.at) == [.seconds(1), .seconds(1)])
  }
}
