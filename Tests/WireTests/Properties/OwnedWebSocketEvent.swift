import Wire

/// An event with its own copy of the bytes.
enum OwnedWebSocketEvent: Equatable {
  case text([UInt8])
  case binary([UInt8])
  case ping([UInt8])
  case pong([UInt8])
  case close(WebSocketClose)

  init(_ event: WebSocketEvent) {
    switch event {
    case .text(let view): self = .text(Array(view))
    case .binary(let view): self = .binary(Array(view))
    case .ping(let view): self = .ping(Array(view))
    case .pong(let view): self = .pong(Array(view))
    case .close(let close): self = .close(close)
    }
  }

  static func text(_ text: String) -> OwnedWebSocketEvent { .text(Array(text.utf8)) }
}
