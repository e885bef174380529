"""What a person at a terminal sees: sentences, notes, progress. Everything but a result goes to stderr."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from talkreel.errors import TalkreelError
from talkreel.messages import say, sentence, sentences
from talkreel.render.progress import Progress, silent

if TYPE_CHECKING:
    from talkreel.model import Note
    from talkreel.render.film_check import Report


class ProgressStyle(StrEnum):
    """How waiting is shown."""

    auto = "auto"
    bar = "bar"
    plain = "plain"
    json = "json"
    none = "none"


def language() -> str:
    """The language that the terminal is set to: "zh" or "en"."""
    wanted = os.environ.get("TALKREEL_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "zh" if wanted.lower().startswith("zh") else "en"


def told(error: TalkreelError) -> str:
    """An error as a sentence."""
    return sentence(error.code, language(), error.fields)


def noted(note: Note, tongue: str) -> str:
    """A note as a sentence."""
    return sentence(note.code, tongue, dict(note.fields))


def tell(*lines: str) -> None:
    """Say something beside the result."""
    print(*lines, sep="\n", file=sys.stderr)  # noqa: T201 - the command line speaks


def show_notes(notes: Iterable[Note], tongue: str) -> None:
    """List the notes."""
    tell(*(f"  · {noted(note, tongue)}" for note in notes))


def notes_json(notes: Iterable[Note], tongue: str) -> list[dict[str, str]]:
    """The notes as `{"code", "text"}` objects."""
    return [{"code": note.code, "text": noted(note, tongue)} for note in notes]


def show_report(report: Report, tongue: str) -> None:
    """What the quality gate checked, a line each."""
    for finding in report.findings:
        name, measured = say(f"check.{finding.code}", tongue), _measured(finding.measured, tongue)
        if finding.ok:
            tell(say("check.good", tongue, name=name, measured=measured))
        else:
            wanted = _measured(finding.wanted, tongue)
            tell(say("check.bad", tongue, name=name, measured=measured, wanted=wanted))


def _measured(text: str, tongue: str) -> str:
    """A measured value with the few words in it said in the reader's language."""
    for code, (english, _) in sentences().items():
        if code.startswith("measured."):
            text = re.sub(rf"(?<!\w){re.escape(english)}(?!\w)", say(code, tongue), text)
    return text.replace(" （", "（")


@contextmanager
def watched(style: ProgressStyle, title: str = "") -> Generator[Progress]:
    """Progress in the wanted style; `auto` is a bar on a terminal and plain lines elsewhere."""
    if style is ProgressStyle.auto:
        style = ProgressStyle.bar if sys.stderr.isatty() else ProgressStyle.plain
    if style is ProgressStyle.none:
        yield silent
    elif style is ProgressStyle.bar:
        with _bar(title) as progress:
            yield progress
    else:
        yield _Lines(title, as_json=style is ProgressStyle.json)


@contextmanager
def _bar(title: str) -> Generator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, object] = {}

        def progress(stage: str, part: float) -> None:
            if stage not in tasks:
                name = say(f"stage.{stage}", language())
                tasks[stage] = bar.add_task(f"{title} {name}".strip(), total=1.0)
            bar.update(tasks[stage], completed=part)  # type: ignore[arg-type]

        yield progress


class _Lines:
    """A line when a stage begins, then one every few seconds; or NDJSON, one object a line."""

    def __init__(self, title: str, as_json: bool) -> None:
        self._title, self._as_json = title, as_json
        self._stage, self._since, self._last, self._done = "", 0.0, 0.0, False

    def __call__(self, stage: str, part: float) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._since, self._last, self._done = stage, now, 0.0, False
        if self._done:
            return
        self._done = part >= 1
        if now - self._last < (0.5 if self._as_json else 5.0) and part < 1:
            return
        self._last = now
        left = (now - self._since) * (1 - part) / part if part > 0.02 else None
        tell(self._object(stage, part, left) if self._as_json else self._line(stage, part, left))

    def _object(self, stage: str, part: float, left: float | None) -> str:
        told: dict[str, object] = {"stage": stage, "percent": round(part * 100, 1)}
        if self._title:
            told["film"] = self._title
        if left is not None:
            told["left_s"] = round(left, 1)
        return json.dumps(told)

    def _line(self, stage: str, part: float, left: float | None) -> str:
        name = say(f"stage.{stage}", language())
        rest = say("cli.left", language(), seconds=round(left)) if left is not None and part < 1 else ""
        return f"{self._title} {name}: {part * 100:.0f} % {rest}".strip()
