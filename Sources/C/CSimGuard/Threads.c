// A thread that a simulated run makes is out of its order.
#define _GNU_SOURCE
#include "Guard.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>

typedef int create_function(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

BMM_INTERPOSED int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                                  void *(*body)(void *), void *argument) {
  if (bmm_guard_armed != NULL) bmm_guard_stop("a thread was created in the simulated world");
  static _Atomic(create_function *) original;
  create_function *create = atomic_load_explicit(&original, memory_order_relaxed);
  if (create == NULL) {
    create = (create_function *)dlsym(RTLD_NEXT, "pthread_create");
    if (create == NULL) return ENOSYS;
    atomic_store_explicit(&original, create, memory_order_relaxed);
  }
  bmm_counts_be_atomic();
  return create(thread, attributes, body, argument);
}
