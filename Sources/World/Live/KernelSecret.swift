import CLinux

/// Secrets from the kernel's own chance.
///
/// A seed cannot give one: whoever knows the scenario could guess it. Nothing that steers a run may
/// take anything from here.
package enum KernelSecret {
  /// A new secret of so many bytes, in lower-case hexadecimal digits.
  package static func hexadecimal(byteCount: Int) -> String {
    precondition(1...256 ~= byteCount, "the kernel gives at most 256 bytes without interruption")
    var bytes = [UInt8](repeating: 0, count: byteCount)
    let given = getrandom(&bytes, byteCount, 0)
    precondition(given == byteCount, "the kernel gave \(given) of \(byteCount) bytes of chance")
    return Hexadecimal.text(bytes)
  }
}
