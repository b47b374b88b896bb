import CFuzzer
import Glibc

// FUZZ_TARGET names the property; the arguments are libFuzzer's, the folders of inputs included.
guard Chosen.property != nil else {
  let names = WireProperty.allCases.map(\.rawValue).joined(separator: "|")
  print("usage: FUZZ_TARGET=(\(names)) fuzz-wire [libFuzzer's arguments]")
  exit(2)
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = LLVMFuzzerRunDriver(&count, &arguments) { start, count in
  do {
    try Chosen.property?.check(Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    // A crash is what makes libFuzzer keep the input.
    fatalError("\(error)")
  }
  return 0
}
exit(status)
