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

static inline void separate(const uint8_t *restrict bgra, channels to, int count) {
    for (int i = 0; i < count; i++) {
        to.b[i] = bgra[4 * i];
        to.g[i] = bgra[4 * i + 1];
        to.r[i] = bgra[4 * i + 2];
    }
}

static inline void screen(uint8_t *restrict c, const uint8_t *restrict glow, int count) {
    for (int i = 0; i < count; i++) c[i] = (uint8_t)(c[i] + over_255((uint16_t)(glow[i] * (255u - c[i]))));
}

static inline int16_t pulled(int16_t from_grey, int16_t strength) { /* rounded product of 4 * and 32 * over 2^15 */
    return (int16_t)((((int32_t)from_grey * strength >> 14) + 1) >> 1);
}

static inline void saturate(channels c, int saturation, int count) {
    int16_t strength = (int16_t)(saturation * 32);
    for (int i = 0; i < count; i++) {
        int16_t grey = (int16_t)((2366 * c.b[i] + 23436 * c.g[i] + 6966 * c.r[i] + (1 << 14)) >> 15);
        int16_t b = (int16_t)(grey + pulled((int16_t)((c.b[i] - grey) * 4), strength));
        int16_t g = (int16_t)(grey + pulled((int16_t)((c.g[i] - grey) * 4), strength));
        int16_t r = (int16_t)(grey + pulled((int16_t)((c.r[i] - grey) * 4), strength));
        c.b[i] = byte(b), c.g[i] = byte(g), c.r[i] = byte(r);
    }
}

static inline void multiply(uint8_t *restrict c, const uint8_t *restrict mask, int count) {
    for (int i = 0; i < count; i++) c[i] = (uint8_t)over_255((uint16_t)(c[i] * (unsigned)mask[i]));
}

static inline void luma_row(channels c, uint8_t *restrict y, int count) {
    for (int i = 0; i < count; i++)
        y[i] = (uint8_t)((2032 * c.b[i] + 20127 * c.g[i] + 5983 * c.r[i] + (16 << 15) + (1 << 14)) >> 15);
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
