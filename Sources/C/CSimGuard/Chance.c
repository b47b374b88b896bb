// Random numbers from the run's seed for code that asks the system: Swift's own generator, OpenSSL.
#define _GNU_SOURCE
#include "Guard.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef long system_call(long, ...);

static _Thread_local unsigned long draws;

static void fill(const struct bmm_guard_world *world, unsigned char *bytes, size_t count) {
  while (count > 0) {
    draws += 1;
    const uint64_t word = world->random(world->context);
    const size_t part = count < sizeof word ? count : sizeof word;
    memcpy(bytes, &word, part);
    bytes += part;
    count -= part;
  }
}

static long machine_call(long number, long a, long b, long c, long d, long e, long f) {
  static _Atomic(system_call *) original;
  system_call *call = atomic_load_explicit(&original, memory_order_relaxed);
  if (call == NULL) {
    call = (system_call *)dlsym(RTLD_NEXT, "syscall");
    if (call == NULL) bmm_guard_stop("libc has no syscall");
    atomic_store_explicit(&original, call, memory_order_relaxed);
  }
  return call(number, a, b, c, d, e, f);
}

/// Swift's dynamic library calls its own swift_stdlib_random, which asks the kernel this way, as
/// OpenSSL does. All other calls go through.
BMM_INTERPOSED long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long values[6];
  for (int index = 0; index < 6; index++) values[index] = va_arg(list, long);
  va_end(list);
  const struct bmm_guard_world *const world = bmm_guard_armed;
  if (world != NULL && number == SYS_getrandom) {
    fill(world, (unsigned char *)values[0], (size_t)values[1]);
    return values[1];
  }
  return machine_call(number, values[0], values[1], values[2], values[3], values[4], values[5]);
}

BMM_INTERPOSED ssize_t getrandom(void *bytes, size_t count, unsigned int flags) {
  return syscall(SYS_getrandom, bytes, count, flags);
}

static int fill_all(unsigned char *bytes, size_t count) {
  while (count > 0) {
    const ssize_t got = getrandom(bytes, count, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return -1;
    bytes += got;
    count -= (size_t)got;
  }
  return 0;
}

BMM_INTERPOSED int getentropy(void *bytes, size_t count) {
  if (count > 256) {
    errno = EIO;
    return -1;
  }
  return fill_all(bytes, count);
}

/// Swift's SystemRandomNumberGenerator, and what seeds its hashing.
BMM_INTERPOSED void swift_stdlib_random(void *bytes, size_t count) {
  if (fill_all(bytes, count) != 0) bmm_guard_stop("the kernel gives no random numbers");
}

bool bmm_guard_gives_chance(void) {
  typedef void fill_function(void *, size_t);
  // With a static runtime there is no other than ours.
  fill_function *runtime = (fill_function *)dlsym(RTLD_NEXT, "swift_stdlib_random");
  if (runtime == NULL) runtime = swift_stdlib_random;
  const unsigned long before = draws;
  uint64_t word;
  runtime(&word, sizeof word);
  return draws == before + 1;
}

BMM_INTERPOSED void arc4random_buf(void *bytes, size_t count) { swift_stdlib_random(bytes, count); }

BMM_INTERPOSED uint32_t arc4random(void) {
  uint32_t word;
  swift_stdlib_random(&word, sizeof word);
  return word;
}
