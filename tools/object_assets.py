"""Pictured objects: which emoji are kept, how each may be used, its names in English and Chinese, and its SVG."""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
import resvg_py
from packages import Downloads

from talkreel.draw.object_art import svg_pixels

Use = Literal["in_scene", "stage", "badge"]

NOTO, FLUENT, FLAT = "@iconify-json/noto", "@iconify-json/fluent-emoji", "@iconify-json/fluent-emoji-flat"
EMOJIBASE = "emojibase-data"

# Subgroups of emojibase (17.0): [34, 82] are animals, plants, food, places, transport, activities and objects.
_THINGS = range(34, 83)
_HEARTS, _EMOTIONS, _HANDS = (14,), (15,), range(16, 23)
_NO_ICON = {2, 9}  # groups: components (skin tones, hair), flags
_USES: dict[Use, tuple[int, ...]] = {
    "in_scene": (*range(34, 40), 41, 50, 51, 52, 54, 55, 56),
    "stage": (40, *range(42, 50), 57, 58, *range(60, 83)),
}
_BADGES = frozenset(
    """monkey face|dog face|wolf|fox|cat face|lion|tiger face|horse face|moose|unicorn|cow face|pig face|boar|pig nose
    |mouse face|hamster|rabbit face|bear|polar bear|koala|panda|chicken|hatching chick|frog|dragon face|paw prints
    |feather|wing|spider web|microbe|foggy|night with stars|cityscape|sunrise over mountains|sunrise|cityscape at dusk
    |sunset|bridge at night|hot springs|desert|national park|metro|stop sign|motorway|railway track|mountain railway
    |globe with meridians|world map|love letter|brick|muted speaker|bell with slash|joker|x-ray|elevator|fireworks
    |sparkler|moon viewing ceremony|spade suit|heart suit|diamond suit|club suit|musical note|musical notes
    |musical score|chart increasing|chart decreasing|bar chart|chart increasing with yen""".replace("\n    ", "").split(
        "|"
    )
)
_ON_STAGE = frozenset(
    """spiral shell|coral|oyster|nest with eggs|empty nest|mushroom|potted plant|seedling|herb|shamrock|four leaf clover
    |maple leaf|fallen leaf|leaf fluttering in wind|rock|wood|bus stop|oil drum|fuel pump|wheel|police car light
    |horizontal traffic light|vertical traffic light|construction|anchor|ring buoy|seat|roller skate|skateboard
    |kick scooter|manual wheelchair|motorized wheelchair|barber pole|cactus""".replace("\n    ", "").split("|")
)
_IN_SCENE = frozenset(
    {"balloon", "snowman", "snowman without snow", "kite", "christmas tree", "sunflower", "tent", "fountain"}
)
# Never offered: what no advertisement wants, and twenty-four clock faces.
_UNWANTED = frozenset(
    {
        "love hotel",
        "derelict house",
        "cigarette",
        "coffin",
        "headstone",
        "funeral urn",
        "bomb",
        "dagger",
        "water pistol",
    }
) | {
    "joker",
    "mahjong red dragon",
    "flower playing cards",
    "moai",
    "map of japan",
    "cockroach",
    "mouse trap",
    "slot machine",
}
_DIFFERENT = 5.0  # mean difference of 8-bit values at which Skia is held to have drawn an SVG wrong
_CHECK_PX = 96


def objects(downloads: Downloads, words_file: Path) -> dict[str, bytes]:
    """`objects.json.xz` (names and uses), `heroes.json.xz` and `icons.json.xz` (SVG bodies by name)."""
    words = _words(words_file)
    sets = {package: _IconSet(downloads, package) for package in (NOTO, FLUENT, FLAT)}
    told: list[dict[str, Any]] = []
    heroes: dict[str, list[Any]] = {}
    icons: dict[str, list[Any]] = {}
    for entry in _entries(downloads):
        name = _plain(entry["label"])
        thing = entry["subgroup"] in _THINGS and not _is_clock(name) and name not in _UNWANTED
        named = thing or name in words
        icon = _picture(
            sets, (FLUENT, FLAT, NOTO) if named or entry["subgroup"] in _HEARTS else (FLAT, NOTO), entry["hexcode"]
        )
        hero = _picture(sets, (NOTO,), entry["hexcode"]) if named else None
        if icon is None and hero is None:
            continue
        icons |= {name: icon} if icon else {}
        heroes |= {name: hero} if hero else {}
        told.append(_told(entry, name, named, words))
    if unknown := words.keys() - {o["name"] for o in told}:
        raise KeyError(sorted(unknown))
    print(f"{len(told)} objects, {len(heroes)} heroes, {len(icons)} icons, {sum(o['found'] for o in told)} with names")
    return {"objects.json.xz": _packed(told), "heroes.json.xz": _packed(heroes), "icons.json.xz": _packed(icons)}


def _told(
    entry: dict[str, Any], name: str, named: bool, words: dict[str, tuple[list[str], list[str]]]
) -> dict[str, Any]:
    english, chinese = words.get(name, ([], []))
    return {
        "name": name,
        "emoji": entry["hexcode"].lower().replace("-fe0f", "").lstrip("0"),
        "zh": entry["zh"],
        "use": _use(name, entry["subgroup"]),
        "found": named,
        "en_words": english,
        "zh_words": chinese,
    }


def _use(name: str, subgroup: int) -> Use:
    for use, names in (("badge", _BADGES), ("stage", _ON_STAGE), ("in_scene", _IN_SCENE)):
        if name in names:
            return use
    return next((use for use, groups in _USES.items() if subgroup in groups), "badge")


def _is_clock(name: str) -> bool:
    return name.endswith(("o'clock", "-thirty"))


def _plain(label: str) -> str:
    return label.lower().replace("’", "'").replace("“", "").replace("”", "")


def _entries(downloads: Downloads) -> list[dict[str, Any]]:
    """Emojibase's entries in its order, with the Chinese label as `zh`; no skin tones, no flags of countries."""
    english = json.loads(downloads.npm(EMOJIBASE, "en/data.json"))
    chinese = {e["hexcode"]: e["label"] for e in json.loads(downloads.npm(EMOJIBASE, "zh/data.json"))}
    kept = [e for e in english if "group" in e and (e["group"] not in _NO_ICON or e["label"] == "chequered flag")]
    return [e | {"zh": chinese.get(e["hexcode"], "")} for e in kept]


def _words(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Further English and Chinese names by label."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, english, chinese = (part.strip() for part in line.split("|"))
            found[name] = (_listed(english), _listed(chinese))
    return found


def _listed(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := part.strip().lower())]


class _IconSet:
    """One icon set of Iconify."""

    def __init__(self, downloads: Downloads, package: str) -> None:
        # The soft set has no character table of its own; its names are those of the flat one.
        table = FLAT if package == FLUENT else package
        self.names: dict[str, str] = json.loads(downloads.npm(table, "chars.json"))
        self.data: dict[str, Any] = json.loads(downloads.npm(package, "icons.json"))
        self.side = int(self.data.get("width", 16))

    def body(self, hexcode: str) -> str | None:
        """The SVG body of a character, in a square of `side`; None when the set lacks it or it is not square."""
        plain = hexcode.lower().replace("-fe0f", "")
        name = self.names.get(hexcode.lower()) or self.names.get(plain) or self.names.get(plain.lstrip("0"))
        alias = self.data["aliases"].get(name, {})
        icon = self.data["icons"].get(alias.get("parent", name))
        if icon is None or {"width", "height", "left", "top"} & icon.keys() or {"vFlip", "rotate"} & alias.keys():
            return None
        body = icon["body"]
        return f'<g transform="matrix(-1 0 0 1 {self.side} 0)">{body}</g>' if alias.get("hFlip") else body


def _picture(sets: dict[str, _IconSet], order: Iterable[str], hexcode: str) -> list[Any] | None:
    """Side and SVG body from the first set whose picture Skia draws as resvg does."""
    for package in order:
        body = sets[package].body(hexcode)
        if body is None:
            continue
        side, ready = sets[package].side, _for_skia(body, sets[package].side)
        if _difference(side, body, ready) <= _DIFFERENT * (1.8 if package == FLUENT else 1.0):
            return [side, ready]
        print(f"{package} {hexcode}: drawn differently, left out", file=sys.stderr)
    return None


def _for_skia(body: str, side: int) -> str:
    """Skia follows only `xlink:href`; in the small squares, a hundredth of a unit is never seen."""
    body = re.sub(r"(?<![\w:])href=", "xlink:href=", body)
    return re.sub(r"\.(\d\d)(\d+)", _two_decimals, body) if side < 100 else body


def _two_decimals(found: re.Match[str]) -> str:
    """Rounded without a carry, so that numbers packed against each other stay apart."""
    hundredths = int(found.group(1))
    return f".{hundredths + (found.group(2)[0] >= '5' and hundredths < 99):02d}"


def _difference(side: int, body: str, ready: str) -> float:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{_CHECK_PX}" height="{_CHECK_PX}" viewBox="0 0 {side} {side}">{body}</svg>'
    )
    png = np.frombuffer(bytes(resvg_py.svg_to_bytes(svg_string=svg)), np.uint8)
    right = np.asarray(cv2.imdecode(png, cv2.IMREAD_UNCHANGED), np.float32)
    right[..., :3] *= right[..., 3:] / 255
    ours = np.asarray(svg_pixels(side, ready, _CHECK_PX), np.float32)
    seen = np.maximum(ours[..., 3], right[..., 3]) > 0
    # A light blur forgives differences of anti-aliasing.
    apart = np.abs(cv2.GaussianBlur(ours, (0, 0), 1.0) - cv2.GaussianBlur(right, (0, 0), 1.0)).max(2)
    return float(apart[seen].mean()) if seen.any() else 255.0


def _packed(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
