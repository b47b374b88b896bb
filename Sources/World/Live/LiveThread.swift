import Glibc

/// A thread of the process that takes no signals: those are the first loop's business.
struct LiveThread: @unchecked Sendable {  // A handle that the C library lets any thread use.
  private let handle: pthread_t

  /// Starts a thread that runs `body` and ends.
  init(_ body: @escaping @Sendable () -> Void) throws(LiveError) {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    // A thread begins with the mask of the one that makes it.
    pthread_sigmask(SIG_SETMASK, &all, &before)
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let status = pthread_create(&thread, nil, { LiveThread.main($0) }, box.toOpaque())
    pthread_sigmask(SIG_SETMASK, &before, nil)
    guard status == 0 else {
      box.release()
      throw .noThread(errno: status)
    }
    handle = thread
  }

  /// Waits for its end.
  func join() {
    pthread_join(handle, nil)
  }

  /// Lets it end unnoticed.
  func detach() {
    pthread_detach(handle)
  }

  private static func main(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
    return nil
  }

  private final class Box {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }
}
