"""Films that show: showcase, slideshow, a pure scene, a loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from talkreel.model import Scene
from talkreel.plan.direction.copywriter import TITLE_WORDS, tidy
from talkreel.plan.direction.cue import Cue
from talkreel.plan.direction.outlines.figures import offers, proofs
from talkreel.plan.direction.outlines.film import Film, Outline
from talkreel.plan.direction.outlines.parts import (
    end_card,
    moments,
    next_quote,
    opening,
    points,
    quoted,
    sayings,
)
from talkreel.plan.direction.words import Words, joined, line

SLIDE_MOST_MS = 7_000  # a photo that stands longer comes back with another framing instead
SLIDE_LEAST_MS, CLOSING_MS = 1_500, 2_500
SCENE_MOST_MS = 12_000  # a picture that stands longer is parted


def showcase(film: Film) -> Outline:
    """The thing, its details from near and far, what it is called."""
    brief, desk = film.treatment.brief, film.desk
    title = desk.user_title() or tidy(brief.name)
    first = opening(film, desk.titled(title) if title else desk.hook(), staged_first=not film.gallery.photos)

    def body(turn: int) -> tuple[Cue, ...]:
        if turn == 0:
            return (*_details(film), *proofs(film), *sayings(film), *offers(film))
        return (*_details(film), *points(film, brief.points, turn))

    return Outline((first,), body, end_card(film), ease=0.75, twins=True)


def _details(film: Film) -> tuple[Cue, ...]:
    """Close views: with the user's points, else two or three of ours, the middle one silent."""
    told = [film.desk.titled(p.text, p.detail) for p in film.treatment.brief.points[:5]]
    words = told or [film.desk.closer(), Words(), film.desk.closer()]
    make = [_close(film, w, i, ours=not told) for i, w in enumerate(words)]
    return tuple(make)


def _close(film: Film, words: Words, turn: int, *, ours: bool) -> Cue:
    """The thing from near; the user's photos of it before any drawing."""
    gallery = film.gallery
    shown = gallery.pictures() if gallery.photos else gallery.stage()
    rank = 2 if ours and turn else 1
    return Cue("detail", shown or gallery.pictures() or gallery.type(), words, rank=rank, section="body")


def slideshow(film: Film) -> Outline:
    """Each picture its time, each with its own move, words where the user gave some."""
    brief = film.treatment.brief
    photos, videos = film.gallery.photos, film.gallery.videos
    if not photos and not videos:
        return scene(film)
    captions = _captions(film, len(photos) + len(videos))
    title = film.desk.words("title", film.desk.user_title() or film.desk.called(), TITLE_WORDS)
    quote = next_quote(film)
    first = quoted(film, quote) if quote else title

    def body(turn: int) -> tuple[Cue, ...]:
        slides = [film.gallery.slide(p, i, turn) for i, p in enumerate(photos)]
        scenes = (*slides, *(film.gallery.clip(v, turn) for v in videos))
        texts = captions if turn == 0 else (Words(),) * len(scenes)
        cues = [_slide(film, s, w) for s, w in zip(scenes, texts, strict=True)]
        if turn == 0 and first.lines:
            under = tuple(x.model_copy(update={"role": "body"}) for x in captions[0].lines if not captions[0].added)
            words = joined((first, Words(under)))
            cues[0] = Cue("slide", cues[0].forms, words, rank=0, section="slide 0", quoted=bool(quote))
        return (*cues, *(sayings(film) if turn == 0 else ()))

    needed = SLIDE_LEAST_MS * (len(photos) + len(videos)) + CLOSING_MS
    said = bool(brief.cta or brief.name or film.desk.facts("url"))
    roomy = said or film.treatment.duration_ms >= needed  # a line of ours takes no picture's time
    closing = end_card(film) if film.treatment.words and roomy else ()
    return Outline((), body, closing, twins=True)


def _slide(film: Film, scene: Scene, words: Words) -> Cue:
    most = film.gallery.footage_ms(scene) or SLIDE_MOST_MS
    section = f"slide {scene.seed}"
    return Cue("slide", (scene,), words, rank=0, section=section, least_said_ms=SLIDE_LEAST_MS, most_said_ms=most)


def _captions(film: Film, count: int) -> tuple[Words, ...]:
    """A line for each slide: the file's own caption, the points in order, or, when words were asked for, ours."""
    brief, desk = film.treatment.brief, film.desk
    told = [m.caption for m in brief.materials if m.kind in ("image", "video")]
    if not any(told):
        told = [p.text for p in brief.points]
    told = [*told, *[""] * count][:count]
    ours = film.treatment.asked_words and not any(told)
    return tuple(
        desk.titled(text) if text else (desk.closer() if ours and i % 2 == 0 else Words())
        for i, text in enumerate(told)
    )


def scene(film: Film) -> Outline:
    """Pictures as described, one after the other; words only when they were given."""
    brief = film.treatment.brief
    pictures = _asked_pictures(film)
    if not pictures:
        return _type_only(film)

    def body(turn: int) -> tuple[Cue, ...]:
        shots = pictures if turn == 0 else tuple(p for _ in pictures for p in film.gallery.pictures(1))
        views = tuple(_view(film, p, turn, i) for i, p in enumerate(shots))
        return views if turn else (*views, *sayings(film), *proofs(film), *offers(film))

    closing = end_card(film) if brief.cta or (brief.name and film.desk.facts("url")) else ()
    return Outline((), body, closing, twins=True)


def _asked_pictures(film: Film) -> tuple[Scene, ...]:
    """The user's files and wishes in their order; for a subject without a wish what its trade is shown by."""
    return tuple(p for _ in range(film.gallery.size) for p in film.gallery.pictures(1))


def _view(film: Film, picture: Scene, turn: int, place: int) -> Cue:
    words = Words()
    quote = next_quote(film) if turn == 0 else ""
    if quote:
        words = quoted(film, quote)
    elif turn == 0 and place == 0 and film.treatment.asked_words and film.treatment.brief.title:
        words = film.desk.titled(film.treatment.brief.title)
    most = film.gallery.footage_ms(picture) or (SCENE_MOST_MS if film.treatment.duration_ms <= 60_000 else 16_000)
    return Cue(
        "scene", (picture,), words, rank=0 if turn == 0 else 1, section=f"view {turn}.{place}", least_said_ms=1_500,
        most_said_ms=most, quoted=bool(quote),
    )  # fmt: skip


def _type_only(film: Film) -> Outline:
    """Nothing can be drawn for it: its own words, beautifully set."""
    brief, desk = film.treatment.brief, film.desk
    text = desk.user_title() or desk.called() or next((w.text for w in brief.wishes if w.text), "")
    words = desk.titled(text) if text else Words()
    first = replace(opening(film, words), most_said_ms=SCENE_MOST_MS)

    def body(turn: int) -> tuple[Cue, ...]:
        if turn == 0:
            return (*points(film, brief.points, 0), *sayings(film), *proofs(film))
        return (*moments(film), Cue("scene", film.gallery.type(), joined((words, desk.turn())) if turn % 2 else words))

    return Outline((first,), body)


def loop(film: Film) -> Outline:
    """One picture whose end runs into its beginning."""
    pictures: Sequence[Scene] = film.gallery.pictures(1) or film.gallery.type()
    looped = tuple(p.model_copy(update={"loop": True}) for p in pictures[:1])
    quote = next_quote(film)
    words = Words((line("title", quote),)) if quote else Words()
    most = film.treatment.duration_ms
    cue = Cue("scene", looped, words, rank=0, least_said_ms=1_000, most_said_ms=most, quoted=bool(quote))
    return Outline((cue,), _nothing, twins=True)


def _nothing(turn: int) -> tuple[Cue, ...]:
    return ()
