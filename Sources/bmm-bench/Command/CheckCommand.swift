/// `bmm-bench check`: reads scenario files and says what is wrong with them.
enum CheckCommand {
  static let spec = CommandSpec(
    name: "bmm-bench check",
    summary: "Reads scenario files and says what is wrong with them, with file, line and column.",
    positionals: .init(
      placeholder: "PATH", count: 1...1000, help: "a scenario file, or a folder of them"),
    flags: [ScenarioFiles.setFlag],
    examples: [.init(line: "bmm-bench check Scenarios/smoke", use: "all files of a folder")],
    exits: [.success, .unusable])

  /// Checks every file, also behind a wrong one.
  static func run(_ flags: Flags, _ console: Console) -> ExitCode {
    let settings: [SourceSetting]
    do throws(ScenarioError) {
      settings = try ScenarioFiles.settings(flags)
    } catch {
      console.note("\(error)")
      return .unusable
    }
    return check(flags.positionals, settings, console)
  }

  private static func check(
    _ paths: [String], _ settings: [SourceSetting], _ console: Console
  ) -> ExitCode {
    var code = ExitCode.success
    for path in paths {
      do throws(ScenarioError) {
        for file in try ScenarioFiles.find([path]) {
          do throws(ScenarioError) {
            let scenario = try ScenarioDecoder.read(file, setting: settings)
            console.print("\(file): ok (\(scenario.name))")
          } catch {
            console.note("\(error)")
            code = .unusable
          }
        }
      } catch {
        console.note("\(error)")
        code = .unusable
      }
    }
    return code
  }
}
