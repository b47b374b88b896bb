/// Where a line for a replay comes from: another commit or scenario may show something else.
struct ReplayOrigin {
  /// The commit that the line names.
  let commit: String?
  /// The scenario's fingerprint that the line names.
  let scenarioHash: String?

  /// What differs here, a sentence each; nothing if all is the same or was not said.
  func differences(from build: BuildStamp, _ scenario: Scenario) -> [String] {
    var found: [String] = []
    if let commit, !Self.isSame(commit, build.commit) {
      found.append(
        "warning: the line is of commit \(commit), this is "
          + "\(build.commit ?? "a folder without commits"): the same seed may be another run")
    }
    if let scenarioHash, scenarioHash.lowercased() != scenario.fingerprint {
      found.append(
        "warning: the line is of scenario \(scenarioHash), \(scenario.file) with its settings is "
          + "\(scenario.fingerprint): it, a file that it extends or a --set differs")
    }
    return found
  }

  /// A commit may be written longer or shorter; one with changes on top is no commit.
  private static func isSame(_ commit: String, _ own: String?) -> Bool {
    guard let own, !own.hasSuffix("+"), !commit.hasSuffix("+"), commit.count >= 7 else {
      return false
    }
    let (one, other) = (commit.lowercased(), own.lowercased())
    return one.hasPrefix(other) || other.hasPrefix(one)
  }
}
