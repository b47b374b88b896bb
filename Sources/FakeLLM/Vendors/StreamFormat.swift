import Wire

/// One vendor's spelling of a stream, appended to bytes that are sent together.
///
/// The order is: beginning, then for each block its start, its deltas and its end, then the ending.
/// A stream that breaks off has neither the end of its block nor an ending.
protocol StreamFormat {
  /// The header fields of the answer.
  var fields: HTTPFields { get }
  /// Writes what comes before the first block.
  func writeBeginning(into bytes: inout [UInt8])
  /// Writes what comes before a block's first delta; the first block's comes with the beginning.
  func writeBlockStart(_ index: Int, _ block: ScriptBlock, into bytes: inout [UInt8])
  /// Writes one event with content; it must not allocate, as it runs for every few tokens.
  func writeDelta(_ content: ByteView, at place: DeltaPlace, into buffer: inout ByteBuffer)
  /// Writes what comes behind a block's last delta; a vendor may send a whole tool call here.
  func writeBlockEnd(_ index: Int, _ block: ScriptBlock, into bytes: inout [UInt8])
  /// Writes a sign of life; a vendor without one writes nothing.
  func writePing(into bytes: inout [UInt8])
  /// Writes an event of a kind that no client knows, in the vendor's framing.
  func writeUnknownEvent(into bytes: inout [UInt8])
  /// Writes an error of that type or code.
  func writeError(_ kind: String, into bytes: inout [UInt8])
  /// Writes what comes after the last block, its blank line always: whoever calls takes it away.
  func writeEnding(
    _ reason: StopReason, _ usage: Usage, omitting: StreamOmissions, into bytes: inout [UInt8])
}

/// Where an event with content belongs.
struct DeltaPlace {
  /// The index of its block.
  var block: Int
  /// What it is called.
  var channel: ScriptBlock.Channel
  /// Spaces inside its JSON, which hide its length from who listens; 0 for vendors without them.
  var padding = 0
}
