"""Templates: a prompt or a whole film kept under a name, with blanks to fill in.

    save_template("weekly offer", draft, folder, {"shop": "Brew Lab"})
    use_template("weekly offer", folder, {"shop": "Blue Door"})     -> planned films, as `plan_films` gives them

A film keeps its scenes, its look and its timing; what changes are words, and the photos, clips and music that it shows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from talkreel.edit import apply
from talkreel.errors import UsageError
from talkreel.model import SOUND, WORDS, Brief, Draft, Note
from talkreel.model.operation import RemoveSegment
from talkreel.render.estimate import estimate_s
from talkreel.render.progress import Progress, silent
from talkreel.studio import shelf
from talkreel.studio.blanks import (
    LONGEST_NAME,
    Blank,
    blanks_of,
    filled,
    names_in,
    normal,
    opened,
    resolved,
    reworded,
)
from talkreel.studio.heard import heard
from talkreel.studio.make import Planned, Wanted, plan_films, remarks, settled
from talkreel.studio.opening import relocated
from talkreel.studio.shelf import Template
from talkreel.studio.stand_ins import file_blanks, with_files


def save_template(
    name: str, draft: Draft, folder: Path, blanks: Mapping[str, str] | None = None, *, replace: bool = False
) -> Template:
    """Keep a film. `folder` is where its files are named from; `blanks` are words of it by the name of their blank.

    Without `blanks`, and without words in braces, every text is a blank.

    Raises:
        UsageError: the name is taken or cannot be, or words are not in the film.
        NotFoundError: a file of the film is gone.
        OutputError: it cannot be written.
    """
    _check_names(name, blanks or {}, replace)
    with_blanks, words = blanks_of(draft, blanks or {})
    files = file_blanks(with_blanks, words)
    held = shelf.with_files(with_blanks, folder)
    template = Template(name=_plain(name), draft=held, blanks=(*words, *files))
    shelf.put(template)
    return template


def save_prompt(name: str, prompt: str, blanks: Mapping[str, str] | None = None, *, replace: bool = False) -> Template:
    """Keep a prompt. Blanks stand in braces, or are words of it in `blanks`, which then stand there by default.

    Raises:
        UsageError: the name is taken or cannot be, there are no words, or those of a blank are not in the prompt.
        OutputError: it cannot be written.
    """
    chosen = blanks or {}
    _check_names(name, chosen, replace)
    if not prompt.strip():
        raise UsageError("error.prompt_empty")
    text = opened(prompt, chosen)
    defaults = {normal(blank): words for blank, words in chosen.items()}
    found = [Blank(name=blank, default=defaults.pop(normal(blank), None)) for blank in names_in(text)]
    for blank, words in chosen.items():
        if normal(blank) in defaults:
            raise UsageError("error.template_words_missing", name=blank, words=words)
    template = Template(name=_plain(name), prompt=text, blanks=tuple(found))
    shelf.put(template)
    return template


def list_templates() -> tuple[Template, ...]:
    """All templates, by name."""
    return tuple(shelf.kept())


def use_template(
    name: str,
    folder: Path,
    values: Mapping[str, str] | None = None,
    words: str = "",
    files: Sequence[Path] = (),
    progress: Progress = silent,
) -> tuple[Planned, ...]:
    """Plan the films of a template. `folder` is where their drafts will lie; `values` by the names of blanks.

    `words` fill in what `values` do not; with a prompt they are also added to it. `files` take the place of the film's
    own, in order and kind by kind. A value for a file is its path. An empty value takes its text out of the film.

    Raises:
        UsageError: a blank is not filled in, or there is none of a name.
        NotFoundError: there is no such template, or no such file.
        InputError: a file cannot be used, or the template is damaged.
    """
    template = shelf.found(name)
    order = _Order(template, _by_blank(template, values or {}), folder, words, tuple(files), progress)
    return order.from_prompt() if template.draft is None else (order.from_film(template.draft),)


def _by_blank(template: Template, values: Mapping[str, str]) -> dict[str, str]:
    """The values by normal name.

    Raises:
        UsageError: there is no such blank.
    """
    known = {normal(blank.name) for blank in template.blanks}
    for name in values:
        if normal(name) not in known:
            names = ", ".join(blank.name for blank in template.blanks)
            raise UsageError("error.template_blank_unknown", name=name, names=names or "-")
    return {normal(name): value for name, value in values.items()}


@dataclass(frozen=True)
class _Order:
    """What is to be made from a template; `given` by normal names."""

    template: Template
    given: Mapping[str, str]
    folder: Path
    words: str
    files: tuple[Path, ...]
    progress: Progress

    def from_prompt(self) -> tuple[Planned, ...]:
        said, rest = self._heard()
        prompt = filled(self.template.prompt, resolved(self.template.blanks, {**said, **self.given}))
        if rest not in said.values():
            prompt = f"{prompt}\n{rest}".strip()
        return plan_films(prompt, self.files, self.folder, Wanted(), self.progress)

    def from_film(self, film: Draft) -> Planned:
        self.progress("plan", 0.0)
        blanks = self.template.blanks
        film = relocated(film, shelf.folder(), self.folder)
        shown = with_files(film, blanks, self.given, self.files, self.folder)
        said, rest = self._heard()
        told = {**shown.captions, **said, **self.given}
        values = resolved(blanks, told)
        draft = _without_empty(reworded(shown.draft, lambda text: filled(text, values)))
        draft = settled(draft.model_copy(update={"id": self._id(values, draft), "revision": 0}), self.folder)
        kept = [b.name for b in blanks if b.kind == "words" and normal(b.name) not in told]
        unheard = [] if any(value in rest for value in said.values()) else [rest]
        notes = (*_listed("note.template_kept", kept), *_listed("note.template_unheard", unheard), *shown.notes)
        language = draft.meta.language
        tongue = "zh" if language.startswith("zh") else "en"
        brief = Brief(prompt=draft.meta.prompt, language=language, reply_language=tongue)
        self.progress("plan", 1.0)
        return Planned(brief, draft, (*notes, *remarks(draft)), estimate_s(draft))

    def _heard(self) -> tuple[dict[str, str], str]:
        return heard(self.words, [b for b in self.template.blanks if normal(b.name) not in self.given])

    def _id(self, values: Mapping[str, str], draft: Draft) -> str:
        """Equal blanks, equal draft."""
        asked = repr((self.template.name, sorted(values.items()), sorted(draft.assets)))
        return f"d{hashlib.sha256(asked.encode()).hexdigest()[:16]}"


def _listed(code: str, names: list[str]) -> tuple[Note, ...]:
    return (Note(code=code, fields={"names": ", ".join(names)}),) if any(names) else ()


def _without_empty(draft: Draft) -> Draft:
    """Without the texts and the spoken lines that nothing was filled in for."""
    silent_now = [s.id for s in draft.of_type(SOUND) if s.voice is not None and not _says(s.voice.text)]
    empty = [s.id for s in draft.of_type(WORDS) if not _says(s.text)]
    gone = [RemoveSegment(id=segment) for segment in (*silent_now, *empty)]
    return apply(draft, gone) if gone else draft


def _says(text: str) -> bool:
    return any(sign.isalnum() or ord(sign) > 0x2FFF for sign in text)


def _plain(name: str) -> str:
    return " ".join(name.split())


def _check_names(name: str, blanks: Mapping[str, str], replace: bool) -> None:
    """Whether these names can be given.

    Raises:
        UsageError: the template's is taken, or a blank's cannot be.
    """
    if not replace and shelf.place(name).exists():
        raise UsageError("error.template_exists", name=_plain(name))
    for blank in blanks:
        if not blank.strip() or len(blank) > LONGEST_NAME or re.search(r"[{}｛｝=\n]", blank):
            raise UsageError("error.template_blank_name", name=blank, most=LONGEST_NAME)
