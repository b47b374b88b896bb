/// The one list of banned patterns ("Single source of truth"); other lists are composed from it.
enum BannedPatterns {
  /// What no spec may hold, be it private or published.
  static let shared: [BannedPattern] = [
    .code("eval", "eval", "("),
    // "Function(...) without `new`" is as bad as with it.
    .code("Function constructor", "Function", "("),
    .code("process.binding", "process", ".", "binding"),
    .code("process.dlopen", "process", ".", "dlopen"),
    .code(".constructor.constructor", ".", "constructor", ".", "constructor", start: .anywhere),
    .code("_load", "_load", "("),
    .code("vm.runIn", "vm", ".", "runIn"),
    .code("globalThis[…]", "globalThis", "["),
    .code("child_process", "child_process"),
    .words("ignore previous instructions", "ignore", "previous", "instructions"),
    .words("ignore all previous instructions", "ignore", "all", "previous", "instructions"),
    .words("system prompt override", "system", "prompt", "override"),
  ]
}
