import Wire
import World

/// A link that logs its holder in, once: whoever reads its mail has shown whose the address is.
struct MagicLink: Sendable, Equatable {
  /// What nobody can guess, in hexadecimal digits.
  let token: String
  /// What the database knows of it.
  let hash: [UInt8]

  /// A link with a secret.
  init(token: String) {
    self.token = token
    hash = SHA256Digest.of(token)
  }

  /// The link in a callback's query; nil for one that is not written as ours are.
  init?(query: String?) {
    let tokens = (query ?? "").split(separator: "&").filter { $0.hasPrefix(Self.parameter + "=") }
    guard tokens.count == 1 else { return nil }
    let token = tokens[0].dropFirst(Self.parameter.count + 1)
    let isDigit = { (byte: UInt8) in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    guard token.utf8.count == 2 * ServiceLimits.linkSecretBytes, token.utf8.allSatisfy(isDigit)
    else { return nil }
    self.init(token: String(token))
  }

  /// The name of the query's one parameter.
  static let parameter = "token"

  /// What logs call it: it tells links apart and opens nothing.
  var name: String { Hexadecimal.text(Array(hash.prefix(8))) }

  /// Where it leads.
  func url(at publicURL: String) -> String {
    "\(publicURL)\(Route.callback.path)?\(Self.parameter)=\(token)"
  }

  /// The mail that carries it.
  func mail(to email: EmailAddress, at publicURL: String, of requestID: String) -> Mail {
    let url = url(at: publicURL)
    return Mail(
      to: email.text, subject: "Your log-in link",
      text: """
        Open this link to log in:

        \(url)

        It works once, and for \(Int(ServiceLimits.linkLifetime.seconds) / 60) minutes.

        If you did not ask for it, ignore this mail: nobody gets in without it.

        """,
      link: url, requestID: requestID)
  }
}
