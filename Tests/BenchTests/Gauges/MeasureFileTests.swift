import Testing
import Wire

@testable import bmm_bench

struct MeasureFileTests {
  private func keys(_ value: JSONValue?) -> [String]? {
    value?.objectValue?.map(\.key)
  }

  @Test func `a measurement has exactly the documented keys, in their order`() throws {
    let file = try JSONValue.parse(MeasureFile.bytes(.example))
    #expect(
      keys(file) == [
        "version", "date", "commit", "build", "machine", "figures", "peers", "failures",
      ])
    #expect(keys(file["machine"]) == ["processor", "cores", "kernel"])
    #expect(
      keys(file["figures"]?[0]) == [
        "id", "title", "unit", "better", "median", "min", "max", "values", "target", "held",
        "disturbed", "note",
      ])
    #expect(keys(file["peers"]?[0]) == ["name", "version", "source"])
    #expect(keys(file["failures"]?[0]) == ["gauge", "reason"])
  }

  @Test func `the values are those of the measurement`() throws {
    let file = try JSONValue.parse(MeasureFile.bytes(.example))
    #expect(file["version"] == 1)
    #expect(file["commit"] == "abc")
    #expect(file["build"] == "release")
    #expect(file["date"] == "2026-05-01T00:00:00.000Z")
    let figure = file["figures"]?[1]
    #expect(figure?["values"]?.arrayValue?.compactMap(\.doubleValue) == [0.2, 0.3, 0.4])
    #expect(figure?["median"]?.doubleValue == 0.3)
    #expect(figure?["held"] == false)
    #expect(file["figures"]?[2]?["held"]?.isNull == true)
  }

  @Test func `every peer is listed, the missing ones with a null and how to get them`() throws {
    let peers = try JSONValue.parse(MeasureFile.bytes(.example))["peers"]?.arrayValue ?? []
    #expect(peers.compactMap { $0["name"]?.stringValue } == Peer.allCases.map(\.rawValue))
    #expect(peers.filter { $0["version"]?.isNull == false }.map { $0["name"] } == ["wrk"])
    #expect(peers.allSatisfy { $0["source"]?.stringValue?.isEmpty == false })
  }
}
