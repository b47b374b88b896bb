import Service
import World

/// `bmm-bench service`: the service alone, as one deploys it.
enum ServiceCommand {
  static let spec = CommandSpec(
    name: "bmm-bench service",
    summary:
      "Runs the service alone, as one deploys it: settings from a file and the environment, JSON "
      + "log lines on standard output, no demonstration users. SIGTERM and SIGINT let running "
      + "requests end; a second signal ends the process at once.",
    flags: [
      FlagSpec(
        name: "config", kind: .text(placeholder: "FILE"),
        help: "a JSON5 file with settings; variables of the environment win over it"),
      FlagSpec(
        name: "check", kind: .toggle, help: "says what is wrong with the settings, and ends"),
      FlagSpec(
        name: "print-config", kind: .toggle,
        help: "prints the settings as they count, without secrets, and ends"),
    ],
    examples: [
      .init(
        line: "bmm-bench service --config deploy/service.json5 --check", use: "before a restart")
    ],
    exits: [.success, .unusable], details: details)

  private static var details: String {
    var table = TextTable([.init(title: ""), .init(title: ""), .init(title: "", overflow: .wrap)])
    for setting in ServiceSetting.all {
      table.add(["  \(setting.key)", setting.variable ?? "", setting.meaning])
    }
    for secret in ServiceSecret.all { table.add(["", secret.variable, secret.meaning]) }
    return
      (["settings (key of the file, variable):"] + table.lines(width: BenchLimits.helpWidth)
      + ["docs/service.md has what each may be."]).joined(separator: "\n")
  }

  /// Runs the service until a signal ends it, or does what the flags ask for instead.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    let reader: ServiceSettingsReader
    do throws(ScenarioError) {
      reader = ServiceSettingsReader(
        file: flags.text("config"), environment: try ProcessEnvironment.read())
    } catch {
      console.note("bmm-bench service: \(error)")
      return .unusable
    }
    guard reader.findings.isEmpty else {
      let count = reader.findings.count
      console.note("bmm-bench service: \(count) setting\(count == 1 ? " is" : "s are") wrong")
      for finding in reader.findings { console.note("  \(finding)") }
      return .unusable
    }
    if flags.isOn("print-config") {
      console.print(
        json: reader.settings.json(secrets: reader.secretNames).jsonString(pretty: true))
    } else if flags.isOn("check") {
      console.print("settings: ok (\(reader.settings.service.environment.rawValue))")
    } else {
      return serve(reader.settings, console)
    }
    return .success
  }

  private static func serve(_ settings: ServiceSettings, _ console: Console) -> ExitCode {
    do {
      let deployment = try DeployedService(settings) { console.print(json: $0.json) }
      deployment.run()
      return .success
    } catch {
      console.note("bmm-bench service: cannot start: \(error)")
      return .unusable
    }
  }
}
