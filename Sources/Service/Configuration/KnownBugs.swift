/// Bugs of the history and of its kind, which the harness puts back to see whether it finds them.
///
/// Each is one idea, looked at where the right code does it: all in one place, but for
/// `upstreamNotCancelled`, since a client's leaving is learnt of in two. Nothing the service itself
/// reads can set them: the one way is a scenario that is run.
package struct KnownBugs: OptionSet, Sendable {
  /// One bit for each bug.
  package let rawValue: UInt64

  /// The bugs of those bits.
  package init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  private init(bit: UInt64) {
    rawValue = 1 << bit
  }

  // MARK: The service

  /// The stream ends before the handler of its terminal event has written it.
  package static let terminalEventNotAwaited = KnownBugs(bit: 0)
  /// The stream's clean-up ends the response, and only then comes its terminal event.
  package static let responseEndedEarly = KnownBugs(bit: 1)
  /// The clean-up sends a terminal event of its own behind the first.
  package static let duplicateTerminalEvent = KnownBugs(bit: 2)
  /// A success leaves no line in the log.
  package static let successNotLogged = KnownBugs(bit: 3)
  /// Two parts of the code log one outcome.
  package static let outcomeLoggedTwice = KnownBugs(bit: 4)
  /// The log does not say why an answer was no spec.
  package static let findingNotLogged = KnownBugs(bit: 5)
  /// An answer that was cut or refused is parsed as if it were whole.
  package static let stopReasonIgnored = KnownBugs(bit: 6)
  /// The client is told what the validator found.
  package static let validatorTextLeaked = KnownBugs(bit: 7)
  /// The client is told what the model wrote instead of a spec.
  package static let modelOutputLeaked = KnownBugs(bit: 8)
  /// A silent stream stays silent.
  package static let keepAliveOff = KnownBugs(bit: 9)
  /// A stream may be silent until its first token.
  package static let keepAliveOnlyAfterFirstToken = KnownBugs(bit: 10)
  /// The timer of the comments is started an interval late.
  package static let keepAliveLate = KnownBugs(bit: 11)
  /// The provider goes on for a client that has left.
  package static let upstreamNotCancelled = KnownBugs(bit: 12)
  /// A plan whose provider cannot stream gets a stream all the same, without a text.
  package static let streamForHobby = KnownBugs(bit: 13)
  /// A browser may not read the errors.
  package static let corsMissingOnErrors = KnownBugs(bit: 14)
  /// A browser may not read the one error that says that time is up.
  package static let corsMissingOn504 = KnownBugs(bit: 15)
  /// A stream's head is written by hand, without the fields that let a browser read it.
  package static let corsMissingOnStreams = KnownBugs(bit: 16)
  /// A limit is looked at first and counted later, so that many pass at once.
  package static let checkThenActLimits = KnownBugs(bit: 17)
  /// A call that never reached the provider costs a place of the day all the same.
  package static let errorsCounted = KnownBugs(bit: 18)
  /// A log-in link is looked at first and used up later, so that it opens several sessions.
  package static let checkThenActRedemption = KnownBugs(bit: 19)
  /// One mailbox may be sent any number of log-in links.
  package static let linksUnlimitedByEmail = KnownBugs(bit: 20)
  /// One visitor may have any number of mailboxes written to.
  package static let linksUnlimitedByAddress = KnownBugs(bit: 21)
  /// Limits per address count the proxy, and so all visitors as one.
  package static let clientAddressOfProxy = KnownBugs(bit: 22)
  /// Limits per address count whatever address the visitor sends.
  package static let clientAddressForgeable = KnownBugs(bit: 23)
  /// Specs are kept for five minutes, so that nearly every look for one misses.
  package static let cacheOfFiveMinutes = KnownBugs(bit: 24)
  /// A kept spec is anybody's, whatever model their plan pays for.
  package static let cacheKeyWithoutModel = KnownBugs(bit: 25)
  /// The scan looks at texts and code only, not at names or inside schemas.
  package static let scanSkipsNamesAndSchemas = KnownBugs(bit: 26)
  /// The list bans `new Function(…)`, and not the same without `new`.
  package static let functionWithoutNew = KnownBugs(bit: 27)
  /// The sync route scans with a copy of the list that was not kept up.
  package static let patternListsDrifted = KnownBugs(bit: 28)

  // MARK: The tiers

  /// No answer has a limit of time.
  package static let noTimeout = KnownBugs(bit: 29)
  /// The time for a whole answer is longer than the edge waits.
  package static let timeoutPastEdge = KnownBugs(bit: 30)
  /// Each attempt has the time that was meant for all of them.
  package static let retriesPastBudget = KnownBugs(bit: 31)
  /// Nobody's drafts are counted.
  package static let previewsUnlimited = KnownBugs(bit: 32)
  /// Free users get the model of those who pay.
  package static let modelNotByPlan = KnownBugs(bit: 33)

  // MARK: The page

  /// The page asks by the sync route after any error of a stream.
  package static let fallbackOnAnyError = KnownBugs(bit: 34)

  // MARK: The proxies before the service

  /// The nginx before the service asks by HTTP/1.0 and collects streams, whatever they say of that.
  ///
  /// Its times stay as they are, the 600 s of a stream's location as well.
  package static let streamLocationBuffered = KnownBugs(bit: 35)
}
