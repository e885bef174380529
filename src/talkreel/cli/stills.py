"""Pictures in a terminal: as files where it has a protocol for them, else as half blocks in true colour."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
_CHUNK = 4096  # letters of one escape sequence in Kitty's protocol
_CELL_PX = 10  # how wide a letter is where pictures have pixels of their own
_LEVELS = 6  # of each colour in Sixel's palette
_BAND = 6  # rows of a Sixel
_KITTY = ("ghostty", "wezterm")
_ITERM = ("iterm.app", "mintty", "vscode")
_SIXEL = ("foot", "mlterm", "contour", "yaft")


class Way(Enum):
    """How a terminal shows a picture."""

    kitty = "kitty"
    iterm = "iterm"
    sixel = "sixel"
    blocks = "blocks"
    none = "none"


def way_of(environ: Mapping[str, str], terminal: bool) -> Way:
    """What the terminal that these variables describe can show. A multiplexer passes on letters only."""
    term, program = environ.get("TERM", "").lower(), environ.get("TERM_PROGRAM", "").lower()
    if not terminal or term in {"", "dumb", "linux"} or environ.get("NO_COLOR"):
        return Way.none
    if "TMUX" in environ or term.startswith(("screen", "tmux")):
        return Way.blocks
    if "KITTY_WINDOW_ID" in environ or "kitty" in term or program in _KITTY or "ghostty" in term:
        return Way.kitty
    if program in _ITERM or environ.get("LC_TERMINAL", "").lower() == "iterm2":
        return Way.iterm
    if "sixel" in term or any(name in term or name == program for name in _SIXEL):
        return Way.sixel
    return Way.blocks


def side_by_side(pictures: list[Picture], gap: int = 8) -> Picture:
    """Pictures of one height in a row, on the darkest grey."""
    height = max(picture.shape[0] for picture in pictures)
    parts: list[Picture] = []
    for number, picture in enumerate(pictures):
        if number:
            parts.append(np.full((height, gap, 3), 16, np.uint8))
        scale = height / picture.shape[0]
        width = max(1, round(picture.shape[1] * scale))
        parts.append(np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8))
    return np.concatenate(parts, axis=1)


def shown(picture: Picture, way: Way, columns: int, rows: int) -> str:
    """The letters and escape sequences that show a B G R picture in at most so many columns and rows of letters."""
    if way is Way.none or min(columns, rows) < 1:
        return ""
    if way is Way.blocks:
        return "\n".join(_blocks(_fitted(picture, columns, rows * 2)))
    small = _fitted(picture, columns * _CELL_PX, rows * _CELL_PX * 2)
    if way is Way.sixel:
        return _sixel(small)
    data = base64.b64encode(_png(small)).decode()
    return _kitty(data) if way is Way.kitty else _iterm(data)


def _fitted(picture: Picture, width: int, height: int) -> Picture:
    """The picture in its shape within that size, never larger than it is; of an even height."""
    scale = min(1.0, width / picture.shape[1], height / picture.shape[0])
    size = (max(1, round(picture.shape[1] * scale)), max(2, round(picture.shape[0] * scale / 2) * 2))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def _blocks(picture: Picture) -> Iterator[str]:
    """A line for two rows of pixels: the upper one in the letter, the lower one behind it."""
    for upper, lower in zip(picture[::2], picture[1::2], strict=True):
        cells = (
            f"\x1b[38;2;{r};{g};{b}m\x1b[48;2;{low_r};{low_g};{low_b}m▀"
            for (b, g, r), (low_b, low_g, low_r) in zip(upper.tolist(), lower.tolist(), strict=True)
        )
        yield "".join(cells) + "\x1b[0m"


def _png(picture: Picture) -> bytes:
    encoded: Any = cv2.imencode(".png", picture)[1]
    return encoded.tobytes()


def _kitty(data: str) -> str:
    parts = [data[i : i + _CHUNK] for i in range(0, len(data), _CHUNK)]
    told: list[str] = []
    for number, part in enumerate(parts):
        first = "a=T,f=100,q=2," if number == 0 else ""
        told.append(f"\x1b_G{first}m={int(number < len(parts) - 1)};{part}\x1b\\")
    return "".join(told)


def _iterm(data: str) -> str:
    return f"\x1b]1337;File=inline=1;preserveAspectRatio=1:{data}\x07"


def _sixel(picture: Picture) -> str:
    """Sixel graphics in a palette of `_LEVELS` steps of each colour, dithered by an ordered pattern."""
    height, width = picture.shape[:2]
    pattern = (np.array([[0, 2], [3, 1]]) / 4 - 0.375) * (255 / (_LEVELS - 1))
    noise = np.tile(pattern, (height // 2 + 1, width // 2 + 1))[:height, :width, None]
    steps = np.clip(np.rint((picture + noise) * (_LEVELS - 1) / 255), 0, _LEVELS - 1).astype(int)
    index = steps[..., 2] * _LEVELS**2 + steps[..., 1] * _LEVELS + steps[..., 0]
    told = [f'\x1bPq"1;1;{width};{height}']
    for colour in np.unique(index):
        r, g, b = (int(colour) // _LEVELS**k % _LEVELS * 100 // (_LEVELS - 1) for k in (2, 1, 0))
        told.append(f"#{colour};2;{r};{g};{b}")
    told += [_sixel_band(index[top : top + _BAND]) for top in range(0, height, _BAND)]
    return "".join(told) + "\x1b\\"


def _sixel_band(band: NDArray[np.int_]) -> str:
    """Six rows: for each colour in them a letter a column, whose bits are the rows that have it."""
    weights = 1 << np.arange(len(band))
    lines: list[str] = []
    for colour in np.unique(band):
        bits = ((band == colour) * weights[:, None]).sum(axis=0)
        lines.append(f"#{colour}" + "".join(_runs(bits.tolist())))
    return "$".join(lines) + "-"


def _runs(bits: list[int]) -> Iterator[str]:
    begin = 0
    for at in range(1, len(bits) + 1):
        if at == len(bits) or bits[at] != bits[begin]:
            letter, count = chr(63 + bits[begin]), at - begin
            yield f"!{count}{letter}" if count > 3 else letter * count
            begin = at
