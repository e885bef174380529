"""`talkreel doctor`: is everything here that a film needs?"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable

import typer

from talkreel.cli.terminal import language, told
from talkreel.errors import TalkreelError
from talkreel.messages import say

# A few letters of each script: it is covered when a font has them all.
_SCRIPTS = {
    "Latin": "Aéßłğ",
    "Ελληνικά": "Ελλην",
    "Кириллица": "Кирил",
    "中文": "中文字體",
    "日本語": "日本語かな",
    "한국어": "한국어",
    "العربية": "العربية",
    "עברית": "עברית",
    "हिन्दी": "हिन्दी",
    "ไทย": "ไทย",
}


def doctor() -> None:
    """Look at this machine: libraries, encoders, fonts, optional parts. Says what to run for what is missing."""
    good = True
    for name, look in _LOOKS.items():
        try:
            answer, fine = look(), True
        except TalkreelError as error:
            answer, fine = told(error), False
        good &= fine
        code, part = "doctor.good" if fine else "doctor.bad", say(f"doctor.{name}", language())
        print(say(code, language(), part=part, answer=answer))  # noqa: T201 - the result
    if not good:
        raise typer.Exit(1)


def _python() -> str:
    return f"{platform.python_version()} ({sys.platform}, {platform.machine()})"


def _drawing() -> str:
    from talkreel.draw.door import skia

    return f"Skia {skia.__version__}"


def _kernels() -> str:
    from talkreel.draw.kernels import active, instruction_sets

    used, able = active(), instruction_sets()
    if len(able) == 1:
        return say("doctor.kernels_numpy", language(), python=sys.executable)
    return say("doctor.kernels_native", language(), name=used, others=", ".join(n for n in able if n != used))


def _encoders() -> str:
    from talkreel.media.formats import FORMATS, present

    return ", ".join(f"{name}: {f.video}/{f.audio}" for name, f in FORMATS.items() if present(f))


def _fonts() -> str:
    from talkreel.draw.faces import missing_glyphs

    return ", ".join(name for name, letters in _SCRIPTS.items() if not missing_glyphs(letters, "outfit"))


def _voice() -> str:
    from talkreel.sound.voice import installed_engines

    engines = installed_engines()
    return ", ".join(engines) if engines else say("doctor.voice_missing", language())


def _model() -> str:
    from talkreel.language.interpreters import chosen
    from talkreel.settings import settings

    chosen()
    return settings().llm or say("doctor.model_rules", language())


def _workers() -> str:
    from talkreel.settings import settings

    return str(settings().workers)


_LOOKS: dict[str, Callable[[], str]] = {
    "python": _python,
    "drawing": _drawing,
    "kernels": _kernels,
    "encoders": _encoders,
    "fonts": _fonts,
    "voice": _voice,
    "model": _model,
    "workers": _workers,
}
