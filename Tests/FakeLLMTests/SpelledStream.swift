import Wire
import World

@testable import FakeLLM

/// A stream as its vendor spells it, without any time between its pieces.
enum SpelledStream {
  /// A plan that says those blocks, with what is changed in its request.
  static func plan(
    _ blocks: [ScriptBlock], _ dialect: any Dialect, omitting: StreamOmissions = [],
    _ change: (inout GenerationRequest) -> Void = { _ in }
  ) -> CallPlan {
    var request = GenerationRequest(
      model: "m", maxTokens: 100, isStream: true, prompt: "abcdef", subject: "abc")
    change(&request)
    let pace = ScriptPace(firstToken: .zero, tokensPerSecond: 1, random: RandomStream(seed: 1))
    var script = Script(blocks, .complete(.endTurn), pace, deltaSize: .tokens(2))
    script.omissions = omitting
    let identity = CallIdentity(
      requestID: "req", messageID: "id", created: WallTime(seconds: 1_777_593_600))
    return CallPlan(identity: identity, request: request, script: script)
  }

  /// All bytes of a stream that goes as planned, with two tokens in each delta.
  static func text(
    _ plan: CallPlan, _ format: any StreamFormat, _ reason: StopReason = .endTurn
  ) -> String {
    var bytes: [UInt8] = []
    format.writeBeginning(into: &bytes)
    var cursor = ScriptCursor()
    var open: Int?
    func end(_ bytes: inout [UInt8]) {
      if let open { format.writeBlockEnd(open, plan.script.blocks[open], into: &bytes) }
    }
    while let piece = cursor.next(in: plan.script) {
      let block = plan.script.blocks[piece.block]
      if open != piece.block {
        end(&bytes)
        format.writeBlockStart(piece.block, block, into: &bytes)
        open = piece.block
      }
      var buffer = ByteBuffer()
      block.bytes.withUnsafeBufferPointer {
        format.writeDelta(
          $0.part(piece.bytes), at: DeltaPlace(block: piece.block, channel: block.channel),
          into: &buffer)
      }
      bytes += buffer.view
    }
    end(&bytes)
    format.writeEnding(reason, plan.usage, omitting: plan.script.omissions, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The data of each event, in order.
  static func data(_ text: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) }
  }
}

extension ScriptBlock {
  static func text(_ text: String) -> ScriptBlock { ScriptBlock(.text, Array(text.utf8)) }

  static func thinking(_ text: String) -> ScriptBlock { ScriptBlock(.thinking, Array(text.utf8)) }

  static func call(_ input: String) -> ScriptBlock {
    ScriptBlock(.tool(id: "toolu_1", name: "look"), Array(input.utf8))
  }
}
