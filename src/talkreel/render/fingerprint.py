"""What the engine is: a hash that changes when the same draft might give other pixels or samples."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# The rooms whose code is seen or heard, and what they draw with.
_ROOMS = ("draw", "media", "model", "render", "scenes", "sound", "assets")
_LIBRARIES = ("av", "numpy", "opencv-python-headless", "skia-python")
_SOURCES = {".py", ".c", ".h", ".json", ".toml"}


@cache
def engine() -> str:
    """The hash of this engine's sources and of the versions of its libraries.

    Which instruction set the kernels use is not in it: they agree to the bit.
    """
    digest = hashlib.sha256()
    for name in _LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    root = Path(__file__).parent.parent
    for path in sorted(p for room in _ROOMS for p in (root / room).rglob("*") if p.suffix in _SOURCES):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def hashed(value: object) -> str:
    """The hash of a value that JSON can hold, hexadecimal: what keys of the cache are made with."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
