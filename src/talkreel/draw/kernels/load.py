"""Which kernels run: the best instruction set of this machine, or what TALKREEL_KERNELS says."""

from __future__ import annotations

import ctypes
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from typing import cast

from talkreel.draw.kernels import reference
from talkreel.draw.kernels.native import Native
from talkreel.errors import UsageError
from talkreel.settings import settings

_forced: list[str] = []


@cache
def library() -> ctypes.CDLL | None:
    """The library of exactly these sources, if it was built and loads."""
    from talkreel.draw.kernels import build  # here, so that it can be run as a program

    path = build.library_path()
    if not path.exists():
        return None
    try:
        return ctypes.CDLL(str(path))
    except OSError:
        return None


@cache
def instruction_sets() -> tuple[str, ...]:
    """Those that can run here, best first; "numpy" is always the last."""
    from talkreel.draw.kernels.build import sets

    found = library()
    if found is None:
        return ("numpy",)
    able: int = found.instruction_sets()
    names = [name for bit, name in enumerate(sets()) if able >> bit & 1]
    return (*reversed(names), "numpy")


@cache
def wanted() -> str:
    """The instruction set of every call: what the setting says, or the best.

    Raises:
        UsageError: the setting names one that cannot run here.
    """
    name = settings().kernels or instruction_sets()[0]
    if name not in instruction_sets():
        raise UsageError("error.kernels_absent", name=name, have=", ".join(instruction_sets()))
    return name


def active() -> str:
    """The one in use. Raises as `wanted` does."""
    return _forced[-1] if _forced else wanted()


@contextmanager
def forced(name: str) -> Generator[None, None, None]:
    """Use one of `instruction_sets()` inside the block, in the whole process.

    Raises:
        ValueError: it cannot run here.
    """
    if name not in instruction_sets():
        raise ValueError(f"{name} cannot run here: {', '.join(instruction_sets())} can")
    _forced.append(name)
    try:
        yield
    finally:
        _forced.pop()


@cache
def kernels_of(name: str) -> Native:
    """Those of one instruction set."""
    found = library()
    if found is None or name == "numpy":
        return cast("Native", reference)  # its functions bear the same names
    return Native(found, name)


def chosen() -> Native:
    """What does the work."""
    return kernels_of(active())
