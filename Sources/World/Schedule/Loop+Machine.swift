/// What code that asks the machine instead of its world is told in a guarded run.
extension Loop {
  /// The calendar time at the start of the run.
  package var epoch: WallTime { driver.epoch }

  /// The stream for code that asks the machine for chance.
  package var machineChance: RandomStream { root.child("machine") }
}
