import Wire
import World

extension HarnessFigures {
  /// The object in a result's file; times are real seconds.
  var json: JSONValue {
    [
      "latenessP50": Self.seconds(lateness?.p50), "latenessP99": Self.seconds(lateness?.p99),
      "latenessMax": Self.seconds(lateness?.max), "cpuShare": cpuShare.map { .number($0) } ?? .null,
      "peakMemoryBytes": .integer(Int64(peakMemoryBytes)), "bottleneck": .bool(isBottleneck),
      "warnings": .array(warnings.map { .string($0) }),
    ]
  }

  private static func seconds(_ duration: Duration?) -> JSONValue {
    duration.map { .number($0.seconds) } ?? .null
  }
}

extension DroppedArrivals.Row {
  /// The object in a result's file.
  var json: JSONValue {
    [
      "group": .string(group), "reason": .string(reason.rawValue), "count": .integer(Int64(count)),
    ]
  }
}
