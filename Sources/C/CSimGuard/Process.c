// Hash seeds and addresses are drawn when a program starts, so it starts once more without them.
#define _GNU_SOURCE
#include "Guard.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/personality.h>
#include <unistd.h>

/// Set for the second start alone: a third would not find more.
static const char second_start[] = "BMM_BENCH_SECOND_START";

static bool is_prepared;
/// The user was told that something stays random; the run goes on nevertheless.
static bool is_refused;

// GlobalObjects.h of Swift's standard library.
extern struct {
  uint64_t seed0, seed1;
  bool deterministic;
} _swift_stdlib_Hashing_parameters;

static bool hashing_is_fixed(void) { return _swift_stdlib_Hashing_parameters.deterministic; }

bool bmm_guard_hashing_is_settled(void) { return hashing_is_fixed() || is_refused; }

void bmm_guard_keep_memory(int bytes) {
  mallopt(M_TRIM_THRESHOLD, bytes);
  // To set one of the two keeps glibc from adapting the other, which would end here as well.
  mallopt(M_MMAP_THRESHOLD, bytes);
}

bool bmm_guard_is_prepared(void) { return is_prepared; }

static bool addresses_are_fixed(void) {
  const int persona = personality(0xffffffff);
  return persona != -1 && (persona & ADDR_NO_RANDOMIZE) != 0;
}

/// Returns only when the program cannot be started again.
static void start_again(char *const arguments[]) {
  const int persona = personality(0xffffffff);
  if (persona != -1) personality((unsigned long)persona | ADDR_NO_RANDOMIZE);
  if (setenv("SWIFT_DETERMINISTIC_HASHING", "1", 1) != 0) return;
  if (setenv(second_start, "1", 1) != 0) return;
  execv("/proc/self/exe", arguments);
}

void bmm_guard_prepare_process(char *const arguments[]) {
  is_prepared = true;
  if (hashing_is_fixed() && addresses_are_fixed()) {
    unsetenv(second_start);
    return;
  }
  if (getenv(second_start) == NULL) start_again(arguments);
  unsetenv(second_start);
  is_refused = true;
  if (!hashing_is_fixed()) {
    fputs("bmm-bench: this system does not let the program start itself anew, so hash values stay "
          "random: set SWIFT_DETERMINISTIC_HASHING=1\n", stderr);
  } else {
    fputs("bmm-bench: this system keeps addresses random (personality is not permitted): a run "
          "that depended on them would differ between processes\n", stderr);
  }
}
