/// A recorded answer, by name, and how fast it is played.
package struct CassetteChoice: Sendable, Equatable {
  /// Its name.
  package var name: String
  /// How many times as fast as it came.
  package var speed: Double

  /// A cassette at that speed.
  package init(_ name: String, speed: Double = 1) {
    self.name = name
    self.speed = speed
  }
}
