/* Grading of planes. */
#include "finishing.h"

static void mean_row(const uint8_t *restrict upper, const uint8_t *restrict lower, uint8_t *restrict mean, int count) {
    for (int i = 0; i < count; i++)
        mean[i] = (uint8_t)((upper[2 * i] + upper[2 * i + 1] + lower[2 * i] + lower[2 * i + 1] + 2) >> 2);
}

/* ---- grade ---- */

typedef struct {
    const uint8_t *luma;   /* 256, or none */
    const int16_t *chroma; /* 256 x (gain, for U, for V), or none */
    plane vignette, vignette_half;
    int32_t matrix[4], lift[2];
} tone;

typedef struct {
    uint8_t split[6][256]; /* low and high bytes of gain, U, V */
    int same[6];           /* whether all of them are equal */
    uint8_t *mean, *found[6];
    int16_t *gain, *for_u, *for_v, *lift;
} graded_row; /* found: a row of each byte */

static void draw_in(uint8_t *c, const uint8_t *mask, unsigned black, int count) {
    IN_PLACE
    for (int i = 0; i < count; i++) c[i] = (uint8_t)over_255((uint16_t)(c[i] * (unsigned)mask[i] + black * (255u - mask[i])));
}

static void joined(const uint8_t *restrict low, const uint8_t *restrict high, int16_t *restrict out, int count) {
    for (int i = 0; i < count; i++) out[i] = (int16_t)(uint16_t)(low[i] | high[i] << 8);
}

static void by_luma(graded_row *g, int count) {
    for (int k = 0; k < 6; k++)
        if (!g->same[k]) look_up(g->split[k], g->mean, g->found[k], count);
    joined(g->found[0], g->found[1], g->gain, count);
    joined(g->found[2], g->found[3], g->for_u, count);
    joined(g->found[4], g->found[5], g->for_v, count);
}

static inline uint8_t new_chroma(int product, int gain, int offset) {
    int pulled = clamp(product >> 6, -32768, 32767);
    return byte(128 + ((pulled * gain + offset * 4096 + (1 << 17)) >> 18));
}

static void chroma_rows(const tone *t, const graded_row *g, const uint8_t *u, const uint8_t *v, uint8_t *to_u,
                        uint8_t *to_v, int count) {
    const int uu = t->matrix[0], uv = t->matrix[1], vu = t->matrix[2], vv = t->matrix[3];
    const int lift_u = t->lift[0], lift_v = t->lift[1];
    const int16_t *gain = g->gain, *for_u = g->for_u, *for_v = g->for_v;
    int16_t *lifts = g->lift;
    IN_PLACE
    for (int i = 0; i < count; i++) {
        int a = u[i] - 128, b = v[i] - 128;
        int16_t lift = (int16_t)((lift_u * a + lift_v * b + 2048) >> 12);
        lifts[2 * i] = lift, lifts[2 * i + 1] = lift;
        to_u[i] = new_chroma(uu * a + uv * b, gain[i], for_u[i]);
        to_v[i] = new_chroma(vu * a + vv * b, gain[i], for_v[i]);
    }
}

static void lift_row(uint8_t *restrict y, const int16_t *restrict lift, int count) {
    for (int i = 0; i < count; i++) y[i] = byte((int16_t)(y[i] + lift[i]));
}

static void luma_row_graded(const tone *t, const graded_row *g, const uint8_t *from, uint8_t *to, int count) {
    if (t->luma) look_up(t->luma, from, to, count);
    else if (to != from) memcpy(to, from, (size_t)count);
    if (t->lift[0] || t->lift[1]) lift_row(to, g->lift, count);
}

static int graded_row_new(graded_row *g, const tone *t, int half) {
    size_t n = (size_t)half;
    g->gain = malloc(n * 10 + n * 7);
    if (!g->gain) return -1;
    g->for_u = g->gain + n, g->for_v = g->for_u + n, g->lift = g->for_v + n;
    g->mean = (uint8_t *)(g->lift + 2 * n);
    for (int k = 0; k < 6; k++) g->found[k] = g->mean + n * (size_t)(k + 1);
    for (int i = 0; i < half; i++) g->gain[i] = 4096, g->for_u[i] = 0, g->for_v[i] = 0;
    for (int i = 0; t->chroma && i < 256; i++)
        for (int k = 0; k < 3; k++) {
            g->split[2 * k][i] = (uint8_t)(t->chroma[3 * i + k] & 255);
            g->split[2 * k + 1][i] = (uint8_t)((uint16_t)t->chroma[3 * i + k] >> 8);
        }
    for (int k = 0; t->chroma && k < 6; k++) {
        g->same[k] = memcmp(g->split[k], g->split[k] + 1, 255) == 0;
        memset(g->found[k], g->split[k][0], n);
    }
    return 0;
}

KERNEL(grade)(const picture *src, const picture *dst, const tone *t) {
    int width = src->y.width, half = width / 2;
    graded_row g;
    if (graded_row_new(&g, t, half)) return -1;
    for (int y = 0; y < src->u.height; y++) {
        uint8_t *u = row_of(&dst->u, y), *v = row_of(&dst->v, y);
        if (t->chroma) {
            mean_row(row_of(&src->y, 2 * y), row_of(&src->y, 2 * y + 1), g.mean, half);
            by_luma(&g, half);
        }
        chroma_rows(t, &g, row_of(&src->u, y), row_of(&src->v, y), u, v, half);
        if (t->vignette_half.at) {
            draw_in(u, row_of(&t->vignette_half, y), 128, half);
            draw_in(v, row_of(&t->vignette_half, y), 128, half);
        }
        for (int k = 2 * y; k < 2 * y + 2; k++) {
            luma_row_graded(t, &g, row_of(&src->y, k), row_of(&dst->y, k), width);
            if (t->vignette.at) draw_in(row_of(&dst->y, k), row_of(&t->vignette, k), 16, width);
        }
    }
    free(g.gain);
    return 0;
}

/* ---- lut3d ---- */

enum { ALONG_V = 33, ALONG_U = 33 * 33, TABLE = 33 * 33 * 33 };

/* A colour's 2 x 2 corners in U and V: the nodes lie along luma from `at` on. */
typedef struct {
    int32_t at, weight[4];
} corners;

static inline corners corners_of(int u, int v) {
    int wu = u & 7, wv = v & 7;
    return (corners){(u >> 3) * ALONG_U + (v >> 3) * ALONG_V,
                     {(8 - wu) * (8 - wv), (8 - wu) * wv, wu * (8 - wv), wu * wv}};
}

static inline uint8_t found(const int16_t *table, const corners *c, int y) {
    static const int step[4] = {0, ALONG_V, ALONG_U, ALONG_U + ALONG_V};
    int sum = 1 << 14, wy = y & 7;
    for (int k = 0; k < 4; k++) {
        const int16_t *node = table + c->at + step[k] + (y >> 3);
        sum += c->weight[k] * (node[0] * (8 - wy) + node[1] * wy);
    }
    return byte(sum >> 15);
}

#if defined(__AVX2__)
typedef struct {
    __m256i at, weight[4];
} corners8;

static inline corners8 corners8_of(__m256i u, __m256i v) {
    const __m256i seven = _mm256_set1_epi32(7), eight = _mm256_set1_epi32(8);
    __m256i wu = _mm256_and_si256(u, seven), wv = _mm256_and_si256(v, seven);
    __m256i ru = _mm256_sub_epi32(eight, wu), rv = _mm256_sub_epi32(eight, wv);
    __m256i at = _mm256_mullo_epi32(_mm256_srli_epi32(u, 3), _mm256_set1_epi32(ALONG_U));
    at = _mm256_add_epi32(at, _mm256_mullo_epi32(_mm256_srli_epi32(v, 3), _mm256_set1_epi32(ALONG_V)));
    return (corners8){at,
                      {_mm256_mullo_epi16(ru, rv), _mm256_mullo_epi16(ru, wv), _mm256_mullo_epi16(wu, rv),
                       _mm256_mullo_epi16(wu, wv)}};
}

/* Two neighbours along luma lie side by side: one 32-bit gather for both. */
static inline __m256i corner8(const int16_t *table, __m256i node, __m256i along, __m256i weight) {
    __m256i two = _mm256_i32gather_epi32((const int *)table, node, 2);
    return _mm256_mullo_epi32(_mm256_madd_epi16(two, along), weight);
}

static inline __m256i found8(const int16_t *table, const corners8 *c, __m256i y) {
    __m256i node = _mm256_add_epi32(c->at, _mm256_srli_epi32(y, 3)), wy = _mm256_and_si256(y, _mm256_set1_epi32(7));
    __m256i along = _mm256_or_si256(_mm256_slli_epi32(wy, 16), _mm256_sub_epi32(_mm256_set1_epi32(8), wy));
    __m256i sum = _mm256_add_epi32(_mm256_set1_epi32(1 << 14), corner8(table, node, along, c->weight[0]));
    sum = _mm256_add_epi32(sum, corner8(table + ALONG_V, node, along, c->weight[1]));
    sum = _mm256_add_epi32(sum, corner8(table + ALONG_U, node, along, c->weight[2]));
    return _mm256_srai_epi32(_mm256_add_epi32(sum, corner8(table + ALONG_U + ALONG_V, node, along, c->weight[3])), 15);
}

static inline __m256i eight(const uint8_t *from) { return _mm256_cvtepu8_epi32(_mm_loadl_epi64((const void *)from)); }

/* Each of four bytes twice. */
static inline __m256i twice(const uint8_t *from) {
    int32_t four;
    memcpy(&four, from, 4);
    __m128i bytes = _mm_cvtsi32_si128(four);
    return _mm256_cvtepu8_epi32(_mm_unpacklo_epi8(bytes, bytes));
}

static inline void store8(uint8_t *to, __m256i values) {
    __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(values), _mm256_extracti128_si256(values, 1));
    _mm_storel_epi64((void *)to, _mm_packus_epi16(words, words));
}

/* Luma's table with what is read together lying together: for each node itself, its neighbour along V, and both of the
   next one along luma. Two gathers then do for a colour what took four. */
static int64_t *quads_of(const int16_t *lut) {
    int64_t *quads = malloc(sizeof(int64_t) * (TABLE - ALONG_V));
    for (int i = 0; quads && i < TABLE - ALONG_V - 1; i++) {
        int16_t quad[4] = {lut[i], lut[i + ALONG_V], lut[i + 1], lut[i + ALONG_V + 1]};
        memcpy(quads + i, quad, sizeof quad);
    }
    return quads;
}

/* Four colours, without the last rounding. `wv`: (8 - w, w) in 16 bits twice; `along`: (8 - w, w) in 32 bits. */
static inline __m256i quad4(const int64_t *quads, __m128i node, __m128i wu, __m256i wv, __m256i along) {
    __m256i each = _mm256_cvtepu32_epi64(wu);
    __m256i of_u = _mm256_or_si256(each, _mm256_slli_epi64(each, 32));
    __m256i near = _mm256_madd_epi16(_mm256_i32gather_epi64((const void *)quads, node, 8), wv);
    __m256i far = _mm256_madd_epi16(_mm256_i32gather_epi64((const void *)(quads + ALONG_U), node, 8), wv);
    near = _mm256_mullo_epi32(near, _mm256_sub_epi32(_mm256_set1_epi32(8), of_u));
    return _mm256_mullo_epi32(_mm256_add_epi32(near, _mm256_mullo_epi32(far, of_u)), along);
}

/* (8 - w, w) of four weights; in 32 bits, or in 16 bits and twice. */
static inline __m256i pairs32(__m128i w) {
    __m256i each = _mm256_cvtepu32_epi64(w);
    return _mm256_or_si256(_mm256_sub_epi32(_mm256_set1_epi64x(8), each), _mm256_slli_epi64(each, 32));
}

static inline __m256i pairs16(__m128i w) {
    __m128i two = _mm_or_si128(_mm_slli_epi32(w, 16), _mm_sub_epi32(_mm_set1_epi32(8), w));
    __m256i each = _mm256_cvtepu32_epi64(two);
    return _mm256_or_si256(each, _mm256_slli_epi64(each, 32));
}

static int found_luma_many(const int64_t *quads, const uint8_t *u, const uint8_t *v, uint8_t *y, int count) {
    const __m256i seven = _mm256_set1_epi32(7);
    int i = 0;
    for (; quads && i + 8 <= count; i += 8) {
        __m256i of_u = twice(u + i / 2), of_v = twice(v + i / 2), of_y = eight(y + i);
        __m256i node = _mm256_mullo_epi32(_mm256_srli_epi32(of_u, 3), _mm256_set1_epi32(ALONG_U));
        node = _mm256_add_epi32(node, _mm256_mullo_epi32(_mm256_srli_epi32(of_v, 3), _mm256_set1_epi32(ALONG_V)));
        node = _mm256_add_epi32(node, _mm256_srli_epi32(of_y, 3));
        __m256i wu = _mm256_and_si256(of_u, seven), wv = _mm256_and_si256(of_v, seven), wy = _mm256_and_si256(of_y, seven);
        __m256i low = quad4(quads, _mm256_castsi256_si128(node), _mm256_castsi256_si128(wu),
                            pairs16(_mm256_castsi256_si128(wv)), pairs32(_mm256_castsi256_si128(wy)));
        __m256i high = quad4(quads, _mm256_extracti128_si256(node, 1), _mm256_extracti128_si256(wu, 1),
                             pairs16(_mm256_extracti128_si256(wv, 1)), pairs32(_mm256_extracti128_si256(wy, 1)));
        __m256i sum = _mm256_permute4x64_epi64(_mm256_hadd_epi32(low, high), 0xD8);
        store8(y + i, _mm256_srai_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 14)), 15));
    }
    return i;
}

static int found_chroma_many(const int16_t *lut, const uint8_t *mean, uint8_t *u, uint8_t *v, int count) {
    int i = 0;
    for (; i + 8 <= count; i += 8) {
        corners8 c = corners8_of(eight(u + i), eight(v + i));
        __m256i y = eight(mean + i);
        store8(u + i, found8(lut + TABLE, &c, y));
        store8(v + i, found8(lut + 2 * TABLE, &c, y));
    }
    return i;
}
#else
static int64_t *quads_of(const int16_t *lut) {
    (void)lut;
    return NULL;
}

static int found_luma_many(const int64_t *quads, const uint8_t *u, const uint8_t *v, uint8_t *y, int count) {
    (void)quads, (void)u, (void)v, (void)y, (void)count;
    return 0;
}

static int found_chroma_many(const int16_t *lut, const uint8_t *mean, uint8_t *u, uint8_t *v, int count) {
    (void)lut, (void)mean, (void)u, (void)v, (void)count;
    return 0;
}
#endif

/* In place: rows are copied to the target first. */
static void found_luma(const int16_t *lut, const int64_t *quads, const uint8_t *u, const uint8_t *v, uint8_t *y,
                       int count) {
    for (int i = found_luma_many(quads, u, v, y, count); i < count; i++) {
        corners c = corners_of(u[i / 2], v[i / 2]);
        y[i] = found(lut, &c, y[i]);
    }
}

static void found_chroma(const int16_t *lut, const uint8_t *mean, uint8_t *u, uint8_t *v, int count) {
    for (int i = found_chroma_many(lut, mean, u, v, count); i < count; i++) {
        corners c = corners_of(u[i], v[i]);
        u[i] = found(lut + TABLE, &c, mean[i]);
        v[i] = found(lut + 2 * TABLE, &c, mean[i]);
    }
}

static uint8_t *copied(const plane *src, const plane *dst, int y) {
    if (row_of(src, y) != row_of(dst, y)) memcpy(row_of(dst, y), row_of(src, y), (size_t)src->width);
    return row_of(dst, y);
}

KERNEL(lut3d)(const picture *src, const picture *dst, const int16_t *lut) {
    int width = src->y.width;
    uint8_t *mean = malloc((size_t)width);
    if (!mean) return -1;
    int64_t *quads = width * src->y.height > TABLE / 8 ? quads_of(lut) : NULL; /* none: no vectors, not worth it, no memory */
    for (int y = 0; y < src->u.height; y++) {
        uint8_t *u = copied(&src->u, &dst->u, y), *v = copied(&src->v, &dst->v, y);
        uint8_t *upper = copied(&src->y, &dst->y, 2 * y), *lower = copied(&src->y, &dst->y, 2 * y + 1);
        mean_row(upper, lower, mean, width / 2);
        found_luma(lut, quads, u, v, upper, width);
        found_luma(lut, quads, u, v, lower, width);
        found_chroma(lut, mean, u, v, width / 2);
    }
    free(quads), free(mean);
    return 0;
}
