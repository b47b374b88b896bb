/// Something of a process that is still there when its run has ended: a leak.
package enum Leftover: Equatable, Sendable, CustomStringConvertible {
  /// Tasks of one name that have not ended.
  case tasks(name: String, count: Int)
  /// Connections that nobody closed.
  case connections(count: Int)
  /// Timers that have not fired; at the end of an idle run there are none by definition.
  case timers(count: Int)
  /// A lane that was not closed (live, a thread), and how much work was still with it.
  case lane(name: String, pending: Int)

  package var description: String {
    switch self {
    case .tasks(let name, let count): "\(count) × task \(name)"
    case .connections(let count): "\(count) open connections"
    case .timers(let count): "\(count) armed timers"
    case .lane(let name, 0): "lane \(name) is not closed"
    case .lane(let name, let pending): "lane \(name) with \(pending) pieces of work"
    }
  }
}
