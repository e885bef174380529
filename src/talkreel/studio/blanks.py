"""Blanks: words of a prompt or of a film that stand open, written `{name}` or ｛name｝.

What stands in a blank by default may hold other blanks: the call "Order at {url}" follows a new address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from talkreel.errors import UsageError
from talkreel.messages import sentences
from talkreel.model import SOUND, WORDS, Draft, Segment
from talkreel.model.draft import Role
from talkreel.model.value import Strict

Kind = Literal["words", "image", "video", "audio"]
LONGEST_NAME = 40
_BRACES = re.compile(r"[{｛]\s*([^{}｛｝\n]{1,40}?)\s*[}｝]")
# The roles whose words say most what a film offers: a text that stands in several takes its name from the first.
_TELLING: tuple[Role, ...] = (
    "price", "cta", "url", "quote", "source", "number", "title", "eyebrow", "lower_third", "item", "label", "body",
    "overlay", "caption",
)  # fmt: skip
_SHORTEST = 2  # letters that are looked for within other words
_NUMBERED = re.compile(r"(.*?)[\s_-]*(\d*)")


class Blank(Strict):
    """Something to be filled in. `default` is what stands there otherwise; None: it must be filled in.

    A blank for a file has the key of an asset as its default, and in `caption` the blank of the words that say what is
    seen on it, where there are such.
    """

    name: str
    kind: Kind = "words"
    default: str | None = None
    role: Role | None = None
    caption: str = ""


def normal(name: str) -> str:
    """A blank's name as it is compared: case, spaces and Chinese names of roles make no difference."""
    folded = " ".join(name.split()).casefold()
    found = _NUMBERED.fullmatch(folded)
    stem, number = (found[1], found[2]) if found else (folded, "")
    stem = next((role for role, chinese in _roles() if chinese == stem), stem).replace(" ", "_")
    return f"{stem}_{number}" if number else stem


def role_names(name: str) -> tuple[str, ...]:
    """How else a blank is called that has the name of a role: `price_2` is 价格2."""
    stem, _, number = normal(name).partition("_")
    return tuple(f"{chinese}{number}" for role, chinese in _roles() if role == stem)


def _roles() -> list[tuple[str, str]]:
    """Roles with their Chinese names."""
    return [(code.removeprefix("blank."), told[1]) for code, told in sentences().items() if code.startswith("blank.")]


def names_in(text: str) -> list[str]:
    """The blanks of a text, in order, each once."""
    return list(dict.fromkeys(found[1] for found in _BRACES.finditer(text)))


def opened(text: str, words: Mapping[str, str]) -> str:
    """The text with `{name}` wherever words stand that a blank is for; longer words first, and whole words only.

    What is open already stays as it is.
    """
    known = {shown: name for name, shown in words.items() if shown}
    if not known:
        return text
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile("|".join((_BRACES.pattern, *map(_whole, longest_first))))
    return pattern.sub(lambda found: f"{{{known[found[0]]}}}" if found[0] in known else found[0], text)


def _whole(shown: str) -> str:
    """A pattern for the words where no letter of theirs runs on; Chinese has no such borders."""
    before = r"(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", shown) else ""
    after = r"(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]$", shown) else ""
    return f"{before}{re.escape(shown)}{after}"


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its blanks filled in; braces that are no blank stay."""
    return _BRACES.sub(lambda found: values.get(normal(found[1]), found[0]), text)


def resolved(blanks: Iterable[Blank], given: Mapping[str, str]) -> dict[str, str]:
    """The words of every blank by its normal name: what was given, else the default with what was given filled in.

    Raises:
        UsageError: a blank that has no default was not given.
    """
    words = [blank for blank in blanks if blank.kind == "words"]
    known = {normal(name): value for name, value in given.items()}
    missing = [b.name for b in words if b.default is None and normal(b.name) not in known]
    if missing:
        raise UsageError("error.template_blank_empty", names=", ".join(missing))
    defaults = {normal(b.name): b.default or "" for b in words}

    def value(name: str, within: frozenset[str] = frozenset()) -> str:
        if name in known:
            return known[name]
        deeper = within | {name}  # a default that a person wrote may hold itself

        def stands(found: re.Match[str]) -> str:
            inner = normal(found[1])
            return value(inner, deeper) if inner in defaults.keys() - deeper else found[0]

        return _BRACES.sub(stands, defaults[name])

    return {name: value(name) for name in defaults}


def reworded(draft: Draft, change: Callable[[str], str]) -> Draft:
    """The draft with all its words changed: on screen, spoken, captions, numbers with words, title and prompt."""

    def changed(segment: Segment) -> Segment:
        style = segment.style.model_copy(update={"mark": tuple(map(change, segment.style.mark))})
        update: dict[str, object] = {"text": change(segment.text), "style": style}
        if segment.voice is not None:
            update["voice"] = segment.voice.model_copy(update={"text": change(segment.voice.text)})
        if segment.scene is not None and segment.scene.data:
            data = tuple(d.model_copy(update={"label": change(d.label)}) for d in segment.scene.data)
            update["scene"] = segment.scene.model_copy(update={"data": data})
        return segment.model_copy(update=update)

    tracks = tuple(t.model_copy(update={"segments": tuple(map(changed, t.segments))}) for t in draft.tracks)
    meta = draft.meta.model_copy(update={"title": change(draft.meta.title), "prompt": change(draft.meta.prompt)})
    return draft.model_copy(update={"tracks": tracks, "meta": meta})


def words_of(draft: Draft) -> list[str]:
    """Everything that is said in a film: on screen first, then spoken, then its title."""
    shown = [s.text for s in draft.of_type(WORDS)]
    spoken = [s.voice.text for s in draft.of_type(SOUND) if s.voice is not None]
    return [*shown, *spoken, *([draft.meta.title] if draft.meta.title else [])]


def blanks_of(draft: Draft, chosen: Mapping[str, str]) -> tuple[Draft, tuple[Blank, ...]]:
    """The draft with its words open, and the blanks.

    Blanks are the words `chosen` by name and what stands in braces; without any of these all words are.

    Raises:
        UsageError: chosen words are nowhere in the film.
    """
    written = names_in("\n".join(words_of(draft)))
    if not (chosen or written):
        return _all_open(draft)
    defaults = {normal(name): words for name, words in chosen.items()}
    for name, shown in chosen.items():
        in_braces = normal(name) in map(normal, written)
        if not in_braces and all(opened(text, {name: shown}) == text for text in words_of(draft)):
            raise UsageError("error.template_words_missing", name=name, words=shown)
    blanks = [Blank(name=name, default=defaults.pop(normal(name), None)) for name in written]
    blanks += [Blank(name=name, default=shown) for name, shown in chosen.items() if normal(name) in defaults]
    return reworded(draft, lambda text: opened(text, chosen)), _nested(blanks)


def _all_open(draft: Draft) -> tuple[Draft, tuple[Blank, ...]]:
    """Every text a blank named after its role; spoken lines and captions follow them where they say the same."""
    named: dict[str, str] = {}
    blanks: list[Blank] = []
    laid_out = [s for s in sorted(draft.of_type(WORDS), key=lambda s: (s.start_ms, s.id)) if s.role != "caption"]
    roles: dict[str, Role] = {}
    for segment in laid_out:
        known = roles.get(segment.text, segment.role)
        roles[segment.text] = known if _TELLING.index(known) <= _TELLING.index(segment.role) else segment.role
    for text, role in roles.items():
        blank = Blank(name=_free(role, named), default=text, role=role)
        named[blank.name] = text
        blanks.append(blank)
    draft = reworded(draft, _opening(named))
    spoken = [s.voice.text for s in draft.of_type(SOUND) if s.voice is not None]
    captions = [s.text for s in draft.of_type(WORDS) if s.role == "caption"]
    rest: dict[str, str] = {}
    for text in (*spoken, *captions):
        if not names_in(text) and text not in rest.values():
            name = _free("line", {**named, **rest})
            rest[name] = text
            blanks.append(Blank(name=name, default=text, role="caption"))
    return reworded(draft, _opening(rest)), _nested(blanks)


def _opening(named: Mapping[str, str]) -> Callable[[str], str]:
    """What opens a text: the whole of it, or words in it that are long enough to be no chance."""
    whole = {shown: f"{{{name}}}" for name, shown in named.items()}
    findable = {name: shown for name, shown in named.items() if len(shown) >= _SHORTEST}
    return lambda text: whole.get(text) or opened(text, findable)


def _free(role: str, taken: Mapping[str, str]) -> str:
    if role not in taken:
        return role
    return next(name for n in range(2, len(taken) + 3) if (name := f"{role}_{n}") not in taken)


def _nested(blanks: list[Blank]) -> tuple[Blank, ...]:
    """The blanks with shorter ones open in the defaults of longer ones."""
    known = {b.name: b.default for b in blanks if b.default and len(b.default) >= _SHORTEST}

    def nested(blank: Blank) -> Blank:
        shorter = {name: words for name, words in known.items() if len(words) < len(blank.default or "")}
        return blank.model_copy(update={"default": opened(blank.default or "", shorter)}) if blank.default else blank

    return tuple(map(nested, blanks))
