"""Pictures that are described in words: from a clause to a scene, by the reader and the director of films."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from talkreel.edit.ids import fresh
from talkreel.edit.naming import scene_name
from talkreel.errors import TalkreelError
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.film import Film
from talkreel.model import Brief, Draft, Note, Scene, Segment, Wish
from talkreel.model.storyboard import Line, Shot
from talkreel.plan import direct
from talkreel.plan.reading import read

_SCENIC = ("thing", "place", "trade", "time", "weather", "ground", "act", "tone", "move", "pace", "colour", "mood")
_ROOMY_MS = 8_000
_PLACES = ("thing", "place", "trade")


@dataclass(frozen=True)
class Drawn:
    """A shot as the director made it from words."""

    scene: Scene
    name: str
    lines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()

    def on(self, draft: Draft, shot_id: str, duration_ms: int) -> tuple[Segment, tuple[Segment, ...]]:
        """The segment and its words, with starts counted from its own."""
        ids = fresh(draft, "w", len(self.lines))
        words = tuple(
            Segment(
                id=name, start_ms=min(x.at_ms, duration_ms - 1), duration_ms=max(1, duration_ms - x.at_ms), text=x.text,
                role=x.role, style=x.style,
            )
            for name, x in zip(ids, self.lines, strict=True)
        )  # fmt: skip
        laid_out = tuple(name for name, x in zip(ids, self.lines, strict=True) if x.laid_out)
        scene = self.scene.model_copy(update={"words": laid_out})
        return Segment(id=shot_id, name=self.name, start_ms=0, duration_ms=duration_ms, scene=scene), words


def described(clause: Clause) -> str:
    """The words that describe a picture, as typed: from the first to the last of them; they are marked. Empty: none."""
    places = [
        i
        for i, t in enumerate(clause.tokens)
        if i not in clause.used and t.kind in ("word", "number") and any(t.sense(tag) for tag in _SCENIC)
    ]
    quoted = [i for i, t in enumerate(clause.tokens) if t.kind == "quote" and i not in clause.used]
    if not any(clause.tokens[i].sense(tag) for i in places for tag in _PLACES):
        return ""
    run = [i for i in range(min(places), max((*places, *quoted)) + 1) if i not in clause.used]
    clause.mark(run)
    clause.ignore("noun", "shot", "photo", "film")
    return " ".join(clause.words[clause.tokens[i].start : clause.tokens[i].end] for i in run)


def drawn_shot(words: str, film: Film, duration_ms: int) -> Drawn | None:
    """The first shot that the director makes of the words; None when nothing in them can be drawn."""
    return _drawn(words, film.draft.meta.language, duration_ms)


@lru_cache(maxsize=64)
def _drawn(words: str, language: str, duration_ms: int) -> Drawn | None:
    # A sentence is divided in several ways before one is chosen, and each asks for the same pictures.
    # A film so short may be a closing card alone: a longer one begins with what was asked for.
    found = (_directed(words, language, ms) for ms in (max(2_000, duration_ms), _ROOMY_MS))
    brief, shot = next((pair for pair in found if pair is not None), (None, None))
    if brief is None or shot is None:
        return None
    quoted = {q.text for q in brief.quotes}
    lines = tuple(line for line in shot.lines if line.text in quoted)
    return Drawn(shot.scene, scene_name(shot.scene, brief.reply_language), lines)


def _directed(words: str, language: str, duration_ms: int) -> tuple[Brief, Shot] | None:
    try:
        brief = read(words, duration_ms=duration_ms, language=language)[0]
    except TalkreelError:
        return None
    if not brief.wishes or not (brief.wishes[0].kind or brief.wishes[0].hero):
        return None
    wanted = (s for s in direct(brief).shots if s.scene.kind != "end" or brief.wishes[0].kind == "end")
    return next(((brief, shot) for shot in wanted), None)


@lru_cache(maxsize=64)
def wish_of(words: str) -> Wish | None:
    """What is wished for a picture; None when nothing is."""
    try:
        wishes = read(words, duration_ms=4_000)[0].wishes
    except TalkreelError:
        return None
    return wishes[0] if wishes else None
