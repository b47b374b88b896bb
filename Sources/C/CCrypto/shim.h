#pragma once
// The hash in pieces: the function that replaces it looks its algorithm up anew each time, which
// takes longer than the hash of a prompt.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <openssl/crypto.h>
