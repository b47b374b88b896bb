#pragma once
// The guard of simulated runs: what code below Swift takes from the machine comes from the run's
// loop instead, or stops the program with the name of the culprit.
//
// The definitions of clock_gettime, getrandom, pthread_create and their like in this target win over
// those of libc and of Swift's runtime, because the executable is searched first. They do what the
// originals do until a thread is armed, and then only on that thread.
#include <stdbool.h>
#include <stdint.h>

/// What a guarded thread gets instead of the machine's time and chance.
struct bmm_guard_world {
  void *context;
  /// Nanoseconds since the world began.
  int64_t (*now)(void *context);
  /// The next 64 random bits of the run's own stream.
  uint64_t (*random)(void *context);
  /// Calendar time at the world's beginning, in nanoseconds since 1970.
  int64_t epoch;
};

/// Starts the program anew with fixed hashing and fixed addresses, unless both are fixed already.
/// To be called before anything else; returns where nothing was to be done or nothing can be done,
/// and says on stderr what stays random.
void bmm_guard_prepare_process(char *const arguments[]);

/// Lets the next run have the memory of the one before, up to so many bytes: to hand it back to the
/// system in between took an eighth of a small run's time.
void bmm_guard_keep_memory(int bytes);

/// Whether bmm_guard_prepare_process was called: other processes are never armed.
bool bmm_guard_is_prepared(void);

/// From now on this thread is a simulated one.
void bmm_guard_arm(struct bmm_guard_world world);

/// This thread is a real one again.
void bmm_guard_disarm(void);

/// Tries the guards of the armed thread: the name of one that does not work here, or NULL.
const char *bmm_guard_broken(void);

// Not the guard's, but it stands before libc for the same reason.

/// How often the calling thread has taken memory from the heap so far, growing a block included.
uint64_t bmm_allocations(void);

/// Whether references are counted by atomic instructions: from the program's second thread on.
bool bmm_counts_are_atomic(void);
