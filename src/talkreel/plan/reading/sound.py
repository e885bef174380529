"""Music, voice and captions: wanted, not wanted, or not said; and which music."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from talkreel.model import Note
from talkreel.model.look import MusicStyle
from talkreel.plan.lexicon import Hit
from talkreel.plan.lexicon.cues import chinese, either, english
from talkreel.plan.reading.text import Text, rule

_MUSIC = rule(either("music"))
_BEHIND_THE_FILM = rule(either("playing"))
_SOUND = rule(r"\b(?:sound|audio)\b(?! effects?| quality| system| bar)|声音|音频")
_SILENT = rule(either("silent"))
_VOICE = rule(either("voice"))
_CAPTIONS = rule(either("captions"))
_DENIES = rule(rf"\b{english('denies')}\s+(?:[\w-]+\s+){{0,2}}$|{chinese('denies')}(?:任何|出现|有|配|加)?$")
_OFF = rule(
    rf"(?:\s*[:=(]\s*|\s+(?=off\b|none\b)|\s*(?=关闭|不要|不需要|不用))"
    rf"(?:{english('switched_off')}|{chinese('switched_off')}(?=\s*(?:[，。,.;；、]|$)))"
)
_FILM = rule(rf"\s*(?:的)?{either('film')}")
# Styles that we do not compose, and that something near them stands in for.
_STOOD_IN = rule(either("stood_in"))

_INSTRUMENT = rule(either("instrument"))
_IS = rule(r"\s*(?::|=|is|should be|是|为|用)\s*")
# "Melancholic piano", "悠扬的笛子声"; but "an old piano" is a thing.
_PLAYED = rule(
    rf"(?!(?:an?|the|one|his|her|my|our)\b)(?:[a-z-]+\s){{0,2}}{english('instrument')}(?:\s(?:and|&)\s(?:[a-z-]+\s)?"
    rf"{english('instrument')})?|(?:配上?|用|加)?(?![一两几][架把支个台])[\u4e00-\u9fff]{{0,4}}?{chinese('instrument')}(?:曲|音|弹唱|伴奏|独奏|音乐|配乐)?"
)

_STYLE_REACH = 24  # signs between a word for music and its style
_BEHIND, _SURE = 8, 6  # what stands before "music" describes it more surely; so does a word that is a style by itself


@dataclass(frozen=True, slots=True)
class Sound:
    """None: not said."""

    music: bool | None = None
    style: MusicStyle | None = None
    voice: bool | None = None
    captions: bool | None = None
    notes: tuple[Note, ...] = ()

    def over(self, other: Sound) -> Sound:
        """This one, with what it leaves open from another."""
        return Sound(
            self.music if self.music is not None else other.music,
            self.style or other.style,
            self.voice if self.voice is not None else other.voice,
            self.captions if self.captions is not None else other.captions,
            self.notes or other.notes,
        )


def read_sound(text: Text) -> Sound:
    """What is said of sound."""
    music = _wanted(text, _MUSIC)
    if music is None and (_denied(text, _SOUND) or _silent(text)):
        music = False
    hit = None if music is False else _style(text)
    entry = (hit.named("track") or hit.named("music")) if hit else None
    stood_in = _STOOD_IN.search(text.told(hit)) if hit else None
    return Sound(
        music=True if entry and music is None else music,
        style=cast("MusicStyle", entry.value) if entry else None,
        voice=_wanted(text, _VOICE),
        captions=_wanted(text, _CAPTIONS),
        notes=(Note(code="note.music_nearest", fields={"asked": stood_in.group()}),) if stood_in else (),
    )


def _wanted(text: Text, pattern: re.Pattern[str]) -> bool | None:
    """True or False by whether the first mention is denied; None when it is not mentioned."""
    match = next(text.find(pattern), None)
    if match is None:
        return None
    off = _OFF.match(text.plain, match.end()) or _DENIES.search(text.before(match.start(), 30))
    return not (off or text.denied(match.start(), match.end()))


def _denied(text: Text, pattern: re.Pattern[str]) -> bool:
    return any(text.denied(m.start(), m.end()) for m in text.find(pattern))


def _silent(text: Text) -> bool:
    """Whether the film is to be silent, and not a fan: "silent" is a clause of its own or stands before "video"."""
    for match in text.find(_SILENT):
        clause = text.clause_at(match.start())
        alone = (clause.start, clause.end) == (match.start(), match.end())
        listed = "、" in (text.before(match.start(), 1), text.after(match.end(), 1))
        if (alone and not listed) or _FILM.match(text.plain, match.end()):
            return True
    return False


def _style(text: Text) -> Hit | None:
    """The style that stands nearest to a word for music, else one that names itself, else a lone one."""
    beside = min(_beside_music(text), key=lambda pair: pair[0], default=None)
    if beside is not None:
        return beside[1]
    played = next((hit for hit in text.only("music") if _BEHIND_THE_FILM.match(text.plain, hit.end)), None)
    if played is not None:
        return played
    return next(iter(text.only("track")), None) or next(_alone(text), None)


def _beside_music(text: Text) -> Iterator[tuple[int, Hit]]:
    styles = [*text.only("track"), *text.only("music")]
    for match in text.find(_MUSIC):
        if text.denied(match.start(), match.end()):
            continue
        clause = text.clause_at(match.start())
        for hit in styles:
            gap = max(match.start() - hit.end, hit.start - match.end())
            labelled = _IS.fullmatch(text.plain[match.end() : hit.start]) is not None
            if (clause.holds(hit) or labelled) and gap <= _STYLE_REACH:
                behind = _BEHIND if hit.start > match.start() else 0
                yield gap + behind - (_SURE if "track" in hit.senses else 0), hit


def _alone(text: Text) -> Iterator[Hit]:
    """Styles in clauses of nothing else, of which one is no mood: "calm ambient piano"."""
    for clause in text.clauses:
        hits = [hit for hit in text.only("music") if clause.holds(hit)]
        sure = [hit for hit in hits if hit.senses.keys() <= {"music", "track"} and _means_music(text, hit)]
        covered = sum(_letters(text.told(hit)) for hit in hits)
        played = clause != text.clauses[0] and _PLAYED.fullmatch(text.told(clause)) is not None
        if hits and (played or (sure and covered == _letters(text.told(clause)))):
            text.take(clause.start, clause.end)
            yield next((hit for hit in hits if _INSTRUMENT.fullmatch(text.told(hit))), hits[0])


def _letters(words: str) -> int:
    return sum(not sign.isspace() for sign in words)


def _means_music(text: Text, hit: Hit) -> bool:
    """Whether a word that the lexicon knows from music alone has no other meaning in the text."""
    return not any(other.senses.keys() - {"music", "track"} for other in text.all_hits if other.start == hit.start)
