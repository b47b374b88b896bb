import Service
import World

/// How a deployment sends mails, as its settings say it.
enum MailSetting: Sendable, Equatable {
  /// Not at all.
  case off
  /// To the end of a file.
  case file(String)
  /// By a relay near it.
  case relay(Address)

  /// Reads `off`, `file:PATH` or `smtp://HOST:PORT`.
  static func read(_ value: SourceValue) throws(ScenarioError) -> MailSetting {
    let text = try value.string()
    if text == "off" { return .off }
    if let path = rest(of: text, behind: "file:"), !path.isEmpty, !path.utf8.contains(0) {
      return .file(path)
    }
    if let place = rest(of: text, behind: "smtp://"), let address = Address(text: place),
      address.port > 0, address.host == "localhost" || IPAddress(address.host)?.isIPv4 == true
    {
      return .relay(address)
    }
    // The text is not repeated: a URL may hold a password.
    throw value.error(
      "is no way for mails; allowed: off, file:PATH, or smtp://HOST:PORT of a relay, with an "
        + "IPv4 address or localhost, without a name or password in it")
  }

  /// The setting as it is written.
  var text: String {
    switch self {
    case .off: "off"
    case .file(let path): "file:\(path)"
    case .relay(let address): "smtp://\(address)"
    }
  }

  private static func rest(of text: String, behind beginning: String) -> String? {
    text.hasPrefix(beginning) ? String(text.dropFirst(beginning.count)) : nil
  }
}
