/// One vendor's errors, by their status and by their type or code.
struct ErrorTable: Sendable {
  /// One error.
  struct Row: Sendable {
    let status: Int
    let kind: String
    var code: String?
    let message: String

    init(_ status: Int, _ kind: String, code: String? = nil, _ message: String) {
      self.status = status
      self.kind = kind
      self.code = code
      self.message = message
    }

    /// The error as an answer.
    var error: ProviderError {
      ProviderError(status: status, kind: kind, message: message, code: code)
    }
  }

  /// The errors; the first row of a status or of a kind is the usual one.
  let rows: [Row]

  /// The usual error of a status.
  func row(status: Int) -> Row? { rows.first { $0.status == status } }

  /// The usual error of a type or code.
  func row(kind: String) -> Row? { rows.first { $0.kind == kind || $0.code == kind } }

  /// The error of a type or code that a script names; it is sent as it was named.
  ///
  /// Status and message are those of the vendor that knows it, so that one script can be for all.
  func error(kind: String, message: String) -> ProviderError {
    if let row = row(kind: kind) { return row.error }
    let others = [AnthropicErrors.table, OpenAIErrors.table, ZhipuErrors.table]
    let row = others.lazy.compactMap { $0.row(kind: kind) }.first
    return ProviderError(
      status: row?.status ?? 500, kind: kind, message: row?.message ?? message)
  }
}
