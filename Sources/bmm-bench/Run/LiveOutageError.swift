/// Why a scenario's links cannot be as they are to be on real sockets.
struct LiveOutageError: Error, CustomStringConvertible {
  /// The name of the link.
  let link: String

  var description: String {
    "the link \(link) is down as no socket of one machine can be: write down: \"refused\", or "
      + "live: { skip: \"…\" }"
  }
}
