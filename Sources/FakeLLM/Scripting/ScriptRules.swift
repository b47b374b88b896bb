import Wire

/// Reads rules that are set at run time: `{"rules": [{"when": {…}, "then": {…}}]}`.
///
/// `then` has the keys of `x-fakellm-script`, so that there is one vocabulary for tests.
enum ScriptRules {
  /// What an error event says that names no type; every vendor has its own word for it.
  private static let usualErrorType = "overloaded_error"

  /// The rules that a body stands for.
  static func read(_ body: [UInt8]) throws(ScriptFault) -> [BehaviourRule] {
    let value: JSONValue
    do {
      value = try JSONValue.parse(body)
    } catch {
      throw ScriptFault(place: "body", complaint: "is not valid JSON: \(error)")
    }
    var object = try ScriptObject(value, at: "body")
    let elements = try object.list("rules")
    try object.finish()
    // No rules at all are asked for with DELETE, or in so many words.
    _ = try object.required("rules", value["rules"])
    var rules: [BehaviourRule] = []
    for element in elements { rules.append(try rule(element.value, at: element.place)) }
    return rules
  }

  private static func rule(
    _ value: JSONValue, at place: String
  ) throws(ScriptFault) -> BehaviourRule {
    var object = try ScriptObject(value, at: place)
    var match = BehaviourRule.Match.all
    if var when = try object.object("when") {
      match = try Self.match(&when)
      try when.finish()
    }
    var then = try object.required("then", object.object("then"))
    let behaviour = try ScriptReader(usualErrorType: usualErrorType).behaviour(&then)
    try then.finish()
    try object.finish()
    return BehaviourRule(match, behaviour)
  }

  private static func match(
    _ object: inout ScriptObject
  ) throws(ScriptFault) -> BehaviourRule.Match {
    BehaviourRule.Match(
      model: try object.text("model"), promptContains: try object.text("prompt_contains"),
      header: try header(&object), account: try object.text("account"),
      nthCall: try object.int("nth_call", in: 1...Int.max),
      share: try object.number("share", in: 0...1))
  }

  private static func header(
    _ object: inout ScriptObject
  ) throws(ScriptFault) -> BehaviourRule.Header? {
    guard var header = try object.object("header") else { return nil }
    let name = try header.required("name", header.text("name"))
    let contains = try header.text("contains") ?? ""
    try header.finish()
    return BehaviourRule.Header(name, contains: contains)
  }
}
