"""Commands that bring shots in: drawn from words, of files, cards by their name, in place of others."""

from __future__ import annotations

from talkreel.edit.ids import fresh
from talkreel.language.commands.aim import shot_references
from talkreel.language.commands.drawn import described, drawn_shot
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Refuse, refuse
from talkreel.language.grammar.references import Reference
from talkreel.model import Material, Note, Operation, Scene, Segment
from talkreel.model.draft import Role
from talkreel.model.operation import (
    AddShot,
    Replace,
)
from talkreel.model.scene import SceneKind

NEW_SHOT_MS = 4_000


NEW_PHOTO_MS = 4_000


def _news(clause: Clause) -> bool:
    """Whether it speaks of a picture that no reference points at."""
    shown = {i for r in clause.references if r.how in ("named", "only", "focus") for i in r.tokens}
    told = (t for i, t in enumerate(clause.tokens) if i not in shown)
    return any(t.sense("thing") or t.sense("place") or t.sense("noun") in ("shot", "photo") for t in told)


def _add_applies(clause: Clause) -> bool:
    made = clause.verb_is("add", "create", "extend", "replace", "change", "move") and not clause.refers(
        "music", "voice"
    )
    if any(t.text.startswith("贴") for t in clause.tokens):
        return False  # a sticker
    if not _pictures(clause) and clause.has("weather") and not _news(clause):
        return False  # 大海那段加点雾: in the sea that is there
    pictured = (
        clause.has("thing") or clause.has("place") or bool(_pictures(clause)) or clause.has("noun", "shot", "photo")
    )
    return (
        made
        and pictured
        and not clause.has("noun", "text", "title", "caption", "logo", "sticker", "pip", "lower_third")
    )


def _pictures(clause: Clause) -> tuple[Material, ...]:
    """The photos and clips that came with the words; of several, those named."""
    given = tuple(m for m in clause.context.materials if m.kind in ("image", "video"))
    names = {str(t.value).lower() for t in clause.tokens if t.kind == "file"}
    named = tuple(m for m in given if m.name.lower() in names or any(n.endswith(m.name.lower()) for n in names))
    return named or given


def _add(clause: Clause) -> Proposal | None:
    """ "add a scene of the sea at night after the second clip", "insert beach.jpg at the start"."""
    if not clause.verb("add", "create", "upload"):
        return None
    anchors = [r for r in shot_references(clause) if r.how in ("named", "only", "missing")]
    length = clause.milliseconds()
    if any(not t.text.isascii() for t in clause.tokens):  # what stands behind the verb is what is added
        last = max(clause.places("verb", "add", "create"), default=len(clause.tokens))
        anchors = [r for r in anchors if min(r.tokens) < last]
    pictures = _pictures(clause)
    index, assumed = _place(clause, anchors)
    if pictures:
        clause.mark([i for i, t in enumerate(clause.tokens) if t.kind == "file" or t.sense("noun") in _FILE_NOUNS])
        clause.ignore("pron")
        clause.ignore("quant")
        return edit(*(_of_file(clause, m, length, index, n) for n, m in enumerate(pictures)), assumed=assumed)
    words = described(clause)
    if not words:
        return None
    shot = drawn_shot(words, clause.film, length or NEW_SHOT_MS)
    if shot is None:
        raise refuse("refuse.cannot_draw", what=words)
    name = fresh(clause.film.draft, "s")[0]
    segment, texts = shot.on(clause.film.draft, name, length or NEW_SHOT_MS)
    notes = (*assumed, *shot.notes)
    return edit(AddShot(segment=segment, words=texts, index=index), assumed=notes, focus=(name,))


_FILE_NOUNS = ("shot", "photo", "film", "file", "pip")


# Cards that are added by their name, with the words that are quoted: the scene, and the words' role.
_CARDS: dict[str, tuple[SceneKind, Role]] = {
    "outro": ("end", "title"), "quote_card": ("quote", "quote"), "price": ("price", "price"),
    "title": ("kinetic", "title"), "intro": ("kinetic", "title"),
}  # fmt: skip


def _card_applies(clause: Clause) -> bool:
    return clause.verb_is("add") and clause.has("noun", *_CARDS) and clause.has_kind("quote") and _is_card(clause)


def _is_card(clause: Clause) -> bool:
    return any(
        "card" in t.text or "screen" in t.text or t.text.endswith(("页", "板", "片头", "片尾")) for t in clause.tokens
    )


def _card(clause: Clause) -> Proposal | None:
    """ "add an end card that says 'Pre-order now'", 加一个片尾写着“欢迎光临”."""
    clause.verb("add")
    noun = clause.take("noun", *_CARDS)
    clause.ignore("noun", "shot", "text")
    text, length = clause.quote(), clause.milliseconds()
    if noun is None or not text:
        return None
    kind, role = _CARDS[noun]
    draft = clause.film.draft
    name, words = fresh(draft, "s")[0], fresh(draft, "w")[0]
    ms = length or NEW_SHOT_MS
    scene = Scene(kind=kind, words=(words,))
    segment = Segment(id=name, name=noun, start_ms=0, duration_ms=ms, scene=scene)
    line = Segment(id=words, start_ms=0, duration_ms=ms, text=text, role=role)
    anchors = [r for r in shot_references(clause) if r.how == "named"]
    index = _place(clause, anchors)[0] if anchors or clause.has("edge") else 0 if noun in ("intro", "title") else None
    return edit(AddShot(segment=segment, words=(line,), index=index), focus=(name, words))


def _of_file(clause: Clause, material: Material, length: int | None, index: int | None, number: int) -> Operation:
    """A shot of a photo or a clip that was given."""
    name = fresh(clause.film.draft, "s", number + 1)[number]
    whole = material.best_ms or material.duration_ms or NEW_PHOTO_MS
    ms = length or (whole if material.kind == "video" else NEW_PHOTO_MS)
    kind = "video" if material.kind == "video" else "photo"
    scene = Scene(kind=kind, src=(material.key,), focus=material.focus)
    src = material.key if kind == "video" else ""
    segment = Segment(
        id=name, name=material.caption or material.name, start_ms=0, duration_ms=ms, src=src, in_ms=material.in_ms,
        scene=scene,
    )  # fmt: skip
    return AddShot(segment=segment, index=None if index is None else index + number)


def _place(clause: Clause, anchors: list[Reference]) -> tuple[int | None, tuple[Note, ...]]:
    """Where the new shot goes, and what had to be assumed."""
    order = [s.id for s in clause.film.shots]
    relation = next((t.senses["rel"] for t in clause.tokens if t.sense("rel") in ("before", "after", "between")), "")
    if anchors and relation:
        for reference in anchors:
            clause.mark(reference.tokens)
            if reference.missing:
                raise Refuse(reference.missing)
        clause.take("rel", relation)
        places = [order.index(i) for r in anchors for i in r.ids[:1]]
        return (max(places) if relation == "between" else places[0] + (relation == "after")), ()
    edge = clause.take("edge", "start", "end") or _ENDS.get(clause.take("noun", *_ENDS) or "")
    if edge:
        return (0 if edge == "start" else None), ()
    at = clause.instant()
    if at is not None:
        near = min(range(len(order) + 1), key=lambda n: abs(_cut_ms(clause, n) - at))
        exact = _cut_ms(clause, near) == at
        return near, (() if exact else (note("assumed.at_cut", seconds=_cut_ms(clause, near) / 1000),))
    last = clause.film.shots[-1] if order else None
    if last is not None and last.scene is not None and last.scene.kind == "end":
        return len(order) - 1, (note("assumed.before_end"),)
    return None, (note("assumed.at_end"),)


_ENDS = {"start_of": "start", "end_of": "end", "intro": "start", "outro": "end"}


def _cut_ms(clause: Clause, n: int) -> int:
    shots = clause.film.shots
    return shots[n].start_ms if n < len(shots) else clause.film.length_ms


def _replace_applies(clause: Clause) -> bool:
    return clause.verb_is("replace", "change") and bool(shot_references(clause)) and not clause.has_kind("quote")


def _replace(clause: Clause) -> Proposal | None:
    """ "replace the second clip with a beach at sunset", 把第二个片段换成海边, "use dog.jpg for the first scene"."""
    swapped = clause.verb("replace")
    clause.verb("change")
    named = [r for r in shot_references(clause) if r.how in ("named", "missing", "only", "focus")]
    target = named[0]
    clause.mark(target.tokens)
    if target.missing:
        raise Refuse(target.missing)
    shot = clause.film.find(target.ids[0])
    pictures = _pictures(clause)
    if shot is None or len(target.ids) > 1:
        return None
    if pictures:
        clause.mark([i for i, t in enumerate(clause.tokens) if t.kind == "file" or t.sense("noun") in _FILE_NOUNS])
        clause.ignore("pron")
        return edit(_replaced(shot, pictures[0]))
    if len(named) > 1 and swapped:
        other = clause.film.find(named[1].ids[0]) if named[1].ids else None
        if other is None or other.id == shot.id:
            return None
        clause.mark(named[1].tokens)
        return edit(Replace(id=shot.id, scene=other.scene, src=other.src, in_ms=other.in_ms, name=other.name))
    words = described(clause)
    if not words or not swapped:
        return None
    drawn = drawn_shot(words, clause.film, shot.duration_ms)
    if drawn is None:
        raise refuse("refuse.cannot_draw", what=words)
    kept = shot.scene.words if shot.scene else ()
    scene = drawn.scene.model_copy(update={"words": kept})
    return edit(Replace(id=shot.id, scene=scene, name=drawn.name), assumed=drawn.notes)


def _replaced(shot: Segment, material: Material) -> Operation:
    kind = "video" if material.kind == "video" else "photo"
    words = shot.scene.words if shot.scene else ()
    scene = Scene(kind=kind, src=(material.key,), focus=material.focus, words=words)
    src = material.key if kind == "video" else ""
    return Replace(id=shot.id, scene=scene, src=src, in_ms=material.in_ms, name=material.caption or material.name)


# locks


FRAMES = (
    Frame("replace", _replace_applies, _replace),
    Frame("add_card", _card_applies, _card),
    Frame("add_shot", _add_applies, _add),
)
