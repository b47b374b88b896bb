/// Counts the requests of each id, so that a script can be for the first few of them.
struct HeaderScriptTurns {
  private var counts: [String: Int] = [:]
  /// The ids in the order of their first request; those before `oldest` are forgotten.
  private var order: [String] = []
  private var oldest = 0

  /// Whether one more request of that id still gets its script.
  mutating func take(_ turns: (id: String, times: Int)) -> Bool {
    if counts[turns.id] == nil { remember(turns.id) }
    let count = (counts[turns.id] ?? 0) + 1
    counts[turns.id] = count
    return count <= turns.times
  }

  /// Makes room for an id: whoever invents one after the other must not fill the memory.
  private mutating func remember(_ id: String) {
    order.append(id)
    guard order.count - oldest > FakeLLMLimits.scriptIDs else { return }
    counts[order[oldest]] = nil
    oldest += 1
    if oldest >= FakeLLMLimits.scriptIDs {
      order.removeFirst(oldest)
      oldest = 0
    }
  }
}
