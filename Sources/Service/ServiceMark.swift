import World

/// Branches of the service that the log does not tell.
package enum ServiceMark: UInt8, Mark {
  /// A request's first look found its spec in the cache.
  case cacheHit
  /// A flight found the spec that another one had kept meanwhile.
  case cacheHitOnSecondLook
  /// A request joined a draft that was under way.
  case draftJoined
  /// A request for the whole joined a stream's draft.
  case streamJoinedForWhole
  /// A client left before it knew whether there would be a draft.
  case leftBoarding
  /// A client left before the first text.
  case leftBeforeText
  /// A client left between two pieces of text.
  case leftInText
  /// A client left behind the call's end.
  case leftLanding
  /// One of several left a draft, and it went on for the others.
  case oneOfSeveralLeft
  /// The last one left, and the call was ended.
  case callAborted
  /// A call was aborted before its request was written.
  case abortedBeforeSending
  /// A call was aborted while its request was written.
  case abortedWhileSending
  /// Whoever was to pay left while the limit was asked.
  case payerLeft
  /// A daily limit had no place left.
  case limitReached
  /// The limit of one participant was reached, and another one was asked.
  case nextPayerAsked
  /// A place of a daily limit was given back.
  case placeGivenBack
  /// The budget was used up while a request waited.
  case budgetUsedUp
  /// A failed attempt was repeated.
  case retried
  /// A failed attempt could have been repeated, but not within the budget or the retries.
  case gaveUp
  /// A stream failed behind text that clients had seen.
  case failedBehindText
  /// A comment kept a stream alive before its first text.
  case keptAliveBeforeText
  /// A comment kept a stream alive between two pieces of text.
  case keptAliveInText
  /// A client took no more text for now.
  case slowClient
  /// A slow client could take text again.
  case caughtUp
  /// A client took nothing for so long that it was cut off.
  case stalledClientCut
  /// A terminal event was written for a client that did not take what came before it.
  case terminalUnderPressure
  /// There was no connection to a provider.
  case providerUnreachable
  /// A provider's head or body did not come in time.
  case providerTimedOut
  /// A provider's answer ended before it was whole.
  case providerBrokeOff
  /// The cache could not be read or written.
  case cacheFailed
  /// A log-in link was refused.
  case linkRefused
  /// A mail could not be sent.
  case mailFailed
  /// A running draft was ended, since the service stops.
  case stoppedInFlight
  /// A request came while the service stopped.
  case refusedWhileStopping

  /// Whose marks these are.
  package static let family = MarkFamily.service
}
