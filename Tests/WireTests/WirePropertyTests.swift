import Foundation
import Testing

/// The fuzzer's properties on its corpus and a few mutations of it: quick, and equal each time.
@Suite struct WirePropertyTests {
  private static let mutationsPerFile = 12

  /// The fuzzer keeps its corpora beside its sources; the place is found from this file's.
  private static let corpora = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fuzz/corpus")

  private static func corpus(of property: WireProperty) throws -> [(name: String, bytes: [UInt8])] {
    let folder = corpora.appending(path: property.rawValue)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.map { ($0, Array(try Data(contentsOf: folder.appending(path: $0)))) }
  }

  @Test(arguments: WireProperty.allCases)
  func `the property holds for the corpus and its mutations`(property: WireProperty) throws {
    let corpus = try Self.corpus(of: property)
    var random = TinyRandom(seed: 1)
    for file in corpus {
      var inputs = [file.bytes]
      for _ in 0..<Self.mutationsPerFile {
        inputs.append(Mutation.of(file.bytes, or: random.pick(corpus).bytes, &random))
      }
      for input in inputs {
        #expect(throws: Never.self, "mutated from \(file.name): \(input)") {
          try property.check(input)
        }
      }
    }
  }

  @Test(arguments: WireProperty.allCases)
  func `a corpus is there and small`(property: WireProperty) throws {
    let corpus = try Self.corpus(of: property)

    #expect((1...50).contains(corpus.count))
    #expect(corpus.map(\.bytes.count).reduce(0, +) <= 200 * 1024 / WireProperty.allCases.count)
  }
}
