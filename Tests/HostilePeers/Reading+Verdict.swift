import World

extension Reading {
  /// How long a server may keep such a client: `patience` is for one that takes nothing.
  ///
  /// One that pipelines has its requests answered until their answers fill the buffers.
  package func verdict(patience: Duration) -> ClosedRange<Duration> {
    switch self {
    case .resets, .finishes: .zero ... .milliseconds(200)
    case .stops, .dribbles: patience...patience + .seconds(5)
    case .pipelines: .seconds(60) ... .seconds(100)
    }
  }
}
