import HTTP
import Testing
import Wire
import World

@testable import FakeLLM

/// How a model gets slower the more it is asked.
@Suite struct LoadTests {
  private static func model(_ capacity: ModelCapacity) -> ModelProfile {
    var model = ModelProfile.steady
    model.capacity = capacity
    return model
  }

  /// Sends that many requests at once; tells the replies in the order in which they were sent.
  private func replies(
    _ count: Int, _ capacity: ModelCapacity, stream: Bool = true
  ) throws -> (replies: [Reply], calls: [ProviderCall]) {
    let stage = Stage(model: Self.model(capacity))
    let replies = try stage.run { client in
      let done = Box<[Int: Reply]>([:])
      for number in 0..<count {
        stage.users.spawn("user \(number)") {
          done.value[number] = try? await Reply.read(
            Ask.messages(stream: stream), from: client, in: stage.users)
        }
        await stage.users.sleep(for: .milliseconds(1))
      }
      while done.value.count < count { await stage.users.sleep(for: .seconds(1)) }
      return (0..<count).compactMap { done.value[$0] }
    }
    return (replies, stage.calls)
  }

  private func seconds(_ reply: Reply) -> Double { (reply.endedAt - .start).seconds }

  @Test func `calls beyond the limit wait in their order, and start from their turn`() throws {
    let (replies, calls) = try replies(4, ModelCapacity(concurrent: 2))

    // A call takes 5.99 s: 2 s to its first token, then 399 gaps of 10 ms.
    #expect(abs(seconds(replies[0]) - 5.99) < 0.01 && abs(seconds(replies[1]) - 5.99) < 0.01)
    #expect(abs(seconds(replies[2]) - 11.98) < 0.01 && abs(seconds(replies[3]) - 11.98) < 0.01)
    #expect(replies[2].endedAt < replies[3].endedAt)
    // The head waits as well: nothing is known of a call before its turn.
    #expect(abs((replies[2].headAt - .start).seconds - 5.99) < 0.01)
    #expect(calls.map(\.outputTokens) == [400, 400, 400, 400])
  }

  @Test func `beyond full speed all share the speed`() throws {
    let (replies, _) = try replies(4, ModelCapacity(fullSpeed: 2))

    // Four calls at half the speed: 2 s, then 399 gaps of 20 ms.
    for reply in replies { #expect(abs(seconds(reply) - 9.98) < 0.1) }
  }

  @Test func `up to full speed nothing is slower`() throws {
    let (replies, _) = try replies(4, ModelCapacity(fullSpeed: 4))

    for reply in replies { #expect(abs(seconds(reply) - 5.99) < 0.01) }
  }

  @Test func `whole answers share the speed as well`() throws {
    let (replies, calls) = try replies(4, ModelCapacity(fullSpeed: 2), stream: false)

    for reply in replies { #expect(abs(seconds(reply) - 9.98) < 0.7) }
    #expect(calls.map(\.outputTokens) == [400, 400, 400, 400])
  }

  @Test func `who leaves the queue was never written for`() throws {
    let stage = Stage(model: Self.model(ModelCapacity(concurrent: 1)))
    let second = try stage.run { client in
      let world = stage.users
      stage.users.spawn("first") {
        _ = try? await Reply.read(Ask.messages(), from: client, in: world)
      }
      await world.sleep(for: .milliseconds(1))
      let call = try await client.send(Ask.messages(), connectBy: world.now + .seconds(10))
      await world.sleep(for: .seconds(1))
      let open = stage.provider.openCalls
      call.abort(ConnectionError.closed)
      let third = try await Reply.read(Ask.messages(), from: client, in: world)
      return (open, third)
    }

    #expect(second.0 == 2 && second.1.texts.count == 400)
    #expect(
      stage.calls.map(\.end) == [.clientGone, .complete(.endTurn), .complete(.endTurn)])
    #expect(stage.calls.map(\.outputTokens) == [0, 400, 400])
  }

  @Test func `who waits when the provider stops is told so by the end of the connection`() throws {
    let stage = Stage(model: Self.model(ModelCapacity(concurrent: 1)))
    let replies = try stage.run { client in
      let world = stage.users
      let done = Box<[Reply]>([])
      for _ in 0..<2 {
        stage.users.spawn("user") {
          if let reply = try? await Reply.read(Ask.messages(), from: client, in: world) {
            done.value.append(reply)
          }
        }
        await world.sleep(for: .milliseconds(1))
      }
      await stage.provider.stop(by: world.now + .seconds(1))
      await world.sleep(for: .seconds(1))
      return done.value
    }

    #expect(replies.count == 2 && replies.allSatisfy { $0.failure != nil })
    #expect(stage.calls.map(\.end) == [.failed(.stopped), .failed(.stopped)])
  }

  @Test(arguments: [
    (0, 1.0), (1, 1), (8, 1),  // Up to the knee.
    (9, 1.125), (16, 2), (80, 10),
  ])
  func `n calls share the speed of the full-speed ones`(running: Int, slowness: Double) {
    #expect(ModelCapacity(fullSpeed: 8).slowness(running: running) == slowness)
  }
}
