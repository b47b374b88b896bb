import CLinux
import Glibc
import Testing

/// What the loop waits with where the kernel has no epoll_pwait2: Linux before 5.11.
@Suite struct EpollWaitTests {
  @Test func `an event is there at once, and without one the wait ends with the patience`() {
    let epoll = epoll_create1(bmm_epoll_cloexec)
    let counter = eventfd(0, bmm_eventfd_flags)
    defer {
      close(epoll)
      close(counter)
    }
    var interest = epoll_event()
    interest.events = bmm_epoll_in
    interest.data.fd = counter
    #expect(epoll_ctl(epoll, EPOLL_CTL_ADD, counter, &interest) == 0)

    var events = [epoll_event](repeating: epoll_event(), count: 4)
    var patience = timespec(tv_sec: 0, tv_nsec: 1_000)
    #expect(bmm_epoll_wait_by_ppoll(epoll, &events, 4, &patience) == 0)

    #expect(eventfd_write(counter, 1) == 0)
    patience = timespec(tv_sec: 3_600, tv_nsec: 0)
    #expect(bmm_epoll_wait_by_ppoll(epoll, &events, 4, &patience) == 1)
    #expect(events[0].data.fd == counter)
    #expect(bmm_epoll_wait(epoll, &events, 4, &patience) == 1)
  }

  @Test func `a mistake is an error, as with the newer call`() {
    var events = [epoll_event()]
    var patience = timespec()
    #expect(bmm_epoll_wait(-1, &events, 1, &patience) == -1)
    #expect(errno == EBADF)
  }
}
