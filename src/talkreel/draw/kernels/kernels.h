/* What every kernel shares. Each .c file is compiled once per instruction set, with SET its name; what the kernels
   compute, to the bit, is stated in reference/. All arithmetic is on integers, or single IEEE operations on doubles and
   floats that no compiler may fuse (-ffp-contract=off). A function returns 0, or -1 where there is no memory. */
#ifndef TALKREEL_KERNELS_H
#define TALKREEL_KERNELS_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#define WITH_NEON 1
#endif
#if defined(__AVX512BW__) && defined(__AVX512VL__) && defined(__AVX512VBMI__)
#define WITH_AVX512 1
#endif

#ifndef SET
#define SET scalar
#endif
#define JOINED_(name, set) name##_##set
#define JOINED(name, set) JOINED_(name, set)
#if defined(_WIN32)
#define KERNEL(name) __declspec(dllexport) int JOINED(name, SET)
#else
#define KERNEL(name) __attribute__((visibility("default"))) int JOINED(name, SET)
#endif

typedef struct {
    uint8_t *at;
    ptrdiff_t stride; /* bytes from a row to the next, of either sign */
    int32_t width, height;
} plane;

typedef struct {
    plane y, u, v;
} picture;

/* Before a loop whose target may be one of its sources, sample for sample. */
#if defined(__clang__)
#define IN_PLACE _Pragma("clang loop vectorize(assume_safety)")
#else
#define IN_PLACE _Pragma("GCC ivdep")
#endif

static inline uint8_t *row_of(const plane *p, int y) { return p->at + (ptrdiff_t)y * p->stride; }

/* A row that will be wanted next. */
static inline void fetch(const plane *p, int y, ptrdiff_t from, ptrdiff_t bytes) {
    if (y < 0 || y >= p->height) return;
    const uint8_t *row = row_of(p, y) + from;
    for (ptrdiff_t i = 0; i < bytes; i += 64) __builtin_prefetch(row + i);
}

static inline int clamp(int v, int low, int high) { return v < low ? low : v > high ? high : v; }

static inline uint8_t byte(int v) { return (uint8_t)clamp(v, 0, 255); }

/* A product of two bytes over 255, rounded. */
static inline uint16_t over_255(uint16_t product) {
    uint16_t rounded = (uint16_t)(product + 128);
    return (uint16_t)((uint16_t)(rounded + (rounded >> 8)) >> 8);
}

#endif
