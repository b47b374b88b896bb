// Counts references without atomic instructions as long as the program has one thread.
//
// Most of what this program does, a simulation, an edge, a load's users, is done by one thread, and
// a small run counts references more than anything else. The linker leads all calls of the counting
// functions here (--wrap, Package.swift); Swift's runtime has each of them a second time for programs
// of one thread. docs/decisions/0007-reference-counts.md has the figures.
#include "Guard.h"

#include <stdatomic.h>

// Set before the first thread is created, which orders it before all that the thread does.
static atomic_bool has_threads;

void bmm_counts_be_atomic(void) { has_threads = true; }

bool bmm_counts_are_atomic(void) {
  return atomic_load_explicit(&has_threads, memory_order_relaxed);
}

// Nothing, and texts that are short or constant: their top bit is set, and the runtime counts
// nothing there either.
static inline bool is_not_counted(const void *object) { return (intptr_t)object <= 0; }

// Weak, since a test bundle is linked without --wrap and never comes here.
#define LEAD(type, name, parameters, arguments, nothing)           \
  extern type __real_swift_##name parameters __attribute__((weak)); \
  extern type swift_nonatomic_##name parameters;                   \
  BMM_INTERPOSED type __wrap_swift_##name parameters {             \
    if (is_not_counted(object)) return nothing;                    \
    if (__builtin_expect(bmm_counts_are_atomic(), false)) {        \
      return __real_swift_##name arguments;                        \
    }                                                              \
    return swift_nonatomic_##name arguments;                       \
  }

LEAD(void *, retain, (void *object), (object), object)
LEAD(void, release, (void *object), (object), )
LEAD(void *, retain_n, (void *object, uint32_t count), (object, count), object)
LEAD(void, release_n, (void *object, uint32_t count), (object, count), )
LEAD(void *, bridgeObjectRetain, (void *object), (object), object)
LEAD(void, bridgeObjectRelease, (void *object), (object), )
LEAD(void *, bridgeObjectRetain_n, (void *object, int count), (object, count), object)
LEAD(void, bridgeObjectRelease_n, (void *object, int count), (object, count), )
