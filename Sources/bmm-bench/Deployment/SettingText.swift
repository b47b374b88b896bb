import Service
import World

/// Texts of settings as values, each with what is allowed.
enum SettingText {
  /// A host and a port to listen at.
  static func address(_ value: SourceValue) throws(ScenarioError) -> Address {
    let text = try value.string()
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, isHost(parts[0]), let port = Int(parts[1]), (0...65_535) ~= port
    else {
      throw value.error(
        "is \"\(text)\"; allowed: HOST:PORT with an IPv4 address or localhost, "
          + "such as 127.0.0.1:8080")
    }
    return Address(String(parts[0]), port: port)
  }

  /// A path that is not empty.
  static func path(_ value: SourceValue) throws(ScenarioError) -> String {
    let text = try value.string()
    guard !text.isEmpty, !text.utf8.contains(0) else {
      throw value.error("is no path; allowed: a file, or :memory:")
    }
    return text
  }

  /// The address of a provider's base URL; its path is not ours to choose.
  static func url(_ value: SourceValue) throws(ScenarioError) -> Address {
    let text = try value.string()
    if text.lowercased().hasPrefix("https://") {
      throw value.error(
        "is an https:// address, and the service has no TLS of its own: let it go through a hop "
          + "on this machine and give that one's http://127.0.0.1:PORT (deploy/nginx has one)")
    }
    // The text is not repeated: a URL may hold a password.
    guard text.lowercased().hasPrefix("http://"), !text.contains("@") else {
      throw value.error("is no URL; allowed: http://HOST:PORT without a name or password in it")
    }
    var rest = text.dropFirst("http://".count)
    if rest.last == "/" { rest.removeLast() }
    guard let address = AddressText.parse(rest), isHost(address.host[...]) else {
      throw value.error(
        "is \"\(text)\"; allowed: http://HOST:PORT with an IPv4 address or localhost and no path")
    }
    return address
  }

  /// An origin as a browser sends it: scheme, host in lower case, and a port unless it is usual.
  static func origin(_ value: SourceValue) throws(ScenarioError) -> String {
    let text = try value.string()
    let rest = ["https://", "http://"].first { text.hasPrefix($0) }.map { text.dropFirst($0.count) }
    let parts = rest?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    let isPort = parts.count < 2 || Int(parts[1]).map { (1...65_535) ~= $0 } == true
    guard (1...2).contains(parts.count), !parts[0].isEmpty, isPort,
      parts[0].utf8.allSatisfy(isHostByte)
    else {
      throw value.error(
        "is \"\(text)\"; allowed: https://HOST or https://HOST:PORT in lower case, "
          + "exactly as a browser sends it, without a path or a slash at the end")
    }
    return text
  }

  /// An e-mail address.
  static func email(_ value: SourceValue) throws(ScenarioError) -> EmailAddress {
    let text = try value.string()
    guard let email = EmailAddress(text) else {
      throw value.error("is \"\(text)\"; allowed: an e-mail address such as bmm@example.org")
    }
    return email
  }

  /// The elements of an array, none twice.
  static func list<Element: Equatable>(
    _ value: SourceValue, _ read: (SourceValue) throws(ScenarioError) -> Element
  ) throws(ScenarioError) -> [Element] {
    var elements: [Element] = []
    for part in try value.array(count: 0...100) {
      let element = try read(part)
      guard !elements.contains(element) else { throw part.error("stands there twice") }
      elements.append(element)
    }
    return elements
  }

  private static func isHost(_ text: Substring) -> Bool {
    text == "localhost"
      || text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
        UInt8($0) != nil
      } && text.count { $0 == "." } == 3
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
  }
}
