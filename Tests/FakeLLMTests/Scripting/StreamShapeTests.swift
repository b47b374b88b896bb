import FakeLLM
import HTTP
import Testing
import Wire
import World

/// What is wrong with a stream while HTTP is fine, and how it is cut into events and writes.
@Suite struct StreamShapeTests {
  @Test(arguments: ScriptedVendor.allCases)
  func `without its finish a stream says no reason`(vendor: ScriptedVendor) throws {
    let reply = try vendor.reply(#"{"text":"abc","omit":["finish"]}"#)

    #expect(vendor.reason(reply) == nil && vendor.hasTerminator(reply))
    #expect(vendor.texts(reply) == ["abc"] && reply.failure == nil)
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `without its terminator a stream just ends`(vendor: ScriptedVendor) throws {
    let reply = try vendor.reply(#"{"text":"abc","omit":["terminator"]}"#)

    #expect(vendor.reason(reply) != nil && !vendor.hasTerminator(reply))
    #expect(reply.failure == nil && !reply.hasPartialEvent)
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `without its last blank line the last event is lost`(vendor: ScriptedVendor) throws {
    let reply = try vendor.reply(#"{"text":"abc","omit":["final_blank_line"]}"#)

    #expect(reply.hasPartialEvent && !vendor.hasTerminator(reply))
    #expect(reply.body.last == UInt8(ascii: "\n") && reply.failure == nil)
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `without its usage a stream counts nothing`(vendor: ScriptedVendor) throws {
    let reply = try vendor.reply(#"{"text":"abc","omit":["usage"]}"#)

    #expect(vendor.outputTokens(reply) == nil && vendor.hasTerminator(reply))
    #expect(vendor.reason(reply) != nil)
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `without its usage a whole answer counts nothing`(vendor: ScriptedVendor) throws {
    let json = try vendor.reply(#"{"text":"abc","omit":["usage"]}"#, stream: false).json

    #expect(json["usage"] == nil && json["id"] != nil)
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `an event comes twice`(vendor: ScriptedVendor) throws {
    let script = #"{"text":"abcdefghi","faults":[{"is":"duplicate_delta","after":2}]}"#
    let reply = try vendor.reply(script)

    #expect(vendor.texts(reply) == ["abc", "def", "def", "ghi"] && vendor.hasTerminator(reply))
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `an event that no client knows stands between the others`(vendor: ScriptedVendor) throws {
    let script = #"{"text":"abcdef","faults":[{"is":"unknown_event","after":1}]}"#
    let reply = try vendor.reply(script)
    let usual = try vendor.reply(#"{"text":"abcdef"}"#)

    #expect(reply.events.count == usual.events.count + 1)
    let known = Set(usual.names)
    #expect(reply.names.filter { !known.contains($0) }.count == 1)
    #expect(vendor.texts(reply) == ["abc", "def"] && vendor.hasTerminator(reply))
  }

  @Test(arguments: ScriptedVendor.allCases, [0, 1, 2, 99])
  func `an event's JSON is broken, and the stream goes on`(
    vendor: ScriptedVendor, after: Int
  ) throws {
    let script = "{\"text\":\"abcdef\",\"faults\":[{\"is\":\"broken_json\",\"after\":\(after)}]}"
    let reply = try vendor.reply(script)

    let broken = reply.events.filter { (try? JSONValue.parse($0.event.data)) == nil }
      .filter { $0.event.data != "[DONE]" }
    #expect(broken.count == 1 && broken.first?.event.data.hasPrefix("{") == true)
    #expect(vendor.texts(reply) == ["abc", "def"] && vendor.hasTerminator(reply))
  }

  @Test(arguments: ScriptedVendor.allCases)
  func `garbage stands between two events`(vendor: ScriptedVendor) throws {
    let script = #"{"text":"abcdef","faults":[{"is":"garbage","after":1}]}"#
    let reply = try vendor.reply(script)

    #expect(reply.body.contains(0xFF) && vendor.hasTerminator(reply))
    #expect(vendor.texts(reply) == ["abc", "def"])
  }

  @Test func `faults in an answer without text harm nothing else`() throws {
    let script = #"{"text":"","faults":[{"is":"duplicate_delta"},{"is":"broken_json"}]}"#
    for vendor in ScriptedVendor.allCases {
      let reply = try vendor.reply(script)
      #expect(vendor.texts(reply).isEmpty && vendor.hasTerminator(reply))
    }
  }

  // MARK: Events and writes

  private static let letters = "aé日\u{1F600}"

  @Test(arguments: ScriptedVendor.allCases, [1, 2, 3, 100])
  func `an event has so many scalars`(vendor: ScriptedVendor, scalars: Int) throws {
    let script: JSONValue = [
      "text": .string(Self.letters + Self.letters), "delta_scalars": .integer(Int64(scalars)),
    ]
    let texts = vendor.texts(try vendor.reply(script.jsonString(pretty: false)))

    #expect(texts.joined() == Self.letters + Self.letters)
    #expect(texts.dropLast().allSatisfy { $0.unicodeScalars.count == scalars })
    #expect(texts.count == (8 + scalars - 1) / scalars)
  }

  @Test(arguments: [1, 2, 3, 7])
  func `an event of tokens never splits a scalar`(tokens: Int) throws {
    let text = String(repeating: Self.letters, count: 9)
    let script: JSONValue = [
      "text": .string(text), "delta_tokens": .integer(Int64(tokens)),
    ]
    let texts = try ScriptedVendor.anthropic.reply(script.jsonString(pretty: false)).texts

    // What is split would come as U+FFFD.
    #expect(texts.joined() == text)
    #expect(texts.count > 1 && texts.allSatisfy { $0.utf8.count <= tokens * 3 + 3 })
  }

  @Test func `a scalar is due with the token that completes it`() throws {
    // Ten bytes: tokens 0 to 3; the scalars end in tokens 0, 0, 1 and 3.
    let script: JSONValue = [
      "text": .string(Self.letters), "delta_scalars": 1, "first_token_ms": 0,
      "tokens_per_second": 10,
    ]
    let reply = try ScriptedVendor.anthropic.reply(script.jsonString(pretty: false))

    let times = reply.textTimes.map { ($0 - .start).nanoseconds / 1_000_000 }
    #expect(times == [0, 0, 100, 300])
  }

  @Test(arguments: [1, 5, 64, 1_000_000])
  func `a write has so many bytes, wherever that cuts`(size: Int) throws {
    let script: JSONValue = [
      "text": .string(Self.letters), "write_bytes": .integer(Int64(size)),
    ]
    let stage = Stage()
    let request = ScriptedVendor.anthropic.request(script.jsonString(pretty: false))
    let chunks = try stage.run { client in
      let world = stage.users
      let call = try await client.send(request, connectBy: world.now + .seconds(10))
      defer { call.close() }
      var raw: [UInt8] = []
      while !raw.suffix(5).elementsEqual("0\r\n\r\n".utf8) {
        _ = try await call.connection.more(by: world.now + .seconds(10))
        raw += call.connection.input.view
        call.connection.consume(call.connection.input.count)
      }
      return Chunks(raw)
    }

    #expect(chunks.sizes.dropLast().allSatisfy { $0 <= size })
    #expect((chunks.sizes.count > 8) == (size < 1_000_000))
    let usual = try Stage().reply(
      to: ScriptedVendor.anthropic.request(
        JSONValue.object([JSONMember(key: "text", value: .string(Self.letters))])
          .jsonString(pretty: false)))
    #expect(chunks.payload == usual.body)
  }

  @Test func `a whole answer comes in writes of that size`() throws {
    let whole = try ScriptedVendor.zhipu.reply(#"{"text":"abc","write_bytes":7}"#, stream: false)

    #expect(whole.fields["transfer-encoding"] == "chunked")
    #expect(try whole.json["choices"]?[0]?["message"]?["content"] == "abc")
  }

  // MARK: Padding

  @Test func `padding hides the length of an event and changes nothing else`() throws {
    var model = ModelProfile.steady
    model.isPadded = true
    let padded = try Stage(model: model).reply(to: Ask.messages())
    let plain = try Stage().reply(to: Ask.messages())

    #expect(padded.texts == plain.texts && padded.names == plain.names)
    let lengths = zip(padded.events, plain.events)
      .filter { $0.0.event.type == "content_block_delta" }
      .map { $0.0.event.data.utf8.count - $0.1.event.data.utf8.count }
    #expect(Set(lengths) == Set(0...16))
    #expect(String(decoding: padded.body, as: UTF8.self).contains("\"}      }\n\n"))
  }
}

/// The chunks of a body, taken apart by hand.
private struct Chunks {
  var sizes: [Int] = []
  var payload: [UInt8] = []

  init(_ raw: [UInt8]) {
    let head = Array("\r\n\r\n".utf8)
    var rest = raw[...]
    while !rest.prefix(4).elementsEqual(head), !rest.isEmpty { rest = rest.dropFirst() }
    rest = rest.dropFirst(4)
    while let line = rest.firstIndex(of: UInt8(ascii: "\r")) {
      let size = Int(String(decoding: rest[..<line], as: UTF8.self), radix: 16) ?? 0
      guard size > 0 else { return }
      sizes.append(size)
      payload += rest[(line + 2)..<(line + 2 + size)]
      rest = rest[(line + 2 + size + 2)...]
    }
  }
}
