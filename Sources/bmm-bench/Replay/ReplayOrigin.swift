/// Where a line for a replay comes from: another commit or scenario may show something else.
struct ReplayOrigin {
  /// The commit that the line names.
  let commit: String?
  /// The scenario's fingerprint that the line names.
  let scenarioHash: String?

  /// As flags of `replay`: nothing of what is not known.
  var flags: [String] {
    (commit.map { ["--commit", $0] } ?? []) + (scenarioHash.map { ["--scenario", $0] } ?? [])
  }

  /// What differs here, a sentence each; nothing if all is the same or was not said.
  func differences(from build: @autoclosure () -> BuildStamp, _ scenario: Scenario) -> [String] {
    var found: [String] = []
    // Asked for only if it matters, since it takes git a moment to know.
    if let commit {
      let own = build().commit
      if !Self.isSame(commit, own) {
        found.append(
          "warning: the line is of commit \(commit), this is "
            + "\(own ?? "a program of no known commit"): the same seed may be another run")
      }
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

extension ReplayOrigin {
  /// A scenario here; a program that differs from its commit has none to name.
  init(of scenario: Scenario) {
    let commit: String? = BuildStamp.current.commit.flatMap { $0.hasSuffix("+") ? nil : $0 }
    self.init(
      commit: commit, scenarioHash: scenario.fingerprint.isEmpty ? nil : scenario.fingerprint)
  }
}
