"""What is not an edit: export, credits, status, upload; versions; templates; making again; small talk; and words that
somebody says who sees buttons ("click Export", 点击导出): they are read as what the button would do."""

from __future__ import annotations

import re

from talkreel.language.commands.cuts import AS_IT_IS
from talkreel.language.commands.frame import Frame, Proposal, note
from talkreel.language.grammar.clause import Clause
from talkreel.model.request import (
    Confirm,
    Create,
    ExportFilm,
    Help,
    Regenerate,
    ShowCredits,
    ShowStatus,
    Upload,
)

FORMAT = re.compile(r"(?<![a-z0-9])(mp4|mov|webm|mkv|avi|gif|webp|mp3|wav|m4a)(?![a-z0-9])")


# Beside an export these say nothing more.
_EXPORT_NOUNS = ("film", "file", "button", "shot", "version", "music", "sound")


def press(clause: Clause) -> bool:
    """Whether a button is spoken of; the words for it are marked."""
    pressed = clause.verb("click")
    if clause.has("noun", "button"):
        clause.ignore("spot")
    return clause.take("noun", "button") is not None or pressed


def _matched(clause: Clause, pattern: re.Pattern[str]) -> str:
    """The first word that a pattern finds; its token is marked."""
    for i, token in enumerate(clause.tokens):
        found = pattern.search(token.text.lower())
        if found:
            clause.mark([i])
            return found.group(1)
    return ""


def _export(clause: Clause) -> Proposal | None:
    """ "export as webm in 4K", "send me the video", 导出."""
    clause.verb("export", "save", "create", "change", "help", "add", "upload")
    press(clause)
    format_name = _matched(clause, FORMAT)
    size, fps = clause.value("size"), clause.number("rate")
    clause.ignore("edge")
    clause.ignore("noun", *_EXPORT_NOUNS)
    clause.ignore("prop", "resolution", "fps", "aspect", "wording")
    clause.ignore("pron")
    clause.ignore("quant")
    clause.ignore("shape")
    clause.ignore("kind")
    told = ""
    if isinstance(size, tuple):
        told = f"{size[0]}x{size[1]}" if len(size) == 2 else f"{size[0]}p"
    return Proposal(ExportFilm(format=format_name, size=told, fps=round(fps) if fps else None))


def _export_applies(clause: Clause) -> bool:
    if clause.verb_is("export"):
        return not clause.refers("text", "layer")
    formatted = any(FORMAT.search(t.text.lower()) for t in clause.tokens)
    if formatted and clause.has("verb", "add", "create") and not clause.context.materials:
        return not clause.refers("text", "layer", "shot")
    saves = clause.has("verb", "save") and (formatted or clause.refers("film") or clause.has("noun", "file"))
    return saves and not clause.has("noun", "template", "version")


def _credits(clause: Clause) -> Proposal | None:
    clause.mark(range(len(clause.tokens)))
    return Proposal(ShowCredits())


def _status(clause: Clause) -> Proposal | None:
    clause.verb("status", "click", "add", "help", "describe")
    press(clause)
    clause.ignore("noun")
    clause.ignore("quant")
    clause.ignore("prop", "length")
    clause.ignore("comp", "length:+")
    return Proposal(ShowStatus())


def _status_applies(clause: Clause) -> bool:
    if clause.has("verb", "status"):
        return True
    panel = clause.has("noun", "button") and clause.has("verb", "click")
    looks = clause.has("verb", "click") and clause.refers("film") and len(clause.tokens) <= 6
    return (panel or looks) and not clause.has("verb", "export", "upload", "credits", "undo")


def _upload(clause: Clause) -> Proposal | None:
    clause.verb("upload", "click", "add")
    press(clause)
    clause.ignore("noun")
    clause.ignore("quant")
    return Proposal(Upload())


# versions


def _select_applies(clause: Clause) -> bool:
    return clause.has("verb", "click") and clause.refers("shot", "text", "layer") and len(clause.tokens) <= 8


def _select(clause: Clause) -> Proposal | None:
    """ "select the price clip": the talk is about it now."""
    clause.verb("click")
    reference = clause.reference("shot", "text", "layer", how=("named", "only"))
    return Proposal(None, (note("talk.selected"),), reference.ids) if reference is not None and reference.ids else None


def _regenerate(clause: Clause) -> Proposal | None:
    """ "try another version of the whole film", 重新生成整个视频."""
    clause.verb("regenerate", "redo", "change", "add")
    clause.ignore("noun", "film", "version")
    clause.ignore("pron")
    clause.ignore("quant", "all")
    wish = ""
    rest = clause.left()
    if rest and all(t.kind == "word" for t in rest) and clause.has("rel", "to"):
        wish = clause.words[rest[0].start : rest[-1].end]
        clause.mark(range(len(clause.tokens)))
    return Proposal(Regenerate(wish=wish))


def _regenerate_applies(clause: Clause) -> bool:
    if not clause.has("verb", "regenerate", "redo"):
        return False
    other = clause.refers("shot", "text", "music", "voice", "transition", "layer", "caption", "focus")
    whole = clause.refers("film") or (clause.has("verb", "regenerate") and not clause.context.follows)
    return whole and not other


def _create(clause: Clause) -> Proposal | None:
    """ "make a new video about bees": all that follows are its words."""
    clause.mark(range(len(clause.tokens)))
    return Proposal(Create(prompt=clause.text))


def _create_applies(clause: Clause) -> bool:
    made = clause.places("verb", "create")
    part = clause.refers("caption") or clause.has("noun", "caption", "voice", "music", "effect")
    return bool(made) and made[0] <= 2 and len(clause.tokens) > 3 and not part


def _help(clause: Clause) -> Proposal | None:
    clause.mark(range(len(clause.tokens)))
    return Proposal(Help())


def _thanks(clause: Clause) -> Proposal | None:
    clause.verb("thank", "confirm")
    clause.ignore("noun", "film")
    clause.ignore("pron")
    return Proposal(None, (note("talk.welcome"),))


def _confirm(clause: Clause) -> Proposal | None:
    yes = clause.verb("confirm")
    no = clause.verb("deny")
    clause.take("neg")
    clause.ignore("pron")
    return Proposal(Confirm(yes=yes and not no))


def _keep(clause: Clause) -> Proposal | None:
    """ "leave the music as it is": asks for nothing, and is understood."""
    clause.verb("keep", "change", "lock")
    clause.ignore("neg")
    clause.ignore("quant")
    clause.ignore("noun")
    clause.ignore("prop")
    clause.ignore("rel")
    clause.mark([i for i, t in enumerate(clause.tokens) if t.kind in _KEPT or any(t.sense(tag) for tag in _KEPT_TAGS)])
    ids = tuple(i for r in clause.references if r.how in ("named", "only") for i in r.ids)
    return Proposal(None, (note("talk.kept"),), ids)


_KEPT = ("span", "ordinal", "number", "screen", "rate", "size", "ratio")


_KEPT_TAGS = ("comp", "look", "thing", "place", "time", "weather", "mood", "hue", "tone", "music")


def _keep_applies(clause: Clause) -> bool:
    if any(t.text == "from now on" for t in clause.tokens):
        return False  # that is a lock
    if clause.has("quant", "except"):
        return False  # "keep everything but ..." goes on
    kept = clause.has("verb", "keep") or (clause.has("neg") and clause.has("verb", "change"))
    if clause.has("say", "now") and clause.has_kind("screen", "number"):
        return False  # "it needs to be $149, not $199"
    if clause.has("comp", "length:+", "length:-"):
        return False  # "it should stay a bit longer"
    if clause.has("prop", "camera") and clause.has("neg") and not clause.has("verb", "keep"):
        return False  # "don't let the camera move"
    still = any(t.text in ("镜头", "画面", "机位") for t in clause.tokens) and clause.has("move", "static")
    if still and not clause.has("quant", "rest"):
        return False  # 镜头不要动 is about the camera
    if clause.verb_is("keep") and clause.has("quant", "only") and clause.refers("shot", "music", "voice", "effect"):
        return False  # the others go, or fall silent
    if clause.has("forever") and clause.refers("layer", "text"):
        return False  # "keep the logo on screen throughout"
    if clause.has("verb", "mute"):
        return False  # "mute everything but keep the music"
    spans = () if any(t.text in AS_IT_IS for t in clause.tokens) else ("span",)
    return kept and not clause.has_kind("duration", "percent", "instant", "quote", *spans)


FRAMES = (
    Frame("regenerate", _regenerate_applies, _regenerate, tolerates=0),
    Frame("create", _create_applies, _create, tolerates=0),
    Frame("export", _export_applies, _export, tolerates=0),
    Frame("credits", lambda c: c.has("verb", "credits") and not c.has_kind("quote"), _credits),
    Frame("upload", lambda c: c.has("verb", "upload") and not c.context.materials, _upload),
    Frame("status", _status_applies, _status),
    Frame("help", lambda c: c.has("verb", "help") and not c.has_kind("quote", "duration"), _help),
    Frame("confirm", lambda c: c.has("verb", "confirm", "deny") and len(c.tokens) <= 5, _confirm, tolerates=0),
    Frame("thanks", lambda c: c.has("verb", "thank"), _thanks),
    Frame("keep", _keep_applies, _keep),
    Frame("select", _select_applies, _select),
)
