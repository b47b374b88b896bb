import Wire
import World

/// Reads the figures of a result: metrics, rows, goodput, tokens and cost.
enum FiguresReader {
  /// A metric; its quantiles are reckoned from the buckets anew.
  static func metric(
    _ name: String, _ at: ResultCursor
  ) throws -> ResultDocument.Figures {
    guard let unit = ResultDocument.Figures.Unit(rawValue: try at["unit"].text()) else {
      throw try at["unit"].wrong("s, tokens, bytes or USD")
    }
    return ResultDocument.Figures(name: name, unit: unit, values: try histogram(at, unit.scale))
  }

  private static func histogram(
    _ at: ResultCursor, _ scale: Double
  ) throws -> Histogram {
    let buckets = try at["buckets"].array(bucket)
    let (least, most) = (buckets.first?.bounds, buckets.last?.bounds)
    let values = Histogram(
      buckets: buckets,
      min: try at["min"].optional { place in
        try Self.held(try place.scaled(scale), in: least)
      },
      max: try at["max"].optional { place in
        try Self.held(try place.scaled(scale), in: most)
      })
    guard let values, values.count == (try at["count"].count()) else {
      throw at.contradiction("has buckets, a count, a least or a most that do not go together")
    }
    return values
  }

  /// Beyond 53 bits a double is rounded, perhaps over the end of its bucket.
  private static func held(
    _ value: Int64, in bounds: ClosedRange<Int64>?
  ) throws -> Int64 {
    guard let bounds, value > 1 << 53 else { return value }
    return min(max(value, bounds.lowerBound), bounds.upperBound)
  }

  private static func bucket(_ at: ResultCursor) throws -> Histogram.Bucket {
    let numbers = try at.array { $0 }
    guard numbers.count == 4 else { throw at.wrong("four numbers") }
    let (lower, upper) = (try numbers[0].integer(), try numbers[1].integer())
    guard lower >= 0, lower <= upper else { throw at.wrong("a bucket from a number to a larger") }
    return Histogram.Bucket(
      bounds: lower...upper, count: try numbers[2].count(), sum: try numbers[3].large())
  }

  static func row(_ at: ResultCursor) throws -> ResultDocument.Row {
    ResultDocument.Row(
      group: try at["group"].text(), plan: try at["plan"].text(), model: try at["model"].text(),
      stage: try at["stage"].optional { try $0.text() }, isMeasured: try at["measured"].bool(),
      outcome: try at["outcome"].text(),
      route: try at["route"].text(), browser: try at["browser"].text(),
      isReadable: try at["readable"].bool(), count: try at["count"].count(),
      good: try at["goodput"].count(), tokens: try at["tokens"].count(),
      cost: try at["cost"].scaled(1e9), metrics: try at["metrics"].members(metric))
  }

  static func objectives(_ at: ResultCursor) throws -> ResultDocument.Stated {
    ResultDocument.Stated(
      all: try targets(at),
      groups: try at["groups"].members { name, place in
        ResultDocument.Stated.Group(name: name, objectives: try targets(place))
      })
  }

  private static func targets(_ at: ResultCursor) throws -> Objectives {
    func duration(_ key: String) throws -> Duration? {
      try at[key].optional { try $0.duration() }
    }
    return Objectives(
      ttft: try duration("ttft"), tpot: try duration("tpot"), e2e: try duration("e2e"))
  }

  static func goodput(_ at: ResultCursor) throws -> ResultDocument.Goodput {
    ResultDocument.Goodput(
      requests: try at["requests"].count(), from: try at["from"].duration(),
      to: try at["to"].duration())
  }

  static func tokens(_ at: ResultCursor) throws -> ResultDocument.Tokens {
    ResultDocument.Tokens(
      input: try at["input"].count(), sold: try at["sold"].count(),
      accounted: try at["accounted"].count(), wasted: try at["wasted"].count())
  }

  static func cost(_ at: ResultCursor) throws -> ResultDocument.Cost {
    ResultDocument.Cost(
      sold: try at["sold"].scaled(1e9), wasted: try at["wasted"].scaled(1e9),
      previews: try at["previews"].count(),
      prices: try at["prices"].members { model, place in
        ResultDocument.Price(
          model: model, input: try place["input"].number(), output: try place["output"].number())
      })
  }
}
