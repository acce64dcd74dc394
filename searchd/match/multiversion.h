#pragma once

/// Before a function: compiled once for any x86-64 and once for those that count bits in one step, which the loader
/// picks from (performance.md: the same build on all machines). Sanitizers' runtimes do not stand it.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define FILON_MULTIVERSION __attribute__((target_clones("avx2", "default")))
#else
#define FILON_MULTIVERSION
#endif
