#pragma once

// Before a function: compiled once for any x86-64 and once for those of ten years, that count bits
// in one step and know AVX2, which the loader picks from, so that one package is right for all. Not
// under sanitizers, whose runtimes are not up when it does.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define FILON_MULTIVERSION __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define FILON_MULTIVERSION
#endif

// Before a loop: what it writes in one turn is read in no other, so that turns may go together.
#ifdef __clang__
#define FILON_TURNS_APART
#else
#define FILON_TURNS_APART _Pragma("GCC ivdep")
#endif
