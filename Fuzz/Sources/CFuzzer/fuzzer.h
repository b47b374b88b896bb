#pragma once
#include <stddef.h>
#include <stdint.h>

// libFuzzer's loop, for programs that have a main of their own (LLVM's libFuzzer page, "Using
// libFuzzer as a library"). It is linked in by the compiler's -sanitize=fuzzer.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*check)(const uint8_t *data, size_t size));
