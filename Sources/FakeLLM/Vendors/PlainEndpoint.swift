import HTTP
import Wire

/// A path that is answered at once, without a generation.
protocol PlainEndpoint {
  /// Answers a request; an error is spelled by the path's dialect.
  func answer(
    _ head: HTTPRequestHead, _ body: [UInt8], _ identity: CallIdentity
  ) throws(ProviderError) -> HTTPAnswer
}
