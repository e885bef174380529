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
# Small words and short forms that are written in China only, and short forms that are written in Japan only.
_ONLY_CHINESE = frozenset("的了们个这那吗呢吧么请给让说视频为做帮们对发动张样产业东车图书开关门问间闻语话读华丽")
_ONLY_JAPANESE = frozenset(
    "発売円広駅込働畑桜気図絵楽薬戦価実験単継続辺沢浜滝渋竜剤営巻仏択拡検権歩毎渓焼県砕総緑縄繊覚訳読豊転軽遅鉄鉱険隠雑霊"
    "頼顕騒黙齢歯児剣勧囲圧変壊塩増満対縦帰弾徳悪払抜掲様済浄渉歳"
)
_JOINED_BY_KANA = re.compile(
    r"[\u3400-\u9fffァ-ヶー](?:[をはがでにへとも]|から|まで|し[てまた]|です|する|の[\u3400-\u9fff]+[はがをでに])"
)
_READ = frozenset({"en", "zh"})


def language_of(text: str) -> str:
    """A language tag: "en", "zh", or what else it looks like."""
    scripts = Counter(script for sign in text[:4000] if sign.isalpha() and (script := _script(sign)))
    if not scripts:
        return "en"
    if _is_japanese(text[:4000], scripts):
        return "ja"
    # A Chinese sign says about as much as three letters.
    weighed = {script: count * (3 if script in ("CJK", "HANGUL") else 1) for script, count in scripts.items()}
    most = max(weighed, key=lambda script: weighed[script])
    tag = _SCRIPTS.get(most, "und")
    return _latin(text) if tag == "en" else tag


def _is_japanese(text: str, scripts: Counter[str]) -> bool:
    """Whether signs that Chinese shares are Japanese: kana between them, or shapes that only Japan writes.

    A Chinese shop may adorn its name with a の, a Chinese sentence may name a ラーメン.
    """
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    chinese = sum(sign in _ONLY_CHINESE for sign in text)
    if _JOINED_BY_KANA.search(text) is not None and chinese <= scripts["HIRAGANA"]:
        return True
    if chinese:
        return kana >= 3 and kana > 2 * chinese and kana * 6 >= scripts["CJK"]
    return kana >= 2 or any(sign in _ONLY_JAPANESE for sign in text)


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
