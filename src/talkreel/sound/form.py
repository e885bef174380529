"""The form of a piece: which sections it has at a number of bars, in phrases of four bars at most."""

from __future__ import annotations

from typing import Literal, NamedTuple

Section = Literal["intro", "build", "full", "break", "lift", "ending"]

BEATS_IN_BAR = 4
PHRASE_BARS = 4

# After the beginning: these sections, in phrases, again and again, when there are at least _LONG phrases of them.
_CYCLE: tuple[tuple[Section, int], ...] = (("full", 2), ("break", 1), ("lift", 2), ("break", 1))
_LONG = 5
_LONG_BARS = 24  # from here on the beginning takes twice its time
_MOVEMENT_BARS = 100  # three minutes of the fastest style; what is longer has several movements


class Phrase(NamedTuple):
    """Bars that are played as one. `chord` is the place in the progression of its first bar.

    Movements follow each other in one tempo and key, each with a tune of its own.
    """

    section: Section
    first_bar: int
    bars: int
    chord: int
    opens: bool  # the first phrase of its section
    leads: bool  # the next phrase opens a louder section
    movement: int = 0


def phrases(bars: int) -> tuple[Phrase, ...]:
    """The phrases of a piece of `bars` bars, at least 1. The last bar is the ending: one resolved chord."""
    body = bars - 1
    count = -(-bars // _MOVEMENT_BARS)
    whole, odd = divmod(body, PHRASE_BARS)
    found: list[Phrase] = []
    at = 0
    for movement in range(count):
        size = (whole * (movement + 1) // count - whole * movement // count) * PHRASE_BARS
        size += odd if movement == 0 else 0
        found += (p._replace(first_bar=at + p.first_bar, movement=movement) for p in _movement(size))
        at += size
    return (*found, Phrase("ending", body, 1, 0, True, False, count - 1))


def _movement(body: int) -> list[Phrase]:
    """The phrases of a movement, without an ending.

    Chords are counted from the end, so that what follows always follows the last chord of the progression.
    """
    planned = _sections(body)
    found: list[Phrase] = []
    at = 0
    for number, (section, length) in enumerate(planned):
        louder = number + 1 < len(planned) and planned[number + 1][0] in {"full", "lift"}
        end = at + length
        opens = True
        while at < end:
            # Odd bars come first, so that full phrases stand on the progression's own four bars.
            size = (body - at) % PHRASE_BARS or PHRASE_BARS
            size = min(size, end - at)
            found.append(Phrase(section, at, size, (at - body) % PHRASE_BARS, opens, louder and at + size == end))
            at, opens = at + size, False
    return found


def _sections(body: int) -> list[tuple[Section, int]]:
    """Sections of a movement and their bars. The beginning takes the bars over from whole phrases."""
    if body <= PHRASE_BARS:
        first = min(1, max(0, body - 1))
        short: list[tuple[Section, int]] = [("intro", first), ("full", body - first)]
        return [part for part in short if part[1] > 0]
    least = 2 * PHRASE_BARS if body >= _LONG_BARS else PHRASE_BARS if body >= 2 * PHRASE_BARS else 1
    begin = least + (body - least) % PHRASE_BARS
    intro = max(1, begin // 2)
    beginning: list[tuple[Section, int]] = [("intro", intro), ("build", begin - intro)]
    return [part for part in beginning if part[1] > 0] + _middle((body - begin) // PHRASE_BARS)


def _middle(left: int) -> list[tuple[Section, int]]:
    """Sections and their bars of `left` whole phrases: louder in the second half, with breaths when it is long."""
    if left < _LONG:
        full = (left + 1) // 2 if left != 3 else 1
        both: list[tuple[Section, int]] = [("full", full * PHRASE_BARS), ("lift", (left - full) * PHRASE_BARS)]
        return [part for part in both if part[1] > 0]
    found: list[tuple[Section, int]] = []
    turn = 0
    while left > 0:
        section, length = _CYCLE[turn % len(_CYCLE)]
        length = min(length, left)
        if section == "break" and left <= 1:
            section = found[-1][0]  # it never ends in a whisper
        found.append((section, length * PHRASE_BARS))
        left, turn = left - length, turn + 1
    return found
