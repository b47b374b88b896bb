import Wire
import World

/// What a request says of a proxy.
struct LinkProxySettings {
  var name: String?
  var listen: Address?
  var upstream: Address?
  var isEnabled: Bool?

  init(_ body: LinkControlBody) throws(LinkControlError) {
    name = try body.name()
    listen = try body.text("listen").flatMap { (text) throws(LinkControlError) in
      text.isEmpty ? nil : try Self.address(text, "listen")
    }
    upstream = try body.text("upstream").flatMap { (text) throws(LinkControlError) in
      text.isEmpty ? nil : try Self.address(text, "upstream")
    }
    isEnabled = try body.flag("enabled")
  }

  private static func address(
    _ text: String, _ key: String
  ) throws(LinkControlError) -> Address {
    // As in Go, whose clients these are: no host is every address of the machine.
    guard let address = Address(text: text.hasPrefix(":") ? "0.0.0.0\(text)" : text) else {
      throw .badBody("\(key) must be HOST:PORT, not \(text)")
    }
    return address
  }
}
