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
  /// What is looked at of an answer to find a position in it; heads are bounded, bodies are not.
  static let answer = HTTPLimits(headBytes: NetworkLimits.inputBytes, bodyBytes: .max)
}
