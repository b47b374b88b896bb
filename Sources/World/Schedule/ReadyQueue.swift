/// In which order ready tasks run.
package enum SchedulePolicy: String, Sendable, CaseIterable {
  /// Any of the ready tasks, by the scheduler's own random stream.
  case random
  /// The one that became ready first, as real event loops do.
  case firstInFirstOut = "fifo"
  /// The one that became ready last.
  case lastInFirstOut = "lifo"
}

/// Tasks that can run now, and waits that were woken.
struct ReadyQueue {
  private var jobs: [Unowned] = []
  private var head = 0

  /// A step to take and the world whose executor runs it; the world outlives its tasks.
  struct Unowned {
    /// The step of a task, or one that a wait may spare its task.
    enum Step {
      case job(UnownedJob)
      case wait(Unmanaged<Wait>)
    }

    let step: Step
    unowned(unsafe) let world: World
  }

  var count: Int { jobs.count - head }
  var isEmpty: Bool { head == jobs.count }

  mutating func append(_ next: Unowned) {
    jobs.append(next)
  }

  /// Drops the jobs of a process that has died.
  mutating func removeAll(of world: World) {
    jobs.removeFirst(head)
    head = 0
    jobs.removeAll { $0.world === world }
  }

  /// Takes the next job by the policy, or nil when none is ready.
  mutating func take(_ policy: SchedulePolicy, _ random: inout RandomStream) -> Unowned? {
    guard !isEmpty else { return nil }
    switch policy {
    case .firstInFirstOut: return takeFirst()
    case .lastInFirstOut: return takeLast()
    case .random:
      if count > 1 { jobs.swapAt(head + random.index(below: count), jobs.count - 1) }
      return takeLast()
    }
  }

  private mutating func takeFirst() -> Unowned {
    let job = jobs[head]
    head += 1
    // Moving the rest down only when it is the smaller part keeps each take O(1) on average.
    if head == jobs.count || head > 1024 && head * 2 > jobs.count {
      jobs.removeFirst(head)
      head = 0
    }
    return job
  }

  private mutating func takeLast() -> Unowned {
    let job = jobs.removeLast()
    if isEmpty {
      jobs.removeAll(keepingCapacity: true)
      head = 0
    }
    return job
  }
}
