import HTTP
import World

extension RequestState {
  /// The status that a server has to answer with, nil for none, and how long it may take.
  package func verdict(on hostility: Hostility) -> (status: Int?, after: Duration) {
    switch hostility {
    case .stops: self == .nothingSent ? (nil, HTTPTimeouts.keepAliveIdle) : (408, .seconds(60))
    // The first byte comes after ten seconds, and the head's time counts from there.
    case .dribbles: self == .nothingSent ? (408, .seconds(70)) : (408, dribblePatience)
    case .resets: (nil, .zero)
    case .finishes: isInHead ? (nil, .zero) : (400, .zero)
    case .floods: (floodStatus, .zero)
    }
  }

  private var isInHead: Bool {
    self == .nothingSent || self == .inTheRequestLine || self == .inAField
  }

  private var dribblePatience: Duration {
    isInHead ? HTTPTimeouts.requestHead : HTTPTimeouts.wholeRequestBody
  }

  private var floodStatus: Int {
    switch self {
    case .nothingSent, .inTheRequestLine: 414
    case .inAField, .inTrailers: 431
    case .betweenChunks: 413
    // The announced body is complete, but means nothing; what comes behind it is no request.
    case .behindTheHead, .inTheBody, .inAChunkExtension, .inAChunk: 400
    }
  }
}
