import Testing

@Suite struct SwiftLexerTests {
  /// The tokens of a text, blanks between them.
  private func tokens(_ text: String) -> String {
    SwiftLexer(text).tokens.map(\.text).joined(separator: " ")
  }

  @Test(arguments: [
    ("a.b(1.5)", "a . b ( 1 . 5 )"),
    ("a // b\nc", "a c"),
    ("a /* b /* c */ d */ e", "a e"),
    (#"a = "b { \" c" + d"#, #"a = "" + d"#),
    // The code of an interpolation counts, also with strings of its own inside.
    (#"a("b \(c("d \(e)")) f")"#, #"a ( "" ( c ( "" ( e ) ) ) )"#),
    (##"a = #"b " \(c) \n"# + d"##, #"a = "" + d"#),
    (##"a = #"b \#(c) d"# + e"##, #"a = "" ( c ) + e"#),
    ("a = \"\"\"\n  b \" \"\" {\n  \\(c)\n  \"\"\"\nd", #"a = "" ( c ) d"#),
    (##"a = #"""# + b"##, #"a = "" + b"#),
    (#"a = "" + b"#, #"a = "" + b"#),
    ("a = #/b { \" /# + c", #"a = "" + c"#),
    ("#if a\n#endif", "# if a # endif"),
    ("func `a { b`() {}", "func a { b ( ) { }"),
    ("höhe_1 = $0", "höhe_1 = $0"),
  ])
  func `code is told from strings and comments`(text: String, expected: String) {
    #expect(tokens(text) == expected)
  }

  @Test func `lines are counted through comments and strings`() {
    let text = "/* 1\n2 */ a\n\"\"\"\n  4 \\\n  5\n  \"\"\" + b // c\nd"
    let lexer = SwiftLexer(text)
    #expect(lexer.tokens.map(\.line) == [2, 3, 6, 6, 7])
    #expect(lexer.comments.map(\.line) == [1, 2, 6])
    #expect(lexer.comments.map(\.text) == ["/* 1", "2 */", "// c"])
  }

  @Test(arguments: ["\"", "#\"", "\"\"\"\n", "/*", "`", "\"\\(", "\"\\", "#/", "\\"])
  func `a text that breaks off is taken to its end`(text: String) {
    #expect(SwiftLexer("a " + text).tokens.first?.text == "a")
  }

  @Test func `brackets find their partners, and one without is reported`() {
    let code = SwiftCode("a { [ ( ) ] }")
    #expect(code.partners == [nil, 6, 5, 4, 3, 2, 1])
    #expect(code.unmatchedLine == nil)
    #expect(SwiftCode("a {\n( }").unmatchedLine == 2)
    #expect(SwiftCode("a\n{").unmatchedLine == 2)
  }
}
