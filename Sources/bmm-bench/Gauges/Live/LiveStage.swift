import Glibc
import World

/// The processes of one live gauge, each on its core, and the folder for their files.
///
/// What is measured stands alone on core 0; its load, and what it needs behind it, share core 1.
final class LiveStage {
  /// The core of what is measured.
  static let measuredCore = 0
  /// The core of everything else.
  static let loadCore = 1

  /// Where configurations and complaints lie; gone with the stage.
  let folder: String
  private let bench: GaugeBench
  /// Held here, or a process would end behind the last line that names it.
  private var processes: [StageProcess] = []

  /// A stage without processes, on a machine with two cores.
  init(_ bench: GaugeBench) throws {
    guard sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 else {
      throw GaugeError("a live gauge needs two cores: one for what is measured, one for its load")
    }
    self.bench = bench
    var path = Array("/tmp/bmm-gauge-XXXXXX".utf8CString)
    guard mkdtemp(&path) != nil else {
      throw GaugeError("no folder can be made in /tmp: \(String(cString: strerror(errno)))")
    }
    folder = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    processes.removeAll()
    Self.remove(folder)
  }

  /// Gives `body` a stage of its own, so that each one who is measured is alone on the core.
  static func with<Value>(
    _ bench: GaugeBench, _ body: (LiveStage) throws -> Value
  ) throws -> Value {
    let stage = try LiveStage(bench)
    return try withExtendedLifetime(stage) { try body(stage) }
  }

  /// The path of an installed peer.
  func path(_ peer: Peer) -> String? { bench.peers.find(peer)?.path }

  /// Starts a program; it ends at the latest with the stage.
  func start(_ name: String, core: Int, _ words: [String]) throws -> StageProcess {
    let errors = "\(folder)/\(name).errors"
    let arguments = ["measure-launch", "--errors", errors, "--"] + words
    let process = StageProcess(name, try bench.spawnSelf(arguments, core: core), errors: errors)
    processes.append(process)
    return process
  }

  /// Starts this program in another role.
  func startRole(_ name: String, core: Int, _ arguments: [String]) throws -> StageProcess {
    try start(name, core: core, ["/proc/self/exe"] + arguments)
  }

  /// Writes a file into the folder, and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let path = "\(folder)/\(name)"
    try OutputFile(path).write(Array(text.utf8))
    return path
  }

  private static func remove(_ path: String) {
    if let directory = opendir(path) {
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove("\(path)/\(name)") }
      }
      closedir(directory)
    }
    Glibc.remove(path)
  }
}
