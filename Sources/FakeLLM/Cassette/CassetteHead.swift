import Wire

/// The first line of a cassette.
struct CassetteHead {
  let vendor: String
  let request: String?
  let outputTokens: Int
  let status: Int
  let fields: HTTPFields

  init(_ line: CassetteLine) throws(CassetteError) {
    let version = CassetteReader.version
    guard line.has("cassette") else {
      throw line.error("is no head: a cassette begins with {\"cassette\": \(version), …}")
    }
    guard try line.int("cassette", in: 0...Int.max) == version else {
      throw line.error("is of another version: this program reads version \(version)")
    }
    vendor = try line.text("vendor")
    request = line.has("request") ? try Self.fingerprint(line) : nil
    outputTokens =
      line.has("output_tokens") ? try line.int("output_tokens", in: 0...1_000_000) : 0
    status = try line.int("status", in: 200...599)
    fields = try Self.fields(line)
    try line.allowOnly(["cassette", "vendor", "request", "output_tokens", "status", "fields"])
  }

  private static func fingerprint(_ line: CassetteLine) throws(CassetteError) -> String {
    let text = try line.text("request")
    let isHexadecimal = text.utf8.allSatisfy {
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
    }
    guard text.utf8.count == 16, isHexadecimal else {
      throw line.error("has a \"request\" that is no fingerprint of 16 hexadecimal digits")
    }
    return text
  }

  /// Fields of the connection the answer came on mean nothing on another one.
  private static let ofConnection = [
    "connection", "content-length", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer",
  ]

  private static func fields(_ line: CassetteLine) throws(CassetteError) -> HTTPFields {
    var fields = HTTPFields()
    for pair in try line.array("fields") {
      guard let parts = pair.arrayValue, parts.count == 2, let name = parts[0].stringValue,
        let value = parts[1].stringValue, HTTPField(name: name, value: value).isSendable
      else { throw line.error("needs \"fields\" of pairs such as [\"content-type\", \"…\"]") }
      guard !ofConnection.contains(name.lowercased()) else {
        throw line.error("has the field \"\(name)\", which belongs to the connection: leave it out")
      }
      fields.append(name, value)
    }
    return fields
  }
}
