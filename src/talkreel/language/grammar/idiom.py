"""What words do to each other, before anybody reads them.

not loud enough      is too quiet, so: louder
not enough contrast  more contrast
the logo can go      remove the logo
should last 4 s      a verb, and not the last 4 seconds
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from talkreel.language.grammar.token import Stretch, Token

_REACH = 5  # words between "not" and "enough"
_WHOLLY = frozenset({"completely", "totally", "entirely", "fully", "altogether"})
_NOTHING = {"filler": "-"}
_MORE = {"dir": "+", "filler": "-"}


def idioms(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the senses that they have together."""
    told = list(tokens)
    for i, token in enumerate(told):
        if token.text == "enough":
            _enough(told, i)
        elif token.text == "so" and _so(told, i):
            told[i] = replace(token, senses={"filler": "-", "too": "too"})
        elif token.kind == "span" and _up_to(told, i):
            told[i] = replace(token, kind="duration", value=cast("Stretch", token.value).end)
            told[i - 1] = replace(told[i - 1], senses={**told[i - 1].senses, "rel": "to"})
        elif token.text in _WHOLLY and any(t.sense("verb") in ("remove", "mute") for t in told):
            told[i] = replace(token, senses=_NOTHING)  # "get rid of it completely"
        elif token.sense("leaves") and _ends(told, i + 1):
            told[i] = replace(token, senses={"verb": "remove"})
        elif token.text == "last" and token.kind == "ordinal" and told[i + 1 : i + 2] and _lasts(told, i):
            told[i] = replace(token, kind="word", value=None, senses={"verb": "change"})
    return told


def _untold(token: Token, tag: str) -> Token:
    return replace(token, senses={t: v for t, v in token.senses.items() if t != tag})


def _so(told: Sequence[Token], i: int) -> bool:
    """ "Why is it so dark?": too dark; "not so dark" and "make it so dark" are told otherwise."""
    behind = told[i + 1] if i + 1 < len(told) else None
    plain = behind is not None and bool(behind.sense("comp")) and not behind.text.endswith("er")
    return plain and not any(t.sense("neg") or t.sense("verb") for t in told[:i])


def _up_to(told: Sequence[Token], i: int) -> bool:
    """ "Bump the intro up to 6 seconds": how long, not until when."""
    raised = any(t.sense("verb") in ("raise", "lengthen", "change") for t in told[:i])
    return told[i].text.startswith("up to ") and raised and i > 0 and isinstance(told[i].value, Stretch)


def _enough(told: list[Token], i: int) -> None:
    """ "Not loud enough": louder; "not enough light": more of it; "loud enough" says nothing of what is to be."""
    no = next((k for k in range(i - 1, max(-1, i - 1 - _REACH), -1) if told[k].sense("neg")), None)
    if no is None:
        if i and told[i - 1].sense("comp") and not any(t.sense("verb") for t in told):
            told[i] = replace(told[i], senses={"verb": "keep"})  # "it is loud enough": it stays
            told[:i] = [_untold(t, "too") for t in told[:i]]
        return
    told[no] = replace(told[no], senses=_NOTHING)
    compared = any(told[k].sense("comp") for k in range(no + 1, i))
    told[i] = replace(told[i], senses=_NOTHING if compared else _MORE)


def _ends(told: Sequence[Token], i: int) -> bool:
    """Whether nothing of weight follows in the clause."""
    for token in told[i:]:
        if token.kind == "mark" or "also" in token.senses:
            return True
        if "filler" not in token.senses or token.sense("rel") or token.sense("edge"):
            return False
    return True


def _lasts(told: Sequence[Token], i: int) -> bool:
    before = told[i - 1] if i else None
    return told[i + 1].kind == "duration" and before is not None and before.text not in ("the", "its", "my", "our")
