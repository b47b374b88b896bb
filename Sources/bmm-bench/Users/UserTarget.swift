import Service
import World

/// Where users send their requests, and as whose page.
struct UserTarget: Sendable {
  /// The edge, or the service itself when there is none.
  var address: Address
  /// The public host name.
  let host: String
  /// The page's origin.
  let webOrigin: String
  /// Bugs that the page has.
  var pageBugs: KnownBugs = []
}
