import Wire

extension HTTPAnswer {
  /// An answer with a JSON body.
  package init(status: Int, fields: HTTPFields = [:], json: JSONValue) {
    var bytes: [UInt8] = []
    json.write(into: &bytes)
    self.init(status: status, fields: fields, body: bytes)
    self.fields.set("content-type", "application/json; charset=utf-8")
  }
}
