import HTTP
import Wire
import World

/// Who may use the control API of links.
package enum LinkAccess: Sendable, Equatable {
  /// Programs of this machine: the API listens on loopback, and toxiproxy's clients have no token.
  case thisMachine
  /// Whoever has the token.
  case token(ControlToken)

  /// Refuses a browser, which would do for any page what the page wants, and who has no token.
  func check(_ head: HTTPRequestHead) throws(LinkControlError) {
    if head.fields["user-agent"]?.hasPrefix("Mozilla/") == true { throw .noBrowser }
    if head.fields["origin"] != nil { throw .otherSite }
    switch self {
    case .thisMachine: if !Self.isHere(head.fields["host"] ?? "") { throw .otherSite }
    case .token(let token): if !token.opens(head.fields) { throw .noToken }
    }
  }

  /// Any other name could be one that a page had pointed at this machine (DNS rebinding).
  private static func isHere(_ authority: String) -> Bool {
    Address.isLoopback(authority.split(separator: ":", omittingEmptySubsequences: false)[0])
  }
}
