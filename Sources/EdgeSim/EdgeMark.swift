import World

/// Branches of the proxies that a record of an exchange does not tell.
package enum EdgeMark: UInt8, Mark {
  /// A client left while its request was read.
  case clientLeftInRequest
  /// A client left before there was a connection to the origin.
  case clientLeftConnecting
  /// A client left before the origin's head.
  case clientLeftBeforeHead
  /// A client left while the head was held.
  case clientLeftHeadHeld
  /// A client left inside the body.
  case clientLeftInBody
  /// A client left a tunnel.
  case clientLeftTunnel
  /// A request went out on a kept connection.
  case keptConnectionUsed
  /// A kept connection had ended, and the request was sent once more.
  case askedAgain
  /// The origin's head waited for the first byte of its body.
  case headHeld
  /// The answer was collected before it went on.
  case buffered
  /// A client read more slowly than its origin wrote.
  case slowClient
  /// The origin had to wait for its client.
  case originPaused
  /// An answer was packed on its way.
  case packed
  /// An answer was unpacked on its way.
  case unpacked
  /// A page of the proxy's own went out.
  case errorPage
  /// An answer was cut inside its body.
  case cutInBody
  /// A tunnel was opened.
  case tunnelOpened

  package static let family = MarkFamily.edge
}

extension EdgeMark {
  /// The mark of a client that leaves an exchange in this state; nil once that is over.
  init?(clientLeftIn state: EdgeExchangeMachine.State) {
    switch state {
    case .receivingRequest: self = .clientLeftInRequest
    case .connecting: self = .clientLeftConnecting
    case .waitingForHead: self = .clientLeftBeforeHead
    case .headHeld: self = .clientLeftHeadHeld
    case .body: self = .clientLeftInBody
    case .tunnel: self = .clientLeftTunnel
    case .done: return nil
    }
  }
}
