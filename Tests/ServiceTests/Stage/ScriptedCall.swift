import Wire
import World

/// One call that the scripted provider got: its request, and the means to answer byte by byte.
final class ScriptedCall: @unchecked Sendable {  // Confined to its world's loop.
  let number: Int
  let head: HTTPRequestHead
  let body: JSONValue
  let started: Instant
  /// When the service gave the call up.
  private(set) var gone: Instant?

  private let connection: Connection

  init(
    _ number: Int, _ connection: Connection, _ source: Int, _ head: HTTPRequestHead,
    _ body: JSONValue
  ) {
    self.number = number
    self.source = source
    self.connection = connection
    self.head = head
    self.body = body
    started = connection.world.now
    connection.whenGone { [unowned self] in gone = connection.world.now }
  }

  /// Names the connection it came on.
  let source: Int

  /// What the user of the preview wrote.
  var prompt: String? { body["messages"]?[0]?["content"]?.stringValue }

  var streams: Bool { body["stream"]?.boolValue == true }

  func wait(_ duration: Duration) async { await connection.world.sleep(for: duration) }

  /// Leaves the call without an answer until the service gives it up.
  func hang() async {
    while gone == nil { await wait(.seconds(1)) }
  }

  func send(_ text: String) { connection.write(Array(text.utf8)) }

  func finish() { connection.finish() }

  func reset() { connection.close() }

  // MARK: HTTP

  func respond(_ status: Int, _ body: String, _ fields: HTTPFields = [:]) {
    var fields = fields
    fields.append("content-length", String(body.utf8.count))
    var bytes: [UInt8] = []
    HTTPResponseHead(status: status, fields: fields).write(into: &bytes)
    connection.write(bytes)
    send(body)
  }

  func startStream() {
    send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
  }

  func chunk(_ text: String) {
    var bytes: [UInt8] = []
    HTTPChunk.write(Array(text.utf8), into: &bytes)
    connection.write(bytes)
  }

  func endStream() { connection.write(HTTPChunk.end) }

  // MARK: Anthropic

  func event(_ type: String, _ json: String) { chunk("event: \(type)\ndata: \(json)\n\n") }

  func messageStart() {
    event(
      "message_start",
      #"{"type":"message_start","message":{"usage":{"input_tokens":21,"output_tokens":1}}}"#)
  }

  func delta(_ text: String) {
    let delta = JSONValue.string(text).jsonString(pretty: false)
    event(
      "content_block_delta",
      #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":\#(delta)}}"#)
  }

  func messageEnd(_ stopReason: String, outputTokens: Int) {
    event(
      "message_delta",
      """
      {"type":"message_delta","delta":{"stop_reason":"\(stopReason)"},\
      "usage":{"output_tokens":\(outputTokens)}}
      """)
    event("message_stop", #"{"type":"message_stop"}"#)
    endStream()
  }

  /// Answers as the Messages API does, as a stream of three deltas or as a whole.
  func answer(_ text: String, _ stopReason: String = "end_turn") {
    guard streams else { return answerWhole(text, stopReason) }
    startStream()
    messageStart()
    let third = max(1, text.unicodeScalars.count / 3)
    let scalars = Array(text.unicodeScalars)
    for start in stride(from: 0, to: scalars.count, by: third) {
      var part = ""
      part.unicodeScalars.append(contentsOf: scalars[start..<min(start + third, scalars.count)])
      delta(part)
    }
    messageEnd(stopReason, outputTokens: 34)
  }

  private func answerWhole(_ text: String, _ stopReason: String) {
    let message: JSONValue = [
      "type": "message", "content": [["type": "text", "text": .string(text)]],
      "stop_reason": .string(stopReason), "usage": ["input_tokens": 21, "output_tokens": 34],
    ]
    respond(200, message.jsonString(pretty: false))
  }

  /// Answers as GLM's chat completions do.
  func answerGLM(_ text: String, _ finishReason: String = "stop") {
    let completion: JSONValue = [
      "choices": [
        [
          "message": ["role": "assistant", "content": .string(text)],
          "finish_reason": .string(finishReason),
        ]
      ],
      "usage": ["prompt_tokens": 21, "completion_tokens": 34],
    ]
    respond(200, completion.jsonString(pretty: false))
  }
}
