// Virtual time for code that asks the C library: Swift's clocks, SQLite, Foundation.
#define _GNU_SOURCE
#include "Guard.h"

#include <dlfcn.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

typedef int clock_function(clockid_t, struct timespec *);

static int by_system_call(clockid_t clock, struct timespec *answer) {
  return (int)syscall(SYS_clock_gettime, clock, answer);
}

// libc's own needs no system call (vDSO); until it is found, the kernel answers.
static clock_function *machine_clock = by_system_call;

__attribute__((constructor)) static void find_machine_clock(void) {
  clock_function *found = (clock_function *)dlsym(RTLD_NEXT, "clock_gettime");
  if (found != NULL) machine_clock = found;
}

/// Whether a clock tells calendar time; all others count from the world's beginning.
static bool is_calendar(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI
         || clock == CLOCK_REALTIME_ALARM;
}

BMM_INTERPOSED int clock_gettime(clockid_t clock, struct timespec *answer) {
  const struct bmm_guard_world *const world = bmm_guard_armed;
  if (__builtin_expect(world == NULL, 1)) return machine_clock(clock, answer);
  const int64_t now = world->now(world->context) + (is_calendar(clock) ? world->epoch : 0);
  answer->tv_sec = now / 1000000000;
  answer->tv_nsec = now % 1000000000;
  return 0;
}

BMM_INTERPOSED int gettimeofday(struct timeval *restrict answer, void *restrict zone) {
  (void)zone;
  struct timespec now;
  const int status = clock_gettime(CLOCK_REALTIME, &now);
  answer->tv_sec = now.tv_sec;
  answer->tv_usec = now.tv_nsec / 1000;
  return status;
}

BMM_INTERPOSED time_t time(time_t *answer) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (answer != NULL) *answer = now.tv_sec;
  return now.tv_sec;
}
