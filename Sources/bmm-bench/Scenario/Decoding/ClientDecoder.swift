import World

/// Reads `client`: the interface by name, or an object that says more about the page.
enum ClientDecoder {
  /// Chrome and `fetch` without a value.
  static func decode(_ value: SourceValue?) throws(ScenarioError) -> ClientModel {
    guard let value else { return ClientModel() }
    var client = ClientModel()
    if case .string = value.node.value {
      client.api = try value.enumeration()
      return client
    }
    return try value.object { (object: inout SourceObject) throws(ScenarioError) in
      client.api = try object.optionalEnumeration("api") ?? client.api
      client.browser = try object.optionalEnumeration("browser") ?? client.browser
      client.isSameOrigin = try object.optionalBool("sameOrigin") ?? client.isSameOrigin
      client.acceptsGzip = try object.optionalBool("acceptsGzip") ?? client.acceptsGzip
      client.forwardedFor = try object.optionalValue("forwardedFor").map(forwardedFor)
      client.endsAt = try object.optionalEnumeration("endsAt") ?? client.endsAt
      client.parser = try object.optionalEnumeration("parser") ?? client.parser
      client.comments = try object.optionalEnumeration("comments") ?? client.comments
      client.minimumBytes =
        try object.optionalBytes("minimumBytes", in: 1...BenchLimits.minimumBytesMax) ?? 0
      client.timeout = try object.optionalDuration("timeout", in: times)
      client.idleTimeout = try object.optionalDuration("idleTimeout", in: times)
      client.idleClock = try object.optionalEnumeration("idleClock") ?? client.idleClock
      return client
    }
  }

  /// Any text that can stand in a field's line: whoever forges does not keep to addresses.
  private static func forwardedFor(_ value: SourceValue) throws(ScenarioError) -> String {
    let text = try value.string()
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw value.error("must be a text of ASCII without control characters, such as 203.0.113.7")
    }
    return text
  }

  private static let times = Duration.milliseconds(1)...BenchLimits.durationMax
}
