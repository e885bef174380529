"""Which kernels run: the best instruction set of this machine, or what TALKREEL_KERNELS says."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from types import ModuleType

from talkreel.draw.kernels import reference

_forced: list[str] = []


def instruction_sets() -> tuple[str, ...]:
    """Those that can run here, best first; "numpy" is always the last."""
    return ("numpy",)


def active() -> str:
    """The one in use."""
    return _forced[-1] if _forced else instruction_sets()[0]


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


def chosen() -> ModuleType:
    """What does the work."""
    return reference
