import World

extension Scenario {
  /// What a request left to the shortest cap of a proxy; below zero where it was exceeded.
  ///
  /// A stream counts by its longest silence, any other answer by its whole time.
  func headroom(of record: RequestRecord) -> Duration? {
    guard let cap = cap(for: record.route)?.time, let ended = record.ended else { return nil }
    return cap - (record.isEventStream ? record.longestSilence : ended - record.started)
  }
}
