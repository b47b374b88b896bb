import Service
import Wire
import World

/// The lines by which a process of a gauge tells the gauge where it is.
enum RoleLine {
  /// What a load says when it begins to count; the gauge then looks at the books of the kernel.
  static let counting = "counting"

  /// A role that listens, in the form of `bmm-bench serve`.
  static func ready(_ role: String, at address: Address) -> String {
    let member = JSONMember(key: role, value: .string("http://\(address)"))
    return JSONValue.object([member]).jsonString(pretty: false)
  }

  /// The address in such a line: that of the outermost role, which stands first.
  static func address(in line: String) throws(LiveGaugeError) -> Address {
    let value = try? JSONValue.parse(Array(line.utf8))
    guard let url = value?.objectValue?.first?.value.stringValue,
      let address = AddressText.parse(url.dropFirst("http://".count))
    else { throw .unreadable(what: "a role's ready line", text: line) }
    return address
  }

  /// The cookie of a plan's session in the line of a service.
  static func session(of plan: Plan, in line: String) throws(LiveGaugeError) -> String {
    let value = try? JSONValue.parse(Array(line.utf8))
    guard let cookie = value?["sessions"]?[plan.rawValue]?.stringValue
    else { throw .unreadable(what: "a service's ready line", text: line) }
    return cookie
  }
}
