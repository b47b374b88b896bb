import Wire
import World

/// The numbers of a link that has faults.
package enum LinkLimits {
  /// Bytes that one direction holds back; then its sender has to wait (TCP's window, as `World`).
  package static let heldBytes = NetworkLimits.inputBytes
  /// Slices a second of a narrow link: toxiproxy's bandwidth lets 100 ms pass at once.
  static let slicesPerSecond = 10.0
  /// From the SYN to its answer, towards the far end (Linux gives up after about two minutes).
  static let connect = Duration.seconds(60)
  /// The largest body of a request that steers links (our choice: 100 proxies take a tenth).
  static let controlBodyBytes = 256 * 1024
  /// Links that can be made at run time, each with a listening socket (our choice).
  static let proxiesMax = 1000
  /// Toxics of one link that is steered at run time (our choice, as in a scenario).
  static let toxicsMax = 100
  /// The largest number in a toxic: as milliseconds 11 days (our choice).
  static let attributeMax = 1_000_000_000
  /// What is looked at of an answer to find a position in it; heads are bounded, bodies are not.
  static let answer = HTTPLimits(headBytes: NetworkLimits.inputBytes, bodyBytes: .max)
}
