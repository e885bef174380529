/* Premultiplied B G R A over premultiplied B G R A. */
#include <math.h>

#include "sampling.h"

static inline uint8_t lay_byte(uint8_t under, unsigned colour, unsigned alpha) {
    unsigned sum = colour + over_255((uint16_t)(under * (255u - alpha)));
    return (uint8_t)(sum > 255 ? 255 : sum);
}

static inline void lay_pixel(uint8_t *d, const uint8_t *s, int opacity) {
    unsigned alpha = (unsigned)(s[3] * opacity + 128) >> 8;
    for (int k = 0; k < 4; k++) d[k] = lay_byte(d[k], (unsigned)(s[k] * opacity + 128) >> 8, alpha);
}

#if defined(__AVX2__)
/* Pixels of 16 bits a channel, laid over as many of 8 bits. */
static inline __m256i laid4(__m256i s, __m256i d, int opacity) {
    const __m256i half = _mm256_set1_epi16(128);
    if (opacity != 256)
        s = _mm256_srli_epi16(_mm256_add_epi16(_mm256_mullo_epi16(s, _mm256_set1_epi16((short)opacity)), half), 8);
    __m256i alpha = _mm256_shufflehi_epi16(_mm256_shufflelo_epi16(s, 0xFF), 0xFF);
    __m256i rest = _mm256_mullo_epi16(d, _mm256_sub_epi16(_mm256_set1_epi16(255), alpha));
    rest = _mm256_add_epi16(rest, half);
    rest = _mm256_srli_epi16(_mm256_add_epi16(rest, _mm256_srli_epi16(rest, 8)), 8);
    return _mm256_add_epi16(s, rest);
}

static inline void lay_four(uint8_t *d, __m256i s, int opacity) {
    __m256i sum = laid4(s, _mm256_cvtepu8_epi16(_mm_loadu_si128((const void *)d)), opacity);
    _mm_storeu_si128((void *)d, _mm_packus_epi16(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1)));
}
#endif

#if WITH_AVX512
static inline void lay_eight(uint8_t *d, __m512i s, int opacity) {
    const __m512i half = _mm512_set1_epi16(128);
    if (opacity != 256)
        s = _mm512_srli_epi16(_mm512_add_epi16(_mm512_mullo_epi16(s, _mm512_set1_epi16((short)opacity)), half), 8);
    __m512i alpha = _mm512_shufflehi_epi16(_mm512_shufflelo_epi16(s, 0xFF), 0xFF);
    __m512i rest = _mm512_cvtepu8_epi16(_mm256_loadu_si256((const void *)d));
    rest = _mm512_add_epi16(_mm512_mullo_epi16(rest, _mm512_sub_epi16(_mm512_set1_epi16(255), alpha)), half);
    rest = _mm512_srli_epi16(_mm512_add_epi16(rest, _mm512_srli_epi16(rest, 8)), 8);
    _mm256_storeu_si256((void *)d, _mm512_cvtusepi16_epi8(_mm512_add_epi16(s, rest)));
}
#endif

/* As `lay_pixel`, written so that a compiler sees the four channels of many pixels. */
static void lay_run(uint8_t *restrict d, const uint8_t *restrict s, int count, int opacity) {
    uint16_t part = (uint16_t)opacity;
    for (int i = 0; i < count; i++, d += 4, s += 4) {
        uint16_t c[4], rest;
        for (int k = 0; k < 4; k++) c[k] = (uint16_t)((uint16_t)(s[k] * (unsigned)part + 128) >> 8);
        rest = (uint16_t)(255 - c[3]);
        for (int k = 0; k < 4; k++) {
            uint16_t sum = (uint16_t)(c[k] + over_255((uint16_t)(d[k] * (unsigned)rest)));
            d[k] = (uint8_t)(sum > 255 ? 255 : sum);
        }
    }
}

typedef struct {
    ptrdiff_t dst, layer; /* bytes to the next rows: a processor foresees the run of a row, not where another begins */
} next_rows;

static void lay_row(uint8_t *d, const uint8_t *s, int count, int opacity, next_rows next) {
    int i = 0;
#if WITH_AVX512
    for (; i + 8 <= count; i += 8) {
        __m256i eight = _mm256_loadu_si256((const void *)(s + 4 * i));
        __builtin_prefetch(d + 4 * i + next.dst);
        __builtin_prefetch(s + 4 * i + next.layer);
        if (!_mm256_testz_si256(eight, eight)) lay_eight(d + 4 * i, _mm512_cvtepu8_epi16(eight), opacity);
    }
#endif
#if defined(__AVX2__)
    for (; i + 4 <= count; i += 4) {
        __m128i four = _mm_loadu_si128((const void *)(s + 4 * i));
        __builtin_prefetch(d + 4 * i + next.dst);
        __builtin_prefetch(s + 4 * i + next.layer);
        if (!_mm_testz_si128(four, four)) lay_four(d + 4 * i, _mm256_cvtepu8_epi16(four), opacity);
    }
#endif
    (void)next;
    lay_run(d + 4 * (ptrdiff_t)i, s + 4 * (ptrdiff_t)i, count - i, opacity);
}

/* ---- what of a layer's rows is not nothing ---- */

typedef struct {
    int32_t first, end; /* pixels; end -1: not looked for yet */
} span;

static inline int nothing_at(const uint8_t *p) {
    uint64_t two;
    memcpy(&two, p, 8);
    return two == 0;
}

static inline int sixteen_nothing_at(const uint8_t *p) {
    uint64_t all[8];
    memcpy(all, p, 64);
    return (all[0] | all[1] | all[2] | all[3] | all[4] | all[5] | all[6] | all[7]) == 0;
}

static span span_of(const plane *layer, int y, span *known) {
    if (y < 0 || y >= layer->height) return (span){0, 0};
    span *s = known + y;
    if (s->end >= 0) return *s;
    const uint8_t *row = row_of(layer, y);
    int first = 0, end = layer->width;
    while (first + 16 <= end && sixteen_nothing_at(row + 4 * first)) first += 16;
    while (first + 2 <= end && nothing_at(row + 4 * first)) first += 2;
    while (end - 16 >= first && sixteen_nothing_at(row + 4 * (end - 16))) end -= 16;
    while (end - 2 >= first && nothing_at(row + 4 * (end - 2))) end -= 2;
    return *s = (span){first, end};
}

/* ---- over: moved and scaled ---- */

enum { PAST = 64 }; /* bytes behind a row that may be read */

typedef struct {
    const plane *dst, *layer;
    int opacity, first, end; /* target columns that the layer may reach */
    int32_t across;          /* position of column 0 */
    int32_t *column;         /* positions less `across` */
    int32_t *index;          /* of the left one of two pixels, counted from the one at -1 */
    int16_t *weight;         /* two a target: ONE - w, w */
    int16_t *mixed;          /* an upright row from the pixel at -1 on */
    span *known;
    uint8_t *shown; /* a row of the moved layer */
    int fits;       /* whether every four targets that begin at a multiple of four find their pixels within eight */
    int32_t *base;  /* of each four: the leftmost pixel */
    uint8_t *pick; /* of each target: the two of those eight pixels that it lies between */
} mover;

#if WITH_AVX512
static void find_picks(mover *o) {
    o->fits = 1;
    for (int i = (o->first + 3) / 4 * 4; i + 4 <= o->end; i += 4) {
        const int32_t *index = o->index + i;
        int low = index[0] < index[3] ? index[0] : index[3], high = index[0] < index[3] ? index[3] : index[0];
        if (high + 1 - low >= 8) o->fits = 0;
        o->base[i / 4] = low;
        for (int k = 0; k < 8; k++) o->pick[2 * i + k] = (uint8_t)(index[k / 2] - low + k % 2);
    }
}
#else
static void find_picks(mover *o) { (void)o; }
#endif

static inline void level_pixel(const mover *o, int i, uint8_t *out) {
    const int16_t *pair = o->mixed + 4 * (ptrdiff_t)o->index[i], *w = o->weight + 2 * (ptrdiff_t)i;
#if WITH_NEON
    int16x8_t both = vld1q_s16(pair);
    int32x4_t sum = vmlal_n_s16(vmull_n_s16(vget_low_s16(both), w[0]), vget_high_s16(both), w[1]);
    uint8x8_t bytes = vreinterpret_u8_s16(vmovn_s32(vrshrq_n_s32(sum, 21)));
    uint32_t pixel = vget_lane_u32(vreinterpret_u32_u8(vuzp1_u8(bytes, bytes)), 0);
    memcpy(out, &pixel, 4);
    return;
#endif
    for (int k = 0; k < 4; k++) out[k] = (uint8_t)((pair[k] * w[0] + pair[4 + k] * w[1] + (1 << 20)) >> 21);
}

#if defined(__AVX2__)
/* Two targets: their pairs of pixels, channel beside channel, times their weights. */
static inline __m256i level_two(const mover *o, int a, int b, __m256i weights) {
    const __m256i order = _mm256_setr_epi8(0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15, 0, 1, 8, 9, 2, 3, 10,
                                           11, 4, 5, 12, 13, 6, 7, 14, 15);
    __m256i pairs = _mm256_castsi128_si256(_mm_loadu_si128((const void *)(o->mixed + 4 * (ptrdiff_t)o->index[a])));
    pairs = _mm256_inserti128_si256(pairs, _mm_loadu_si128((const void *)(o->mixed + 4 * (ptrdiff_t)o->index[b])), 1);
    __m256i sum = _mm256_madd_epi16(_mm256_shuffle_epi8(pairs, order), weights);
    return _mm256_srli_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 20)), 21);
}

static inline __m256i level_four(const mover *o, int i) {
    __m256i w = _mm256_castsi128_si256(_mm_loadu_si128((const void *)(o->weight + 2 * (ptrdiff_t)i)));
    __m256i even = _mm256_permutevar8x32_epi32(w, _mm256_setr_epi32(0, 0, 0, 0, 2, 2, 2, 2));
    __m256i odd = _mm256_permutevar8x32_epi32(w, _mm256_setr_epi32(1, 1, 1, 1, 3, 3, 3, 3));
    return _mm256_packs_epi32(level_two(o, i, i + 2, even), level_two(o, i + 1, i + 3, odd));
}
#endif

#if WITH_AVX512
/* Four targets, if their pairs of pixels are within eight. */
static inline __m512i level_within_eight(const mover *o, int i) {
    const __m512i order = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15));
    const __m512i each = _mm512_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
    __m512i weights = _mm512_castsi128_si512(_mm_loadu_si128((const void *)(o->weight + 2 * (ptrdiff_t)i)));
    __m512i window = _mm512_loadu_si512(o->mixed + 4 * (ptrdiff_t)o->base[i / 4]);
    __m512i pick = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const void *)(o->pick + 2 * (ptrdiff_t)i)));
    __m512i pairs = _mm512_shuffle_epi8(_mm512_permutexvar_epi64(pick, window), order);
    __m512i sum = _mm512_madd_epi16(pairs, _mm512_permutexvar_epi32(each, weights));
    return _mm512_srli_epi32(_mm512_add_epi32(sum, _mm512_set1_epi32(1 << 20)), 21);
}

static inline void move_eight(const mover *o, uint8_t *d, int i) {
    static const uint16_t low[32] = {0,  2,  4,  6,  8,  10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30,
                                     32, 34, 36, 38, 40, 42, 44, 46, 48, 50, 52, 54, 56, 58, 60, 62};
    __m512i first = level_within_eight(o, i), second = level_within_eight(o, i + 4);
    __m512i eight = _mm512_permutex2var_epi16(first, _mm512_loadu_si512(low), second);
    __builtin_prefetch(d + 4 * (ptrdiff_t)i + o->dst->stride);
    if (_mm512_test_epi16_mask(eight, eight)) lay_eight(d + 4 * (ptrdiff_t)i, eight, o->opacity);
}
#endif

static inline void move_pixel(const mover *o, uint8_t *d, int i) {
    uint8_t s[4];
    level_pixel(o, i, s);
    lay_pixel(d + 4 * (ptrdiff_t)i, s, o->opacity);
}

static void move_row(const mover *o, uint8_t *d, int first, int end) {
    int i = first;
#if WITH_AVX512
    for (; o->fits && i < end && i % 8; i++) move_pixel(o, d, i);
    for (; o->fits && i + 8 <= end; i += 8) move_eight(o, d, i);
#endif
#if defined(__AVX2__)
    for (; i + 4 <= end; i += 4) {
        __m256i four = level_four(o, i);
        __builtin_prefetch(d + 4 * (ptrdiff_t)i + o->dst->stride);
        if (!_mm256_testz_si256(four, four)) lay_four(d + 4 * (ptrdiff_t)i, four, o->opacity);
    }
#endif
#if defined(__AVX2__)
    for (; i < end; i++) move_pixel(o, d, i);
#else
    for (int k = i; k < end; k++) level_pixel(o, k, o->shown + 4 * (ptrdiff_t)k);
    lay_run(d + 4 * (ptrdiff_t)i, o->shown + 4 * (ptrdiff_t)i, end - i, o->opacity);
#endif
}

/* The columns that show any of the pixels s.first..s.end, as part of o->first..o->end. */
static span columns_showing(const mover *o, span s) {
    int n = o->end - o->first, first = 0, end = n;
    const int32_t *part = o->column + o->first;
    narrow(part, n, o->across - s.first * ONE, s.end - s.first, &first, &end);
    return (span){o->first + first, o->first + end};
}

static void mix_rows(const mover *o, int32_t y, span s, const uint8_t *nothing) {
    const plane *layer = o->layer;
    int top = y >> FRACTION;
    const uint8_t *above = top < 0 ? nothing : row_of(layer, top);
    const uint8_t *lower = top + 1 >= layer->height ? nothing : row_of(layer, top + 1);
    ptrdiff_t from = 4 * (ptrdiff_t)s.first;
    fetch(layer, top + 2, from, 4 * (ptrdiff_t)(s.end - s.first));
    memset(o->mixed + from, 0, 8);
    upright(above + from, lower + from, vertical_weight(y), o->mixed + from + 4, 4 * (s.end - s.first));
    memset(o->mixed + 4 * (ptrdiff_t)s.end + 4, 0, 16);
}

static void over_moved(const mover *o, const double *m, const uint8_t *nothing) {
    for (int y = 0; y < o->dst->height; y++) {
        int32_t at = fixed(0) + row_at(m[4], m[5], y);
        if (at <= -ONE || at >= o->layer->height * ONE) continue;
        span a = span_of(o->layer, at >> FRACTION, o->known), b = span_of(o->layer, (at >> FRACTION) + 1, o->known);
        if (a.first >= a.end) a = b;
        if (b.first >= b.end) b = a;
        if (a.first >= a.end) continue;
        span both = {a.first < b.first ? a.first : b.first, a.end > b.end ? a.end : b.end};
        span shown = columns_showing(o, both);
        if (shown.first >= shown.end) continue;
        mix_rows(o, at, both, nothing);
        move_row(o, row_of(o->dst, y), shown.first, shown.end);
    }
}

/* Whether the layer is shifted by whole pixels; then `shift` is what leads from a target's column to the layer's. */
static int whole_shift(const double *m, int32_t across, int *shift) {
    *shift = (across + ONE / 2) >> FRACTION;
    return m[0] == 1 && m[4] == 1 && ((across + ONE / 2) & (ONE - 1)) == 0 &&
           ((row_at(m[4], m[5], 0)) & (ONE - 1)) == 0;
}

static void over_shifted(const mover *o, const double *m, int shift) {
    for (int y = 0; y < o->dst->height; y++) {
        int from = row_at(m[4], m[5], y) >> FRACTION;
        span s = span_of(o->layer, from, o->known);
        int first = s.first - shift > o->first ? s.first - shift : o->first;
        int end = s.end - shift < o->end ? s.end - shift : o->end;
        if (first >= end) continue;
        lay_row(row_of(o->dst, y) + 4 * (ptrdiff_t)first, row_of(o->layer, from) + 4 * (ptrdiff_t)(first + shift),
                end - first, o->opacity, (next_rows){o->dst->stride, o->layer->stride});
    }
}

static int over_straight(const plane *dst, const plane *layer, const double *m, int opacity) {
    size_t n = (size_t)dst->width, s = (size_t)layer->width + 4, rows = (size_t)layer->height;
    uint8_t *room = malloc(n * 19 + s * 8 + s * 4 + rows * sizeof(span) + PAST);
    if (!room) return -1;
    mover o = {dst, layer, opacity, 0, dst->width, row_at(m[1], m[2], 0), .column = (int32_t *)room};
    o.index = o.column + n;
    o.weight = (int16_t *)(o.index + n);
    o.base = (int32_t *)(o.weight + 2 * n);
    o.known = (span *)(o.base + n / 4);
    o.mixed = (int16_t *)(o.known + rows);
    uint8_t *nothing = memset(o.mixed + 4 * s, 0, s * 4);
    o.shown = nothing + s * 4;
    o.pick = o.shown + n * 4;
    memset(o.known, -1, rows * sizeof(span));
    columns_of(m[0], 0, dst->width, o.column);
    narrow(o.column, dst->width, o.across, layer->width, &o.first, &o.end);
    for (int i = o.first; i < o.end; i++) {
        int32_t x = o.column[i] + o.across + ONE;
        o.index[i] = x >> FRACTION;
        o.weight[2 * i + 1] = (int16_t)(x & (ONE - 1));
        o.weight[2 * i] = (int16_t)(ONE - (x & (ONE - 1)));
    }
    find_picks(&o);
    int shift;
    if (o.first >= o.end) shift = 0;
    else if (whole_shift(m, o.across, &shift)) over_shifted(&o, m, shift);
    else over_moved(&o, m, nothing);
    free(room);
    return 0;
}

/* ---- over: turned ---- */

typedef struct {
    const plane *layer;
    int32_t x, y;
} place;

static inline const uint8_t *pixel_at(const plane *p, int x, int y) {
    static const uint8_t nothing[4];
    return x < 0 || y < 0 || x >= p->width || y >= p->height ? nothing : row_of(p, y) + 4 * (ptrdiff_t)x;
}

static inline void turned_pixel(place at, uint8_t out[4]) {
    int left = at.x >> FRACTION, top = at.y >> FRACTION, wx = at.x & (ONE - 1), wy = vertical_weight(at.y);
    const uint8_t *a = pixel_at(at.layer, left, top), *b = pixel_at(at.layer, left + 1, top);
    const uint8_t *c = pixel_at(at.layer, left, top + 1), *d = pixel_at(at.layer, left + 1, top + 1);
    for (int k = 0; k < 4; k++) {
        int near = (a[k] * (256 - wy) + c[k] * wy) >> 1, far = (b[k] * (256 - wy) + d[k] * wy) >> 1;
        out[k] = (uint8_t)((near * (ONE - wx) + far * wx + (1 << 20)) >> 21);
    }
}

#if defined(__AVX2__)
/* Two neighbours at each of two places, 16 bits a channel. */
static inline __m256i neighbours(const uint8_t *one, const uint8_t *other) {
    __m128i first = _mm_loadl_epi64((const void *)one), second = _mm_loadl_epi64((const void *)other);
    return _mm256_cvtepu8_epi16(_mm_unpacklo_epi64(first, second));
}

/* Two targets; `wy` and `wx` are pairs of weights for each, in each half. */
static inline __m256i turned_two(const uint8_t *one, const uint8_t *other, ptrdiff_t stride, __m256i wy, __m256i wx) {
    __m256i above = neighbours(one, other), apart = _mm256_sub_epi16(neighbours(one + stride, other + stride), above);
    __m256i mixed = _mm256_add_epi16(_mm256_slli_epi16(above, 8), _mm256_mullo_epi16(apart, wy));
    const __m256i order = _mm256_setr_epi8(0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15, 0, 1, 8, 9, 2, 3, 10,
                                           11, 4, 5, 12, 13, 6, 7, 14, 15);
    __m256i sum = _mm256_madd_epi16(_mm256_shuffle_epi8(_mm256_srli_epi16(mixed, 1), order), wx);
    return _mm256_srli_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 20)), 21);
}

static inline int outside(__m128i at, int length) {
    __m128i wrong = _mm_or_si128(at, _mm_sub_epi32(_mm_set1_epi32((length - 1) * ONE - 1), at));
    return _mm_movemask_ps(_mm_castsi128_ps(wrong));
}

/* Four targets, if all their neighbours are in the layer. */
static inline int turn_four(const int32_t *x, const int32_t *y, place from, uint8_t *d, int opacity) {
    const __m128i fraction = _mm_set1_epi32(ONE - 1);
    const __m256i even = _mm256_setr_epi32(0, 0, 0, 0, 2, 2, 2, 2), odd = _mm256_setr_epi32(1, 1, 1, 1, 3, 3, 3, 3);
    __m128i at_x = _mm_add_epi32(_mm_loadu_si128((const void *)x), _mm_set1_epi32(from.x));
    __m128i at_y = _mm_add_epi32(_mm_loadu_si128((const void *)y), _mm_set1_epi32(from.y));
    if (outside(at_x, from.layer->width) | outside(at_y, from.layer->height)) return 0;
    __m128i wx = _mm_and_si128(at_x, fraction), wy = _mm_and_si128(at_y, fraction);
    wx = _mm_or_si128(_mm_slli_epi32(wx, 16), _mm_sub_epi32(_mm_set1_epi32(ONE), wx));
    wy = _mm_srli_epi32(_mm_add_epi32(wy, _mm_set1_epi32(32)), 6);
    wy = _mm_or_si128(_mm_slli_epi32(wy, 16), wy);
    __m256i both_x = _mm256_castsi128_si256(wx), both_y = _mm256_castsi128_si256(wy);
    int32_t column[4], row[4];
    _mm_storeu_si128((void *)column, _mm_srli_epi32(at_x, FRACTION));
    _mm_storeu_si128((void *)row, _mm_srli_epi32(at_y, FRACTION));
    const uint8_t *p[4];
    for (int k = 0; k < 4; k++) p[k] = row_of(from.layer, row[k]) + 4 * (ptrdiff_t)column[k];
    ptrdiff_t stride = from.layer->stride;
    __m256i first = turned_two(p[0], p[2], stride, _mm256_permutevar8x32_epi32(both_y, even),
                               _mm256_permutevar8x32_epi32(both_x, even));
    __m256i second = turned_two(p[1], p[3], stride, _mm256_permutevar8x32_epi32(both_y, odd),
                                _mm256_permutevar8x32_epi32(both_x, odd));
    __m256i four = _mm256_packs_epi32(first, second);
    if (!_mm256_testz_si256(four, four)) lay_four(d, four, opacity);
    return 4;
}
#else
static inline int turn_four(const int32_t *x, const int32_t *y, place from, uint8_t *d, int opacity) {
    (void)x, (void)y, (void)from, (void)d, (void)opacity;
    return 0;
}
#endif

static int over_turned(const plane *dst, const plane *layer, const double *m, int opacity) {
    size_t n = (size_t)dst->width;
    int32_t *x = malloc(n * 8), *y = x + n;
    if (!x) return -1;
    columns_of(m[0], 0, dst->width, x);
    columns_of(m[3], 0, dst->width, y);
    for (int row = 0; row < dst->height; row++) {
        place from = {layer, row_at(m[1], m[2], row), row_at(m[4], m[5], row)};
        int first = 0, end = dst->width;
        narrow(x, dst->width, from.x, layer->width, &first, &end);
        narrow(y, dst->width, from.y, layer->height, &first, &end);
        uint8_t *d = row_of(dst, row);
        for (int i = first; i < end;) {
            __builtin_prefetch(d + 4 * (ptrdiff_t)i + dst->stride);
            int done = i + 4 <= end ? turn_four(x + i, y + i, from, d + 4 * (ptrdiff_t)i, opacity) : 0;
            for (; !done; done = 1) {
                uint8_t s[4];
                turned_pixel((place){layer, x[i] + from.x, y[i] + from.y}, s);
                lay_pixel(d + 4 * (ptrdiff_t)i, s, opacity);
            }
            i += done;
        }
    }
    free(x);
    return 0;
}

KERNEL(over)(const plane *dst, const plane *layer, const double *m, int opacity) {
    return m[1] == 0 && m[3] == 0 ? over_straight(dst, layer, m, opacity) : over_turned(dst, layer, m, opacity);
}

/* ---- multiply_mask ---- */

static void multiply_row(uint8_t *restrict c, const uint8_t *restrict m, int count) {
    for (int i = 0; i < count; i++) {
        uint8_t *p = c + 4 * (ptrdiff_t)i;
        unsigned part = m[i];
        p[0] = (uint8_t)over_255((uint16_t)(p[0] * part)), p[1] = (uint8_t)over_255((uint16_t)(p[1] * part));
        p[2] = (uint8_t)over_255((uint16_t)(p[2] * part)), p[3] = (uint8_t)over_255((uint16_t)(p[3] * part));
    }
}

KERNEL(multiply_mask)(const plane *bgra, const plane *mask) {
    for (int y = 0; y < bgra->height; y++) multiply_row(row_of(bgra, y), row_of(mask, y), bgra->width);
    return 0;
}

/* ---- dots ---- */

typedef struct {
    float x, y, outer, strength; /* centre; where its edge ends; 256 times what it covers at its middle */
    const uint8_t *colour;
} dot;

#if defined(__AVX2__)
/* Four pixels: their cover, then the colour times it. Single operations give the bits that the plain ones do. */
static inline void dot_four(const dot *o, uint8_t *d, int i, __m128 square, __m256i colour) {
    __m128 column = _mm_cvtepi32_ps(_mm_add_epi32(_mm_set1_epi32(i), _mm_setr_epi32(0, 1, 2, 3)));
    __m128 across = _mm_sub_ps(_mm_add_ps(column, _mm_set1_ps(0.5f)), _mm_set1_ps(o->x));
    __m128 away = _mm_sqrt_ps(_mm_add_ps(_mm_mul_ps(across, across), square));
    __m128 part = _mm_sub_ps(_mm_set1_ps(o->outer), away);
    part = _mm_min_ps(_mm_max_ps(part, _mm_setzero_ps()), _mm_set1_ps(1));
    part = _mm_add_ps(_mm_mul_ps(part, _mm_set1_ps(o->strength)), _mm_set1_ps(0.5f));
    __m128i cover = _mm_cvttps_epi32(part);
    if (_mm_testz_si128(cover, cover)) return;
    cover = _mm_shuffle_epi8(cover, _mm_setr_epi8(0, 1, 0, 1, 4, 5, 4, 5, 8, 9, 8, 9, 12, 13, 12, 13));
    __m256i each = _mm256_permutevar8x32_epi32(_mm256_castsi128_si256(cover), _mm256_setr_epi32(0, 0, 1, 1, 2, 2, 3, 3));
    __m256i shown = _mm256_add_epi16(_mm256_mullo_epi16(colour, each), _mm256_set1_epi16(128));
    lay_four(d, _mm256_srli_epi16(shown, 8), 256);
}

static int dot_many(const dot *o, uint8_t *row, float square, int left, int right) {
    int32_t pixel;
    memcpy(&pixel, o->colour, 4);
    __m256i colour = _mm256_cvtepu8_epi16(_mm_set1_epi32(pixel));
    for (; left + 4 <= right; left += 4) dot_four(o, row + 4 * (ptrdiff_t)left, left, _mm_set1_ps(square), colour);
    return left;
}
#else
static int dot_many(const dot *o, uint8_t *row, float square, int left, int right) {
    (void)o, (void)row, (void)square, (void)right;
    return left;
}
#endif

static void dot_row(const dot *o, uint8_t *row, int y, int left, int right) {
    float down = (float)y + 0.5f - o->y, square = down * down;
    for (int i = dot_many(o, row, square, left, right); i < right; i++) {
        float across = (float)i + 0.5f - o->x;
        float part = o->outer - sqrtf(across * across + square);
        part = part < 0 ? 0 : part > 1 ? 1 : part;
        int cover = (int)(part * o->strength + 0.5f);
        if (cover) lay_pixel(row + 4 * (ptrdiff_t)i, o->colour, cover);
    }
}

KERNEL(dots)(const plane *dst, const float *centres, const float *radii, const uint8_t *colours, int count) {
    for (int k = 0; k < count; k++) {
        float r = radii[k], square = r * r;
        dot o = {centres[2 * k], centres[2 * k + 1], (r > 1 ? r : 1) + 0.5f, (square < 1 ? square : 1) * 256,
                 colours + 4 * (ptrdiff_t)k};
        int left = clamp((int)floorf(o.x - o.outer), 0, dst->width);
        int top = clamp((int)floorf(o.y - o.outer), 0, dst->height);
        int right = clamp((int)floorf(o.x + o.outer) + 1, 0, dst->width);
        int bottom = clamp((int)floorf(o.y + o.outer) + 1, 0, dst->height);
        for (int y = top; y < bottom; y++) dot_row(&o, row_of(dst, y), y, left, right);
    }
    return 0;
}
