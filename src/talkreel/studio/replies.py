"""What is answered to a turn: short, in the speaker's language, and no more than is true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from talkreel.edit import describe, named
from talkreel.edit.naming import seconds, short
from talkreel.edit.tracks import shots
from talkreel.errors import EditError, TalkreelError
from talkreel.language.interpreter import Question, Refusal
from talkreel.messages import say, sentence
from talkreel.model import Draft, Note
from talkreel.model.receipt import Untouched
from talkreel.plan import summary

MOST_CHANGES = 8
_PROOF_SHOWN = 8  # letters of the proof
_CAREFUL_FROM = 1 / 3  # of the film


def noted(note: Note, language: str) -> str:
    """A note as a sentence."""
    return _said(note.code, note.fields, language)


def excused(error: TalkreelError, draft: Draft, language: str) -> str:
    """An error as a sentence; an edit's calls segments of the draft by their names."""
    fields = named(error.fields, draft, language) if isinstance(error, EditError) else error.fields
    return _said(error.code, fields, language)


def _said(code: str, fields: Mapping[str, object], language: str) -> str:
    said = sentence(code, language, fields)
    # What is said about an edit may begin with the name of a clip.
    return said[:1].upper() + said[1:] if code.partition(".")[2].startswith("edit_") else said


def asked(question: Question, language: str) -> str:
    """A question with its answers, numbered."""
    choices = [f"  {number}. {choice}" for number, choice in enumerate(question.choices, 1)]
    return "\n".join([noted(question.note, language), *choices])


def refused(refusals: Sequence[Refusal], language: str, alone: bool) -> Iterator[str]:
    """Why words changed nothing, and what can be done instead. `alone`: nothing else was done either."""
    for refusal in refusals:
        because = noted(refusal.because, language)
        if alone:
            yield say("talk.nothing_because", language, because=because)
        else:
            yield say("talk.left_out", language, words=short(refusal.words), because=because)
        if refusal.nearest is not None:
            yield noted(refusal.nearest, language)


def changed(before: Draft, after: Draft, language: str) -> list[str]:
    """What changed, a line each; of very many the first."""
    lines = describe(before, after, language)
    if len(lines) <= MOST_CHANGES + 1:
        return lines
    return [*lines[:MOST_CHANGES], say("talk.more", language, count=len(lines) - MOST_CHANGES)]


def made(draft: Draft, language: str) -> str:
    """A film that is new as a whole."""
    return say("talk.made", language, seconds=seconds(draft.duration_ms), summary=summary(draft, language))


def proven(untouched: Untouched, moved: Sequence[str], language: str) -> Iterator[str]:
    """How much is as it was."""
    if untouched.segments:
        code = "talk.untouched" if untouched.segments > 1 else "talk.untouched_one"
        yield say(code, language, count=untouched.segments, proof=untouched.proof[:_PROOF_SHOWN])
    if moved:
        yield say("talk.moved" if len(moved) > 1 else "talk.moved_one", language, count=len(moved))


def assumed(notes: Iterable[Note], language: str) -> Iterator[str]:
    """What was not said and had to be chosen, once each."""
    yield from dict.fromkeys(noted(note, language) for note in notes)


def careful(before: Draft, after: Draft, shortened: bool, language: str) -> str:
    """A sentence when more than a third of the film is taken out; empty otherwise.

    `shortened`: the film's length shrank because something was cut out, not because it was made quicker.
    """
    left = {s.id: s for t in after.tracks for s in t.segments}
    gone = sum(s.duration_ms for s in shots(before) if s.id not in left)
    lost = max(gone, before.duration_ms - after.duration_ms if shortened else 0)
    if before.duration_ms and lost > before.duration_ms * _CAREFUL_FROM:
        times = {"seconds": seconds(min(lost, before.duration_ms)), "total": seconds(before.duration_ms)}
        return say("talk.careful", language, **times)
    ids = [s.id for t in before.tracks for s in t.segments]
    missing = sum(name not in left for name in ids)
    if missing > 1 and missing > len(ids) * _CAREFUL_FROM:
        return say("talk.careful_parts", language, count=missing, total=len(ids))
    return ""
