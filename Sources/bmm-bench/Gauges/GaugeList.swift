/// All gauges, in the order of the table.
enum GaugeList {
  static let all = simulated + LiveGauges.all

  private static let simulated = [
    TimersGauge.make(),
    HopsGauge.make(),
    TokensGauge.make(latency: "0ms", target: 0.7),
    TokensGauge.make(latency: "1ms", target: 0.3),
    SmallWorldsGauge.make(),
    DayGauge.make(),
    DeterminismGauge.make(),
    PythonGauges.simPy(),
    PythonGauges.asyncio(),
  ]

  /// The gauges that a list of names asks for, `sim.timers,day`; all without one.
  ///
  /// A name is a gauge's, or a part of it between dots, or the beginning or the id of a figure.
  static func pick(_ words: String?, among gauges: [Gauge] = all) throws(GaugeError) -> [Gauge] {
    guard let words else { return gauges }
    let wanted = words.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for word in wanted where !gauges.contains(where: { matches($0, word) }) {
      let hint = NearestName.hint(for: word, among: gauges.map(\.name), listedAs: "gauges")
      throw GaugeError("unknown gauge \"\(word)\"\(hint)")
    }
    return gauges.filter { gauge in wanted.contains { matches(gauge, $0) } }
  }

  private static func matches(_ gauge: Gauge, _ word: String) -> Bool {
    let isPart = gauge.name.split(separator: ".").contains { $0 == word }
    return isPart || "\(gauge.name).".hasPrefix("\(word).") || word.hasPrefix("\(gauge.name).")
  }
}
