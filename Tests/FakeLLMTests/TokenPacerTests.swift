import FakeLLM
import HTTP
import Testing
import Wire
import World

@Suite struct TokenPacerTests {
  @Test(arguments: [
    100.0,  // Whole milliseconds.
    130,  // The history's Sonnet: 7.692… ms, so that a sum of gaps would drift.
    3,
  ])
  func `token k comes at first + k / rate, without drift`(rate: Double) throws {
    var model = ModelProfile.steady
    model.tokensPerSecond = .constant(rate)
    let reply = try Stage(model: model).reply(to: Ask.messages())

    #expect(reply.textTimes.count == 400)
    for (token, time) in reply.textTimes.enumerated() {
      let offset = Int64((Double(token) / rate * 1e9).rounded())
      #expect(time == .start + .seconds(2) + .nanoseconds(offset))
    }
  }

  @Test func `an event of several tokens comes with its last one`() throws {
    let stage = Stage(model: .steady(tokens: 401, perDelta: 4))
    let times = try stage.reply(to: Ask.messages()).textTimes

    // The last event holds the one token that is left.
    #expect(times.count == 101)
    #expect(times.first == .start + .milliseconds(2030))
    #expect(times[1] == .start + .milliseconds(2070))
    #expect(times.last == .start + .milliseconds(6000))
  }

  @Test(arguments: [1, 2, 57, 399])
  func `a client that leaves at token k has paid for k tokens`(leaving: Int) throws {
    let stage = Stage()
    let reply = try stage.reply(to: Ask.messages(), leaveAfter: leaving)

    #expect(reply.texts.count == leaving)
    let call = try #require(stage.calls.first)
    #expect(call.end == .clientGone && call.outputTokens == leaving)
    #expect(call.ended == reply.endedAt)
    #expect(call.text == fingerprint(reply.texts.joined()))
  }

  @Test func `a client that leaves before the first token pays nothing`() throws {
    let stage = Stage(latency: 0.5)
    _ = try stage.run { client in
      let world = stage.users
      let call = try await client.send(Ask.messages(), connectBy: world.now + .seconds(10))
      _ = try await call.head(by: world.now + .seconds(10))
      call.close()
    }

    // The request is there at 1.5 s, its head is back at 2 s, the reset arrives at 2.5 s.
    let call = try #require(stage.calls.first)
    #expect(call.started == .start + .milliseconds(1500))
    #expect(call.end == .clientGone && call.ended == .start + .milliseconds(2500))
    #expect(call.outputTokens == 0 && call.firstToken == nil)
  }

  @Test func `a slow reader pauses the writing and not the schedule`() throws {
    let stage = Stage(model: .steady(tokens: 6000))
    let (before, reply) = try stage.run { client in
      let world = stage.users
      let call = try await client.send(
        Ask.messages(maxTokens: 8000), connectBy: world.now + .seconds(10))
      defer { call.close() }
      _ = try await call.head(by: world.now + .seconds(10))
      // All tokens are generated after 62 s, and far fewer fit into the buffers on the way.
      await world.sleep(until: .start + .seconds(65))
      let waiting = stage.provider.openCalls
      let body = try await call.wholeBody(by: world.now + .seconds(10), limit: 10_000_000)
      return (waiting, (body: body, at: world.now))
    }

    #expect(before == 1)
    #expect(reply.at == .start + .seconds(65))
    let names = String(decoding: reply.body, as: UTF8.self).split(separator: "\n")
      .filter { $0 == "event: content_block_delta" }
    #expect(names.count == 6000)
    let call = try #require(stage.calls.first)
    #expect(call.end == .complete(.endTurn) && call.ended == .start + .seconds(65))
    #expect(call.text?.byteCount == 18_000)
  }

  @Test(arguments: [
    (100.0, 401...401),  // On time: a piece for the beginning, then one for each token.
    (1e12, 2...12),  // All due at once: 113 kB in pieces of 16 KiB.
  ])
  func `events that are due together go out together`(
    rate: Double, pieces: ClosedRange<Int>
  ) throws {
    var model = ModelProfile.steady(tokens: rate > 1000 ? 1000 : 400)
    model.tokensPerSecond = .constant(rate)
    let stage = Stage(model: model)
    let sizes = try stage.run { client in
      let world = stage.users
      let call = try await client.send(Ask.messages(), connectBy: world.now + .seconds(10))
      defer { call.close() }
      var raw: [UInt8] = []
      while !raw.suffix(5).elementsEqual("0\r\n\r\n".utf8) {
        _ = try await call.connection.more(by: world.now + .seconds(10))
        raw += call.connection.input.view
        call.connection.consume(call.connection.input.count)
      }
      // No event has a CR, so what stands between two of them is a chunk or its size.
      return String(decoding: raw, as: UTF8.self).split(separator: "\r\n")
        .filter { $0.utf8.count < 5 && $0.allSatisfy(\.isHexDigit) }
    }

    // The last size is 0 and ends the body.
    #expect(pieces ~= sizes.count - 1)
    #expect(sizes.allSatisfy { (Int($0, radix: 16) ?? 0) < 20_000 })
  }
}
