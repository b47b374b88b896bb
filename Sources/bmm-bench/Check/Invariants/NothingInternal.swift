import Service
import Wire

/// 10: nothing internal reaches a client: no key, nothing that the validator, the model or the
/// provider wrote, no trace of the program; and no spec that the scan should have kept back.
///
/// Looked at are the specs, and the errors of the service, as whole answers and as events. Which
/// texts are internal is known from the request's own log lines, where they belong; of the model's
/// text those have the first 400 characters only.
enum NothingInternal: Invariant {
  static let name = InvariantName.nothingInternal

  static func check(_ evidence: Evidence) -> InvariantResult {
    var result = InvariantResult(name)
    let providers = evidence.scenario.service.providers
    let keys = [providers.anthropic.key, providers.zhipu.key].filter { $0.count >= 8 }
    for record in evidence.records where record.outcome == .spec {
      result.check(
        record.banned == nil, "\(record.id): its spec holds \"\(record.banned?.text ?? "")\"")
    }
    for record in evidence.records where !record.error.isEmpty && !record.isEdgeMade {
      let found = leak(in: plainText(of: record.error), of: record, keys, evidence)
      result.check(
        found == nil, "\(record.id): \(record.outcome.name) tells the client \(found ?? "")")
    }
    return result
  }

  /// The first internal thing in an error, in words.
  private static func leak(
    in text: String, of record: RequestRecord, _ keys: [String], _ evidence: Evidence
  ) -> String? {
    if keys.contains(where: text.contains) { return "a provider's key" }
    for line in evidence.outcomeLines(for: record.id) {
      if let found = leak(in: text, from: line) { return found }
    }
    return signs.first(where: text.contains).map { "\"\($0)\"" }
  }

  /// What of a log line stands in an error, in words.
  private static func leak(in text: String, from line: LogLine) -> String? {
    // Who is refused is told the reason, which is about its own request.
    guard line.event != PreviewOutcome.rejected.rawValue else { return nil }
    for (field, words) in [
      ("zod_message", "what the validator found"), ("reason", "the reason in the log"),
    ] {
      if let secret = line[field]?.stringValue, secret.count >= 8, text.contains(secret) {
        return "\(words): \"\(secret)\""
      }
    }
    guard let output = line["output"]?.stringValue, let piece = piece(of: output, in: text) else {
      return nil
    }
    return "what the model wrote: \"\(piece)\""
  }

  /// A part of a model's answer that stands in a text: long enough not to be there by chance.
  private static func piece(of output: String, in text: String) -> String? {
    let (output, text) = (Array(output.unicodeScalars), Array(text.unicodeScalars))
    guard output.count >= pieceLength, text.count >= pieceLength else { return nil }
    var pieces: Set<ArraySlice<UnicodeScalar>> = []
    for start in 0...(output.count - pieceLength) {
      pieces.insert(output[start..<(start + pieceLength)])
    }
    for start in 0...(text.count - pieceLength) {
      let piece = text[start..<(start + pieceLength)]
      if pieces.contains(piece) { return String(String.UnicodeScalarView(piece)) }
    }
    return nil
  }

  /// Characters in a row; three words of English have fewer.
  private static let pieceLength = 20

  /// What no sentence for a user has: names of our code and of SQL, and paths.
  private static let signs = [
    ".swift", "Error(", "Optional(", "SQLITE", "SQLite", "SELECT ", "INSERT ", "UPDATE ",
    "Fatal error", "Stack dump", "   at ", "sk-ant-", "x-api-key",
  ]

  /// All texts in an error, without the escapes of JSON.
  private static func plainText(of error: String) -> String {
    guard let value = try? JSONValue.parse(error) else { return error }
    var texts: [String] = []
    collect(value, into: &texts)
    return texts.joined(separator: "\n")
  }

  private static func collect(_ value: JSONValue, into texts: inout [String]) {
    switch value {
    case .string(let text): texts.append(text)
    case .array(let elements): for element in elements { collect(element, into: &texts) }
    case .object(let members):
      for member in members {
        texts.append(member.key)
        collect(member.value, into: &texts)
      }
    case .null, .bool, .integer, .number: break
    }
  }
}
