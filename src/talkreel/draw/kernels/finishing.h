/* Rows of one channel each, on their way from B G R A to planes. */
#ifndef TALKREEL_FINISHING_H
#define TALKREEL_FINISHING_H

#include "kernels.h"

/* Each byte replaced by its entry in a table of 256, in place or not. */
#if WITH_AVX512
static inline void look_up(const uint8_t *table, const uint8_t *from, uint8_t *to, int count) {
    const __m512i a = _mm512_loadu_si512(table), b = _mm512_loadu_si512(table + 64);
    const __m512i c = _mm512_loadu_si512(table + 128), d = _mm512_loadu_si512(table + 192);
    for (int i = 0; i < count; i += 64) {
        __mmask64 some = count - i >= 64 ? ~0ULL : (1ULL << (count - i)) - 1;
        __m512i x = _mm512_maskz_loadu_epi8(some, from + i);
        __m512i low = _mm512_permutex2var_epi8(a, x, b), high = _mm512_permutex2var_epi8(c, x, d);
        _mm512_mask_storeu_epi8(to + i, some, _mm512_mask_blend_epi8(_mm512_movepi8_mask(x), low, high));
    }
}
#elif defined(__AVX2__)
static inline __m256i sixteen(const uint8_t *table, int part, __m256i x) {
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)(table + 16 * part))), x);
}

static inline __m256i four_of(const uint8_t *table, int part, __m256i nibble, __m256i bit4, __m256i bit5) {
    __m256i low = _mm256_blendv_epi8(sixteen(table, part, nibble), sixteen(table, part + 1, nibble), bit4);
    __m256i high = _mm256_blendv_epi8(sixteen(table, part + 2, nibble), sixteen(table, part + 3, nibble), bit4);
    return _mm256_blendv_epi8(low, high, bit5);
}

static inline void look_up(const uint8_t *table, const uint8_t *from, uint8_t *to, int count) {
    int i = 0;
    for (; i + 32 <= count; i += 32) {
        __m256i x = _mm256_loadu_si256((const void *)(from + i));
        __m256i nibble = _mm256_and_si256(x, _mm256_set1_epi8(15));
        __m256i bit4 = _mm256_slli_epi16(x, 3), bit5 = _mm256_slli_epi16(x, 2), bit6 = _mm256_slli_epi16(x, 1);
        __m256i low = _mm256_blendv_epi8(four_of(table, 0, nibble, bit4, bit5), four_of(table, 4, nibble, bit4, bit5), bit6);
        __m256i high = _mm256_blendv_epi8(four_of(table, 8, nibble, bit4, bit5), four_of(table, 12, nibble, bit4, bit5), bit6);
        _mm256_storeu_si256((void *)(to + i), _mm256_blendv_epi8(low, high, x));
    }
    for (; i < count; i++) to[i] = table[from[i]];
}
#elif WITH_NEON
static inline void look_up(const uint8_t *table, const uint8_t *from, uint8_t *to, int count) {
    const uint8x16x4_t a = vld1q_u8_x4(table), b = vld1q_u8_x4(table + 64);
    const uint8x16x4_t c = vld1q_u8_x4(table + 128), d = vld1q_u8_x4(table + 192);
    int i = 0;
    for (; i + 16 <= count; i += 16) {
        uint8x16_t x = vld1q_u8(from + i), y = vqtbl4q_u8(a, x);
        y = vqtbx4q_u8(y, b, vsubq_u8(x, vdupq_n_u8(64)));
        y = vqtbx4q_u8(y, c, vsubq_u8(x, vdupq_n_u8(128)));
        vst1q_u8(to + i, vqtbx4q_u8(y, d, vsubq_u8(x, vdupq_n_u8(192))));
    }
    for (; i < count; i++) to[i] = table[from[i]];
}
#else
static inline void look_up(const uint8_t *table, const uint8_t *from, uint8_t *to, int count) {
    for (int i = 0; i < count; i++) to[i] = table[from[i]];
}
#endif

typedef struct {
    uint8_t *restrict b, *restrict g, *restrict r;
} channels;

static inline void separate_run(const uint8_t *restrict bgra, channels to, int count) {
    for (int i = 0; i < count; i++) {
        to.b[i] = bgra[4 * i];
        to.g[i] = bgra[4 * i + 1];
        to.r[i] = bgra[4 * i + 2];
    }
}

/* `next` is how far the row is that will be wanted next; it is asked for meanwhile. */
static inline void separate(const uint8_t *bgra, channels to, int count, ptrdiff_t next) {
    enum { RUN = 64 };
    int i = 0;
    for (; i + RUN <= count; i += RUN) {
        const uint8_t *from = bgra + 4 * (ptrdiff_t)i;
        for (int k = 0; k < 4; k++) __builtin_prefetch(from + next + 64 * k);
        separate_run(from, (channels){to.b + i, to.g + i, to.r + i}, RUN);
    }
    separate_run(bgra + 4 * (ptrdiff_t)i, (channels){to.b + i, to.g + i, to.r + i}, count - i);
}

static inline void screen(uint8_t *restrict c, const uint8_t *restrict glow, int count) {
    for (int i = 0; i < count; i++) c[i] = (uint8_t)(c[i] + over_255((uint16_t)(glow[i] * (255u - c[i]))));
}

typedef struct {
    int16_t b, g, r, more; /* 15 fraction bits; `more` counts halves */
} weights;

static const weights GREY = {2366, 23436, 6966, 1}, LUMA = {2032, 20127, 5983, 33}; /* rounding; rounding and 16 */

#if defined(__AVX2__)
static inline __m256i weighed(__m256i bg, __m256i r1, __m256i of_bg, __m256i of_r1) {
    return _mm256_srli_epi32(_mm256_add_epi32(_mm256_madd_epi16(bg, of_bg), _mm256_madd_epi16(r1, of_r1)), 15);
}

/* Pairs of bytes: B beside G, R beside one. What `unpack` takes apart within halves, `pack` joins again. */
static inline __m256i weighed16(__m256i bg, __m256i r1, __m256i of_bg, __m256i of_r1) {
    const __m256i zero = _mm256_setzero_si256();
    __m256i low = weighed(_mm256_unpacklo_epi8(bg, zero), _mm256_unpacklo_epi8(r1, zero), of_bg, of_r1);
    __m256i high = weighed(_mm256_unpackhi_epi8(bg, zero), _mm256_unpackhi_epi8(r1, zero), of_bg, of_r1);
    return _mm256_packs_epi32(low, high);
}

static inline int weigh_many(channels c, weights w, uint8_t *out, int count) {
    const __m256i one = _mm256_set1_epi8(1);
    const __m256i of_bg = _mm256_set1_epi32((int)((uint32_t)(uint16_t)w.g << 16 | (uint16_t)w.b));
    const __m256i of_r1 = _mm256_set1_epi32((int)((uint32_t)1 << 30 | (uint16_t)w.r));
    const __m256i rest = _mm256_set1_epi16((int16_t)((w.more - 1) / 2));
    int i = 0;
    for (; i + 32 <= count; i += 32) {
        __m256i b = _mm256_loadu_si256((const void *)(c.b + i)), g = _mm256_loadu_si256((const void *)(c.g + i));
        __m256i r = _mm256_loadu_si256((const void *)(c.r + i));
        __m256i low = weighed16(_mm256_unpacklo_epi8(b, g), _mm256_unpacklo_epi8(r, one), of_bg, of_r1);
        __m256i high = weighed16(_mm256_unpackhi_epi8(b, g), _mm256_unpackhi_epi8(r, one), of_bg, of_r1);
        low = _mm256_add_epi16(low, rest), high = _mm256_add_epi16(high, rest);
        _mm256_storeu_si256((void *)(out + i), _mm256_packus_epi16(low, high));
    }
    return i;
}
#else
static inline int weigh_many(channels c, weights w, uint8_t *out, int count) {
    (void)c, (void)w, (void)out, (void)count;
    return 0;
}
#endif

static inline void weigh(channels c, weights w, uint8_t *restrict out, int count) {
    for (int i = weigh_many(c, w, out, count); i < count; i++)
        out[i] = (uint8_t)((w.b * c.b[i] + w.g * c.g[i] + w.r * c.r[i] + (w.more << 14)) >> 15);
}

#if defined(__AVX2__)
/* The product of 4 and 32 times the values, over 2^15 and rounded, is one instruction. */
static inline __m256i pulled(__m128i c, __m128i grey, __m256i strength) {
    __m256i from = _mm256_cvtepu8_epi16(grey), apart = _mm256_sub_epi16(_mm256_cvtepu8_epi16(c), from);
    return _mm256_add_epi16(from, _mm256_mulhrs_epi16(_mm256_slli_epi16(apart, 2), strength));
}

static inline int pull_many(uint8_t *c, const uint8_t *grey, int saturation, int count) {
    const __m256i strength = _mm256_set1_epi16((int16_t)(saturation * 32));
    int i = 0;
    for (; i + 32 <= count; i += 32) {
        const __m128i *colour = (const void *)(c + i), *middle = (const void *)(grey + i);
        __m256i low = pulled(_mm_loadu_si128(colour), _mm_loadu_si128(middle), strength);
        __m256i high = pulled(_mm_loadu_si128(colour + 1), _mm_loadu_si128(middle + 1), strength);
        _mm256_storeu_si256((void *)(c + i), _mm256_permute4x64_epi64(_mm256_packus_epi16(low, high), 0xD8));
    }
    return i;
}
#else
static inline int pull_many(uint8_t *c, const uint8_t *grey, int saturation, int count) {
    (void)c, (void)grey, (void)saturation, (void)count;
    return 0;
}
#endif

static inline void pull(uint8_t *restrict c, const uint8_t *restrict grey, int saturation, int count) {
    for (int i = pull_many(c, grey, saturation, count); i < count; i++)
        c[i] = byte(grey[i] + (((c[i] - grey[i]) * saturation + 128) >> 8));
}

static inline void saturate(channels c, int saturation, uint8_t *grey, int count) {
    weigh(c, GREY, grey, count);
    pull(c.b, grey, saturation, count);
    pull(c.g, grey, saturation, count);
    pull(c.r, grey, saturation, count);
}

static inline void multiply(uint8_t *restrict c, const uint8_t *restrict mask, int count) {
    for (int i = 0; i < count; i++) c[i] = (uint8_t)over_255((uint16_t)(c[i] * (unsigned)mask[i]));
}

static inline int four(const uint8_t *upper, const uint8_t *lower, int i) {
    return upper[2 * i] + upper[2 * i + 1] + lower[2 * i] + lower[2 * i + 1];
}

static inline void chroma_row(channels upper, channels lower, uint8_t *restrict u, uint8_t *restrict v, int count) {
    const int grey = (128 << 17) + (1 << 16);
    for (int i = 0; i < count; i++) {
        int b = four(upper.b, lower.b, i), g = four(upper.g, lower.g, i), r = four(upper.r, lower.r, i);
        u[i] = (uint8_t)((14392 * b - 11094 * g - 3298 * r + grey) >> 17);
        v[i] = (uint8_t)((14392 * r - 13072 * g - 1320 * b + grey) >> 17);
    }
}

#endif
