// The Swift runtime's own threads: a job that goes there is out of the simulated order.
#include "Guard.h"

#include <stddef.h>

struct job;
// ConcurrencyHooks.def of Swift 6.3.
#define SWIFT_CALL __attribute__((swiftcall))
typedef SWIFT_CALL void enqueue(struct job *);
typedef SWIFT_CALL void enqueue_hook(struct job *, enqueue *);
typedef SWIFT_CALL void enqueue_later(unsigned long long, struct job *);
typedef SWIFT_CALL void enqueue_later_hook(unsigned long long, struct job *, enqueue_later *);
typedef SWIFT_CALL void enqueue_at(long long, long long, long long, long long, int, struct job *);
typedef SWIFT_CALL void enqueue_at_hook(long long, long long, long long, long long, int,
                                        struct job *, enqueue_at *);

struct executor {
  void *identity, *implementation;
};
typedef SWIFT_CALL struct executor main_executor(void);
typedef SWIFT_CALL struct executor main_executor_hook(main_executor *);

extern enqueue_hook *swift_task_enqueueGlobal_hook;
extern main_executor_hook *swift_task_getMainExecutor_hook;
extern enqueue_later_hook *swift_task_enqueueGlobalWithDelay_hook;
extern enqueue_at_hook *swift_task_enqueueGlobalWithDeadline_hook;

static void stop_if_armed(void) {
  if (bmm_guard_armed == NULL) return;
  bmm_guard_stop("a task left the simulated world: use world.spawn");
}

static void stop_sleep_if_armed(void) {
  if (bmm_guard_armed == NULL) return;
  bmm_guard_stop("a task sleeps outside of the simulated world: use world.sleep");
}

static SWIFT_CALL void global(struct job *job, enqueue *original) {
  stop_if_armed();
  original(job);
}

static SWIFT_CALL void later(unsigned long long delay, struct job *job, enqueue_later *original) {
  stop_sleep_if_armed();
  original(delay, job);
}

static SWIFT_CALL void at(long long seconds, long long nanoseconds, long long leeway_seconds,
                          long long leeway_nanoseconds, int clock, struct job *job,
                          enqueue_at *original) {
  stop_sleep_if_armed();
  original(seconds, nanoseconds, leeway_seconds, leeway_nanoseconds, clock, job);
}

// Nobody drains the main queue of a simulation: such a task would silently never run. The hook for
// enqueuing there is not called by Swift 6.3, so whoever asks for that executor is caught.
static SWIFT_CALL struct executor main_queue(main_executor *original) {
  stop_if_armed();
  return original();
}

void bmm_guard_watch_tasks(void) {
  swift_task_enqueueGlobal_hook = global;
  swift_task_getMainExecutor_hook = main_queue;
  swift_task_enqueueGlobalWithDelay_hook = later;
  swift_task_enqueueGlobalWithDeadline_hook = at;
}

bool bmm_guard_watches_tasks(void) { return swift_task_enqueueGlobal_hook == global; }
