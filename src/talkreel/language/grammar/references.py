"""What a clause points at: "the second clip", "the part with the fox", "that text", "all captions", 最后一个镜头.

A reference stands round a noun: what is before it (第二个, "the last two", "the night") and after it ("2", "with the
fox", "that says 'Sale'") chooses among the things that the noun names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from talkreel.language.grammar.context import Context
from talkreel.language.grammar.film import Film
from talkreel.language.grammar.token import Stretch, Token
from talkreel.language.grammar.words import plain_of
from talkreel.model import Note, Segment
from talkreel.model.scene import SceneKind

Kind = Literal[
    "shot", "text", "caption", "music", "voice", "effect", "sound", "layer", "transition", "film", "background",
    "focus",
]  # fmt: skip
# How sure it is: what was meant is named; there is only one; the talk is about it; several fit; there is none.
How = Literal["named", "only", "focus", "many", "missing"]

_NOUNS: dict[str, Kind] = {
    "shot": "shot", "photo": "shot", "intro": "shot", "outro": "shot", "chart": "shot", "quote_card": "shot",
    "scenery": "shot", "steps": "shot", "comparison": "shot", "count": "shot", "cards": "shot",
    "text": "text", "title": "text", "subtitle_line": "text", "cta": "text", "price": "text", "lower_third": "text",
    "caption": "caption",
    "music": "music", "voice": "voice", "effect": "effect", "sound": "sound",
    "logo": "layer", "sticker": "layer", "pip": "layer",
    "transition": "transition", "film": "film", "background": "background",
}  # fmt: skip
_STRUCTURAL = frozenset(
    {"remove", "move", "swap", "duplicate", "shorten", "lengthen", "speed_up", "slow_down", "lock", "unlock", "add"}
)
_OF = frozenset({"的", "那", "这", "个", "那个", "这个"})
_INDEFINITE = frozenset(
    {"a", "an", "another", "one more", "new", "some", "一个", "一段", "一张", "一幕", "一行", "一句", "一条", "个"}
)
_CONTENT = ("thing", "place", "gloss", "trade", "time", "weather", "ground", "act", "colour")
# Nouns that, before "shot" or "card", say which.
_PIECES = frozenset({"part", "piece", "half", "bit", "半", "段", "部分"})
_CARDS = frozenset({"price", "chart", "intro", "outro", "quote_card", "steps", "comparison", "count", "cards"})
_SHOWN = ("thing", "place", "gloss")
_LIT = ("time", "weather", "ground")


@dataclass(frozen=True)
class Reference:
    """`ids` are the segments meant, `pool` those that the noun could mean; `tokens` the places of its words."""

    kind: Kind
    noun: str
    ids: tuple[str, ...]
    tokens: frozenset[int]
    how: How
    pool: tuple[str, ...] = ()
    missing: Note | None = None


def references(tokens: Sequence[Token], context: Context) -> tuple[Reference, ...]:
    """Every reference in the tokens, in order; none shares a word with another."""
    found: list[Reference] = []
    taken: set[int] = set()
    for i in range(len(tokens)):
        if i in taken:
            continue
        reference = _at(tokens, i, taken, context)
        if reference is not None:
            found.append(reference)
            taken |= reference.tokens
    found += [_lone(tokens, i, context) for i, t in enumerate(tokens) if t.kind == "ordinal" and i not in taken]
    found = _beside(tokens, _of_two_words(found), context)
    return tuple(sorted(_excepted(tokens, found, context.film), key=lambda r: min(r.tokens)))


def _of_two_words(found: Sequence[Reference]) -> list[Reference]:
    """The references, those side by side that name one shot by what it shows made one: "the honey pot"."""
    joined: list[Reference] = []
    for reference in sorted(found, key=lambda r: min(r.tokens)):
        last = joined[-1] if joined else None
        same = last is not None and last.noun == reference.noun == "content" and last.ids == reference.ids
        if last is not None and same and min(reference.tokens) == max(last.tokens) + 1:
            joined[-1] = replace(last, tokens=last.tokens | reference.tokens)
        else:
            joined.append(reference)
    return joined


# Scenes that are views.
OUTDOORS: frozenset[SceneKind] = frozenset({"city", "forest", "sea", "mountains", "desert", "meadow", "street"})
_SIDES = {"前面": "before", "之前": "before", "后面": "after", "之后": "after"}  # as in 前面那个


def _beside(tokens: Sequence[Token], found: list[Reference], context: Context) -> list[Reference]:
    """ "The shot before the end card", 价格后面那个镜头: a shot that is named by the one beside it."""
    order = _ids(context.seen.shots)
    for at, token in enumerate(tokens):
        relation = token.sense("rel") or _SIDES.get(token.text[:2] if token.sense("pron") else "")
        if relation not in ("before", "after"):
            continue
        nearer, other = _round(tokens, at, found)
        if nearer is not None and any(t.sense("verb") for t in tokens[at : min(nearer.tokens)]):
            continue  # 在第二张后面插入这张
        if nearer is None or other is None or other.ids[:1] == () or other.ids[0] not in order:
            continue
        if context.materials and any(tokens[k].sense("mine") for k in nearer.tokens):
            continue  # "this picture after the second one": the one that came with the words
        bare = nearer.noun in ("shot", "photo") and nearer.how in ("many", "only", "focus")
        if not bare or tokens[max(nearer.tokens)].text.endswith("s"):
            continue
        place = order.index(other.ids[0] if relation == "before" else other.ids[-1]) + (
            1 if relation == "after" else -1
        )
        ids = order[place : place + 1] if place >= 0 else ()
        missing = None if ids else Note(code="refuse.no_shot")
        words = nearer.tokens | other.tokens | {at}
        told = Reference("shot", "beside", ids, words, "named" if ids else "missing", order, missing)
        return [told, *(r for r in found if r not in (nearer, other))]
    return found


def _round(tokens: Sequence[Token], at: int, found: Sequence[Reference]) -> tuple[Reference | None, Reference | None]:
    """The reference that a "before" belongs to, and the one that it leads to: in Chinese they stand the other way."""
    left = next((r for r in found if r.kind == "shot" and at - 2 <= max(r.tokens) < at), None)
    right = next((r for r in found if r.kind == "shot" and at < max(r.tokens) <= at + 3), None)
    return (left, right) if tokens[at].text.isascii() else (right, left)


def _lone(tokens: Sequence[Token], i: int, context: Context) -> Reference:
    """An ordinal with no noun: "the first", 第二张, 第一句."""
    worded = i + 1 < len(tokens) and tokens[i + 1].text in ("句", "行", "条")
    pool = context.seen.texts if worded else context.seen.shots
    ids, missing = _nth(pool, [tokens[i]], None)
    how: How = "missing" if missing else "named"
    return Reference("text" if worded else "shot", "nth", ids, frozenset({i}), how, _ids(pool), missing)


def _at(tokens: Sequence[Token], i: int, taken: set[int], context: Context) -> Reference | None:
    token = tokens[i]
    noun = token.sense("noun")
    if noun in _CARDS and i + 1 < len(tokens) and tokens[i + 1].sense("noun") == "shot":
        return None  # "the cards scene": the scene says which by it
    if token.text in ("段", "页", "幕") and i + 1 < len(tokens) and tokens[i + 1].sense("noun") == "scenery":
        return None  # 四段风景
    if noun == "step" and token.text == "steps" and _POOLS["steps"](context.film) and not _goes_back(tokens):
        noun = "steps"
    if noun in _NOUNS and not (token.sense("verb") and _commands(tokens, i)) and not _new(tokens, i):
        return _Reading(tokens, i, taken, context, noun).reference()
    if token.kind in ("quote", "screen"):
        ids = tuple(s.id for s in _saying(context.film, str(token.value)))
        if ids and not _noun_near(tokens, i) and not _of_a_shot(tokens, i):
            card = _card_of(tokens, i, ids[:1], context.film)
            if card:
                return Reference("shot", "card", card, frozenset({i}), "named", card)
            return Reference("text", "quoted", ids[:1], frozenset({i}), "named", ids)
    if _is_content(token) and not _noun_follows(tokens, i, taken):
        return _content(tokens, i, context)
    pron = token.sense("pron")
    if pron and (_has_transition(tokens, i) or not _noun_follows(tokens, i, taken)):
        return _pronoun(tokens, i, pron, context)
    return None


def _compares(token: Token) -> bool:
    """Whether it asks for more or less of something but a place in the film: 提前 may be said of a shot."""
    return not (token.sense("comp") or "start").startswith("start")


def _goes_back(tokens: Sequence[Token]) -> bool:
    """Whether steps are those of the talk: "undo two steps"."""
    return any(t.sense("verb") in ("undo", "redo", "go_to") or t.text == "back" for t in tokens)


def _new(tokens: Sequence[Token], i: int) -> bool:
    """Whether the noun is something that is not there yet: "a title", "another scene of the sea", 一段."""
    for k in range(i - 1, max(-1, i - 8), -1):
        token = tokens[k]
        if token.text in _INDEFINITE:
            return not (k and (tokens[k - 1].kind in ("ordinal", "number") or _points_at(tokens[k - 1])))
        if token.kind in ("ordinal", "quote", "screen") or token.sense("pron") or token.sense("quant"):
            return False
        if token.text in ("the", "that", "this") or not (_is_content(token) or token.sense("filler") or _sized(token)):
            return False
    return False


def _points_at(token: Token) -> bool:
    return bool(token.sense("pron") or token.sense("quant"))


def _lists(tokens: Sequence[Token], k: int) -> bool:
    """Whether a number goes on with an ordinal: 第二、三张."""
    leads = tokens[k - 2].kind == "ordinal" or (k > 3 and tokens[k - 2].kind == "number" and _lists(tokens, k - 2))
    return tokens[k - 1].text in ("、", "和", "与") and leads


def _definite(tokens: Sequence[Token]) -> bool:
    return any(t.text in ("the", "that", "this") or t.text.startswith("放") for t in tokens)


def _sized(token: Token) -> bool:
    return token.kind in ("duration", "number", "hex") or bool(token.sense("comp") or token.sense("spot"))


def _content(tokens: Sequence[Token], i: int, context: Context) -> Reference | None:
    """ "The fox", "the city": the shots that show it, unless it is what is to come ("into a city", 换成城市)."""
    named = tokens[i].sense("thing") or tokens[i].sense("place")
    if not named and any(tokens[i].sense(tag) for tag in ("time", "weather", "ground", "colour", "act")):
        return None
    shown = _shown(context.film, [tokens[i]])
    if not shown or _new(tokens, i) or _leads_in(tokens, i):
        return None
    how: How = "named" if len(shown) == 1 or tokens[i].text.endswith("s") else "many"
    return Reference("shot", "content", _ids(shown), frozenset({i}), how, _ids(shown))


_AWAY = frozenset({"off", "from", "out of", "at", "of"})


def _leads_in(tokens: Sequence[Token], i: int) -> bool:
    """Whether "to", "into", "with", "add" or 成 leads to a word, and it is no place: 移到狐狸前面."""
    behind = next((t for t in tokens[i + 1 :] if not t.sense("filler") or t.sense("rel")), None)
    if behind is not None and not behind.text.isascii() and behind.sense("rel") in ("before", "after"):
        return False
    for k in range(i - 1, max(-1, i - 4), -1):
        token = tokens[k]
        if (token.sense("rel") in ("to", "with") and token.text not in _AWAY) or (
            token.sense("verb") == "add" and not _definite(tokens[k:i])
        ):
            return True
        if token.sense("verb"):
            return token.text.endswith(("成", "为", "到"))
        if not (token.sense("filler") or _is_content(token)):
            return False
    return False


def _commands(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word is the clause's verb: it stands first, bare, and something follows that it is done to."""
    if any(t.text in ("the", "a", "an", "my", "our", "this", "that") for t in tokens[:i]):
        return False
    if i + 1 < len(tokens) and any(tokens[i + 1].sense(tag) for tag in ("degree", "comp", "rel", "on")):
        return False  # "voice a bit louder", "title at the top"
    return not any(t.kind != "mark" and not t.sense("filler") and not t.sense("also") for t in tokens[:i])


def _noun_near(tokens: Sequence[Token], i: int) -> bool:
    """Whether a noun for words stands beside a quotation, which then belongs to it."""
    near = (*tokens[max(0, i - 3) : i], *tokens[i + 1 : i + 4])
    return any(_NOUNS.get(t.sense("noun") or "") in ("text", "caption") for t in near)


def _card_of(tokens: Sequence[Token], i: int, words: tuple[str, ...], film: Film) -> tuple[str, ...]:
    """The shot that lays out nothing but these words, where it is what is moved or removed: 营业时间放最后."""
    if tokens[i].kind == "quote" or not any(t.sense("verb") in _STRUCTURAL for t in tokens):
        return ()
    if any(t.kind == "hex" or any(t.sense(tag) for tag in ("colour", "comp", "prop", "spot", "to")) for t in tokens):
        return ()
    return tuple(s.id for s in film.shots if s.scene and s.scene.kind == "kinetic" and s.scene.words == words)


def _of_a_shot(tokens: Sequence[Token], i: int) -> bool:
    """Whether words on screen say which shot: 写着“Sale”的镜头, 营业时间那页."""
    for token in tokens[i + 1 : i + 4]:
        if _NOUNS.get(token.sense("noun") or "") == "shot":
            return not token.text.isascii()
        if token.text not in _OF and not token.sense("pron"):
            return False
    return False


def _noun_follows(tokens: Sequence[Token], i: int, taken: set[int]) -> bool:
    for k in range(i + 1, min(i + 4, len(tokens))):
        token = tokens[k]
        if token.sense("noun") in _NOUNS and k not in taken:
            return token.sense("noun") != "transition"
        small = token.sense("filler") or _points_at(token) or _is_content(token)
        if not small or (token.text.isascii() and token.sense("rel")):
            return token.kind in ("ordinal", "number") and k + 1 < len(tokens) and bool(tokens[k + 1].sense("noun"))
    return False


def _pronoun(tokens: Sequence[Token], i: int, pron: str, context: Context) -> Reference:
    focus = context.focus
    ordinal = next((k for k in range(i - 1, max(-1, i - 3), -1) if tokens[k].kind == "ordinal"), None)
    if ordinal is not None and pron in ("it", "them"):  # "the second one"
        ids, missing = _nth(context.seen.shots, [tokens[ordinal]], None)
        how: How = "missing" if missing else "named"
        return Reference("shot", "shot", ids, frozenset({i, ordinal}), how, _ids(context.film.shots), missing)
    beside = {"other": -1, "next": 1}
    ids = _neighbour(context, beside[pron]) if pron in beside else focus.ids
    known = tuple(name for name in ids if context.film.find(name))
    return Reference("focus", pron, known, frozenset({i}), "focus" if known else "many")


def _has_transition(tokens: Sequence[Token], i: int) -> bool:
    """Whether a transition of what is pointed at is meant: 它的转场."""
    near = [t for t in tokens[i + 1 : i + 3] if t.text != "的"]
    return tokens[i].text.startswith("它") and bool(near) and near[0].sense("noun") == "transition"


def _neighbour(context: Context, step: int) -> tuple[str, ...]:
    """The shot beside the one that the talk is about; what the turn before was about, when that was no shot."""
    shots = _ids(context.film.shots)
    at = next((shots.index(i) for i in context.focus.ids if i in shots), None)
    if at is None:
        return context.focus.before
    return shots[at + step : at + step + 1] if at + step >= 0 else ()


class _Reading:
    """One noun and what stands round it."""

    def __init__(self, tokens: Sequence[Token], i: int, taken: set[int], context: Context, noun: str) -> None:
        self.tokens, self.i, self.taken, self.context, self.noun = tokens, i, taken, context, noun
        self.film = context.film
        self.kind: Kind = _NOUNS[noun]
        self.words = {i}
        self.ordinals: list[Token] = []
        self.count: int | None = None
        self._number: int | None = None
        self.numbers: list[int] = []
        self.quant = ""
        self.pron = ""
        self.content: list[int] = []
        self.said: Token | None = None
        self.colour = ""
        self.several = False  # "the tent and backpack shots"
        self._look_left()
        self._look_right()

    def reference(self) -> Reference | None:
        if self.noun == "price" and (self.i != max(self.words) or self._moves()):
            self.kind = "shot"
        if self.noun == "film" and (self.ordinals or self.numbers):
            self.noun, self.kind = "shot", "shot"
        if self.noun in ("intro", "outro"):  # what they were when the sentence was said
            ends = tuple(s for s in _POOLS[self.noun](self.context.seen) if self.film.find(s.id))
            if ends:
                return self._made(_ids(ends), ends, "named")
        if self.kind in ("film", "background", "sound"):
            return Reference(self.kind, self.noun, (), frozenset(self.words), "only")
        pool = _POOLS["price_card" if self.noun == "price" and self.kind == "shot" else self.noun](self.film)
        if self.kind == "transition":
            return Reference(self.kind, self.noun, (), frozenset(self.words), "only", _ids(pool))
        return self._chosen(pool)

    def _moves(self) -> bool:
        """Whether the price is spoken of as a part of the film, not as words: "remove the price"."""
        worded = any(
            t.kind in ("quote", "pixels", "hex", "instant") or t.sense("colour") or _compares(t) or t.sense("prop")
            for t in self.tokens
        )
        structural = (
            any(
                t.sense("verb") in _STRUCTURAL
                or t.sense("quant") == "except"
                or t.sense("trans")
                or t.sense("noun") == "transition"
                or t.kind == "duration"
                for t in self.tokens
            )
            or next(t for t in reversed(self.tokens) if t is self.tokens[self.i] or not t.sense("filler")).kind
            == "ordinal"
        )  # "price first"
        structural = structural or (any(t.sense("edge") for t in self.tokens) and not self._has_verb())
        return structural and not worded and bool(_POOLS["price_card"](self.film))

    def _has_verb(self) -> bool:
        return any(t.sense("verb") for t in self.tokens)

    def _look_left(self) -> None:
        for k in range(self.i - 1, max(-1, self.i - 9), -1):
            if k in self.words:
                continue  # the mark between 三 and 五 in 第一、三、五个
            if k in self.taken or not (self._counts(k) or self._points(k) or self._describes(k) or self._small(k)):
                break

    def _counts(self, k: int) -> bool:
        """An ordinal, or the number after it: "the last two"."""
        token = self.tokens[k]
        if self.kind == "transition" and any(t.text == "的" for t in self.tokens[k + 1 : self.i]):
            return False  # 第二张的转场
        if token.kind == "ordinal":
            self.ordinals.insert(0, token)
            self.words.add(k)
            self.count = self._number
        elif token.kind == "number" and k > 1 and _lists(self.tokens, k):
            self.ordinals.insert(0, token)
            self.words |= {k, k - 1}
        elif k and token.kind == "number" and self.tokens[k - 1].sense("noun") == "version":
            return False  # 版本2的片头
        elif token.kind == "number" and k >= self.i - 4 and isinstance(token.value, int | float):
            self._number = int(token.value)
            self.words.add(k)
        return token.kind in ("ordinal", "number")

    def _points(self, k: int) -> bool:
        token = self.tokens[k]
        quant, pron = token.sense("quant"), token.sense("pron")
        if quant:
            self.quant = self.quant or quant
        elif pron and k >= self.i - 3 and self.kind != "transition":
            self.pron = self.pron or pron
        else:
            return False
        self.words.add(k)
        return True

    def _describes(self, k: int) -> bool:
        token = self.tokens[k]
        if token.kind in ("quote", "screen") and self.kind in ("text", "caption", "layer", "shot"):
            if not self._is_there(token):
                return False
            self.said = self.said or token
            self.words.add(k)
            return True
        if not _is_content(token) or token.sense("verb"):
            return False
        self.content.insert(0, k)
        self.colour = self.colour or token.sense("colour") or ""
        return True

    def _small(self, k: int) -> bool:
        """A word that may stand between: an article, "with" before content, "and" between ordinals."""
        token = self.tokens[k]
        if token.sense("also") and self.ordinals and self._ordinal_before(k):
            self.words.add(k)
            return True
        if token.sense("also") and self.content and self.tokens[self.i].text.endswith("s"):
            self.several = True
            self.words.add(k)
            return k > 0 and _is_content(self.tokens[k - 1])
        if token.sense("noun") in _CARDS and self.noun == "shot":
            self.noun = token.senses["noun"]
            self.words.add(k)
            return True
        if token.text.isascii() and token.sense("rel") and token.sense("rel") != "with":
            return False  # a preposition ends the phrase: "snow in the street scene"
        return bool(token.sense("filler")) or (token.sense("rel") == "with" and bool(self.content))

    def _ordinal_before(self, k: int) -> bool:
        while k and self.tokens[k - 1].kind == "word" and self.tokens[k - 1].sense("filler"):
            k -= 1
        return k > 0 and self.tokens[k - 1].kind == "ordinal"

    def _look_right(self) -> None:
        related = False
        for k in range(self.i + 1, min(len(self.tokens), self.i + 9)):
            token = self.tokens[k]
            if (k == self.i + 1 and self._right_beside(token)) or self._counts_right(k, related):
                self.words.add(k)
            elif token.sense("rel") == "with":
                related = True
            elif token.kind in ("quote", "screen") and (related or k == self.i + 1) and self._is_there(token):
                self.said = self.said or token
                self.words |= {k, *(range(self.i + 1, k))}
            elif related and _is_content(token):
                self.content.append(k)
                self.colour = self.colour or token.sense("colour") or ""
            elif not token.sense("filler") or (token.sense("rel") and token.sense("rel") != "during"):
                break

    def _right_beside(self, token: Token) -> bool:
        """What belongs to the noun right before it: 镜头都, "clip one", 第一段素材."""
        if token.sense("quant") in ("all", "both"):
            self.quant = self.quant or token.senses["quant"]
            return True
        if token.text == "one" and self.kind == "shot":
            self.numbers.append(1)
            return True
        return token.text == "card" or (token.sense("noun") in ("shot", "photo", "film") and self.kind == "shot")

    def _counts_right(self, k: int, related: bool) -> bool:
        """A number behind the noun: "clip 2", "shots 2 to 4", "clips 5, 6 and 13"; 片尾来两遍 is none."""
        token = self.tokens[k]
        if token.kind == "ordinal" and isinstance(token.value, tuple):
            self.ordinals.append(token)
            return True
        times = k + 1 < len(self.tokens) and self.tokens[k + 1].text in ("遍", "次")
        if token.kind == "number" and isinstance(token.value, int | float) and not (related or self.ordinals or times):
            self.numbers.append(int(token.value))
            return True
        joined = token.sense("also") or token.text in ",、"
        return bool(joined and self.numbers and self._number_at(k + 1))

    def _number_at(self, k: int) -> bool:
        return k < len(self.tokens) and self.tokens[k].kind == "number"

    def _is_there(self, token: Token) -> bool:
        return bool(_saying(self.film, str(token.value)))

    def _piece(self) -> Reference | None:
        """ "The second part" of what was just split."""
        focus = [s for i in self.context.focus.ids if (s := self.film.find(i)) is not None]
        if not (self.context.follows and len(focus) > 1 and self.ordinals and self.tokens[self.i].text in _PIECES):
            return None
        parts = sorted(focus, key=lambda s: s.start_ms)
        ids, missing = _nth(parts, self.ordinals, self.count)
        return self._made(ids, parts, "missing" if missing else "named", missing)

    def _chosen(self, pool: tuple[Segment, ...]) -> Reference | None:
        piece = self._piece() if self.kind == "shot" else None
        if piece is not None:
            return piece
        if self.ordinals or self.numbers:
            numbers = [*self.ordinals, *(Token(0, 0, "", "ordinal", n) for n in self.numbers)]
            name = "price_card" if self.noun == "price" and self.kind == "shot" else self.noun
            ids, missing = _nth(_POOLS[name](self.context.seen) or self.context.seen.shots, numbers, self.count)
            ids = tuple(i for i in ids if self.film.find(i))
            return self._made(ids, pool, "missing" if missing else "named", missing)
        if self.said is not None:
            ids = tuple(s.id for s in _saying(self.film, str(self.said.value)))
            if self.kind == "shot":
                ids = _ids(_under(self.film, ids))
            if ids:
                return self._made(ids[:1], pool, "named")
            self.words -= {k for k in self.words if self.tokens[k] is self.said}
        described = self._described(pool)
        if described is not None:
            return described
        if not pool:
            return self._made((), pool, "missing", Note(code=f"refuse.no_{self.kind}"))
        return self._by_number(pool)

    def _described(self, pool: tuple[Segment, ...]) -> Reference | None:
        """By what is in the picture, or the colour of the words."""
        if not self.content:
            return None
        if self.kind == "text" and self.colour:
            ids = tuple(s.id for s in pool if s.style.color.lower() == self.colour)
            if ids:
                self.words |= set(self.content)
                return self._made(ids, pool, "named")
        if self.kind != "shot":
            return None
        names = [self.tokens[k] for k in self.content]
        shown = _shown(self.film, names, several=self.several)
        if shown:
            self.words |= set(self.content)
            plural = self.quant == "all" or self.pron == "them" or self.tokens[self.i].text.endswith("s")
            how: How = "named" if len(shown) == 1 or plural else "many"
            return self._made(_ids(shown), shown, how)
        if max(self.content) > self.i:  # "the part with the fox", and there is none
            self.words |= set(self.content)
            told = " ".join(t.text for t in names)
            return self._made((), pool, "missing", Note(code="refuse.not_shown", fields={"what": told}))
        return None

    def _by_number(self, pool: tuple[Segment, ...]) -> Reference:
        focus = tuple(s.id for s in pool if s.id in self.context.focus.ids) or self._beside_focus(pool)
        if self.quant in ("all", "both") or self._number == len(pool):
            return self._made(_ids(pool), pool, "named")
        if self.quant == "rest":
            told = {*focus, *self.context.told}
            return self._made(tuple(s.id for s in pool if s.id not in told), pool, "named")
        if self.kind == "caption" or self.noun in ("intro", "outro"):
            return self._made(_ids(pool), pool, "named")
        if len(pool) == 1:
            return self._made(_ids(pool), pool, "only")
        if focus and len(focus) < len(pool):
            return self._made(focus, pool, "focus")
        if self.tokens[self.i].text.isascii() and self.tokens[self.i].text.endswith("s") and not self.pron:
            return self._made(_ids(pool), pool, "named")
        if self.kind in ("music", "voice", "effect"):
            return self._made(_ids(pool), pool, "named")
        return self._made(_ids(pool), pool, "many")

    def _beside_focus(self, pool: Sequence[Segment]) -> tuple[str, ...]:
        """ "That scene" after words or a voice were spoken of: the one that they are in."""
        told = [s for i in self.context.focus.ids if (s := self.film.find(i)) is not None]
        if not (self.pron and told and self.kind == "shot"):
            return ()
        return tuple(s.id for s in pool if all(s.start_ms <= t.start_ms < s.end_ms for t in told))

    def _made(self, ids: tuple[str, ...], pool: Sequence[Segment], how: How, missing: Note | None = None) -> Reference:
        return Reference(self.kind, self.noun, ids, frozenset(self.words), how, _ids(pool), missing)


def _is_content(token: Token) -> bool:
    """Whether it may describe a picture: a thing, a place, light, a colour, or a word that nobody knows."""
    if any(token.sense(tag) for tag in _CONTENT):
        return not token.sense("noun")
    return token.kind == "word" and not token.senses


def _shown(film: Film, tokens: Sequence[Token], *, several: bool = False) -> tuple[Segment, ...]:
    """The shots that show all (`several`: any) of what the words name, where it is most what the shot is about."""
    ranked: dict[str, list[int]] = {}
    for token in tokens:
        told = [(s.id, tier) for s in film.shots if (tier := _tier(film, s, token)) is not None]
        best = min((tier for _, tier in told), default=0)
        for name, tier in told:
            if tier == best:
                ranked.setdefault(name, []).append(tier)
    need = 1 if several else len(tokens)
    return tuple(s for s in film.shots if len(ranked.get(s.id, ())) >= need)


def _tier(film: Film, shot: Segment, token: Token) -> int | None:
    """How near to what a shot is about a word is: 0 its hero, 1 its place, 2 its names, 3 words on it; None: not."""
    senses = {name for tag in _SHOWN if tag in token.senses for name in token.senses[tag].split("/")}
    senses = senses or {token.senses[tag] for tag in _LIT if tag in token.senses}
    words = {plain_of(token.text), plain_of(token.text).rstrip("s"), *plain_of(token.text).split()}
    named = senses | words
    hero = shot.scene.hero.name if shot.scene and shot.scene.hero else ""
    if any(len(name) > 4 and hero.endswith(name) for name in named):
        return 0  # a watch is a smartwatch, too
    return next((n for n, told in enumerate(film.tiers[shot.id]) if named & told), None)


def _nth(pool: Sequence[Segment], ordinals: Sequence[Token], count: int | None) -> tuple[tuple[str, ...], Note | None]:
    """The segments at ordinal places; with a count so many from there on: "the last two"."""
    found: list[str] = []
    if count is not None and count > len(pool):
        return (), Note(code="refuse.no_such_number", fields={"number": count, "count": len(pool)})
    for ordinal in ordinals:
        if isinstance(ordinal.value, tuple):
            if ordinal.value == (0, 0):  # 中间那个: there is one, if the count is odd
                found += [s.id for s in pool[len(pool) // 2 : len(pool) // 2 + len(pool) % 2]]
                if not found:
                    return (), Note(code="refuse.no_shot")
                continue
            reach = max(abs(n) for n in ordinal.value)
            if reach > len(pool):
                return (), Note(code="refuse.no_such_number", fields={"number": reach, "count": len(pool)})
            for first, last in zip(ordinal.value[::2], ordinal.value[1::2], strict=True):
                found += [s.id for s in pool[_place(first, pool) : _place(last, pool) + 1]]
            continue
        n = int(ordinal.value) if isinstance(ordinal.value, int | float) else 0
        at = _place(n, pool)
        if not 0 <= at < len(pool):
            return (), Note(code="refuse.no_such_number", fields={"number": abs(n), "count": len(pool)})
        if count is not None:
            chosen = pool[-count:] if n < 0 else pool[at : at + count]
            found += [s.id for s in chosen]
        else:
            found.append(pool[at].id)
    return tuple(dict.fromkeys(found)), None


def _place(n: int, pool: Sequence[Segment]) -> int:
    """Where the nth is, counted from 1; from the end when negative."""
    return n - 1 if n > 0 else len(pool) + n


def _saying(film: Film, text: str) -> list[Segment]:
    """Words on screen that are, or hold, the text."""
    told = plain_of(text).strip(" .!?。！？")
    words = [*film.texts, *film.of("caption")]
    same = [s for s in words if plain_of(s.text).strip(" .!?。！？") == told]
    long = 1 if told and not told.isascii() else 2
    return same or [s for s in words if len(told) > long and told in plain_of(s.text)]


def _ids(segments: Iterable[Segment]) -> tuple[str, ...]:
    return tuple(s.id for s in segments)


def _roles(*roles: str) -> Callable[[Film], tuple[Segment, ...]]:
    return lambda film: tuple(s for s in film.texts if s.role in roles)


def _scenes(*kinds: str) -> Callable[[Film], tuple[Segment, ...]]:
    return lambda film: tuple(s for s in film.shots if s.scene and s.scene.kind in kinds)


def _laying_out(film: Film, role: str) -> tuple[Segment, ...]:
    """The shots that lay out words of a role."""
    words = {s.id for s in film.texts if s.role == role}
    return tuple(s for s in film.shots if s.scene and words & set(s.scene.words))


def _under(film: Film, words: tuple[str, ...]) -> tuple[Segment, ...]:
    """The shots that lay out words; for words that lie over the film, those that are seen when they begin."""
    laid = tuple(s for s in film.shots if s.scene and set(words) & set(s.scene.words))
    starts = [s.start_ms for i in words if (s := film.find(i)) is not None]
    return laid or tuple(s for ms in starts for s in film.at("shot", ms))


def _photos(film: Film) -> tuple[Segment, ...]:
    return tuple(s for s in film.shots if film.kind_of(s) == "image") or film.shots


def _logos(film: Film) -> tuple[Segment, ...]:
    layers = film.of("layer")
    named = tuple(s for s in layers if "logo" in f"{s.name} {film.content[s.id]}".lower())
    return named or tuple(s for s in layers if film.kind_of(s) == "image" and s.scene is None)


_POOLS: dict[str, Callable[[Film], tuple[Segment, ...]]] = {
    "shot": lambda film: film.shots,
    "photo": _photos,
    "intro": lambda film: film.shots[:1],
    "outro": lambda film: film.shots[-1:],
    "scenery": lambda film: tuple(s for s in film.shots if s.scene and s.scene.kind in OUTDOORS),
    "chart": _scenes("chart"),
    "quote_card": _scenes("quote"),
    "steps": _scenes("steps"),
    "comparison": _scenes("comparison"),
    "count": _scenes("count"),
    "cards": _scenes("cards"),
    "price_card": lambda film: _scenes("price")(film) or _laying_out(film, "price"),
    "text": lambda film: film.texts,
    "title": lambda film: film.titles(),
    "subtitle_line": _roles("eyebrow"),
    "cta": _roles("cta", "url"),
    "price": _roles("price"),
    "lower_third": _roles("lower_third"),
    "caption": lambda film: film.of("caption"),
    "music": lambda film: film.of("music"),
    "voice": lambda film: film.of("voice"),
    "effect": lambda film: film.of("effect"),
    "logo": _logos,
    "sticker": lambda film: tuple(s for s in film.of("layer") if s.sticker),
    "pip": lambda film: tuple(s for s in film.of("layer") if not s.sticker),
    "transition": lambda film: film.shots[1:],
}


def _left_out(found: Sequence[Reference], at: int, film: Film) -> list[Reference]:
    """所有文字改成白色，价格除外: what stands right before is taken out of what stands before that."""
    ordered = sorted((r for r in found if max(r.tokens) < at), key=lambda r: max(r.tokens))
    if len(ordered) < 2:
        return list(found)
    whole, out = ordered[-2:]
    left = tuple(i for i in whole.pool or whole.ids or _ids(film.shots) if i not in out.ids)
    merged = Reference(whole.kind, whole.noun, left, whole.tokens | out.tokens | {at}, "named", whole.pool)
    return [merged, *(r for r in found if r not in (whole, out))]


def _excepted(tokens: Sequence[Token], found: Sequence[Reference], film: Film) -> list[Reference]:
    """ "All clips except the second": what stands after "except" is taken out of what stands before it."""
    at = next((i for i, t in enumerate(tokens) if t.sense("quant") == "except"), None)
    if at is None or not found:
        return list(found)
    if len(found) == 1:
        whole = tokens[at].text.startswith(("every", "all"))
        only = found[0]
        if only.kind == "text" and only.noun == "price" and (cards := _POOLS["price_card"](film)):
            only = Reference("shot", "price", _ids(cards), only.tokens, "named")
        left = tuple(s.id for s in film.shots if s.id not in only.ids)
        if not whole or only.kind != "shot" or not only.ids:
            return list(found)
        return [Reference("shot", "rest", left, only.tokens | {at}, "named", _ids(film.shots))]
    chinese = not tokens[at].text.isascii()
    if tokens[at].text == "除外":
        return _left_out(found, at, film)
    ordered = sorted(found, key=lambda r: min(r.tokens))
    out = next((r for r in ordered if max(r.tokens) > at), None)
    whole = next((r for r in ordered if r is not out and (chinese or min(r.tokens) < at)), None)
    if out is None or whole is None:
        return list(found)
    pool = whole.pool or whole.ids or _ids(film.shots)
    left = tuple(i for i in pool if i not in out.ids)
    merged = Reference(out.kind, out.noun, left, whole.tokens | out.tokens | {at}, "named", pool)
    return [merged, *(r for r in found if r not in (whole, out))]


def stretch_ms(stretch: Stretch, start_ms: int, end_ms: int) -> tuple[int, int]:
    """The stretch as times of the film, [start, end), when it counts within [start_ms, end_ms)."""
    length = end_ms - start_ms
    if stretch.whence == "parts":
        last = 1000 if stretch.end is None else stretch.end
        return start_ms + length * stretch.start // 1000, start_ms + length * last // 1000
    if stretch.whence == "end":
        return max(start_ms, end_ms - stretch.start), end_ms
    return start_ms + stretch.start, end_ms if stretch.end is None else min(end_ms, start_ms + stretch.end)
