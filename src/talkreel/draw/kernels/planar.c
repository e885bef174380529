/* Resampling and blending of planes. */
#include "sampling.h"

/* ---- affine ---- */

/* The two source rows of a target row, between which it lies; outside of the plane it is `nothing`. */
static inline const uint8_t *source_row(const plane *p, int y, const uint8_t *nothing) {
    return y < 0 || y >= p->height ? nothing : row_of(p, y);
}

/* One upright row of the source, with room for a sample before and two behind it that stay as they are. */
static inline void upright_row(const plane *p, const taps *t, int32_t y, const uint8_t *nothing, int16_t *row) {
    int first = t->first > 1 ? t->first : 1, end = t->end < p->width + 1 ? t->end : p->width + 1;
    const uint8_t *above = source_row(p, y >> FRACTION, nothing), *lower = source_row(p, (y >> FRACTION) + 1, nothing);
    fetch(p, (y >> FRACTION) + 2, first - 1, end - first);
    upright(above + first - 1, lower + first - 1, vertical_weight(y), row + first, end - first);
}

static int affine_straight(const plane *src, const plane *dst, const double *m) {
    int w = dst->width;
    taps t;
    if (taps_new(&t, w)) return -1;
    int32_t *column = malloc((size_t)w * 4);
    int16_t *row = calloc((size_t)src->width + 3 + SLACK, 2);
    if (column && row) {
        columns_of(m[0], 0, w, column);
        taps_set(&t, column, row_at(m[1], m[2], 0), 0, (src->width - 1) * ONE);
        for (int y = 0; y < dst->height; y++) {
            int32_t at = clamp(fixed(0) + row_at(m[4], m[5], y), 0, (src->height - 1) * ONE);
            upright_row(src, &t, at, row_of(src, src->height - 1), row);
            level(row, &t, row_of(dst, y));
        }
    }
    int failed = column && row ? 0 : -1;
    free(row), free(column), free(t.room);
    return failed;
}

typedef struct {
    const plane *src;
    const int32_t *column_x, *column_y;
    int32_t row_x, row_y;
} turned; /* a row of a picture that is turned; its edge is repeated */

static inline uint8_t turned_at(const turned *r, int i) {
    const plane *p = r->src;
    int32_t x = clamp(r->column_x[i] + r->row_x, 0, (p->width - 1) * ONE);
    int32_t y = clamp(r->column_y[i] + r->row_y, 0, (p->height - 1) * ONE);
    int wx = x & (ONE - 1), wy = vertical_weight(y), left = x >> FRACTION, top = y >> FRACTION;
    int right = left + (left + 1 < p->width);
    const uint8_t *above = row_of(p, top), *lower = row_of(p, top + (top + 1 < p->height));
    int near = (above[left] * (256 - wy) + lower[left] * wy) >> 1;
    int far = (above[right] * (256 - wy) + lower[right] * wy) >> 1;
    return (uint8_t)((near * (ONE - wx) + far * wx + (1 << 20)) >> 21);
}

#if defined(__AVX2__)
/* Four bytes at each place, of which the first two are wanted; the last places of the plane are read from further left. */
static inline __m256i two_at(const uint8_t *from, __m256i place, __m256i last) {
    __m256i held = _mm256_min_epi32(place, last);
    __m256i shift = _mm256_slli_epi32(_mm256_sub_epi32(place, held), 3);
    return _mm256_srlv_epi32(_mm256_i32gather_epi32((const int *)from, held, 1), shift);
}

static inline __m256i clamped(const int32_t *column, int32_t row, int length) {
    __m256i at = _mm256_add_epi32(_mm256_loadu_si256((const void *)column), _mm256_set1_epi32(row));
    at = _mm256_max_epi32(at, _mm256_setzero_si256());
    return _mm256_min_epi32(at, _mm256_set1_epi32((length - 1) * ONE));
}

static inline int turned_many(const turned *r, int count, uint8_t *out) {
    const plane *p = r->src;
    ptrdiff_t bytes = (ptrdiff_t)(p->height - 1) * p->stride + p->width;
    if (p->stride < 0 || bytes < 4 || bytes > INT32_MAX) return 0;
    const __m256i one = _mm256_set1_epi32(1), fraction = _mm256_set1_epi32(ONE - 1), mask = _mm256_set1_epi32(255);
    const __m256i last = _mm256_set1_epi32((int)bytes - 4), stride = _mm256_set1_epi32((int)p->stride);
    const __m256i bottom = _mm256_set1_epi32(p->height - 1);
    int i = 0;
    for (; i + 8 <= count; i += 8) {
        __m256i x = clamped(r->column_x + i, r->row_x, p->width), y = clamped(r->column_y + i, r->row_y, p->height);
        __m256i wx = _mm256_and_si256(x, fraction), top = _mm256_srli_epi32(y, FRACTION);
        __m256i wy = _mm256_srli_epi32(_mm256_add_epi32(_mm256_and_si256(y, fraction), _mm256_set1_epi32(32)), 6);
        __m256i left = _mm256_srli_epi32(x, FRACTION), lower = _mm256_min_epi32(_mm256_add_epi32(top, one), bottom);
        __m256i a = two_at(p->at, _mm256_add_epi32(_mm256_mullo_epi32(top, stride), left), last);
        __m256i b = two_at(p->at, _mm256_add_epi32(_mm256_mullo_epi32(lower, stride), left), last);
        /* Per target the pair (above, lower) of bytes, and of weights. */
        __m256i weights = _mm256_or_si256(_mm256_slli_epi32(wy, 16), _mm256_sub_epi32(_mm256_set1_epi32(256), wy));
        __m256i near = _mm256_or_si256(_mm256_and_si256(a, mask), _mm256_slli_epi32(_mm256_and_si256(b, mask), 16));
        a = _mm256_srli_epi32(a, 8), b = _mm256_srli_epi32(b, 8);
        __m256i far = _mm256_or_si256(_mm256_and_si256(a, mask), _mm256_slli_epi32(_mm256_and_si256(b, mask), 16));
        near = _mm256_srli_epi32(_mm256_madd_epi16(near, weights), 1);
        far = _mm256_srli_epi32(_mm256_madd_epi16(far, weights), 1);
        __m256i sides = _mm256_or_si256(_mm256_slli_epi32(wx, 16), _mm256_sub_epi32(_mm256_set1_epi32(ONE), wx));
        __m256i sum = _mm256_madd_epi16(_mm256_or_si256(near, _mm256_slli_epi32(far, 16)), sides);
        sum = _mm256_srli_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 20)), 21);
        __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
        _mm_storel_epi64((void *)(out + i), _mm_packus_epi16(words, words));
    }
    return i;
}
#else
static inline int turned_many(const turned *r, int count, uint8_t *out) {
    (void)r, (void)count, (void)out;
    return 0;
}
#endif

static void turned_row(turned *r, int first, int count, uint8_t *out) {
    turned part = {r->src, r->column_x + first, r->column_y + first, r->row_x, r->row_y};
    for (int i = turned_many(&part, count, out); i < count; i++) out[i] = turned_at(&part, i);
}

static int affine_turned(const plane *src, const plane *dst, const double *m) {
    int w = dst->width;
    int32_t *column = malloc((size_t)w * 8);
    if (!column) return -1;
    columns_of(m[0], 0, w, column);
    columns_of(m[3], 0, w, column + w);
    for (int y = 0; y < dst->height; y++) {
        turned r = {src, column, column + w, row_at(m[1], m[2], y), row_at(m[4], m[5], y)};
        turned_row(&r, 0, w, row_of(dst, y));
    }
    free(column);
    return 0;
}

static int affine_plane(const plane *src, const plane *dst, const double *m) {
    return m[1] == 0 && m[3] == 0 ? affine_straight(src, dst, m) : affine_turned(src, dst, m);
}

KERNEL(affine)(const picture *src, const picture *dst, const double *m) {
    const double half[6] = {m[0], m[1], m[2] / 2, m[3], m[4], m[5] / 2};
    if (affine_plane(&src->y, &dst->y, m)) return -1;
    if (affine_plane(&src->u, &dst->u, half)) return -1;
    return affine_plane(&src->v, &dst->v, half);
}

/* ---- mixing ---- */

static void lerp_row(const uint8_t *a, const uint8_t *b, uint8_t *d, int count, int weight) {
    uint16_t w = (uint16_t)weight, rest = (uint16_t)(256 - weight);
    IN_PLACE
    for (int i = 0; i < count; i++)
        d[i] = (uint8_t)((uint16_t)(a[i] * (unsigned)rest + b[i] * (unsigned)w + 128) >> 8);
}

static void lerp_plane(const plane *old, const plane *new, const plane *dst, int weight) {
    for (int y = 0; y < dst->height; y++)
        lerp_row(row_of(old, y), row_of(new, y), row_of(dst, y), dst->width, weight);
}

KERNEL(lerp)(const picture *old, const picture *new, const picture *dst, int weight) {
    lerp_plane(&old->y, &new->y, &dst->y, weight);
    lerp_plane(&old->u, &new->u, &dst->u, weight);
    lerp_plane(&old->v, &new->v, &dst->v, weight);
    return 0;
}

static void lerp_mask_row(const uint8_t *a, const uint8_t *b, const uint8_t *m, uint8_t *d, int count) {
    IN_PLACE
    for (int i = 0; i < count; i++)
        d[i] = (uint8_t)over_255((uint16_t)(a[i] * (255u - m[i]) + b[i] * (unsigned)m[i]));
}

static void lerp_mask_plane(const plane *old, const plane *new, const plane *dst, const plane *mask) {
    for (int y = 0; y < dst->height; y++)
        lerp_mask_row(row_of(old, y), row_of(new, y), row_of(mask, y), row_of(dst, y), dst->width);
}

KERNEL(lerp_mask)(const picture *old, const picture *new, const picture *dst, const plane *mask, const plane *half) {
    lerp_mask_plane(&old->y, &new->y, &dst->y, mask);
    lerp_mask_plane(&old->u, &new->u, &dst->u, half);
    lerp_mask_plane(&old->v, &new->v, &dst->v, half);
    return 0;
}

/* ---- sprites ---- */

static void lay(uint8_t *restrict d, const uint8_t *restrict colour, const uint8_t *restrict alpha, int count, int opacity) {
    if (opacity == 256) {
        for (int i = 0; i < count; i++) {
            unsigned sum = colour[i] + over_255((uint16_t)(d[i] * (255u - alpha[i])));
            d[i] = (uint8_t)(sum > 255 ? 255 : sum);
        }
        return;
    }
    uint16_t part = (uint16_t)opacity;
    for (int i = 0; i < count; i++) {
        uint16_t shown = (uint16_t)((uint16_t)(colour[i] * (unsigned)part + 128) >> 8);
        uint16_t cover = (uint16_t)((uint16_t)(alpha[i] * (unsigned)part + 128) >> 8);
        unsigned sum = shown + over_255((uint16_t)(d[i] * (255u - cover)));
        d[i] = (uint8_t)(sum > 255 ? 255 : sum);
    }
}

static void blend_plane(const plane *dst, const plane *colour, const plane *alpha, int x, int y, int opacity) {
    int left = x > 0 ? x : 0, top = y > 0 ? y : 0;
    int right = x + colour->width < dst->width ? x + colour->width : dst->width;
    int bottom = y + colour->height < dst->height ? y + colour->height : dst->height;
    for (int at = top; at < bottom && left < right; at++)
        lay(row_of(dst, at) + left, row_of(colour, at - y) + left - x, row_of(alpha, at - y) + left - x, right - left,
            opacity);
}

KERNEL(blend)(const picture *dst, const picture *sprite, const plane *alpha, const plane *half, int x, int y, int opacity) {
    blend_plane(&dst->y, &sprite->y, alpha, x, y, opacity);
    blend_plane(&dst->u, &sprite->u, half, x / 2, y / 2, opacity);
    blend_plane(&dst->v, &sprite->v, half, x / 2, y / 2, opacity);
    return 0;
}

typedef struct {
    int32_t *column_x, *column_y;
    uint8_t *colour, *alpha, *nothing;
    int16_t *row;
} places; /* rows for one plane of a moved sprite */

static int places_new(places *p, int target, int source) {
    size_t n = (size_t)target, s = (size_t)source + 3 + SLACK;
    p->column_x = calloc(1, n * 8 + n * 2 + s * 3);
    if (!p->column_x) return -1;
    p->column_y = p->column_x + n;
    p->row = (int16_t *)(p->column_y + n);
    p->nothing = (uint8_t *)(p->row + s);
    p->colour = p->nothing + s;
    p->alpha = p->colour + n;
    return 0;
}

static int blend_straight(const plane *dst, const plane *colour, const plane *alpha, const double *m, int opacity) {
    places p;
    taps t;
    int32_t across = row_at(m[1], m[2], 0);
    int first = 0, end = dst->width;
    if (places_new(&p, dst->width, colour->width)) return -1;
    columns_of(m[0], 0, dst->width, p.column_x);
    narrow(p.column_x, dst->width, across, colour->width, &first, &end);
    if (first >= end || taps_new(&t, end - first)) {
        free(p.column_x);
        return first >= end ? 0 : -1;
    }
    taps_set(&t, p.column_x + first, across, -ONE, colour->width * ONE);
    for (int y = 0; y < dst->height; y++) {
        int32_t at = fixed(0) + row_at(m[4], m[5], y);
        if (at <= -ONE || at >= colour->height * ONE) continue;
        upright_row(colour, &t, at, p.nothing, p.row);
        level(p.row, &t, p.colour);
        upright_row(alpha, &t, at, p.nothing, p.row);
        level(p.row, &t, p.alpha);
        lay(row_of(dst, y) + first, p.colour, p.alpha, end - first, opacity);
    }
    free(t.room), free(p.column_x);
    return 0;
}

/* A copy with a border of nothing, one sample wide. */
static plane bordered(const plane *p) {
    plane copy = {0, p->width + 2, p->width + 2, p->height + 2};
    copy.at = calloc((size_t)copy.width, (size_t)copy.height);
    for (int y = 0; copy.at && y < p->height; y++) memcpy(row_of(&copy, y + 1) + 1, row_of(p, y), (size_t)p->width);
    return copy;
}

static int blend_turned(const plane *dst, const plane *colour, const plane *alpha, const double *m, int opacity) {
    places p;
    if (places_new(&p, dst->width, colour->width)) return -1;
    plane c = bordered(colour), a = bordered(alpha);
    columns_of(m[0], 0, dst->width, p.column_x);
    columns_of(m[3], 0, dst->width, p.column_y);
    for (int y = 0; c.at && a.at && y < dst->height; y++) {
        int32_t x_row = row_at(m[1], m[2], y), y_row = row_at(m[4], m[5], y);
        int first = 0, end = dst->width;
        narrow(p.column_x, dst->width, x_row, colour->width, &first, &end);
        narrow(p.column_y, dst->width, y_row, colour->height, &first, &end);
        if (first >= end) continue;
        turned of_colour = {&c, p.column_x, p.column_y, x_row + ONE, y_row + ONE};
        turned of_alpha = {&a, p.column_x, p.column_y, x_row + ONE, y_row + ONE};
        turned_row(&of_colour, first, end - first, p.colour);
        turned_row(&of_alpha, first, end - first, p.alpha);
        lay(row_of(dst, y) + first, p.colour, p.alpha, end - first, opacity);
    }
    int failed = c.at && a.at ? 0 : -1;
    free(c.at), free(a.at), free(p.column_x);
    return failed;
}

KERNEL(blend_affine)(const picture *dst, const picture *sprite, const plane *alpha, const plane *alpha_half,
                     const double *m, int opacity) {
    const double half[6] = {m[0], m[1], m[2] / 2, m[3], m[4], m[5] / 2};
    int (*way)(const plane *, const plane *, const plane *, const double *, int) =
        m[1] == 0 && m[3] == 0 ? blend_straight : blend_turned;
    if (way(&dst->y, &sprite->y, alpha, m, opacity)) return -1;
    if (way(&dst->u, &sprite->u, alpha_half, half, opacity)) return -1;
    return way(&dst->v, &sprite->v, alpha_half, half, opacity);
}

/* ---- grain ---- */

static void grain_run(const uint8_t *src, uint8_t *dst, const int8_t *tile, int count) {
    IN_PLACE
    for (int i = 0; i < count; i++) dst[i] = (uint8_t)clamp((int16_t)(src[i] + tile[i]), 0, 255);
}

KERNEL(grain)(const plane *src, const plane *dst, const plane *tile, int x, int y) {
    for (int row = 0; row < src->height; row++) {
        const int8_t *noise = (const int8_t *)row_of(tile, (row + y) % tile->height);
        for (int at = 0, from = x; at < src->width; from = 0) {
            int run = tile->width - from < src->width - at ? tile->width - from : src->width - at;
            grain_run(row_of(src, row) + at, row_of(dst, row) + at, noise + from, run);
            at += run;
        }
    }
    return 0;
}
