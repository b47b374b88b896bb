/// Which way bytes travel on a link.
package enum LinkDirection: String, CaseIterable, Sendable {
  /// From the one who connects, away from the users: requests.
  case up
  /// Towards the one who has connected: answers.
  case down
}
