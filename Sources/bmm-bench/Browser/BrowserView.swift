/// What a browser makes of an answer: the rows of `docs/results.md`, as the Fetch and the HTML
/// standard have them. Pure: an ending in, a report out.
struct BrowserView: Sendable {
  /// Whose words it uses.
  let browser: Browser
  /// By which interface the script asked.
  let api: BrowserAPI

  /// The report on an answer.
  func report(on answer: WireAnswer) -> BrowserReport {
    switch answer.ending {
    case .abandoned: return BrowserReport(kind: .aborted, error: browser.aborted)
    case .clientTimeout: return BrowserReport(kind: .aborted, error: browser.timedOut)
    default: return api == .fetch ? fetched(answer) : streamed(answer)
    }
  }

  // MARK: fetch

  private func fetched(_ answer: WireAnswer) -> BrowserReport {
    let netError = Self.netError(of: answer.ending)
    guard let status = answer.status else {
      return BrowserReport(
        kind: .rejected, error: browser.fetchFailed, netError: netError, reason: netError)
    }
    // Decided by the head: what becomes of the body does not matter any more.
    guard answer.isReadable else {
      return BrowserReport(
        kind: .opaque, error: browser.fetchFailed, netError: "net::ERR_FAILED",
        reason: "blocked by CORS policy; \(Self.name(of: answer, status))")
    }
    guard answer.ending.looksWhole else {
      return BrowserReport(
        kind: .broken, visibleStatus: status, error: browser.bodyFailed, netError: netError,
        reason: "\(netError) \(status)")
    }
    switch answer.flaw {
    case .none: return BrowserReport(kind: .resolved, visibleStatus: status)
    case .noJSON:
      return BrowserReport(
        kind: .unparsable, visibleStatus: status, error: syntaxError(answer),
        reason: Self.name(of: answer, status))
    case .noTerminalEvent:
      return BrowserReport(
        kind: .truncatedUnseen, visibleStatus: status,
        reason: "done without an error or a terminal event")
    }
  }

  /// What `JSON.parse` says, where that can be known without the text.
  private func syntaxError(_ answer: WireAnswer) -> String {
    if answer.content == .html { return browser.notJSON }
    return answer.ending == .untilClose ? browser.halfJSON : "SyntaxError"
  }

  // MARK: EventSource

  /// The script sees neither status nor reason, only an error event and the state.
  private func streamed(_ answer: WireAnswer) -> BrowserReport {
    let netError = Self.netError(of: answer.ending)
    guard let status = answer.status else { return reconnecting(netError, netError) }
    guard answer.isReadable else {
      return failed("net::ERR_FAILED", "blocked by CORS policy; \(Self.name(of: answer, status))")
    }
    guard status == 200 else { return failed("", "\(Self.name(of: answer, status)), not 200") }
    guard answer.content == .eventStream else { return failed("", "not a text/event-stream") }
    if answer.ending == .closedByPage {
      return BrowserReport(kind: answer.flaw == .noJSON ? .unparsable : .resolved)
    }
    // A stream has no end that is a success: whoever is not closed by its page is asked for again.
    return reconnecting(netError, netError.isEmpty ? "the stream ended" : netError)
  }

  private func failed(_ netError: String, _ reason: String) -> BrowserReport {
    BrowserReport(
      kind: .failed, error: "error event, readyState CLOSED", netError: netError, reason: reason)
  }

  private func reconnecting(_ netError: String, _ reason: String) -> BrowserReport {
    BrowserReport(
      kind: .reconnecting, error: "error event, readyState CONNECTING", netError: netError,
      reason: reason)
  }

  // MARK: Names

  private static func name(of answer: WireAnswer, _ status: Int) -> String {
    "\(answer.isEdgeMade ? "edge" : "status") \(status)"
  }

  /// Chrome's name (its net_error_list.h); empty for what is no error.
  private static func netError(of ending: WireEnding) -> String {
    switch ending {
    case .refused: "net::ERR_CONNECTION_REFUSED"
    case .connectTimeout: "net::ERR_CONNECTION_TIMED_OUT"
    case .unreachable: "net::ERR_ADDRESS_UNREACHABLE"
    case .unresolved: "net::ERR_NAME_NOT_RESOLVED"
    case .closedBeforeHead: "net::ERR_EMPTY_RESPONSE"
    case .resetBeforeHead, .resetInBody: "net::ERR_CONNECTION_RESET"
    case .cutInHead: "net::ERR_RESPONSE_HEADERS_TRUNCATED"
    case .malformedHead: "net::ERR_INVALID_HTTP_RESPONSE"
    case .cutChunked: "net::ERR_INCOMPLETE_CHUNKED_ENCODING"
    case .cutLength: "net::ERR_CONTENT_LENGTH_MISMATCH"
    case .malformedBody: "net::ERR_INVALID_CHUNKED_ENCODING"
    case .complete, .untilClose, .abandoned, .clientTimeout, .closedByPage: ""
    }
  }
}
