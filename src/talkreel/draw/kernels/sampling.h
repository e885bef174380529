/* Reading a plane between its samples. The arithmetic is that of reference/sampling.py.

   Where the matrix does not turn, a row is done in two steps: `upright` mixes two source rows into one of 15 bits,
   `level` picks each target's two neighbours out of it. The pick is a shuffle within a window of a vector register:
   a group of targets lies near together in the source unless the picture is made smaller by more than about two. */
#ifndef TALKREEL_SAMPLING_H
#define TALKREEL_SAMPLING_H

#include "kernels.h"

enum { FRACTION = 14, ONE = 1 << FRACTION, LIMIT = (1 << 30) - 1 };

#if WITH_AVX512
enum { GROUP = 16, WINDOW = 32 }; /* targets of a group; source samples that it may choose from */
typedef uint16_t pick_t;          /* a sample's number in the window */
enum { PICKS = 32 };
#elif defined(__AVX2__) || WITH_NEON
enum { GROUP = 4, WINDOW = 8 };
typedef uint8_t pick_t; /* a byte's number in the window */
enum { PICKS = 16 };
#else
enum { GROUP = 1, WINDOW = 0 };
typedef uint8_t pick_t;
enum { PICKS = 1 };
#endif
enum { BLOCK = 32, SLACK = 64 }; /* targets done at once; samples behind a row that may be read */

static inline int32_t fixed(double v) {
    v = v * ONE + 0.5;
    v = v < -LIMIT ? -LIMIT : v > LIMIT ? LIMIT : v;
    int32_t whole = (int32_t)v;
    return whole - (v < whole);
}

static inline void columns_of(double factor, int first, int count, int32_t *out) {
    for (int i = 0; i < count; i++) out[i] = fixed(factor * (first + i + 0.5));
}

static inline int32_t row_at(double factor, double offset, int row) { return fixed(factor * (row + 0.5) + offset - 0.5); }

/* How many of `count` rising values are below `value`. */
static inline int below(const int32_t *values, int count, int64_t value, int sign) {
    int low = 0, high = count;
    while (low < high) {
        int middle = (low + high) / 2;
        if ((int64_t)values[middle] * sign < value) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* Narrows first..end to the targets whose position, part + offset, lies between -1 and `length`, both excluded. */
static inline void narrow(const int32_t *part, int count, int32_t offset, int length, int *first, int *end) {
    int64_t low = -(int64_t)ONE - offset, high = (int64_t)length * ONE - offset;
    int rising = part[count - 1] >= part[0];
    int from = rising ? below(part, count, low + 1, 1) : below(part, count, -high + 1, -1);
    int to = rising ? below(part, count, high, 1) : below(part, count, -low, -1);
    if (from > *first) *first = from;
    if (to < *end) *end = to;
}

/* Where a row of targets finds its samples. Index 0 of a source row here is the sample at -1. */
typedef struct {
    int count, padded; /* targets, and rounded up to whole blocks */
    int first, end;    /* source samples that are read */
    int fits;          /* whether every group fits its window */
    int32_t *index, *base;
    int16_t *weight; /* two for each target */
    pick_t *pick;
    void *room;
} taps;

static inline int taps_new(taps *t, int count) {
    t->count = count;
    t->padded = (count + BLOCK - 1) / BLOCK * BLOCK;
    size_t n = (size_t)t->padded, groups = n / GROUP;
    t->room = malloc(n * 8 + groups * 4 + groups * PICKS * sizeof(pick_t));
    if (!t->room) return -1;
    t->index = t->room;
    t->weight = (int16_t *)(t->index + n);
    t->base = (int32_t *)(t->weight + 2 * n);
    t->pick = (pick_t *)(t->base + groups);
    return 0;
}

static inline void taps_pick(taps *t) {
    t->fits = WINDOW > 0;
    for (int g = 0; WINDOW > 0 && g < t->padded / GROUP; g++) {
        const int32_t *index = t->index + (ptrdiff_t)g * GROUP;
        int low = index[0] < index[GROUP - 1] ? index[0] : index[GROUP - 1];
        int high = index[0] < index[GROUP - 1] ? index[GROUP - 1] : index[0];
        if (high + 1 - low >= WINDOW) t->fits = 0;
        t->base[g] = low;
        pick_t *pick = t->pick + (ptrdiff_t)g * PICKS;
        for (int k = 0; k < GROUP; k++)
            for (int j = 0; j < PICKS / GROUP; j++)
                pick[k * (PICKS / GROUP) + j] = (pick_t)((index[k] - low) * (PICKS / GROUP / 2) + j);
    }
}

/* `column` holds the positions less `offset`; they are held within low..high. */
static inline void taps_set(taps *t, const int32_t *column, int32_t offset, int32_t low, int32_t high) {
    int least = INT32_MAX, most = 0;
    for (int i = 0; i < t->padded; i++) {
        int32_t x = clamp(column[i < t->count ? i : t->count - 1] + offset, low, high) + ONE;
        t->index[i] = x >> FRACTION;
        t->weight[2 * i + 1] = (int16_t)(x & (ONE - 1));
        t->weight[2 * i] = (int16_t)(ONE - (x & (ONE - 1)));
        if (t->index[i] < least) least = t->index[i];
        if (t->index[i] > most) most = t->index[i];
    }
    t->first = least;
    t->end = most + 2;
    taps_pick(t);
}

/* 15 bits out of two rows of bytes; `weight` 0..256 is that of the lower one. */
static inline void upright(const uint8_t *restrict above, const uint8_t *restrict lower, int weight, int16_t *restrict out,
                           int count) {
    if (weight == 0) {
        for (int i = 0; i < count; i++) out[i] = (int16_t)(above[i] << 7);
        return;
    }
    uint16_t w = (uint16_t)weight, rest = (uint16_t)(256 - weight);
    for (int i = 0; i < count; i++)
        out[i] = (int16_t)((uint16_t)(above[i] * (unsigned)rest + lower[i] * (unsigned)w) >> 1);
}

static inline int vertical_weight(int32_t y) { return ((y & (ONE - 1)) + 32) >> 6; }

#if WITH_AVX512
static inline void level_block(const int16_t *row, const taps *t, int at, uint8_t *out) {
    const __m512i half = _mm512_set1_epi32(1 << 20);
    for (int k = 0; k < BLOCK; k += GROUP) {
        __m512i window = _mm512_loadu_si512(row + t->base[(at + k) / GROUP]);
        __m512i pairs = _mm512_permutexvar_epi16(_mm512_loadu_si512(t->pick + 2 * (at + k)), window);
        __m512i sum = _mm512_madd_epi16(pairs, _mm512_loadu_si512(t->weight + 2 * (at + k)));
        _mm_storeu_si128((void *)(out + k), _mm512_cvtepi32_epi8(_mm512_srli_epi32(_mm512_add_epi32(sum, half), 21)));
    }
}
#elif defined(__AVX2__)
static inline __m256i level_eight(const int16_t *row, const taps *t, int at) {
    const int32_t *base = t->base + at / GROUP;
    __m256i window = _mm256_castsi128_si256(_mm_loadu_si128((const void *)(row + base[0])));
    window = _mm256_inserti128_si256(window, _mm_loadu_si128((const void *)(row + base[1])), 1);
    __m256i pairs = _mm256_shuffle_epi8(window, _mm256_loadu_si256((const void *)(t->pick + 4 * at)));
    __m256i sum = _mm256_madd_epi16(pairs, _mm256_loadu_si256((const void *)(t->weight + 2 * at)));
    return _mm256_srli_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 20)), 21);
}

static inline void level_block(const int16_t *row, const taps *t, int at, uint8_t *out) {
    __m256i first = _mm256_packs_epi32(level_eight(row, t, at), level_eight(row, t, at + 8));
    __m256i second = _mm256_packs_epi32(level_eight(row, t, at + 16), level_eight(row, t, at + 24));
    __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
    _mm256_storeu_si256((void *)out, _mm256_permutevar8x32_epi32(_mm256_packus_epi16(first, second), order));
}
#elif WITH_NEON
static inline uint16x4_t level_four(const int16_t *row, const taps *t, int at) {
    uint8x16_t window = vld1q_u8((const uint8_t *)(row + t->base[at / GROUP]));
    int16x8_t pairs = vreinterpretq_s16_u8(vqtbl1q_u8(window, vld1q_u8(t->pick + 4 * at)));
    int16x8_t weight = vld1q_s16(t->weight + 2 * at);
    int32x4_t low = vmull_s16(vget_low_s16(pairs), vget_low_s16(weight));
    int32x4_t sum = vpaddq_s32(low, vmull_high_s16(pairs, weight));
    return vmovn_u32(vreinterpretq_u32_s32(vrshrq_n_s32(sum, 21)));
}

static inline void level_block(const int16_t *row, const taps *t, int at, uint8_t *out) {
    for (int k = 0; k < BLOCK; k += 8)
        vst1_u8(out + k, vmovn_u16(vcombine_u16(level_four(row, t, at + k), level_four(row, t, at + k + 4))));
}
#else
static inline void level_block(const int16_t *row, const taps *t, int at, uint8_t *out) {
    (void)row, (void)t, (void)at, (void)out;
}
#endif

/* A row of targets out of an upright row, whose element 0 is the sample at -1. */
static inline void level(const int16_t *restrict row, const taps *t, uint8_t *restrict out) {
    int i = 0;
    if (t->fits) {
        for (; i + BLOCK <= t->count; i += BLOCK) level_block(row, t, i, out + i);
        if (i < t->count) {
            uint8_t rest[BLOCK];
            level_block(row, t, i, rest);
            memcpy(out + i, rest, (size_t)(t->count - i));
        }
        return;
    }
    for (; i < t->count; i++) {
        const int16_t *pair = row + t->index[i];
        out[i] = (uint8_t)((pair[0] * t->weight[2 * i] + pair[1] * t->weight[2 * i + 1] + (1 << 20)) >> 21);
    }
}

#endif
