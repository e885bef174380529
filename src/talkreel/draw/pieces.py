"""Text cut into the pieces that are shaped, broken into lines and animated: words, or single characters of Chinese."""

from __future__ import annotations

from dataclasses import dataclass, replace

from talkreel.draw.lexicon import word_starts
from talkreel.draw.objects import emoji_object
from talkreel.draw.scripts import Script, graphemes, is_emoji, script_of, script_of_text

# No line starts with these, none ends with those (JIS X 4051, GB/T 15834, simplified).
CLOSING = frozenset(
    "，。、；：？！）】》〉」』〕］｝”’…—～·・ー々％℃,.;:!?)]}%»›゛゜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
OPENING = frozenset("（【《〈「『〔［｛“‘([{«‹¥￥$€£₩₹#@")
_DASHES = frozenset("—–")
# A Chinese measure word stays with its number.
_MEASURES = frozenset("杯件个份天年月日次折元块只条台瓶盒张位家款种人周小分秒点度倍层套双")
_NUMERALS = frozenset("0123456789一二三四五六七八九十百千万两几半每")
_KANA = frozenset(chr(c) for c in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FF)))
# Full-width signs with an empty half: the right one of these, the left one of those.
EMPTY_AFTER = frozenset("，。、」』）】》〉］｝〕")
EMPTY_BEFORE = frozenset("「『（【《〈［｛〔")


@dataclass(frozen=True)
class Piece:
    """`space`: a space stands before it. `glued`: no line may start with it. `inner`: a line had better not start
    with it, for it is inside a Chinese word. `word`: which word, between spaces.
    """

    text: str
    script: Script
    space: bool = False
    glued: bool = False
    inner: bool = False
    marked: bool = False
    word: int = 0

    @property
    def is_emoji(self) -> bool:
        """It is one emoji."""
        return self.script == "emoji"

    @property
    def empty_before(self) -> bool:
        """Its left half is empty: a full-width opening sign."""
        return self.text[0] in EMPTY_BEFORE or (self.script == "cjk" and self.text[0] in "“‘")

    @property
    def empty_after(self) -> bool:
        """Its right half is empty: a full-width stop or closing sign."""
        return self.text[-1] in EMPTY_AFTER or (self.script == "cjk" and self.text[-1] in "”’")


def pieces_of(paragraph: str, marks: tuple[str, ...] = ()) -> list[Piece]:
    """Cut one paragraph. A marked phrase is cut free of the signs round it, so that its pill fits."""
    made: list[Piece] = []
    edges = _edges(paragraph, marks)
    starts = _good_starts(paragraph)
    at = 0
    for number, token in enumerate(paragraph.split()):
        at = paragraph.index(token, at)
        cut = _cut_token(token, at, edges)
        for index, (text, script, glued, start) in enumerate(cut):
            marked = any(first <= start < stop for first, stop in edges)
            inner = script == "cjk" and index > 0 and start not in starts
            made.append(Piece(text, script, index == 0 and bool(made), glued, inner, marked, number))
        at += len(token)
    return _free_dashes(made)


def _good_starts(text: str) -> set[int]:
    """Where Chinese words start; in Japanese, where kanji follow something else, and every kana."""
    if not any(c in _KANA for c in text):
        starts = word_starts(text) if any("\u4e00" <= c <= "\u9fff" for c in text) else set[int]()
        return {i for i in starts if not (i and text[i] in _MEASURES and text[i - 1] in _NUMERALS)}
    return {i for i, c in enumerate(text) if c in _KANA or (i and not "\u4e00" <= text[i - 1] <= "\u9fff")}


def _edges(text: str, marks: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the marked phrases stand: half-open spans, whatever the case of their letters."""
    found: list[tuple[int, int]] = []
    low = text.lower() if len(text.lower()) == len(text) else text
    for mark in filter(None, (m.strip().lower() for m in marks)):
        at = low.find(mark)
        while at >= 0:
            found.append((at, at + len(mark)))
            at = low.find(mark, at + len(mark))
    return found


def _cut_token(token: str, at: int, edges: list[tuple[int, int]]) -> list[tuple[str, Script, bool, int]]:
    """Text, script, glued and place of each piece of a run without spaces."""
    borders = {edge for span in edges for edge in span}
    cut: list[tuple[str, Script, bool, int]] = []
    for cluster in graphemes(token):
        script = _script(cluster)
        border = at in borders
        if cut and not border and _joins(cut[-1][0], cut[-1][1], cluster, script):
            text, known, glued, start = cut[-1]
            cut[-1] = (text + cluster, known if known != "neutral" else script, glued, start)
        else:
            cut.append((cluster, script, bool(cut) and _stays(cut[-1], cluster, script, border), at))
        at += len(cluster)
    return cut


def _script(cluster: str) -> Script:
    if is_emoji(cluster) and emoji_object(cluster):
        return "emoji"
    return "neutral" if cluster in OPENING else script_of(cluster[0])


def _joins(text: str, known: Script, cluster: str, script: Script) -> bool:
    """Whether a character belongs to the piece before it."""
    last = text[-1]
    if "emoji" in {known, script}:
        return False
    if last in OPENING and known in {"neutral", "cjk"} and script_of_text(text) in {"neutral", "cjk"}:
        return len(text) < 3
    if cluster in CLOSING:
        return not (last in EMPTY_AFTER and cluster in EMPTY_AFTER)
    if _is_katakana(last) and _is_katakana(cluster):
        return True
    if known == "cjk":
        return script == "neutral" and last not in CLOSING and cluster not in OPENING
    if script == "cjk":
        return False
    return not (last in _DASHES and script != "neutral")


def _is_katakana(character: str) -> bool:
    return "\u30a1" <= character <= "\u30fe"


def _stays(before: tuple[str, Script, bool, int], cluster: str, script: Script, border: bool) -> bool:
    """Whether a new piece may not start a line."""
    if cluster in CLOSING or before[0][-1] in OPENING:
        return True
    return border and "cjk" not in {before[1], script}


def _free_dashes(pieces: list[Piece]) -> list[Piece]:
    """A lone dash stays with the word before it."""
    return [replace(p, glued=True) if i and all(c in _DASHES for c in p.text) else p for i, p in enumerate(pieces)]
