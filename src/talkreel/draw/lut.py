"""Colour tables from .cube files (Adobe Cube LUT Specification 1.0), one- and three-dimensional.

A file that came from outside is first read by `check_cube`, in a guarded process; `read_cube` reads what was taken. It
takes nothing but numbers, so many as the size says, from a file of limited length.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.tone import BLACK, BLUE, CHROMA, GREEN, LUMA, RED
from talkreel.errors import InputError, NotFoundError, TooLargeError
from talkreel.process.guard import guarded

Floats = NDArray[np.float64]

LARGEST_FILE = 32 << 20  # bytes
LEAST, MOST, MOST_1D = 2, 65, 65_536
_NODES = 33  # of `kernels.lut3d`, 8 codes apart
_SAFE_DOMAIN = 1e4


@dataclass(frozen=True, eq=False)
class Cube:
    """`table` is (size, size, size, 3), red changing slowest, or (size, 3); R G B. Colours run from `low` to `high`."""

    table: Floats
    low: Floats
    high: Floats

    def __call__(self, rgb: Floats) -> Floats:
        """Other colours for colours (..., 3), R G B; what lies outside the domain keeps its distance from it."""
        held = np.clip(rgb, self.low, self.high)
        place = (held - self.low) / (self.high - self.low) * (len(self.table) - 1)
        looked_up = _in_curves(self.table, place) if self.table.ndim == 2 else _in_cube(self.table, place)
        return looked_up + (rgb - held)


def check_cube(path: Path) -> None:
    """Look at a file from outside, in a guarded process.

    Raises:
        InputError: it is not a colour table of a size that is taken.
        TooLargeError: it is too long for one.
        NotFoundError: it does not exist.
    """
    if not path.exists():
        raise NotFoundError("error.file_missing", path=str(path))
    guarded(_checked, path, subject=str(path))


def _checked(path: Path) -> None:
    read_cube(path)


def read_cube(path: Path) -> Cube:
    """The table of a file; kept while the file stays as it is.

    Raises:
        InputError: it is not a colour table of a size that is taken.
        TooLargeError: it is too long for one.
        NotFoundError: it does not exist.
    """
    try:
        status = path.stat()
    except OSError as cause:
        raise NotFoundError("error.file_missing", path=str(path)) from cause
    return _read(str(path), status.st_size, status.st_mtime_ns, status.st_ino)


@lru_cache(maxsize=4)
def _read(path: str, size: int, changed_ns: int, inode: int) -> Cube:
    del changed_ns, inode  # they say which state of the file this is
    if size > LARGEST_FILE:
        raise TooLargeError(
            "error.file_too_large", path=path, megabytes=size // 1_000_000, limit=LARGEST_FILE // 1_000_000
        )
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as cause:
        raise InputError("error.lut_unreadable", path=path) from cause
    return _parsed(path, text)


def _parsed(path: str, text: str) -> Cube:
    header: dict[str, list[str]] = {}
    numbers: list[str] = []
    for line in text.splitlines():
        words = line.split("#", 1)[0].split() if not line.lstrip().upper().startswith("TITLE") else []
        if not words:
            continue
        if words[0][0].isalpha():
            header[words[0].upper()] = words[1:]
        else:
            numbers += words
    try:
        return _made(path, header, np.array(numbers, np.float64))
    except ValueError as cause:
        raise InputError("error.lut_unreadable", path=path) from cause


def _made(path: str, header: dict[str, list[str]], values: Floats) -> Cube:
    solid = "LUT_3D_SIZE" in header
    size = int((header.get("LUT_3D_SIZE") or header.get("LUT_1D_SIZE") or ["0"])[0])
    if size == 0:
        raise InputError("error.lut_unreadable", path=path)
    most = MOST if solid else MOST_1D
    if not LEAST <= size <= most:
        raise InputError("error.lut_size", path=path, size=size, least=LEAST, most=most)
    wanted = 3 * (size**3 if solid else size)
    if len(values) != wanted:
        raise InputError("error.lut_length", path=path, found=len(values) // 3, wanted=wanted // 3)
    low, high = _domain(header)
    if not (np.isfinite(values).all() and bool((low < high).all())):
        raise InputError("error.lut_unreadable", path=path)
    values = np.clip(values, -_SAFE_DOMAIN, _SAFE_DOMAIN)
    # In the file red changes fastest.
    table = values.reshape(size, size, size, 3).transpose(2, 1, 0, 3) if solid else values.reshape(size, 3)
    return Cube(np.ascontiguousarray(table), low, high)


def _domain(header: dict[str, list[str]]) -> tuple[Floats, Floats]:
    """From and to which colour the table runs, R G B.

    Raises:
        ValueError: it does not say.
    """
    ends: list[Floats] = []
    for at, (name, plain) in enumerate((("DOMAIN_MIN", 0.0), ("DOMAIN_MAX", 1.0))):
        ranged = header.get("LUT_3D_INPUT_RANGE") or header.get("LUT_1D_INPUT_RANGE")
        told = header.get(name, [ranged[at]] * 3 if ranged and len(ranged) == 2 else [plain] * 3)
        ends.append(np.array(told, np.float64))
        if ends[-1].shape != (3,) or not (np.abs(ends[-1]) < _SAFE_DOMAIN).all():
            raise ValueError(name)
    return ends[0], ends[1]


def _in_curves(table: Floats, place: Floats) -> Floats:
    nodes = np.arange(len(table))
    return np.stack([np.interp(place[..., i], nodes, table[:, i]) for i in range(3)], -1)


def _in_cube(table: Floats, place: Floats) -> Floats:
    """Tetrahedral: from the lower corner to the upper one along the axes, the longest step first."""
    corner = np.minimum(place.astype(np.intp), len(table) - 2)
    part = place - corner
    steps = np.argsort(-part, axis=-1, kind="stable")
    sorted_part = np.take_along_axis(part, steps, -1)
    found = table[tuple(np.moveaxis(corner, -1, 0))]
    out = found.copy()
    for nth in range(3):
        corner = corner + (np.arange(3) == steps[..., nth : nth + 1])
        further = table[tuple(np.moveaxis(corner, -1, 0))]
        out += (further - found) * sorted_part[..., nth : nth + 1]
        found = further
    return out


def planes_table(cube: Cube, amount: float = 1.0) -> NDArray[np.int16]:
    """The colour table as `kernels.lut3d` takes it, mixed by `amount` 0..1 with no change."""
    codes = np.arange(_NODES) * 8.0
    u, v, y = np.meshgrid(codes - 128, codes - 128, codes - BLACK, indexing="ij")
    light, blue, red = y / LUMA, u / CHROMA * 2 * (1 - BLUE), v / CHROMA * 2 * (1 - RED)
    rgb = np.stack([light + red, light - (BLUE * blue + RED * red) / GREEN, light + blue], -1)
    new = cube(rgb)
    mixed = rgb + (new - rgb) * amount
    luma = mixed @ (RED, GREEN, BLUE)
    planes = [
        BLACK + LUMA * luma,
        128 + CHROMA * (mixed[..., 2] - luma) / (2 * (1 - BLUE)),
        128 + CHROMA * (mixed[..., 0] - luma) / (2 * (1 - RED)),
    ]
    return np.ascontiguousarray(np.clip(np.round(64 * np.stack(planes)), 0, 16_320).astype(np.int16))
