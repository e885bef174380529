/* From B G R A to planes and back. */
#include "finishing.h"
#include "sampling.h"

/* ---- develop, planes_of ---- */

typedef struct {
    plane glow; /* width in pixels of `glow_step` bytes; no memory where there is none */
    plane vignette;
    const uint8_t *curves; /* 3 x 256 for B, G, R, or none */
    int32_t glow_step, saturation;
} development;

typedef struct {
    taps across;
    double down; /* source rows for each target row */
    int top;     /* the source row that `near` holds */
    uint8_t *near, *far, *row; /* three channels of two source rows; one of a target row */
    int16_t *mixed;
} enlarger; /* the glow, a row at a time */

static int enlarger_new(enlarger *e, const development *look, int width, int height) {
    const plane *glow = &look->glow;
    *e = (enlarger){.down = (double)glow->height / height, .top = -2};
    if (!glow->at) return 0;
    size_t wide = (size_t)glow->width, padded = wide + 3 + SLACK;
    int32_t *column = malloc((size_t)width * 4);
    e->mixed = calloc(padded * 2 + wide * 6 + (size_t)width, 1);
    if (!column || !e->mixed || taps_new(&e->across, width)) {
        free(column), free(e->mixed);
        return -1;
    }
    e->near = (uint8_t *)(e->mixed + padded);
    e->far = e->near + 3 * wide;
    e->row = e->far + 3 * wide;
    columns_of((double)glow->width / width, 0, width, column);
    taps_set(&e->across, column, row_at(0, 0, 0), 0, (glow->width - 1) * ONE);
    free(column);
    return 0;
}

static void enlarger_free(enlarger *e) { free(e->mixed), free(e->across.room); }

static void glow_row(const development *look, int y, uint8_t *to) {
    int width = look->glow.width, step = look->glow_step;
    const uint8_t *from = row_of(&look->glow, y < look->glow.height ? y : look->glow.height - 1);
    if (step == 4) {
        separate(from, (channels){to, to + width, to + 2 * (ptrdiff_t)width}, width, 0);
        return;
    }
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < width; i++) to[k * width + i] = from[i * step + k];
}

static void glow_on(enlarger *e, const development *look, int y, channels c, int width) {
    const plane *glow = &look->glow;
    int32_t at = clamp(row_at(e->down, 0, y), 0, (glow->height - 1) * ONE);
    int top = at >> FRACTION;
    if (top != e->top) {
        uint8_t *near = e->near;
        e->near = e->far, e->far = near;
        if (top != e->top + 1) glow_row(look, top, e->near);
        glow_row(look, top + 1, e->far);
        e->top = top;
    }
    uint8_t *targets[3] = {c.b, c.g, c.r};
    for (int k = 0; k < 3; k++) {
        ptrdiff_t from = (ptrdiff_t)k * glow->width;
        upright(e->near + from, e->far + from, vertical_weight(at), e->mixed + 1, glow->width);
        level(e->mixed, &e->across, e->row);
        screen(targets[k], e->row, width);
    }
}

static void finish_row(const development *look, enlarger *e, int y, channels c, uint8_t *grey, int width) {
    if (look->glow.at) glow_on(e, look, y, c, width);
    if (look->saturation != 256) saturate(c, look->saturation, grey, width);
    if (look->vignette.at) fetch(&look->vignette, y + 1, 0, width);
    uint8_t *targets[3] = {c.b, c.g, c.r};
    for (int k = 0; k < 3; k++) {
        if (look->curves) look_up(look->curves + (ptrdiff_t)256 * k, targets[k], targets[k], width);
        if (look->vignette.at) multiply(targets[k], row_of(&look->vignette, y), width);
    }
}

KERNEL(develop)(const plane *bgra, const picture *dst, const development *look) {
    int width = bgra->width;
    size_t n = (size_t)width;
    uint8_t *rows = malloc(n * 7);
    enlarger e;
    if (!rows || enlarger_new(&e, look, width, bgra->height)) {
        free(rows);
        return -1;
    }
    channels two[2] = {{rows, rows + n, rows + 2 * n}, {rows + 3 * n, rows + 4 * n, rows + 5 * n}};
    for (int y = 0; y < bgra->height; y++) {
        channels c = two[y & 1];
        separate(row_of(bgra, y), c, width, bgra->stride);
        finish_row(look, &e, y, c, rows + 6 * n, width);
        weigh(c, LUMA, row_of(&dst->y, y), width);
        if (y & 1) chroma_row(two[0], two[1], row_of(&dst->u, y / 2), row_of(&dst->v, y / 2), width / 2);
    }
    enlarger_free(&e), free(rows);
    return 0;
}

KERNEL(planes_of)(const plane *bgra, const picture *dst) {
    const development plain = {.saturation = 256};
    return JOINED(develop, SET)(bgra, dst, &plain);
}

/* ---- sprite_of ---- */

static void sprite_luma(const uint8_t *restrict s, uint8_t *restrict y, uint8_t *restrict a, int count) {
    for (int i = 0; i < count; i++, s += 4) {
        y[i] = byte((2032 * s[0] + 20127 * s[1] + 5983 * s[2] + 2056 * s[3] + (1 << 14)) >> 15);
        a[i] = s[3];
    }
}

static inline int quad(const uint8_t *upper, const uint8_t *lower, int channel) {
    return upper[channel] + upper[4 + channel] + lower[channel] + lower[4 + channel];
}

static void sprite_chroma(const uint8_t *upper, const uint8_t *lower, uint8_t *restrict u, uint8_t *restrict v,
                          uint8_t *restrict half, int count) {
    for (int i = 0; i < count; i++, upper += 8, lower += 8) {
        int b = quad(upper, lower, 0), g = quad(upper, lower, 1), r = quad(upper, lower, 2), a = quad(upper, lower, 3);
        int grey = 16448 * a + (1 << 16);
        u[i] = byte((14392 * b - 11094 * g - 3298 * r + grey) >> 17);
        v[i] = byte((14392 * r - 13072 * g - 1320 * b + grey) >> 17);
        half[i] = (uint8_t)((a + 2) >> 2);
    }
}

KERNEL(sprite_of)(const plane *bgra, const picture *dst, const plane *alpha, const plane *alpha_half) {
    for (int y = 0; y < bgra->height; y++) {
        const uint8_t *row = row_of(bgra, y);
        sprite_luma(row, row_of(&dst->y, y), row_of(alpha, y), bgra->width);
        if (y & 1)
            sprite_chroma(row - bgra->stride, row, row_of(&dst->u, y / 2), row_of(&dst->v, y / 2),
                          row_of(alpha_half, y / 2), bgra->width / 2);
    }
    return 0;
}

/* ---- bgr_of ---- */

/* Three parts of the nearer row and one of the further, then the same across: twice as wide, less 128. */
static void enlarge(const uint8_t *restrict near, const uint8_t *restrict far, int16_t *restrict mixed,
                    int16_t *restrict out, int count) {
    for (int i = 0; i < count; i++) mixed[i + 1] = (int16_t)(3 * near[i] + far[i]);
    mixed[0] = mixed[1];
    mixed[count + 1] = mixed[count];
    for (int i = 0; i < count; i++) {
        out[2 * i] = (int16_t)(((3 * mixed[i + 1] + mixed[i] + 8) >> 4) - 128);
        out[2 * i + 1] = (int16_t)(((3 * mixed[i + 1] + mixed[i + 2] + 8) >> 4) - 128);
    }
}

KERNEL(bgr_of)(const picture *src, const plane *bgr) {
    int width = src->y.width, half = width / 2;
    size_t n = (size_t)width;
    int16_t *rows = malloc((n * 2 + n / 2 + 2) * 2);
    if (!rows) return -1;
    int16_t *restrict u = rows, *restrict v = rows + n;
    for (int y = 0; y < src->y.height; y++) {
        int near = y / 2, far = clamp(near + (y & 1 ? 1 : -1), 0, src->u.height - 1);
        enlarge(row_of(&src->u, near), row_of(&src->u, far), rows + 2 * n, u, half);
        enlarge(row_of(&src->v, near), row_of(&src->v, far), rows + 2 * n, v, half);
        const uint8_t *restrict luma = row_of(&src->y, y);
        uint8_t *restrict to = row_of(bgr, y);
        for (int x = 0; x < width; x++) {
            int grey = 19077 * (luma[x] - 16) + (1 << 13);
            to[3 * x] = byte((grey + 34610 * u[x]) >> 14);
            to[3 * x + 1] = byte((grey - 3494 * u[x] - 8731 * v[x]) >> 14);
            to[3 * x + 2] = byte((grey + 29372 * v[x]) >> 14);
        }
    }
    free(rows);
    return 0;
}
