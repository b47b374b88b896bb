/// What a server holds for all its clients together.
package enum HTTPServerLimits {
  /// Bytes of long request bodies; beyond it 503. The longest body of any role is 100 MB.
  package static let longBodyBytes = 128 * 1024 * 1024
  /// Up to here a body does not count: whoever fills the memory must not stop ordinary requests.
  package static let shortBodyBytes = 64 * 1024
}
