import Wire

/// One line of a cassette: an object whose values are read with their line for complaints.
struct CassetteLine {
  private let number: Int
  private let members: [JSONMember]

  init(_ bytes: [UInt8], number: Int) throws(CassetteError) {
    self.number = number
    let value: JSONValue
    do {
      value = try JSONValue.parse(bytes)
    } catch {
      throw CassetteError(line: number, message: "is no JSON: \(error)")
    }
    guard let members = value.objectValue else {
      throw CassetteError(line: number, message: "must be an object in braces")
    }
    self.members = members
    for (index, member) in members.enumerated()
    where members[..<index].contains(where: { $0.key == member.key }) {
      throw error("has the key \"\(member.key)\" twice")
    }
  }

  /// A complaint about this line.
  func error(_ message: String) -> CassetteError {
    CassetteError(line: number, message: message)
  }

  func has(_ key: String) -> Bool { value(key) != nil }

  /// Throws for the first key that this kind of line does not have.
  func allowOnly(_ keys: [String]) throws(CassetteError) {
    guard let stranger = members.first(where: { !keys.contains($0.key) }) else { return }
    let known = keys.joined(separator: ", ")
    throw error("has the unknown key \"\(stranger.key)\": known are \(known)")
  }

  func text(_ key: String) throws(CassetteError) -> String {
    guard let text = value(key)?.stringValue else { throw error("needs a text \"\(key)\"") }
    return text
  }

  func int(_ key: String, in range: ClosedRange<Int>) throws(CassetteError) -> Int {
    guard let number = value(key)?.intValue, range.contains(number) else {
      throw error(
        "needs a whole number \"\(key)\" from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func array(_ key: String) throws(CassetteError) -> [JSONValue] {
    guard let array = value(key)?.arrayValue else { throw error("needs an array \"\(key)\"") }
    return array
  }

  func milliseconds(_ key: String) throws(CassetteError) -> Duration {
    let most = FakeLLMLimits.cassetteLength
    guard let number = value(key)?.doubleValue, 0...most.seconds * 1000 ~= number else {
      throw error("needs a number \"\(key)\" from 0 to \(Int(most.seconds * 1000)) milliseconds")
    }
    return .nanoseconds(Int64((number * 1_000_000).rounded()))
  }

  func ending() throws(CassetteError) -> Cassette.Ending {
    guard let ending = Cassette.Ending(rawValue: try text("end")) else {
      let known = Cassette.Ending.allCases.map(\.rawValue).joined(separator: ", ")
      throw error("has an unknown \"end\": known are \(known)")
    }
    return ending
  }

  /// The bytes of a piece, written as text or, where they are none, in base64.
  func bytes() throws(CassetteError) -> [UInt8] {
    guard has("text") != has("base64") else {
      throw error("needs either \"text\" or \"base64\", or \"end\"")
    }
    if has("text") { return Array(try text("text").utf8) }
    guard let bytes = Base64.decode(try text("base64")) else {
      throw error("has a \"base64\" that is none: padded, without line breaks")
    }
    return bytes
  }

  private func value(_ key: String) -> JSONValue? {
    members.first { $0.key == key }?.value
  }
}
