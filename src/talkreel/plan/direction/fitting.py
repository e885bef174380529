"""Which cues a film has time for: more of them while it is too long, fewer and shorter ones while it is too short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from talkreel.model import Line, Scene
from talkreel.plan.direction.copywriter import reading_ms, shortened, word_count
from talkreel.plan.direction.cue import LEAST_MS, SPARE_ROLES, Cue
from talkreel.plan.direction.outlines import Outline
from talkreel.plan.direction.treatment import Treatment
from talkreel.plan.direction.wishes import PLACES
from talkreel.plan.direction.words import Words

# A film with words is restless when its shots are shorter than this on average.
CALM_MS = 2_300
# Lines of ours only stand where there is time to spare, and where the other shots would drag without them.
EASY_MS = 3_000
FILLED = 0.62  # of the longest that the other shots could be: then nothing needs to be added
MOST_ROUNDS = 600  # of the body; a film of 30 minutes from a single short shot needs fewer
FULL = 0.98  # of the film that readable shots may fill; beats need some room


def fitted(outline: Outline, treatment: Treatment) -> list[Cue]:
    """The outline's cues that fill the film: never empty, in order, each with time for its words."""
    duration = treatment.duration_ms
    most = max(1, duration // (LEAST_MS if outline.twins else CALM_MS))

    def idle(kept: list[Cue]) -> bool:
        return len(kept) * EASY_MS > duration or _enough_without(kept, duration)

    def many(kept: list[Cue]) -> bool:
        return len(kept) > most

    def tight(kept: list[Cue]) -> bool:
        return not fits(kept, duration)

    cues = _enough(outline, treatment)
    for too_much, spared_rank in ((idle, 2), (many, 0), (tight, 1)):
        cues = _dropped(cues, too_much, spared_rank)
    cues = _stripped(cues, duration)
    cues = _dropped(cues, tight, spared_rank=0)
    cues = _shortened(cues, duration)
    return _bare(cues, duration)


def fits(cues: list[Cue], duration_ms: int) -> bool:
    """Whether every cue can be seen and read in the film's length."""
    needed = sum(c.least_ms for c in cues)
    return needed <= duration_ms * FULL if len(cues) > 1 else needed <= duration_ms


def _enough_without(cues: list[Cue], duration_ms: int) -> bool:
    """Whether the cues fill the film at an easy pace without the last of those that may go."""
    kept = [c for c in cues if c.rank <= 2] + [c for c in cues if c.rank > 2][:-1]
    return FILLED * sum(c.most_ms for c in kept) >= duration_ms


def _enough(outline: Outline, treatment: Treatment) -> list[Cue]:
    """Opening, as many rounds of the body as fill the film, closing."""
    opening, closing = _visible(outline.opening, treatment), _visible(outline.closing, treatment)
    body = _visible(outline.body(0), treatment)
    for turn in range(1, MOST_ROUNDS):
        cues = [*opening, *body, *closing]
        if outline.ease * sum(c.most_ms for c in cues) >= treatment.duration_ms:
            break
        more = outline.body(turn)
        if not more:
            break
        body += [replace(c, rank=c.rank + 4 + turn) for c in _visible(more, treatment)]
    cues = [*opening, *body, *closing]
    return cues or [replace(c, words=Words()) for c in (*outline.opening, *outline.body(0), *outline.closing)][:1]


def _visible(cues: Sequence[Cue], treatment: Treatment) -> list[Cue]:
    """The cues that show something: a picture, or words where the film may have words."""
    if not treatment.words:
        cues = [replace(c, words=Words()) for c in cues]
    shown = [c if c.lines else replace(c, forms=_pictures(c)) for c in cues]
    return [replace(c, spoken=bool(treatment.brief.voice)) for c in shown if c.forms]


def _pictures(cue: Cue) -> tuple[Scene, ...]:
    """The forms that show something without words."""
    return tuple(form for form in cue.forms if form.kind in PLACES | {"stage", "photo", "video"})


def _dropped(cues: list[Cue], too_much: Callable[[list[Cue]], bool], spared_rank: int) -> list[Cue]:
    """Without the cues of the highest ranks, the last of a rank first, while there is too much."""
    kept = list(cues)
    while len(kept) > 1 and too_much(kept):
        rank = max(c.rank for c in kept)
        if rank <= spared_rank:
            break
        last = max(i for i, c in enumerate(kept) if c.rank == rank)
        del kept[last]
    return kept


def _stripped(cues: list[Cue], duration_ms: int) -> list[Cue]:
    """Without the smaller lines, one role after the other, while there is too much to read."""
    kept = list(cues)
    for role in SPARE_ROLES:
        for i in sorted(range(len(kept)), key=lambda i: -kept[i].least_ms):
            if fits(kept, duration_ms):
                return kept
            if any(x.role != role for x in kept[i].lines):
                kept[i] = kept[i].without(role)
    return kept


def _shortened(cues: list[Cue], duration_ms: int) -> list[Cue]:
    """With titles cut at their first border, the longest first, while there is too much to read."""
    kept = list(cues)
    for i in sorted(range(len(kept)), key=lambda i: -kept[i].least_ms):
        if fits(kept, duration_ms):
            break
        if not (kept[i].quoted or kept[i].whole or kept[i].words.bound):
            kept[i] = replace(kept[i], words=_brief_words(kept[i].words))
    return kept


def _brief_words(words: Words) -> Words:
    lines: list[Line] = []
    cut = list(words.cut)
    for x in words.lines:
        short = shortened(x.text, max(2, word_count(x.text) // 2))
        cut += [short.rest] if short.rest and x.text not in words.added else []
        lines.append(x.model_copy(update={"text": short.head}))
    return replace(words, lines=tuple(lines), cut=tuple(cut))


def _bare(cues: list[Cue], duration_ms: int) -> list[Cue]:
    """The last resort of very short films: the first and the last shot, then one of them, then one with one line.

    The last says whose film it is; the first comes before it where it shows what the user gave.
    """
    if fits(cues, duration_ms):
        return cues
    quoted = [c for c in cues if c.quoted]
    own = any(form.kind in ("photo", "video") for form in cues[0].forms[:1])
    alone = (cues[:1], cues[-1:]) if own else (cues[-1:], cues[:1])
    for kept in ([*cues[:1], *cues[-1:]], quoted[:1], *alone):
        if kept and len(kept) < len(cues) and fits(kept, duration_ms):
            return kept
    if quoted:
        return [replace(quoted[0], least_said_ms=1)]
    bare = [replace(c, words=_first_that_fits(c.words, duration_ms), least_said_ms=1) for c in reversed(cues)]
    return [next((c for c in bare if c.lines), bare[-1])]


def _first_that_fits(words: Words, duration_ms: int) -> Words:
    fitting = tuple(x for x in words.lines if reading_ms(x.text) <= duration_ms)[:1]
    return replace(words, lines=fitting)
