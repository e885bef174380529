"""Write the pages of docs/reference that the program itself knows: `make docs`. A test fails when they are stale."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"


def pages() -> dict[str, str]:
    """File name -> content, for every generated page."""
    makers: dict[str, Callable[[], str]] = {
        "cli.md": _cli,
        "settings.md": _settings,
        "errors.md": _errors,
        "draft.md": _draft,
        "draft.schema.json": _schema,
        "operations.md": _operations,
        "notes.md": _notes,
    }
    return {name: make() for name, make in makers.items()}


def _cli() -> str:
    import click
    import typer.main

    from talkreel.cli.app import app

    group = typer.main.get_command(app)
    parts = ["# Command line\n"]
    for name, command in _commands("talkreel", group):
        context = click.Context(command, info_name=name, terminal_width=100, max_content_width=100)
        parts.append(f"## {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    parts.append(
        "## Exit codes\n\n| code | meaning |\n|---|---|\n| 0 | done |\n"
        "| 1 | failed, or the quality gate found something |\n"
        "| 2 | what was asked cannot be asked |\n| 3 | a file cannot be used |\n| 6 | not found |\n| 130 | stopped |\n"
    )
    return "\n".join(parts)


def _commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """A command with all below it."""
    yield name, command
    for below, found in getattr(command, "commands", {}).items():
        yield from _commands(f"{name} {below}", found)


def _settings() -> str:
    from talkreel.settings import Settings

    rows = ["# Settings\n", "| environment | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "the number of cores" if field.default_factory else f"`{field.default}`" if str(field.default) else ""
        rows.append(f"| `TALKREEL_{name.upper()}` | {default} | {field.description} |")
    rows += [
        "| `TALKREEL_LANGUAGE` | from `LANG` | language of the command line's sentences: `en`, `zh` |",
        "| `TALKREEL_DEBUG` | | show a traceback for a fault of the program |",
    ]
    return "\n".join(rows) + "\n"


def _errors() -> str:
    from talkreel import errors
    from talkreel.messages import sentences

    rows = [
        "# Errors\n",
        "```text",
        inspect.getdoc(errors).split("\n\n")[1],
        "```\n",
        "| code | English | 中文 |",
        "|---|---|---|",
    ]  # type: ignore[union-attr]
    rows += [
        f"| `{code}` | {en} | {zh} |" for code, (en, zh) in sorted(sentences().items()) if code.startswith("error.")
    ]
    return "\n".join(rows) + "\n"


def _notes() -> str:
    from talkreel.messages import sentences

    rows = ["# Notes\n", "What a film's `notes` can say.\n", "| code | English | 中文 |", "|---|---|---|"]
    rows += [
        f"| `{code}` | {en} | {zh} |" for code, (en, zh) in sorted(sentences().items()) if code.startswith("note.")
    ]
    return "\n".join(rows) + "\n"


def _draft() -> str:
    from talkreel.model import draft, look, scene

    shown = [
        draft.Draft, draft.Meta, draft.Track, draft.Segment, draft.Timing, draft.Framing, draft.Grading, draft.TextStyle,
        draft.Entry, draft.MusicRecipe, draft.VoiceRecipe, draft.EffectRecipe, draft.Asset, scene.Scene, scene.Camera, scene.Hero, scene.Key,
        scene.Datum, look.Look, look.Palette,
    ]  # fmt: skip
    parts = [
        "# The draft\n",
        "A film's draft lies beside it as `name.reel.json`. Times are milliseconds, spans half-open. Defaults are left",
        "out; keys that talkreel does not know are kept. The JSON Schema is in `draft.schema.json`.\n",
        "```text",
        inspect.getdoc(draft) or "",
        "```\n",
    ]
    for model in shown:
        parts += [
            f"## {model.__name__}\n",
            (inspect.getdoc(model) or "") + "\n",
            "| key | field | type | default |",
            "|---|---|---|---|",
        ]
        for name, field in model.model_fields.items():
            kind = str(
                field.annotation if hasattr(field.annotation, "__args__") else getattr(field.annotation, "__name__", "")
            )
            kind = kind.replace("typing.", "").replace("talkreel.model.", "").replace("|", "\\|")
            default = (
                "required" if field.is_required() else json.dumps(_plain(field.get_default(call_default_factory=True)))
            )
            parts.append(f"| `{field.alias or name}` | {name} | {kind} | {default} |")
        parts.append("")
    return "\n".join(parts) + "\n"


def _plain(value: object) -> object:
    dump = getattr(value, "wire", None)
    return dump() if dump else value


def _schema() -> str:
    from talkreel.model import Draft

    return json.dumps(Draft.model_json_schema(by_alias=True), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _operations() -> str:
    import typing

    from talkreel.model import operation

    union = typing.get_args(typing.get_args(operation.Operation)[0])
    parts = ["# Operations\n", (inspect.getdoc(operation) or "") + "\n"]
    for model in union:
        parts += [f"## {model.__name__}\n", "```text", inspect.getdoc(model) or "", "```", ""]
        parts += [f"* `{name}`" for name in model.model_fields if name != "op"]
        parts.append("")
    return "\n".join(parts) + "\n"


def main() -> None:
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, "utf-8")
        print(f"docs/reference/{name}", file=sys.stderr)


if __name__ == "__main__":
    main()
