"""Fonts: the bundled faces, what stands in for a character they lack, and what nothing can draw."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from talkreel.draw.assets import ASSETS
from talkreel.draw.door import skia
from talkreel.draw.scripts import INVISIBLE, Script
from talkreel.model.look import Face
from talkreel.settings import settings

# Files of each family by weight, below assets/fonts.
_FILES: dict[str, dict[int, str]] = {
    "outfit": {
        400: "outfit/Outfit_400Regular.ttf",
        600: "outfit/Outfit_600SemiBold.ttf",
        700: "outfit/Outfit_700Bold.ttf",
        800: "outfit/Outfit_800ExtraBold.ttf",
    },
    "fraunces": {
        400: "fraunces/Fraunces_400Regular.ttf",
        600: "fraunces/Fraunces_600SemiBold.ttf",
        700: "fraunces/Fraunces_700Bold.ttf",
    },
    "anton": {400: "anton/Anton_400Regular.ttf"},
    "caveat": {700: "caveat/Caveat_700Bold.ttf"},
    "inter": {
        400: "inter-tight/InterTight_400Regular.ttf",
        500: "inter-tight/InterTight_500Medium.ttf",
        600: "inter-tight/InterTight_600SemiBold.ttf",
        700: "inter-tight/InterTight_700Bold.ttf",
    },
    "serif": {400: "dm-serif-display/DMSerifDisplay_400Regular.ttf"},
    "arabic": {
        400: "noto-sans-arabic/NotoSansArabic_400Regular.ttf",
        700: "noto-sans-arabic/NotoSansArabic_700Bold.ttf",
    },
    "hebrew": {
        400: "noto-sans-hebrew/NotoSansHebrew_400Regular.ttf",
        700: "noto-sans-hebrew/NotoSansHebrew_700Bold.ttf",
    },
    "devanagari": {
        400: "noto-sans-devanagari/NotoSansDevanagari_400Regular.ttf",
        700: "noto-sans-devanagari/NotoSansDevanagari_700Bold.ttf",
    },
    "chinese": {400: "noto-sans-sc/NotoSansSC_400Regular.ttf", 700: "noto-sans-sc/NotoSansSC_700Bold.ttf"},
    "korean": {700: "noto-sans-kr/NotoSansKR_700Bold.ttf"},
    "droid": {400: "droid/DroidSansFallback.ttf"},
}
# Which families come before the face itself for a script: a Chinese comma belongs to the Chinese font.
_FIRST: dict[Script, tuple[str, ...]] = {
    "cjk": ("chinese", "droid"),
    "hangul": ("korean", "droid"),
    "arabic": ("arabic",),
    "hebrew": ("hebrew",),
    "devanagari": ("devanagari",),
}
_BEHIND = ("inter", "chinese", "korean", "arabic", "hebrew", "devanagari", "droid")
# How heavy a face looks whatever weight is asked of it: other writing beside it must be no lighter.
_HEAVY: dict[Face, int] = {"anton": 700, "caveat": 700, "serif": 600}
_NO_LIGHT_KOREAN = 600  # the one Korean weight is bold; below this Droid sets Korean
_SYSTEM_FONTS = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": (r"C:\Windows\Fonts", r"~\AppData\Local\Microsoft\Windows\Fonts"),
}


def typeface(face: Face, weight: int) -> skia.Typeface:
    """The bundled typeface of a face, in the weight nearest to `weight`."""
    return _bundled(face, _nearest(face, weight))


def font_hash(face: Face) -> str:
    """`sha256:` and a hash of the face's files, for a draft to say what it was set in."""
    files = json.loads((ASSETS / "manifest.json").read_text("utf-8"))["files"]
    told = "".join(files[f"fonts/{path}"] for _, path in sorted(_FILES[face].items()))
    return "sha256:" + hashlib.sha256(told.encode()).hexdigest()


def missing_glyphs(text: str, face: Face) -> set[str]:
    """The characters of `text` that no font at hand draws. Emoji that an object pictures are not missing."""
    from talkreel.draw.objects import emoji_object
    from talkreel.draw.scripts import graphemes, is_emoji

    shown = "".join(c for c in graphemes(text) if not (is_emoji(c) and emoji_object(c)))
    wanted = {c for c in shown if c.isprintable() and not c.isspace() and c not in INVISIBLE}
    return {c for c in wanted if not _bundled_covers(face, c) and _system_font(c) is None}


def families(face: Face, weight: int, script: Script, text: str) -> tuple[str, ...]:
    """Names of registered families to set `text` in, best first; a system font joins when the bundled ones lack one."""
    weight = weight_beside(face, weight)
    first = tuple(f for f in _FIRST.get(script, ()) if f != "korean" or weight >= _NO_LIGHT_KOREAN)
    order = dict.fromkeys((*first, face, *_BEHIND))
    names = [_registered(family, _nearest(family, weight)) for family in order]
    lacking = {c for c in text if c not in INVISIBLE and not c.isspace() and not _bundled_covers(face, c)}
    names += [_registered_system(path) for c in sorted(lacking) if (path := _system_font(c)) is not None]
    return tuple(names)


def weight_beside(face: Face, weight: int) -> int:
    """The weight of writing that the face itself lacks."""
    return max(weight, _HEAVY.get(face, 0))


@cache
def collection() -> skia.textlayout.FontCollection:
    """The fonts registered so far; ask `families` first."""
    made = skia.textlayout.FontCollection()
    made.setDefaultFontManager(_provider())
    return made


@cache
def _provider() -> skia.textlayout.TypefaceFontProvider:
    return skia.textlayout.TypefaceFontProvider()


@cache
def _opener() -> skia.FontMgr:
    # Skia's default manager would start fontconfig, which prints to stderr on a machine without a configuration.
    return skia.FontMgr.New_Custom_Empty()


def _nearest(family: str, weight: int) -> int:
    return min(_FILES[family], key=lambda known: (abs(known - weight), -known))


@cache
def _bundled(family: str, weight: int) -> skia.Typeface:
    return _opener().makeFromFile(str(ASSETS / "fonts" / _FILES[family][weight]))


@cache
def _registered(family: str, weight: int) -> str:
    name = f"{family}-{weight}"
    _provider().registerTypeface(_bundled(family, weight), name)
    return name


@cache
def _registered_system(path: Path) -> str:
    _provider().registerTypeface(_opener().makeFromFile(str(path)), str(path))
    return str(path)


@lru_cache(maxsize=8192)
def _bundled_covers(face: Face, character: str) -> bool:
    code = ord(character)
    return any(_bundled(f, _nearest(f, 700)).unicharToGlyph(code) != 0 for f in (face, *_BEHIND))


@lru_cache(maxsize=1024)
def _system_font(character: str) -> Path | None:
    """The first font file of this machine that has the character."""
    code = ord(character)
    for path in _system_files():
        opened = _opener().makeFromFile(str(path))
        if opened is not None and opened.unicharToGlyph(code) != 0:
            return path
    return None


@cache
def _system_files() -> tuple[Path, ...]:
    own = settings().fonts_dir
    folders = [own] if own else []
    folders += _SYSTEM_FONTS.get(sys.platform, _SYSTEM_FONTS["linux"])
    return tuple(path for folder in folders for path in sorted(_font_files(Path(os.path.expanduser(folder)))))


def _font_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*") if folder.is_dir() else ():
        if path.suffix.lower() in {".ttf", ".otf", ".ttc"} and "emoji" not in path.name.lower():
            yield path
