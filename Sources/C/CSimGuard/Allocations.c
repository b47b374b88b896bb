// Counts what is taken from the heap, for `bmm-bench measure`: one addition per allocation.
#define _GNU_SOURCE
#include "Guard.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>

// glibc exports its own under these names, for programs that stand before it; free stays glibc's.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static _Thread_local uint64_t allocations;

uint64_t bmm_allocations(void) { return allocations; }

BMM_INTERPOSED void *malloc(size_t size) {
  allocations += 1;
  return __libc_malloc(size);
}

BMM_INTERPOSED void *calloc(size_t count, size_t size) {
  allocations += 1;
  return __libc_calloc(count, size);
}

BMM_INTERPOSED void *realloc(void *memory, size_t size) {
  allocations += 1;
  return __libc_realloc(memory, size);
}

BMM_INTERPOSED void *memalign(size_t alignment, size_t size) {
  allocations += 1;
  return __libc_memalign(alignment, size);
}

BMM_INTERPOSED void *aligned_alloc(size_t alignment, size_t size) {
  return memalign(alignment, size);
}

BMM_INTERPOSED int posix_memalign(void **memory, size_t alignment, size_t size) {
  const size_t least = sizeof(void *);
  if (alignment < least || (alignment & (alignment - 1)) != 0) return EINVAL;
  void *const found = memalign(alignment, size);
  if (found == NULL) return ENOMEM;
  *memory = found;
  return 0;
}
