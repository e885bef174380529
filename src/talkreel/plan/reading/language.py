"""The language of a text, by its script and its small words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Scripts by the first word of their signs' Unicode names, and a language that is written in them.
_SCRIPTS = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CYRILLIC": "ru", "ARABIC": "ar", "HEBREW": "he",
    "DEVANAGARI": "hi", "THAI": "th", "GREEK": "el", "BENGALI": "bn", "TAMIL": "ta", "GEORGIAN": "ka", "ARMENIAN": "hy",
    "LATIN": "en", "FULLWIDTH": "en",
}  # fmt: skip
_SMALL_WORDS = {
    "fr": "le la les des une du est et pour avec dans notre nos vous nous sur qui que cette aux vidéo secondes",
    "es": "el los las una del es y para con en nuestro nuestra que por un sobre vídeo segundos tu su",
    "de": "der die das und für mit ein eine einen ist im auf von unser unsere zu den dem nicht sekunden über",
    "pt": "o os as uma um para com em nosso nossa que por não do da dos vídeo segundos você sobre",
    "it": "il gli una un per con nel della nostro nostra che di sono è video secondi la dei",
    "en": "the a an of and for with in on to our my your is are video make create this that we at from",
}
_READ = frozenset({"en", "zh"})


def language_of(text: str) -> str:
    """A language tag: "en", "zh", or what else it looks like."""
    scripts = Counter(script for sign in text[:4000] if sign.isalpha() and (script := _script(sign)))
    if not scripts:
        return "en"
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana >= 3 and kana * 6 >= scripts["CJK"]:
        return "ja"
    # A Chinese sign says about as much as three letters.
    weighed = {script: count * (3 if script in ("CJK", "HANGUL") else 1) for script, count in scripts.items()}
    most = max(weighed, key=lambda script: weighed[script])
    tag = _SCRIPTS.get(most, "und")
    return _latin(text) if tag == "en" else tag


def is_read(language: str) -> bool:
    """Whether wishes are understood in it, and not only shown."""
    return language in _READ


def _script(sign: str) -> str:
    return unicodedata.name(sign, "").split(" ", 1)[0]


def _latin(text: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", text[:4000].lower()))
    scores = {tag: sum(words[w] for w in told.split()) for tag, told in _SMALL_WORDS.items()}
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] >= 3 and scores[best] > 1.5 * scores["en"] else "en"
