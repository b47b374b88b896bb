import Service
import World

/// Reads a deployment's settings from a file and the environment, and collects all that is wrong.
struct ServiceSettingsReader {
  /// The settings so far.
  private(set) var settings = ServiceSettings()
  /// What is wrong, in words: where, what, and what is allowed.
  private(set) var findings: [String] = []

  /// Settings and variables that are there but could not be read.
  private var broken: [String] = []
  private let environment: [(name: String, value: String)]

  /// Reads everything; the environment wins over the file.
  init(file: String?, environment: [(name: String, value: String)]) {
    self.environment = environment
    if let file,
      let node = collect({ () throws(ScenarioError) in try SourceFile.read(file) })
    {
      read(node)
    }
    readVariables()
    readSecrets()
    // What could not be read has been complained about, and is not missing as well.
    findings += ServiceSettingsCheck.findings(in: settings, secrets: secretNames)
      .filter { !broken.contains($0.about) }.map(\.text)
  }

  // MARK: File

  private mutating func read(_ node: SourceNode) {
    guard var object = collect({ () throws(ScenarioError) in try SourceObject(SourceValue(node)) })
    else { return }
    for setting in ServiceSetting.all {
      guard let value = object.optionalValue(setting.key) else { continue }
      apply(setting, value) { "\($0)" }
    }
    findings += object.strangers().map { stranger, error in
      guard ServiceSecret.isAsked(by: stranger) else { return "\(error)" }
      let names = ServiceSecret.all.map(\.variable).joined(separator: ", ")
      let place = error.position.map { "\(error.file):\($0)" } ?? error.file
      return "\(place): \"\(stranger)\" is no setting: secrets come from the environment only "
        + "(\(names)); take it out of the file, and change the secret if others could read it"
    }
  }

  // MARK: Environment

  private mutating func readVariables() {
    for setting in ServiceSetting.all {
      guard let name = setting.variable, let text = value(of: name) else { continue }
      let node = SourceNode(
        value: Self.node(text, for: setting), file: name, position: SourcePosition())
      apply(setting, SourceValue(node, path: name)) { "environment: \($0.message)" }
    }
    let known =
      ServiceSetting.all.compactMap(\.variable) + ServiceSecret.all.map(\.variable)
      + Self.variablesOfOthers
    for (name, _) in environment where name.hasPrefix("BMM_") && !known.contains(name) {
      let hint = NearestName.hint(for: name, among: known, listedAs: "known")
      findings.append("environment: unknown variable \(name)\(hint)")
    }
  }

  /// Variables with our prefix that other commands read.
  private static let variablesOfOthers = [
    "BMM_CONTROL_TOKEN", "BMM_RELEASE_BENCH", "BMM_OTHER_BENCH", "BMM_BENCH_SECOND_START",
  ]

  /// A variable's text as the value that a file would hold in its place.
  private static func node(_ text: String, for setting: ServiceSetting) -> SourceNode.Value {
    func list() -> SourceNode.Value {
      .array(
        text.split(separator: ",").map { part in
          let word = part.drop { $0 == " " }
          let end = word.lastIndex { $0 != " " }
          return SourceNode(
            value: .string(end.map { String(word[...$0]) } ?? ""), file: setting.variable ?? "",
            position: SourcePosition())
        })
    }
    switch setting.key {
    case "webOrigins": return list()
    case "trustedProxies":
      if text == "none" { return .string(text) }
      return Int(text).map { .number(Double($0), text: text) } ?? list()
    case "streaming": return ["true": .bool(true), "false": .bool(false)][text] ?? .string(text)
    default: return .string(text)
    }
  }

  private mutating func readSecrets() {
    for secret in ServiceSecret.all {
      guard let text = value(of: secret.variable) else { continue }
      guard ServiceSecret.isWellFormed(text) else {
        let range = ServiceSecret.byteCount
        findings.append(
          "environment: \(secret.variable) must have \(range.lowerBound) to \(range.upperBound) "
            + "visible ASCII characters; its value is not shown")
        broken.append(secret.variable)
        continue
      }
      switch secret.provider {
      case .anthropic: settings.service.providers.anthropic.key = text
      case .zhipu: settings.service.providers.zhipu.key = text
      case nil: settings.service.metricsToken = text
      }
    }
  }

  /// The variables of the secrets that are set.
  var secretNames: [String] {
    ServiceSecret.all.map(\.variable).filter { value(of: $0) != nil }
  }

  /// A variable that is there but empty says nothing, as in most shells' habits.
  private func value(of name: String) -> String? {
    environment.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  // MARK: Collecting

  private mutating func apply(
    _ setting: ServiceSetting, _ value: SourceValue, _ write: (ScenarioError) -> String
  ) {
    do throws(ScenarioError) {
      try setting.read(value, &settings)
    } catch {
      findings.append(write(error))
      broken.append(setting.key)
    }
  }

  private mutating func collect<Value>(
    _ body: () throws(ScenarioError) -> Value
  ) -> Value? {
    do throws(ScenarioError) {
      return try body()
    } catch {
      findings.append("\(error)")
      return nil
    }
  }
}
