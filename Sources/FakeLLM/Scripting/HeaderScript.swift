import Wire

/// What one request says in its own head about how it is to be answered.
struct HeaderScript {
  /// The field's name.
  static let field = "x-fakellm-script"

  /// The id that tests find the request by.
  let id: String?
  /// What the request is to get.
  let behaviour: Behaviour
  /// The first so many requests of an id get it, later ones what the rules say.
  let turns: (id: String, times: Int)?

  /// The script in a head's fields; nil without one.
  init?(_ fields: HTTPFields, usualErrorType: String) throws(ScriptFault) {
    guard let text = fields[Self.field] else { return nil }
    let value: JSONValue
    do {
      value = try JSONValue.parse(text)
    } catch {
      throw ScriptFault(place: Self.field, complaint: "is not valid JSON: \(error)")
    }
    var object = try ScriptObject(value, at: Self.field)
    behaviour = try ScriptReader(usualErrorType: usualErrorType).behaviour(&object)
    let times = try object.int("times", in: 1...FakeLLMLimits.scriptTokens)
    let id = try object.text("id")
    self.id = id
    try object.finish()
    if times != nil, id == nil { throw object.fault("times", "needs \"id\"") }
    turns = times.flatMap { times in id.map { ($0, times) } }
  }
}
