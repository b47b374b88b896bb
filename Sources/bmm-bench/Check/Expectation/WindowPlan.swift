/// Which requests lie in which window of a check, by their planned starts.
///
/// Windows lie wholly between the start of the run and its last planned request, each a tenth of
/// its length behind the one before; one more ends with that request, so that none is left out. A
/// run that is shorter than a window is one window.
struct WindowPlan {
  /// A window and the positions of its requests.
  struct Window: Equatable {
    /// Where it begins.
    let start: Duration
    /// The requests that were planned in it.
    let indices: Range<Int>
    /// How many windows it stands for: more than one only where they have no request.
    var count = 1
  }

  /// All windows; of those without any request that follow each other only the first.
  let windows: [Window]

  /// The windows over planned starts in order, from the start of the run.
  init(_ planned: [Duration], length: Duration) {
    guard let last = planned.last else {
      windows = []
      return
    }
    let step = length / BenchLimits.windowSteps
    let end = last - length + .nanoseconds(1)
    var windows: [Window] = []
    var (lower, upper) = (0, 0)
    func add(_ start: Duration) {
      while lower < planned.count, planned[lower] < start { lower += 1 }
      while upper < planned.count, planned[upper] < start + length { upper += 1 }
      windows.append(Window(start: start, indices: lower..<max(lower, upper)))
    }
    var start = Duration.zero
    while start < end {
      add(start)
      start += step
      if lower == upper {
        // Onwards to the first window that has the next request in it.
        let next = planned[lower] - length
        if next > start {
          let skipped = Int((next - start) / step)
          start += step * skipped
          windows[windows.count - 1].count += skipped
        }
      }
    }
    add(max(.zero, end))
    self.windows = windows
  }
}
