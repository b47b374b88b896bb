import HTTP

/// The calls of one model: those that are written, and those that wait for their turn.
final class ModelQueue: @unchecked Sendable {  // Confined to its provider's loop.
  /// How the wait for a turn ended.
  enum Turn {
    case granted
    case clientGone
    case stopped
  }

  private struct Waiting {
    let number: Int
    let continuation: UnsafeContinuation<Turn, Never>
  }

  private let capacity: ModelCapacity
  private var running = 0
  private var waiting: [Waiting] = []

  init(_ capacity: ModelCapacity) {
    self.capacity = capacity
  }

  /// By which factor each call is slower now than it would be alone.
  var slowness: Double { capacity.slowness(running: running) }

  /// Whether the speed may change while a call is written.
  var sharesSpeed: Bool { capacity.fullSpeed != nil }

  /// Calls that wait.
  var waitingCount: Int { waiting.count }

  /// Whether a call may be written at once; whoever has entered must `leave`.
  @inline(never)
  func enter() -> Bool {
    if let concurrent = capacity.concurrent, running >= concurrent { return false }
    running += 1
    return true
  }

  /// Waits until a call may be written that could not enter; who is granted a turn has entered.
  @inline(never)
  func turn(of call: Int, on exchange: HTTPExchange) async -> Turn {
    await withUnsafeContinuation { continuation in
      waiting.append(Waiting(number: call, continuation: continuation))
      exchange.whenClientGone { [self] in giveUp(call) }
    }
  }

  /// Ends a turn; the call that has waited longest gets it.
  func leave() {
    guard !waiting.isEmpty else {
      running -= 1
      return
    }
    waiting.removeFirst().continuation.resume(returning: .granted)
  }

  /// Ends all waits, because the provider is shut down.
  func stop() {
    let all = waiting
    waiting = []
    for call in all { call.continuation.resume(returning: .stopped) }
  }

  private func giveUp(_ call: Int) {
    guard let place = waiting.firstIndex(where: { $0.number == call }) else { return }
    waiting.remove(at: place).continuation.resume(returning: .clientGone)
  }
}
