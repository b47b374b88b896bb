import HTTP
import Wire
import World

/// What a hop writes: the heads that it passes on, and its own answers, each by its product.
extension EdgeRules {
  /// Why a request whose head was read is not passed on, or nil if it is.
  func refusal(of head: HTTPRequestHead) -> EdgeCause? {
    switch profile.product {
    // A tunnel to anywhere is not what a proxy in front of one origin offers.
    case .cloudflare where head.method == "CONNECT", .passThrough where head.method == "CONNECT":
      return .requestRefused(400)
    case .cloudflare:
      if profile.fieldBytesLimit < .max, head.hasField(over: profile.fieldBytesLimit) {
        return .headTooLong
      }
      return ForwardedRequest.isLoop(head) ? .loop : nil
    case .nginx: return NginxRefusal.of(head, profile)
    case .passThrough: return nil
    }
  }

  /// The request as the origin gets it.
  func request(_ head: HTTPRequestHead, body: [UInt8], for visit: EdgeVisit) -> HTTPRequest {
    let request =
      switch profile.product {
      case .cloudflare: ForwardedRequest.request(head, body: body, for: visit)
      case .nginx: NginxFields.request(head, body: body, profile, for: visit)
      case .passThrough: PassedFields.request(head, body: body, for: visit)
      }
    return TunnelHeads.isAskedFor(by: head, self) ? TunnelHeads.asking(request) : request
  }

  /// Makes the origin's head the one that the client gets.
  func rewrite(_ head: inout HTTPResponseHead, for visit: EdgeVisit, at time: () -> WallTime) {
    switch profile.product {
    case .cloudflare: ForwardedResponse.rewrite(&head, for: visit, at: time)
    case .nginx(let version):
      head = NginxFields.response(head, version, profile.addedFields, at: time())
    case .passThrough: head.fields = HopByHop.removed(from: head.fields)
    }
  }

  /// The hop's own answer for a code.
  func errorAnswer(_ code: Int, to visit: EdgeVisit, at time: WallTime) -> HTTPAnswer {
    switch profile.product {
    case .cloudflare, .passThrough:
      EdgeErrorAnswer.answer(EdgeError(code: code), by: profile, to: visit, at: time)
    case .nginx(let version): NginxError.answer(code, version, profile, to: visit, at: time)
    }
  }

  /// Whether an answer is collected in pages.
  func buffers(_ head: HTTPResponseHead) -> Bool {
    guard profile.product.isNginx, profile.heedsAccelBuffering else {
      return profile.buffersAnswers
    }
    return NginxFields.wantsBuffering(head) ?? profile.buffersAnswers
  }
}
