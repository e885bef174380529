"""Eight ways to play, one table each. Their terms are explained in `sound/style.py`."""

from __future__ import annotations

from talkreel.model.look import MusicStyle
from talkreel.sound.style import Style
from talkreel.sound.styles.acoustic import ACOUSTIC
from talkreel.sound.styles.ambient import AMBIENT
from talkreel.sound.styles.cinematic import CINEMATIC
from talkreel.sound.styles.corporate import CORPORATE
from talkreel.sound.styles.electronic import ELECTRONIC
from talkreel.sound.styles.hiphop import HIPHOP
from talkreel.sound.styles.lofi import LOFI
from talkreel.sound.styles.playful import PLAYFUL

STYLES: dict[MusicStyle, Style] = {
    "lofi": LOFI,
    "corporate": CORPORATE,
    "cinematic": CINEMATIC,
    "electronic": ELECTRONIC,
    "acoustic": ACOUSTIC,
    "hiphop": HIPHOP,
    "ambient": AMBIENT,
    "playful": PLAYFUL,
}
