"""The voice port: text in, samples and the time of each word out. Engines are optional; none is part of talkreel."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

from talkreel.errors import MissingError
from talkreel.sound.samples import Samples


@dataclass(frozen=True)
class Speech:
    """`words` are (start ms, end ms, text), in order."""

    samples: Samples
    words: tuple[tuple[int, int, str], ...]


class VoiceEngine(Protocol):
    """Something that speaks."""

    name: str

    def speak(self, text: str, language: str) -> Speech:
        """Say `text` in `language` (a tag such as "en", "zh").

        Raises:
            RenderError: the engine failed.
        """
        ...


def _espeak() -> VoiceEngine:
    from talkreel.sound.voices.espeak import Espeak

    return Espeak()


# Name -> (the module that must be installed, how the engine is made).
_ENGINES: dict[str, tuple[str, Callable[[], VoiceEngine]]] = {"espeak": ("espeakng_loader", _espeak)}


def installed_engines() -> tuple[str, ...]:
    """The names of the engines that can be used here."""
    return tuple(name for name, (module, _) in _ENGINES.items() if importlib.util.find_spec(module) is not None)


def engine_version(name: str) -> str:
    """The version of an engine, "" when it is not installed: with another one words may sound otherwise."""
    try:
        return version(_ENGINES[name][0]) if name in _ENGINES else ""
    except PackageNotFoundError:
        return ""


def engine_named(name: str) -> VoiceEngine:
    """The engine of a name.

    Raises:
        MissingError: it is not installed, or not known.
    """
    if name not in installed_engines():
        raise MissingError("error.voice_missing", engine=name)
    return _ENGINES[name][1]()
