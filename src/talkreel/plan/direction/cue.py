"""A cue: a shot that is planned but has no length yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from talkreel.model import Line, Scene
from talkreel.plan.direction.copywriter import WORD_MS, reading_ms, word_count
from talkreel.plan.direction.words import Words

LEAST_MS = 1_200  # a shot that is shorter is not seen
SPOKEN_WORD_MS = 420  # a voice at an easy pace
MOST_WORDS_MS = 8_000  # a shot with words that is longer drags

# Roles that may go when time is short, first to go first. The others carry what the shot is for.
SPARE_ROLES = ("body", "eyebrow", "source")


@dataclass(frozen=True)
class Cue:
    """`forms` are scenes that can show it, best first; `rank` 0 stays, the highest rank leaves first.

    `share` weighs its length against the others'. A cue whose `section` differs from the one before it enters by a
    transition. `then` are cues of the same kind of scene whose words follow in the same shot.
    """

    beat: str
    forms: tuple[Scene, ...]
    words: Words = field(default_factory=Words)
    rank: int = 1
    share: float = 1.0
    section: str = ""
    least_said_ms: int = LEAST_MS
    most_said_ms: int = 0  # 0: by its words
    spoken: bool = False
    whole: bool = False  # its lines mean something only together: a price and its condition
    quoted: bool = False  # holds words that must be on screen as they are

    then: tuple[Cue, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its own words, without those that follow."""
        return self.words.lines

    @property
    def parts(self) -> tuple[Cue, ...]:
        """Itself and what follows in the same shot."""
        return (replace(self, then=()), *self.then)

    @property
    def least_ms(self) -> int:
        """Time to see it and to read (and hear) its words."""
        return self._own_least_ms + sum(c.least_ms for c in self.then)

    @property
    def most_ms(self) -> int:
        """Longer than this it drags."""
        own = max(self.most_said_ms or MOST_WORDS_MS, round(1.6 * self._own_least_ms))
        return own + sum(c.most_ms for c in self.then)

    @property
    def _own_least_ms(self) -> int:
        reading = reading_ms(*(x.text for x in self.lines))
        if self.spoken and reading:
            reading += (SPOKEN_WORD_MS - WORD_MS) * sum(word_count(x.text) for x in self.lines)
        return max(self.least_said_ms, reading)

    def without(self, *roles: str) -> Cue:
        """The cue without lines of these roles, unless they must be there."""
        if self.quoted or self.whole or self.words.bound:
            return self
        return replace(self, words=replace(self.words, lines=tuple(x for x in self.lines if x.role not in roles)))
