import Testing
import World

/// Answers each piece that comes, as far as it may, in the place of the task that reads.
private final class Echo: StandIn, @unchecked Sendable {  // Confined to its loop.
  private let connection: Connection
  /// What it leaves to the task.
  private let refused: String
  /// Whether it answers in a step of its own.
  private let isSlow: Bool
  private var isBusy = false
  var stepCount = 0
  var taskCount = 0

  init(_ connection: Connection, refused: String, isSlow: Bool) {
    self.connection = connection
    self.refused = refused
    self.isSlow = isSlow
  }

  func takeStep() -> StandInStep {
    guard isBusy || connection.hasNews else { return .task }
    if !isBusy, String(decoding: connection.input.view, as: UTF8.self) == refused { return .task }
    stepCount += 1
    if isSlow, !isBusy {
      isBusy = true
      _ = connection.world.at(connection.world.now + .seconds(1)) { [self] in
        connection.wakeStandIn()
      }
      return .busy
    }
    isBusy = false
    answer()
    return .waiting(until: connection.world.now + .seconds(30))
  }

  func answer() {
    connection.write(Array("(\(connection.takeText()))".utf8))
    connection.noteSeen()
  }

  /// Reads to the end, or until nothing has come for half a minute.
  func serve(_ isUsed: Bool) async throws -> Arrival {
    while true {
      let deadline = connection.world.now + .seconds(30)
      let arrival =
        isUsed
        ? try await connection.more(by: deadline, self) : try await connection.more(by: deadline)
      guard arrival == .bytes else { return arrival }
      taskCount += 1
      answer()
    }
  }
}

@Suite struct StandInTests {
  private struct Run: Equatable {
    var digest: String
    var text: String
    var steps: Int
    var tasks: Int
    var arrival: Arrival?
  }

  /// Three pieces and a pause, answered by a task or its stand-in.
  private func run(
    _ arm: Arm, isUsed: Bool, isSlow: Bool = false, refused: String = "b", finishes: Bool = true
  ) throws -> Run {
    let loop = try arm.loop()
    let (near, far) = (World("near", on: loop), World("far", on: loop))
    let (echo, text, arrival) = (Box<Echo?>(nil), Box(""), Box<Arrival?>(nil))
    let listener = try far.listen(at: arm.address(far)) { connection in
      let one = Echo(connection, refused: refused, isSlow: isSlow)
      echo.value = one
      far.spawn("echo") {
        arrival.value = try? await one.serve(isUsed)
        connection.finish()
        connection.close()
      }
    }
    near.spawn("client") {
      guard let connection = try? await near.connect(to: listener.address, by: .never) else {
        return
      }
      for piece in ["a", "b", "c"] {
        connection.write(Array(piece.utf8))
        await near.sleep(for: .seconds(5))
        text.value += connection.takeText()
      }
      if finishes { connection.finish() } else { await near.sleep(for: .seconds(60)) }
      connection.close()
      listener.close()
    }
    #expect(loop.run(until: .start + .seconds(600)) == .idle)
    #expect(near.leftovers.isEmpty && far.leftovers.isEmpty)
    return Run(
      digest: loop.traceDigest, text: text.value, steps: echo.value?.stepCount ?? -1,
      tasks: echo.value?.taskCount ?? -1, arrival: arrival.value)
  }

  @Test(arguments: Arm.allCases)
  func `it answers what it can, and the task the rest`(arm: Arm) throws {
    let run = try run(arm, isUsed: true)

    #expect(run.text == "(a)(b)(c)")
    #expect(run.steps == 2)
    #expect(run.tasks == 1)
    #expect(run.arrival == .end)
  }

  @Test func `a run is the same with it and without`() throws {
    var (with, without) = (try run(.sim, isUsed: true), try run(.sim, isUsed: false))
    #expect(with.steps == 2)
    #expect(without.tasks == 3)
    (with.steps, with.tasks, without.tasks) = (0, 0, 0)

    #expect(with == without)
  }

  @Test(arguments: Arm.allCases)
  func `a busy one has the step that it asks for, and no other`(arm: Arm) throws {
    let run = try run(arm, isUsed: true, isSlow: true)

    #expect(run.text == "(a)(b)(c)")
    #expect(run.steps == 4)
    #expect(run.tasks == 1)
  }

  @Test(arguments: Arm.allCases)
  func `the deadline is that of its last step, and for the task`(arm: Arm) throws {
    let run = try run(arm, isUsed: true, refused: "none", finishes: false)

    #expect(run.steps == 3)
    #expect(run.arrival == .timeout)
  }
}
