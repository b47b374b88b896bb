import Glibc
import World

/// Looks at the service now and then while a run goes on, at most 240 times however long it is.
///
/// It looks by callbacks that draw no chance and write nothing: a run's digest does not depend on
/// it.
/// When there are too many looks, every second is dropped, and from then on half as many come.
final class ServerWatch: @unchecked Sendable {  // Confined to its run's loop.
  /// What it has seen, at equal distances.
  private(set) var samples: [ResultDocument.ServerSample] = []

  private let users: World
  private let look: () -> ResultDocument.ServerSample
  private var interval = BenchLimits.shortestWindow
  private var timer = TimerID.none

  /// A watch that looks from the first interval on.
  init(in users: World, _ look: @escaping () -> ResultDocument.ServerSample) {
    self.users = users
    self.look = look
    wait()
  }

  /// Looks no more; a second time it does nothing.
  func stop() {
    users.cancel(timer)
  }

  private func wait() {
    timer = users.at(users.now + interval) { [self] in
      samples.append(look())
      if samples.count == BenchLimits.windowsMax { samples = thin() }
      wait()
    }
  }

  private func thin() -> [ResultDocument.ServerSample] {
    interval = interval * 2
    return stride(from: 1, to: samples.count, by: 2).map { index in
      var sample = samples[index]
      sample.database += samples[index - 1].database
      return sample
    }
  }
}
