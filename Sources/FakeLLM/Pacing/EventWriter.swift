import Wire
import World

/// Writes a script's events into one buffer, with all that is to be wrong with them.
///
/// What comes with each token allocates nothing; the rest may.
final class EventWriter {
  /// The fingerprint of all text that was written.
  private(set) var fingerprint = ByteFingerprint()
  /// What the next event with content holds; nil once all content is out.
  private(set) var piece: ScriptCursor.Piece?
  /// The tokens whose content is written.
  private(set) var tokensWritten = 0

  private let plan: CallPlan
  private let format: any StreamFormat
  private let shared: EventBuffer
  private var cursor = ScriptCursor()
  private var padding: RandomStream?
  private var lastPiece: ScriptCursor.Piece?
  private var faultCount = 0

  /// What is written stands in `buffer`, to be taken before the turn is over.
  init(_ plan: CallPlan, _ format: any StreamFormat, _ buffer: EventBuffer) {
    self.plan = plan
    self.format = format
    shared = buffer
    padding = plan.script.padding
    piece = cursor.next(in: plan.script)
  }

  /// What it writes.
  var script: Script { plan.script }
  /// The header fields of the answer.
  var fields: HTTPFields { format.fields }
  /// How many bytes wait to be taken.
  var byteCount: Int { shared.bytes.count }

  /// Takes what was written, in pieces of some length or in one.
  func take(inPiecesOf size: Int?, _ send: (ByteView) -> Void) {
    let count = byteCount
    for start in stride(from: 0, to: count, by: size ?? max(1, count)) {
      send(shared.bytes.view.part(start..<min(start + (size ?? count), count)))
    }
    shared.bytes.removeAll()
  }

  // MARK: Events

  /// Writes all that comes before the first token.
  func writeBeginning() {
    add { format.writeBeginning(into: &$0) }
    startBlock(0)
    writeFaults(upTo: 0)
  }

  /// Writes the next piece of content, and what stands between two blocks.
  func writePiece() {
    guard let piece else { return }
    if !piece.bytes.isEmpty {
      writeDelta(piece)
      lastPiece = piece
    }
    tokensWritten = piece.tokensAfter
    self.piece = cursor.next(in: script)
    writeFaults(upTo: tokensWritten)
    guard piece.isLast, piece.block + 1 < script.blocks.count else { return }
    endBlock(piece.block)
    startBlock(piece.block + 1)
  }

  /// Writes a sign of life.
  func writePing() {
    add { format.writePing(into: &$0) }
  }

  /// Writes the end of a message, but for what it is to lack.
  func writeEnding(_ reason: StopReason) {
    writeFaults(upTo: .max)
    endBlock(script.blocks.count - 1)
    add { bytes in
      format.writeEnding(reason, plan.usage, omitting: script.omissions, into: &bytes)
      if script.omissions.contains(.finalBlankLine), bytes.last == UInt8(ascii: "\n") {
        bytes.removeLast()
      }
    }
  }

  /// Writes what comes instead of an ending, before the connection does its part.
  func writeBreakdown(_ kind: Breakdown.Kind) {
    writeFaults(upTo: .max)
    switch kind {
    case .errorEvent(let type): add { format.writeError(type, into: &$0) }
    case .garbage: shared.bytes.append(Self.garbage)
    case .reset, .cut, .end, .stall: break
    }
  }

  /// Bytes that are no event, no JSON and no UTF-8.
  static let garbage: [UInt8] = [0x00, 0xFF, 0xFE] + Array("<html>\u{1B}[31m{{{".utf8)

  // MARK: Parts

  private func writeDelta(_ piece: ScriptCursor.Piece) {
    var place = DeltaPlace(block: piece.block, channel: script.blocks[piece.block].channel)
    if padding != nil {
      place.padding = padding?.index(below: FakeLLMLimits.paddingSpaces + 1) ?? 0
    }
    script.blocks[piece.block].bytes.withUnsafeBufferPointer {
      let part = $0.part(piece.bytes)
      format.writeDelta(part, at: place, into: &shared.bytes)
      if place.channel == .text { fingerprint.add(part) }
    }
  }

  private func startBlock(_ index: Int) {
    guard index < script.blocks.count else { return }
    add { format.writeBlockStart(index, script.blocks[index], into: &$0) }
  }

  private func endBlock(_ index: Int) {
    guard script.blocks.indices.contains(index) else { return }
    add { format.writeBlockEnd(index, script.blocks[index], into: &$0) }
  }

  private func add(_ event: (inout [UInt8]) -> Void) {
    var bytes: [UInt8] = []
    event(&bytes)
    shared.bytes.append(bytes)
  }

  // MARK: Faults

  private func writeFaults(upTo tokens: Int) {
    while faultCount < script.faults.count, script.faults[faultCount].tokens <= tokens {
      write(script.faults[faultCount].fault)
      faultCount += 1
    }
  }

  private func write(_ fault: StreamFault) {
    switch fault {
    case .duplicateDelta:
      if let lastPiece { writeDelta(lastPiece) }
    case .unknownEvent: add { format.writeUnknownEvent(into: &$0) }
    case .brokenJSON: shared.bytes.append(halfEvent)
    case .garbage:
      shared.bytes.append(Self.garbage)
      shared.bytes.append(literal: "\n\n")
    }
  }

  /// The last event with content, or an unknown one without such, short of the end of its JSON.
  private var halfEvent: [UInt8] {
    var event = ByteBuffer()
    if let lastPiece {
      let channel = script.blocks[lastPiece.block].channel
      script.blocks[lastPiece.block].bytes.withUnsafeBufferPointer {
        format.writeDelta(
          $0.part(lastPiece.bytes), at: DeltaPlace(block: lastPiece.block, channel: channel),
          into: &event)
      }
    }
    var bytes = Array(event.view)
    // A vendor does not show all content.
    if bytes.isEmpty { format.writeUnknownEvent(into: &bytes) }
    // Two line ends, and the last two bytes of JSON.
    return bytes.dropLast(4) + Array("\n\n".utf8)
  }
}
