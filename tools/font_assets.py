"""Bundled fonts: which file of which package, and the cuts of the two that are too large to carry whole."""

from __future__ import annotations

import io
from dataclasses import dataclass

from fontTools import subset
from fontTools.ttLib import TTFont
from packages import Downloads

_EXPO = "@expo-google-fonts/"


@dataclass(frozen=True)
class Family:
    """One family: its files as `folder/name.ttf` in the package, and who owns it."""

    package: str
    title: str
    owner: str
    files: tuple[str, ...]


FAMILIES: tuple[Family, ...] = (
    Family(
        f"{_EXPO}outfit",
        "Outfit",
        "The Outfit Project Authors",
        ("400Regular/Outfit_400Regular", "600SemiBold/Outfit_600SemiBold", "700Bold/Outfit_700Bold",
         "800ExtraBold/Outfit_800ExtraBold"),
    ),
    Family(
        f"{_EXPO}fraunces",
        "Fraunces",
        "The Fraunces Project Authors",
        ("400Regular/Fraunces_400Regular", "600SemiBold/Fraunces_600SemiBold", "700Bold/Fraunces_700Bold"),
    ),
    Family(f"{_EXPO}anton", "Anton", "The Anton Project Authors", ("400Regular/Anton_400Regular",)),
    Family(f"{_EXPO}caveat", "Caveat", "The Caveat Project Authors", ("700Bold/Caveat_700Bold",)),
    Family(
        f"{_EXPO}dm-serif-display",
        "DM Serif Display",
        "Adobe (Reserved Font Name 'Source') and Google LLC",
        ("400Regular/DMSerifDisplay_400Regular",),
    ),
    Family(
        f"{_EXPO}noto-sans-arabic",
        "Noto Sans Arabic",
        "The Noto Project Authors",
        ("400Regular/NotoSansArabic_400Regular", "700Bold/NotoSansArabic_700Bold"),
    ),
    Family(
        f"{_EXPO}noto-sans-hebrew",
        "Noto Sans Hebrew",
        "The Noto Project Authors",
        ("400Regular/NotoSansHebrew_400Regular", "700Bold/NotoSansHebrew_700Bold"),
    ),
    Family(
        f"{_EXPO}noto-sans-devanagari",
        "Noto Sans Devanagari",
        "The Noto Project Authors",
        ("400Regular/NotoSansDevanagari_400Regular", "700Bold/NotoSansDevanagari_700Bold"),
    ),
)  # fmt: skip
CUT_FAMILIES: tuple[Family, ...] = (
    Family(
        f"{_EXPO}inter-tight",
        "Inter Tight (cut to common characters)",
        "The Inter Project Authors",
        ("400Regular/InterTight_400Regular", "500Medium/InterTight_500Medium", "600SemiBold/InterTight_600SemiBold",
         "700Bold/InterTight_700Bold"),
    ),
    Family(f"{_EXPO}noto-sans-sc", "Noto Sans SC (cut to common characters)", "Adobe", ()),
    Family(f"{_EXPO}noto-sans-kr", "Noto Sans KR (cut to common characters)", "Adobe", ()),
)  # fmt: skip
DROID = "fonts-droid-fallback"
_PLAIN = ["ccmp", "kern"]
# Latin, Greek and Cyrillic letters, and signs; not phonetics and rare marks.
_USUAL_SPANS = ((0x20, 0x250), (0x300, 0x30D), (0x370, 0x530), (0x1E00, 0x1F00), (0x2000, 0x27C0))
_USUAL = ["ccmp", "kern", "liga", "calt", "locl", "mark", "mkmk"]
_DROID_FILE = "usr/share/fonts-droid-fallback/truetype/DroidSansFallback.ttf"


def fonts(downloads: Downloads, apache: bytes) -> dict[str, bytes]:
    """Every font and its licence text, by path below `assets/fonts/`; `apache` is the Apache licence's text."""
    made: dict[str, bytes] = {}
    for family in FAMILIES:
        for file in family.files:
            made[_place(family.package, file)] = downloads.npm(family.package, f"{file}.ttf")
    made |= _cuts(downloads)
    for family in (*FAMILIES, *CUT_FAMILIES):
        made[f"{_folder(family.package)}/LICENSE"] = downloads.npm(family.package, "LICENSE_FONT")
    made["droid/LICENSE"] = downloads.debian(DROID, f"usr/share/doc/{DROID}/copyright") + b"\n" + apache
    return made


def _folder(package: str) -> str:
    return package.removeprefix(_EXPO)


def _place(package: str, file: str) -> str:
    return f"{_folder(package)}/{file.split('/')[1]}.ttf"


def _cuts(downloads: Downloads) -> dict[str, bytes]:
    chinese, traditional, japanese = _rows("gb2312", 0xA1, 0xF7), _big5(), _rows("euc_jp", 0xB0, 0xCF)
    signs = {c for c in chinese if not "\u4e00" <= c <= "\u9fff"} | set("「」『』〜・ー々〆〇－～")
    regular = signs | _rows("gb2312", 0xB0, 0xD7) | japanese
    sc, kr, inter = f"{_EXPO}noto-sans-sc", f"{_EXPO}noto-sans-kr", f"{_EXPO}inter-tight"
    sources: list[tuple[str, str, set[str]]] = [
        (sc, "400Regular/NotoSansSC_400Regular", regular),
        (sc, "700Bold/NotoSansSC_700Bold", signs | chinese | japanese | traditional),
        (kr, "700Bold/NotoSansKR_700Bold", _rows("euc_kr", 0xB0, 0xC8)),
    ]
    made = {
        _place(package, file): _cut(downloads.npm(package, f"{file}.ttf"), characters, _PLAIN)
        for package, file, characters in sources
    }
    for file in next(f for f in CUT_FAMILIES if f.package == inter).files:
        font = downloads.npm(inter, f"{file}.ttf")
        made[_place(inter, file)] = _cut(font, {c for c in _covered(font) if _is_usual(ord(c))}, _USUAL)
    # Droid stands behind Noto, so it need not repeat what Noto has in every weight.
    droid = downloads.debian(DROID, _DROID_FILE)
    made["droid/DroidSansFallback.ttf"] = _cut(droid, _covered(droid) - regular, _PLAIN)
    return made


def _is_usual(code: int) -> bool:
    return any(first <= code < stop for first, stop in _USUAL_SPANS)


def _covered(font: bytes) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(font)).getBestCmap()}


def _cut(font: bytes, characters: set[str], features: list[str]) -> bytes:
    """The font with only these characters and layout features, unhinted."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = features
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    source = TTFont(io.BytesIO(font), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(c) for c in characters])
    cutter.subset(source)
    out = io.BytesIO()
    source.save(out)
    return out.getvalue()


def _rows(codec: str, first: int, last: int) -> set[str]:
    """The characters of a 94 x 94 code table in lead bytes [first, last]."""
    return _decoded(codec, range(first, last + 1), range(0xA1, 0xFF))


def _big5() -> set[str]:
    """The 5,401 frequent traditional characters, the first level of Big5."""
    return _decoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])


def _decoded(codec: str, leads: range, trails: range | list[int]) -> set[str]:
    found = (bytes([a, b]).decode(codec, "ignore") for a in leads for b in trails)
    return {c for c in found if len(c) == 1}
