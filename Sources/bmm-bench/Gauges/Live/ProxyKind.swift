import World

/// Who can stand between a load and an origin; ours is first, since all ratios are to it.
enum ProxyKind: String, CaseIterable, Sendable {
  case ours
  case nginx
  case haproxy

  /// Starts it on the measured core, or returns nil where it is not installed.
  func start(
    on stage: LiveStage, before origin: Address, buffers: Bool
  ) throws -> LiveStage.Server? {
    let core = LiveStage.measuredCore
    switch self {
    case .ours: return try stage.edge(core: core, before: origin)
    case .nginx:
      return try stage.nginx("nginx", core: core, .pass(to: origin, buffers: buffers))
    case .haproxy: return try stage.haproxy(core: core, before: origin)
    }
  }
}
