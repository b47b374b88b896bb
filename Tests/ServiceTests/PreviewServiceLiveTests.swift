import Service
import Testing
import Wire
import World

@Suite struct PreviewServiceLiveTests {
  @Test func `the same service runs on real sockets`() throws {
    let file = DatabaseFile("live")
    defer { file.remove() }
    let path = file.path
    let loop = try Loop.live(LiveOptions(seed: 1, timeScale: 0.01))
    let result = try Stage(.today) { $0.databasePath = path }.run(
      on: loop, at: { _ in Address("127.0.0.1", port: 0) }, until: .start + .seconds(3000)
    ) { call in
      if call.streams {
        call.startStream()
        call.messageStart()
        await call.wait(.seconds(20))
        call.delta(Stage.spec)
        call.messageEnd("end_turn", outputTokens: 34)
      } else {
        await Stage.goodScript(call)
      }
    } _: { client in
      let stream = try await client.stream()
      #expect(stream.eventTypes == ["text", "spec"])
      #expect(stream.comments.count >= 1)
      let sync = try await client.preview(.hobby)
      #expect(sync.status == 200)
      let nobody = try await client.preview(nil)
      #expect(nobody.status == 401)
    }
    #expect(
      result.outcomes.map(\.event) == [
        "preview_spec_ready", "preview_spec_ready", "preview_rejected",
      ])
  }
}
