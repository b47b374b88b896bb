// Arming, the self-test, and the end of a program that left its simulated world.
#define _GNU_SOURCE
#include "Guard.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

_Thread_local const struct bmm_guard_world *bmm_guard_armed;
static _Thread_local struct bmm_guard_world world;

void bmm_guard_arm(struct bmm_guard_world new_world) {
  bmm_guard_watch_tasks();
  world = new_world;
  bmm_guard_armed = &world;
}

void bmm_guard_disarm(void) { bmm_guard_armed = NULL; }

static void say(const char *text) {
  if (write(STDERR_FILENO, text, strlen(text)) < 0) return;
}

_Noreturn void bmm_guard_stop(const char *message) {
  bmm_guard_armed = NULL;
  say("bmm-bench: ");
  say(message);
  say("\n");
  void *frames[24];
  const int count = backtrace(frames, 24);
  // The first two are this function and the guard that called it.
  if (count > 2) backtrace_symbols_fd(frames + 2, count - 2, STDERR_FILENO);
  say("addr2line -fe PROGRAM 0xOFFSET names the frames that have no name here.\n");
  abort();
}

// What Swift's ContinuousClock reads: it shows whether the runtime's own calls reach our clock.
extern __attribute__((swiftcall)) void swift_get_time(long long *seconds, long long *nanoseconds,
                                                      int clock);

static bool clock_is_virtual(void) {
  const int64_t now = world.now(world.context);
  long long seconds = -1, nanoseconds = -1;
  swift_get_time(&seconds, &nanoseconds, 1);
  const int64_t wall = world.epoch + now;
  return seconds * 1000000000 + nanoseconds == now && time(NULL) == wall / 1000000000
         && dlsym(RTLD_DEFAULT, "clock_gettime") == (void *)clock_gettime;
}

static bool threads_are_ours(void) {
  return dlsym(RTLD_DEFAULT, "pthread_create") == (void *)pthread_create;
}

const char *bmm_guard_broken(void) {
  if (bmm_guard_armed == NULL) return "arming";
  if (!clock_is_virtual()) return "the virtual clock";
  if (!bmm_guard_watches_tasks()) return "the watch over tasks";
  if (!threads_are_ours()) return "the watch over threads";
  if (!bmm_guard_gives_chance()) return "seeded chance";
  if (!bmm_guard_hashing_is_settled()) return "fixed hashing";
  return NULL;
}
