#pragma once
// What Swift's Glibc module lacks. _GNU_SOURCE must not be defined here: Glibc is built without it,
// and types shared by both modules would differ. The few GNU prototypes are declared by hand.
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

extern int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
extern int pipe2(int ends[2], int flags);
extern int epoll_pwait2(int fd, struct epoll_event *events, int capacity,
                        const struct timespec *timeout, const sigset_t *mask);

extern int ppoll(struct pollfd *polls, nfds_t count, const struct timespec *timeout,
                 const sigset_t *mask);

/// What epoll_pwait2 does, by calls that older kernels have too; as precise, one call dearer.
static inline int bmm_epoll_wait_by_ppoll(int epoll, struct epoll_event *events, int capacity,
                                          const struct timespec *patience) {
  struct pollfd ready = {.fd = epoll, .events = POLLIN, .revents = 0};
  if (ppoll(&ready, 1, patience, NULL) < 0) return -1;
  return epoll_wait(epoll, events, capacity, 0);
}

/// Waits for events for so many nanoseconds: epoll_wait knows milliseconds only, epoll_pwait2 came
/// with Linux 5.11, and valgrind does not know it.
static inline int bmm_epoll_wait(int epoll, struct epoll_event *events, int capacity,
                                 const struct timespec *patience) {
  int count = epoll_pwait2(epoll, events, capacity, patience, NULL);
  if (count >= 0 || errno != ENOSYS) return count;
  return bmm_epoll_wait_by_ppoll(epoll, events, capacity, patience);
}

// Enum constants that are also #defined arrive in Swift with other types, or not at all.
static const uint32_t bmm_epoll_in = EPOLLIN;
static const uint32_t bmm_epoll_out = EPOLLOUT;
static const uint32_t bmm_epoll_rdhup = EPOLLRDHUP;
static const uint32_t bmm_epoll_hup = EPOLLHUP;
static const uint32_t bmm_epoll_err = EPOLLERR;
static const uint32_t bmm_epoll_edge_triggered = 1u << 31;
static const int bmm_epoll_cloexec = EPOLL_CLOEXEC;
static const int bmm_eventfd_flags = EFD_CLOEXEC | EFD_NONBLOCK;
static const int bmm_sock_stream = SOCK_STREAM;
static const int bmm_sock_flags = SOCK_NONBLOCK | SOCK_CLOEXEC;
static const int bmm_msg_nosignal = MSG_NOSIGNAL;
static const int bmm_shut_wr = SHUT_WR;
static const int bmm_rlimit_nofile = RLIMIT_NOFILE;

/// One timer-slack call: the default of 50 us would blur the pacing of tokens.
static inline int bmm_set_timer_slack(unsigned long nanoseconds) {
  return prctl(PR_SET_TIMERSLACK, nanoseconds, 0, 0, 0);
}

static inline int bmm_raise_file_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return -1;
  limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_NOFILE, &limit);
}

#include <sys/syscall.h>
extern long syscall(long number, ...);

/// Real time even in a guarded simulation, where clock_gettime answers virtual time.
static inline int64_t bmm_machine_nanoseconds(void) {
  struct timespec now = {0, 0};
  syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

#include <sys/ioctl.h>

/// The columns of the terminal behind a descriptor, or 0 when it is none.
static inline int bmm_terminal_width(int fd) {
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static inline int bmm_terminal_height(int fd) {
  struct winsize size;
  return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

#include <sys/wait.h>

/// CPU time of this process, all threads, also where clock_gettime answers virtual time.
static inline int64_t bmm_cpu_nanoseconds(void) {
  struct timespec used = {0, 0};
  syscall(SYS_clock_gettime, CLOCK_PROCESS_CPUTIME_ID, &used);
  return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}

/// The cores a thread may run on, one bit each; 1,024 is what the kernel's own default allows.
struct bmm_cores {
  uint64_t words[16];
};

static inline struct bmm_cores bmm_own_cores(void) {
  struct bmm_cores cores = {{0}};
  syscall(SYS_sched_getaffinity, 0, sizeof cores, &cores);
  return cores;
}

/// Moves the calling thread, and what it starts from now on, to these cores.
static inline int bmm_move_to_cores(struct bmm_cores cores) {
  return (int)syscall(SYS_sched_setaffinity, 0, sizeof cores, &cores);
}

static inline struct bmm_cores bmm_one_core(int core) {
  struct bmm_cores cores = {{0}};
  cores.words[core / 64 % 16] = (uint64_t)1 << (core % 64);
  return cores;
}

/// Lets the kernel end this process when its parent ends, also by a crash; survives an exec.
static inline int bmm_end_with_parent(void) {
  return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}
