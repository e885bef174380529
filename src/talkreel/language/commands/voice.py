"""Commands about a voice that speaks, and what speech and sound cannot be made to do."""

from __future__ import annotations

from talkreel.language.commands.aim import unused
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.commands.lasting import edge_of, shot_named, shot_of_talk
from talkreel.language.commands.said import Said, announced, quotation
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.language.grammar.words import language_of
from talkreel.model import Note, Segment, VoiceRecipe
from talkreel.model.operation import AddSound
from talkreel.plan.direction.copywriter import word_count
from talkreel.sound.voice import installed_engines

DELAY_MS, LEAST_MS, WORD_MS = 250, 1_000, 400  # before the first word; the shortest; of a word
_VERBS = ("add", "change", "carry", "create", "replace")


def _add_applies(clause: Clause) -> bool:
    if clause.verb_is("remove", "mute", "lower", "raise"):
        return False
    speaker = clause.has("noun", "voice") or clause.has("speaker")
    told = clause.has_kind("quote") or clause.has("say") or any(t.text in ":：" for t in clause.tokens)
    return (speaker or _reads(clause)) and (told or (_reads(clause) and clause.refers("caption", "text")))


def _reads(clause: Clause) -> bool:
    """Whether something is to be read out: "voice" alone is a thing."""
    return any(clause.tokens[i].sense("noun") != "voice" for i in clause.places("verb", "carry"))


def _add(clause: Clause) -> Proposal | None:
    """ "add a voiceover that says 'Hello'", "have someone say it over the second shot", 加一句旁白：“你好”."""
    if clause.has("to") and clause.verb_is("change", "replace") and clause.refers("voice") and clause.film.of("voice"):
        return None
    said = _spoken(clause)
    if said is not None and not said.quoted and _names_words(clause, said):
        said = None  # "make the voice read the title"
    read_out = said is None and clause.refers("caption", "text") and (_reads(clause) or clause.has("say"))
    if said is None and not read_out:
        return None
    if said is not None:
        clause.mark(said.places)
    clause.verb(*_VERBS)
    while clause.reference("voice", how=("named", "only", "focus", "many", "missing")) is not None:
        pass
    clause.ignore("noun", "voice", "script")
    clause.ignore("say")
    clause.ignore("speaker")
    if said is None:
        return _read_out(clause)
    start = _start(clause)
    clause.ignore("noun", "text")
    for tag in ("rel", "to", "quant"):
        clause.ignore(tag)
    return edit(AddSound(segment=_voice(clause, said.text, start)), assumed=_notes())


def _names_words(clause: Clause, said: Said) -> bool:
    """Whether bare words only point at words that are on screen."""
    refs = [r for r in clause.references if r.kind in ("text", "caption") and r.ids]
    small = {i for i in said.places if clause.tokens[i].sense("filler")}
    return any(said.places - small <= r.tokens for r in refs)


def _spoken(clause: Clause) -> Said | None:
    quoted = quotation(clause)
    if quoted is not None:
        return quoted
    colon = next((i for i, t in enumerate(clause.tokens) if t.kind == "mark" and t.text in ":："), None)
    if colon is not None and colon + 1 < len(clause.tokens):
        places = frozenset(range(colon + 1, len(clause.tokens)))
        text = clause.words[clause.tokens[colon + 1].start : clause.tokens[-1].end]
        return Said(text.strip(' "“”'), places)
    cue = announced(clause, lambda i: clause.tokens[i].sense("say") == "say" or clause.tokens[i].text in ("说", "念"))
    if cue is None:
        return None
    clause.mark([cue[0]])
    return cue[1]


def _start(clause: Clause) -> int:
    film = clause.film
    shot = shot_named(clause)
    at = clause.instant()
    if at is None and clause.has_span():
        span = clause.span()
        at = span[0] if span else None
    edge = edge_of(clause)
    clause.reference("film")
    if at is not None:
        start = at + (shot.start_ms if shot and at < shot.duration_ms and not shot.start_ms <= at < shot.end_ms else 0)
        if start >= film.length_ms:
            raise refuse("refuse.after_end", seconds=film.length_ms / 1000)
        return start
    if shot is None and edge == "end" and film.shots:
        shot = film.shots[-1]
    if shot is None and edge is None and len(film.shots) > 1:
        shot = shot_of_talk(clause)
    if shot is not None:
        return shot.start_ms + min(DELAY_MS, shot.duration_ms // 4)
    voices = film.of("voice")
    if voices and edge is None and voices[-1].end_ms < film.length_ms - LEAST_MS:
        return voices[-1].end_ms
    return min(DELAY_MS, film.length_ms // 4)


def _voice(clause: Clause, text: str, start: int, end: int | None = None) -> Segment:
    length = max(LEAST_MS, WORD_MS * word_count(text))
    last = clause.film.length_ms if end is None else end
    return Segment(
        id=unused(clause, "v")[0],
        name="Voice",
        start_ms=start,
        duration_ms=max(1, min(length, last - start)),
        voice=VoiceRecipe(text=text, language=language_of(text)),
    )


def _notes() -> tuple[Note, ...]:
    return () if installed_engines() else (note("assumed.no_engine"),)


def _read_out(clause: Clause) -> Proposal:
    """ "read the captions out": a voice for each."""
    told = clause.reference("caption", "text", how=("named", "only", "focus", "many", "missing"))
    lines = tuple(s for i in (told.ids if told else ()) if (s := clause.film.find(i)) is not None)
    if told is not None and told.how == "many" and told.noun == "title":
        lines = clause.context.seen.titles()[:1]
    if not lines:
        raise refuse("refuse.nothing_to_read", note("nearest.voice_words"))
    names = unused(clause, "v", len(lines))
    made = [
        _voice(clause, line.text, line.start_ms, None).model_copy(update={"id": name})
        for name, line in zip(names, lines, strict=True)
    ]
    return edit(*(AddSound(segment=segment) for segment in made), assumed=_notes())


def _wordless_applies(clause: Clause) -> bool:
    return clause.has("noun", "voice") and clause.verb_is("add", "create") and not clause.has_kind("quote")


def _wordless(clause: Clause) -> Proposal | None:
    """ "add a voice-over": saying what?"""
    if clause.has("say") or clause.has("undoable"):
        return None
    clause.verb("add", "create")
    clause.ignore("noun", "voice")
    clause.ignore("quant")
    clause.reference("shot", "film", "voice", "focus", how=("named", "only", "focus", "many", "missing"))
    edge_of(clause)
    clause.instant()
    raise refuse("refuse.no_voice_words", note("nearest.voice_words"))


# what cannot be done

_NEAREST = {
    "noise": "nearest.quieter_clip", "sing": "nearest.voice_words", "famous": "nearest.voice_words",
    "stream": "nearest.music_style", "lips": "nearest.voice_words", "beat": "nearest.lengths",
    "stereo": "nearest.music_style", "accent": "nearest.voice_words",
}  # fmt: skip


def _undoable_applies(clause: Clause) -> bool:
    if not clause.has("undoable") or (clause.has_kind("quote") and not clause.has("noun", "voice")):
        return False
    told = {t.senses["undoable"] for t in clause.tokens if t.sense("undoable")}
    heard = clause.refers("voice", "sound", "music") or clause.has("noun", "voice", "sound", "music")
    return bool(told & {"noise", "sing", "lips", "stream", "beat", "famous"}) or heard or clause.verb_is("carry")


def _undoable(clause: Clause) -> Proposal | None:
    """ "remove the background noise", "make her sing", "use Morgan Freeman's voice"."""
    told = clause.take("undoable") or ""
    clause.mark(range(len(clause.tokens)))
    raise refuse(f"refuse.{told}", note(_NEAREST[told]))


FRAMES = (
    Frame("undoable_sound", _undoable_applies, _undoable),
    Frame("voice", _add_applies, _add),
    Frame("voice_words", _wordless_applies, _wordless),
)
