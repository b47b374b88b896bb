/// Which calls behave in which way.
package struct BehaviourRule: Sendable, Equatable {
  /// The calls it is for.
  package var match: Match
  /// What the provider does with them.
  package var behaviour: Behaviour

  /// A rule for the calls that match.
  package init(_ match: Match, _ behaviour: Behaviour) {
    self.match = match
    self.behaviour = behaviour
  }

  /// Conditions that must all hold; what is nil always holds.
  package struct Match: Sendable, Equatable {
    /// The model asked for.
    package var model: String?
    /// A text that the last message of the user contains.
    package var promptContains: String?
    /// A field of the request's head.
    package var header: Header?
    /// The key that the request came with.
    package var account: String?
    /// Only the n-th valid call, from 1, of those that meet all conditions above.
    package var nthCall: Int?
    /// Only this share of the calls that meet all else, from 0 to 1, chosen by the seed.
    package var share: Double?

    /// Conditions; none at all match every call.
    package init(
      model: String? = nil, promptContains: String? = nil, header: Header? = nil,
      account: String? = nil, nthCall: Int? = nil, share: Double? = nil
    ) {
      precondition(nthCall.map { $0 > 0 } ?? true, "calls are counted from 1")
      self.model = model
      self.promptContains = promptContains
      self.header = header
      self.account = account
      self.nthCall = nthCall
      self.share = share
    }

    /// Every valid call.
    package static let all = Match()
  }

  /// A field of a request's head.
  package struct Header: Sendable, Equatable {
    /// Its name, in upper or lower case.
    package var name: String
    /// A text that its value contains; empty for any value.
    package var contains: String

    /// A field whose value contains a text.
    package init(_ name: String, contains: String = "") {
      self.name = name
      self.contains = contains
    }
  }
}
