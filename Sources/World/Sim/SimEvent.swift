/// Something that happened in a simulated run, as somebody is told who watches it.
package enum SimEvent {
  /// Bytes have arrived.
  case bytes(UnsafeBufferPointer<UInt8>, from: Connection, to: Connection)
  /// So many bytes have arrived where the connection was closed.
  case lost(Int, from: Connection, to: Connection)
  /// The end of a direction has arrived (FIN).
  case end(from: Connection, to: Connection)
  /// A reset has arrived (RST).
  case reset(from: Connection, to: Connection)
  /// A ready task of a process waits for so long.
  case stalled(World, Duration)
  /// A statement of a process takes so long, many times its cost.
  case slowStatement(World, Duration)
  /// A process has died.
  case died(World)
}
