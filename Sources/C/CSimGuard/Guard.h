#pragma once
#include "CSimGuard.h"

#define BMM_INTERPOSED __attribute__((visibility("default"), used))

/// The world of the calling thread while it is armed, else NULL.
extern _Thread_local const struct bmm_guard_world *bmm_guard_armed;

/// Says what happened and where, and ends the program.
_Noreturn void bmm_guard_stop(const char *message);

/// Has the Swift runtime ask before it hands a job to its own threads; and whether it does.
void bmm_guard_watch_tasks(void);
bool bmm_guard_watches_tasks(void);

/// Whether the Swift runtime's random numbers come from the armed world; draws one.
bool bmm_guard_gives_chance(void);

/// Whether Swift's hash values are the same in every process, or the user knows that they are not.
bool bmm_guard_hashing_is_settled(void);

/// From now on references are counted by atomic instructions, as threads need it.
void bmm_counts_be_atomic(void);
