import Wire
import World

/// What a client got: the answer, and when each piece of its body came.
struct ClientAnswer: Sendable {
  var status: Int
  var fields: HTTPFields
  var body = ""
  var pieces: [(at: Instant, text: String)] = []
  var ended = Instant.start

  var json: JSONValue? { try? JSONValue.parse(body) }

  /// The events of a stream, in their order.
  var events: [SSEEvent] {
    var parser = SSEParser()
    var events: [SSEEvent] = []
    try? Array(body.utf8).withUnsafeBufferPointer { view in
      try parser.feed(view) { events.append($0.event) }
    }
    return events
  }

  /// The types of the events, runs of `text` as one.
  var eventTypes: [String] {
    events.map(\.type).reduce(into: []) { types, type in
      if type != "text" || types.last != "text" { types.append(type) }
    }
  }

  /// The data of the only terminal event.
  var terminal: JSONValue? {
    let terminals = events.filter { $0.type != "text" }
    return terminals.count == 1 ? try? JSONValue.parse(terminals[0].data) : nil
  }

  /// The deltas joined.
  var text: String {
    events.filter { $0.type == "text" }
      .compactMap { (try? JSONValue.parse($0.data))?["delta"]?.stringValue }.joined()
  }

  /// When comments came, in seconds.
  var comments: [Double] {
    pieces.filter { $0.text == ": keepalive\n\n" }.map { ($0.at - .start).seconds }
  }
}
