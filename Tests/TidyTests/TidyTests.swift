import Testing

@Suite struct TidyTests {
  @Test(arguments: HouseRules.all) func `the tree keeps the rule`(rule: any HouseRule) {
    for file in SourceTree.files {
      let found = rule.violations(in: file)
      let known = exceptions.first { $0.rule == rule.name && $0.path == file.path }?.count ?? 0
      if found.count < known {
        Issue.record("\(file.path) has only \(found.count) exceptions left: lower its entry")
      }
      guard found.count > known else { continue }
      for violation in found {
        Issue.record("\(file.path):\(violation.line): \(violation.message)")
      }
    }
  }

  @Test(arguments: HouseRules.all)
  func `the rule finds what is planted, and nothing else`(rule: any HouseRule) {
    #expect(rule.examples.contains { !$0.brokenLines.isEmpty }, "nothing shows that it can fail")
    #expect(rule.examples.contains { $0.brokenLines.isEmpty }, "nothing shows that it can pass")
    for example in rule.examples {
      let found = rule.violations(in: SourceFile(path: example.path, text: example.text))
      #expect(found.map(\.line) == example.brokenLines, "in \(example.path):\n\(example.text)")
    }
  }

  @Test func `every exception names a rule and a file that exist, and says why`() {
    for entry in exceptions {
      #expect(HouseRules.all.contains { $0.name == entry.rule })
      #expect(SourceTree.files.contains { $0.path == entry.path })
      #expect(entry.count > 0 && !entry.reason.isEmpty)
    }
  }

  @Test func `rules have names of their own`() {
    let names = HouseRules.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test func `the tree was found, this file included`() {
    #expect(SourceTree.files.contains { $0.path == "Tests/TidyTests/TidyTests.swift" })
    #expect(SourceTree.files.contains { $0.path == "Package.swift" })
    #expect(!SourceTree.files.contains { $0.path.hasPrefix(".build") })
  }
}
