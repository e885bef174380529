"""What is not an edit: export, credits, status, upload; versions; templates; making again; small talk; and words that
somebody says who sees buttons ("click Export", 点击导出): they are read as what the button would do."""

from __future__ import annotations

import re

from talkreel.language.commands.frame import Frame, Proposal, note
from talkreel.language.commands.timing import AS_IT_IS
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.language.grammar.token import Token
from talkreel.model.request import (
    Compare,
    Confirm,
    Create,
    ExportFilm,
    GoTo,
    Help,
    ListTemplates,
    ListVersions,
    NameVersion,
    Redo,
    Regenerate,
    SaveTemplate,
    ShowCredits,
    ShowStatus,
    Take,
    Undo,
    Upload,
    UseTemplate,
)

_FORMAT = re.compile(r"(?<![a-z0-9])(mp4|mov|webm|mkv|avi|gif|webp|mp3|wav|m4a)(?![a-z0-9])")
# Beside an export these say nothing more.
_EXPORT_NOUNS = ("film", "file", "button", "shot", "version", "music", "sound")


def _press(clause: Clause) -> bool:
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
    _press(clause)
    format_name = _matched(clause, _FORMAT)
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
    formatted = any(_FORMAT.search(t.text.lower()) for t in clause.tokens)
    if formatted and clause.has("verb", "add", "create") and not clause.context.materials:
        return not clause.refers("text", "layer", "shot")
    saves = clause.has("verb", "save") and (formatted or clause.refers("film") or clause.has("noun", "file"))
    return saves and not clause.has("noun", "template", "version")


def _credits(clause: Clause) -> Proposal | None:
    clause.mark(range(len(clause.tokens)))
    return Proposal(ShowCredits())


def _status(clause: Clause) -> Proposal | None:
    clause.verb("status", "click", "add", "help", "describe")
    _press(clause)
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
    _press(clause)
    clause.ignore("noun")
    clause.ignore("quant")
    return Proposal(Upload())


# versions


def _undo(clause: Clause) -> Proposal | None:
    """ "undo the last three edits", 撤销两步."""
    clause.verb("undo", "click", "go_to", "remove", "reverse")
    _press(clause)
    steps = clause.number("number", "factor")
    ordinal = clause.number("ordinal")
    clause.ignore("noun", "step")
    clause.ignore("quant")
    clause.ignore("pron")
    everything = any(t.sense("noun") == "film" for t in clause.tokens)
    clause.ignore("noun", "film")
    if everything:
        return Proposal(GoTo(version=1))
    if ordinal is not None and ordinal > 0:
        return None
    return Proposal(Undo(steps=max(1, round(steps or 1))))


def _undo_applies(clause: Clause) -> bool:
    if clause.has("verb", "undo"):
        things = [r for r in clause.references if r.noun != "nth" and r.kind not in ("focus", "film")]
        return not things or clause.has("noun", "step")
    return clause.has("noun", "step") and clause.has("verb", "remove", "go_to", "reverse")


def _redo(clause: Clause) -> Proposal | None:
    clause.verb("redo", "click")
    _press(clause)
    steps = clause.number("number", "factor")
    clause.ignore("noun", "step")
    clause.ignore("pron")
    return Proposal(Redo(steps=max(1, round(steps or 1))))


def _version_of(clause: Clause) -> tuple[int, str]:
    """The version that is named: its number, or its name; (0, "") for none."""
    quoted = clause.quote()
    if quoted:
        return 0, quoted
    number = clause.number("number", "ordinal", "factor")
    if number is not None:
        return round(number), ""
    original = next((i for i, t in enumerate(clause.tokens) if t.text in _ORIGINAL), None)
    if original is not None:
        clause.mark([original])
        return 1, ""
    if clause.take("edge", "start") or clause.take("noun", "start_of"):
        return 1, ""
    name = _name_after(clause)
    return 0, name


_ORIGINAL = {"original", "initial", "very first", "原来", "原始", "最初", "原版", "初始", "最早"}


def _name_after(clause: Clause) -> str:
    """Unknown words beside "version": its name, as typed."""
    unknown = [i for i, t in enumerate(clause.tokens) if t.kind == "word" and not t.senses and i not in clause.used]
    if not unknown:
        return ""
    first, last = unknown[0], unknown[-1]
    clause.mark(range(first, last + 1))
    return clause.words[clause.tokens[first].start : clause.tokens[last].end]


def _go_to(clause: Clause) -> Proposal | None:
    """ "go back to version 2", "restore the original", 回到“清晨版”."""
    clause.verb("go_to", "undo", "click", "change", "redo")
    _press(clause)
    version, name = _version_of(clause)
    stepped = clause.take("noun", "step") is not None
    clause.ignore("noun", "version", "film")
    clause.ignore("pron")
    if stepped and version > 0:
        return Proposal(Undo(steps=version))
    if not version and not name:
        if stepped or (clause.has("rel", "before") and not clause.left()):
            return Proposal(Undo())
        name = _tail(clause) if clause.has("verb", "go_to") else ""
        if not name:
            return None
    if version < 0:
        return Proposal(Undo(steps=-version))
    return Proposal(GoTo(version=version, name=name))


def _go_to_applies(clause: Clause) -> bool:
    told = clause.has("noun", "version") or any(t.text in _ORIGINAL for t in clause.tokens)
    return clause.has("verb", "go_to", "undo", "redo", "change") and (told or clause.has("verb", "go_to"))


def _name_version(clause: Clause) -> Proposal | None:
    """ "call this version 'morning'", 把这个版本命名为“清晨”."""
    clause.verb("call", "save", "rename")
    clause.ignore("noun", "version")
    clause.ignore("pron")
    clause.ignore("filler")
    name = clause.quote() or _tail(clause)
    return Proposal(NameVersion(name=name)) if name else None


def _name_version_applies(clause: Clause) -> bool:
    if any(_FORMAT.search(t.text.lower()) for t in clause.tokens if t.kind != "quote"):
        return False  # "save it as a gif"
    if clause.has("noun", "template", "file", "text", "title") or clause.has("noun", "film"):
        return False
    if clause.has("rel", "instead"):
        return False  # "call it Pulse Two instead of Pulse One": words
    this = any(t.text in ("this one", "this", "it", "这个", "这一版") for t in clause.tokens)
    return clause.has("verb", "call", "save", "rename") and (clause.has("noun", "version") or this)


def _select_applies(clause: Clause) -> bool:
    return clause.has("verb", "click") and clause.refers("shot", "text", "layer") and len(clause.tokens) <= 8


def _select(clause: Clause) -> Proposal | None:
    """ "select the price clip": the talk is about it now."""
    clause.verb("click")
    reference = clause.reference("shot", "text", "layer", how=("named", "only"))
    return Proposal(None, (note("talk.selected"),), reference.ids) if reference is not None and reference.ids else None


def _tail(clause: Clause) -> str:
    """The words after the last one that was read, as typed."""
    if not clause.used:
        return ""
    used = [i for i in clause.used if "filler" not in clause.tokens[i].senses or clause.tokens[i].text in ("as", "为")]
    first = max(used, default=len(clause.tokens)) + 1
    if first >= len(clause.tokens):
        return ""
    clause.mark(range(first, len(clause.tokens)))
    return clause.words[clause.tokens[first].start : clause.tokens[-1].end].strip(" .。!！")


_ALL_VERSIONS = re.compile(r"(?:(?:list|the|all|my|of) )*versions|(?:所有|全部)?版本(?:列表|记录|历史)?", re.IGNORECASE)


def _versions(clause: Clause) -> Proposal | None:
    if _ALL_VERSIONS.fullmatch(clause.words.strip(" .?!。？！")):
        clause.mark(range(len(clause.tokens)))
    clause.verb("click", "status", "add", "compare")
    clause.ignore("quant")
    clause.ignore("noun", "version")
    return Proposal(ListVersions())


def _versions_applies(clause: Clause) -> bool:
    if _ALL_VERSIONS.fullmatch(clause.words.strip(" .?!。？！")):
        return True
    plural = any(t.sense("noun") == "version" and (t.text.endswith("s") or not t.text.isascii()) for t in clause.tokens)
    return plural and clause.has("verb", "click", "status", "add") and not clause.has_kind("number", "quote", "ordinal")


_LEADING = re.compile(r"^(?:with|and|to|和|与|跟)\s*", re.I)


def _compare(clause: Clause) -> Proposal | None:
    """ "compare version 1 and 3", "what changed", 对比第一版和现在."""
    clause.verb("compare", "click")
    _press(clause)
    told: list[str] = []
    for i, token in enumerate(clause.tokens):
        if token.kind in ("number", "ordinal", "quote") and i not in clause.used:
            clause.mark([i])
            told.append(str(int(token.value)) if isinstance(token.value, int | float) else str(token.value))
        elif token.text in _ORIGINAL:
            clause.mark([i])
            told.append("1")
    clause.ignore("noun", "version", "step", "film")
    clause.ignore("pron")
    clause.ignore("edge")
    clause.ignore("quant")
    if len(told) < 2 and clause.left() and clause.has("rel", "to", "with"):
        name = _LEADING.sub("", _tail(clause))  # "compare this with before sale": as it was named
        told += [name] if name else []
    return Proposal(Compare(one=told[0] if told else "", other=told[1] if len(told) > 1 else ""))


def _take(clause: Clause) -> Proposal | None:
    """ "take the second clip from version 1"."""
    clause.verb("take", "go_to", "change", "add", "redo", "duplicate")
    at = next((i for i, t in enumerate(clause.tokens) if t.sense("noun") == "version"), None)
    if at is None:
        return None
    number = next(
        (i for i in (at + 1, at - 1, at + 2, at - 2) if 0 <= i < len(clause.tokens) and _names(clause.tokens[i])), None
    )
    original = next((i for i, t in enumerate(clause.tokens) if t.text in _ORIGINAL), None)
    if number is None and original is None:
        return None
    value = clause.tokens[number].value if number is not None else 1
    clause.mark([at, *([number] if number is not None else []), *([original] if original is not None else [])])
    reference = clause.reference("shot", "text", "music", "voice", "layer", "caption", how=("named", "only", "focus"))
    if reference is None or not reference.ids:
        raise refuse("refuse.take_what")
    version = str(int(value)) if isinstance(value, int | float) else str(value)
    return Proposal(Take(version=version, segments=reference.ids))


def _names(token: Token) -> bool:
    return token.kind in ("number", "ordinal", "quote")


# making again, templates, talk


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


def _save_template(clause: Clause) -> Proposal | None:
    """ "save this as my weekly offer template", 存成模板“每周特惠”."""
    clause.verb("save", "call", "create", "change")
    clause.ignore("noun", "template", "film", "version")
    clause.ignore("pron")
    name = clause.quote() or _template_name(clause)
    if not name:
        return None
    return Proposal(SaveTemplate(name=name))


def _template_name(clause: Clause) -> str:
    """What stands after "as" or "called", without "my", "template" and the like."""
    cue = [i for i, t in enumerate(clause.tokens) if t.text in _NAMING or t.sense("verb") in ("save", "call")]
    if not cue:
        return ""
    rest = [
        i
        for i in range(max(cue) + 1, len(clause.tokens))
        if i not in clause.used and clause.tokens[i].text not in _SMALL and clause.tokens[i].kind != "mark"
    ]
    if not rest:
        return ""
    clause.mark(range(rest[0], rest[-1] + 1))
    return clause.words[clause.tokens[rest[0]].start : clause.tokens[rest[-1]].end]


_NAMING = {"as", "called", "named", "为", "叫", "叫做", "成"}
_SMALL = {"my", "a", "an", "the", "this", "it", "our", "我", "的", "我的", "一个", "个"}


def _save_template_applies(clause: Clause) -> bool:
    if not clause.has("verb", "save"):
        return False
    named = any(t.text in _NAMING for t in clause.tokens) or any(
        t.text in ("存为", "保存为", "存成", "另存为") for t in clause.tokens
    )
    if any(_FORMAT.search(t.text.lower()) for t in clause.tokens):
        return False
    return (clause.has("noun", "template") or named) and not clause.has("noun", "version", "file")


def _use_template(clause: Clause) -> Proposal | None:
    """ "use my weekly offer template for the pizza place"."""
    clause.verb("change", "create", "add", "go_to", "regenerate")
    at = clause.places("noun", "template")
    clause.ignore("noun", "template", "film")
    name = clause.quote()
    if name is None and at:
        before = [i for i in range(at[0]) if i not in clause.used and clause.tokens[i].text not in _SMALL]
        before = [i for i in before if clause.tokens[i].kind == "word" and "rel" not in clause.tokens[i].senses]
        name = clause.words[clause.tokens[before[0]].start : clause.tokens[before[-1]].end] if before else ""
        clause.mark(before)
    if not name and at:
        ends = (i for i in range(at[0] + 1, len(clause.tokens)) if clause.tokens[i].text in ("with", "for", "来", "做"))
        behind = range(at[0] + 1, next(ends, len(clause.tokens)))
        name = clause.words[clause.tokens[behind[0]].start : clause.tokens[behind[-1]].end] if behind else ""
        clause.mark(behind)
    words = ""
    rest = clause.left()
    if rest:
        words = clause.words[rest[0].start : clause.tokens[-1].end]
        clause.mark(range(len(clause.tokens)))
    return Proposal(UseTemplate(name=name, words=words)) if name else None


def _templates(clause: Clause) -> Proposal | None:
    clause.verb("click", "status", "add")
    clause.ignore("noun", "template")
    clause.ignore("quant")
    return Proposal(ListTemplates())


def _templates_applies(clause: Clause) -> bool:
    return (
        clause.has("noun", "template") and clause.has("verb", "click", "status", "add") and not clause.has_kind("quote")
    )


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
    if clause.has("verb", "mute"):
        return False  # "mute everything but keep the music"
    spans = () if any(t.text in AS_IT_IS for t in clause.tokens) else ("span",)
    return kept and not clause.has_kind("duration", "percent", "instant", "quote", *spans)


FRAMES = (
    Frame(
        "use_template",
        lambda c: c.has("noun", "template") and c.has("verb", "change", "create", "regenerate"),
        _use_template,
    ),
    Frame("save_template", _save_template_applies, _save_template, tolerates=0),
    Frame("templates", _templates_applies, _templates),
    Frame("compare", lambda c: c.has("verb", "compare"), _compare),
    Frame(
        "take",
        lambda c: c.has("noun", "version") and c.has("verb", "take", "go_to", "change", "add"),
        _take,
        tolerates=0,
    ),
    Frame("name_version", _name_version_applies, _name_version, tolerates=0),
    Frame("go_to", _go_to_applies, _go_to, tolerates=0),
    Frame("undo", _undo_applies, _undo, tolerates=0),
    Frame("redo", lambda c: c.has("verb", "redo") and not c.refers("film", "shot", "text"), _redo, tolerates=0),
    Frame("versions", _versions_applies, _versions),
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
