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
        "operations.schema.json": _operations_schema,
        "requests.md": _requests,
        "requests.schema.json": _requests_schema,
        "receipt.md": _receipt,
        "receipt.schema.json": _receipt_schema,
        "notes.md": _notes,
        "http.md": _http,
        "openapi.json": _openapi,
        "mcp.md": _mcp,
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
        "| 2 | what was asked cannot be asked |\n| 3 | a file cannot be used |\n"
        "| 4 | who asks is not known, or may not |\n"
        "| 5 | not enough credits, or not in the plan |\n| 6 | not found |\n"
        "| 7 | a part that is needed does not answer, or too often |\n| 130 | stopped |\n"
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


def _mcp() -> str:
    """The tools as a program is told of them."""
    import asyncio
    from contextlib import nullcontext
    from typing import cast

    from talkreel.mcp.room import INSTRUCTIONS, Room
    from talkreel.mcp.tools.kit import Desks, Kit

    room = Room(Kit(cast("Desks", nullcontext)))
    rows = [_MCP_HEAD, "## What a program is told first\n", f"```text\n{INSTRUCTIONS.rstrip()}\n```\n", "## Tools\n"]
    for tool in asyncio.run(room.list_tools()):
        rows += [
            f"### {tool.name}\n",
            f"*{tool.title}.* {tool.description}\n",
            *_mcp_fields(tool.input_schema, "argument"),
        ]
        rows += [*_mcp_fields(tool.output_schema or {}, "result"), f"Hints: {_mcp_hints(tool.annotations)}.\n"]
    rows += ["## Resources\n", "| address | type | what it is |", "|---|---|---|"]
    templates = asyncio.run(room.list_resource_templates())
    known = [(one.uri_template, one) for one in templates] + [(r.uri, r) for r in asyncio.run(room.list_resources())]
    rows += [f"| `{address}` | {one.mime_type} | {one.description} |" for address, one in known]
    rows += ["\n## Prompts\n", "| name | arguments | what it is |", "|---|---|---|"]
    for prompt in asyncio.run(room.list_prompts()):
        names = ", ".join(f"`{one.name}`" for one in prompt.arguments or ())
        rows.append(f"| `{prompt.name}` | {names} | {prompt.title}. {prompt.description} |")
    return "\n".join([*rows, _mcp_conformance()])


_MCP_HEAD = """\
# Model Context Protocol

`talkreel mcp` answers on standard input and output, a server at `/mcp`; both speak the protocol of 2026-07-28 and the
handshake of 2025-11-25. How to use them: [films as tools](../how-to/mcp.md). Every answer comes as a value, whose
fields are below and which leaves out what is empty, and as the same value in text. An error is a text: what happened,
and what to do next.
"""


def _mcp_fields(schema: dict[str, Any], kind: str) -> list[str]:
    fields = schema.get("properties", {})
    if not fields:
        return []
    rows = [f"| {kind} | type | |", "|---|---|---|"]
    for name, field in fields.items():
        needed = kind == "argument" and name in schema.get("required", ())
        usual = f" Default: `{json.dumps(field['default'])}`." if kind == "argument" and field.get("default") else ""
        told = str(field.get("description", "")).replace("|", "\\|")
        rows.append(f"| `{name}`{' (needed)' if needed else ''} | {_mcp_type(field)} | {told}{usual} |")
    return [*rows, ""]


def _mcp_type(field: dict[str, Any]) -> str:
    if "enum" in field or "const" in field:
        return ", ".join(f"`{value}`" for value in field.get("enum", [field.get("const")]))
    if "anyOf" in field:
        return " or ".join(_mcp_type(one) for one in field["anyOf"])
    if "$ref" in field:
        return field["$ref"].rsplit("/", 1)[-1]
    if field.get("type") == "array":
        return f"list of {_mcp_type(field.get('items', {}))}"
    limits = [str(field[name]) if name in field else "" for name in ("minimum", "maximum")]
    return str(field.get("type", "any")) + (f" {'..'.join(limits)}" if any(limits) else "")


def _mcp_hints(hints: Any) -> str:
    told = {"read_only_hint": "read-only", "idempotent_hint": "idempotent", "open_world_hint": "open world"}
    found = [word for name, word in told.items() if getattr(hints, name)]
    return ", ".join(["not destructive" if hints.destructive_hint is False else "destructive", *found])


def _mcp_conformance() -> str:
    found = json.loads((REFERENCE.parent.parent / "tests" / "hosts" / "mcp_conformance.json").read_text("utf-8"))
    rows = [
        "\n## The conformance suite\n",
        "What `@modelcontextprotocol/conformance` 0.1.16 finds on `/mcp`, as `make hosts` measures it. What does not",
        "pass asks for the suite's own sample tools, resources and prompts, or for what is not offered here: questions",
        "to the program's user or model, subscriptions, completions, and a log.\n",
        "| scenario | |",
        "|---|---|",
    ]
    rows += [f"| {name} | {why.replace('|', '/') or 'passes'} |" for name, why in found.items()]
    return "\n".join(rows) + "\n"


def _routes() -> dict[str, Any]:
    """The server's own description of its routes."""
    from types import SimpleNamespace
    from typing import cast

    from talkreel.server.app import create_app
    from talkreel.studio.hosted.host import Bell, Host

    return create_app(cast("Host", SimpleNamespace(woken=Bell()))).openapi()


def _http() -> str:
    rows = [
        "# HTTP\n",
        "All routes of `talkreel serve`, by what they are about; `GET /openapi.json` (and `openapi.json` here) has",
        "their bodies and answers. What the protocol means: [the server](../explain/server.md).\n",
    ]
    groups = dict[str, list[str]]()
    for path, methods in _routes()["paths"].items():
        for method, told in methods.items():
            first = " ".join(str(told.get("description") or told.get("summary", "")).split("\n\n")[0].split())
            for group in told.get("tags", ["other"]):
                groups.setdefault(group, []).append(f"| `{method.upper()} {path}` | {first} |")
    for group, lines in groups.items():
        rows += [f"## {group}\n", "| route | what it does |", "|---|---|", *lines, ""]
    return "\n".join(rows)


def _openapi() -> str:
    return _json(_routes())


def _draft() -> str:
    from talkreel.model import draft, look, scene

    shown = [
        draft.Draft, draft.Meta, draft.Track, draft.Segment, draft.Timing, draft.Framing, draft.Grading,
        draft.TextStyle, draft.Entry, draft.MusicRecipe, draft.VoiceRecipe, draft.EffectRecipe, draft.Asset,
        scene.Scene, scene.Camera, scene.Hero, scene.Key, scene.Datum, look.Look, look.Palette,
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
        parts += [f"## {model.__name__}\n", (inspect.getdoc(model) or "") + "\n", *_fields(model), ""]
    return "\n".join(parts) + "\n"


def _fields(model: Any, left_out: frozenset[str] = frozenset()) -> Iterator[str]:
    """A table of a model's fields; nothing for none."""
    fields = {name: field for name, field in model.model_fields.items() if name not in left_out}
    if fields:
        yield from ("| key | field | type | default |", "|---|---|---|---|")
    for name, field in fields.items():
        kind = str(
            field.annotation if hasattr(field.annotation, "__args__") else getattr(field.annotation, "__name__", "")
        )
        for noise in ("typing.", "talkreel.model.operations.", "talkreel.model."):
            kind = kind.replace(noise, "")
        default = (
            "required" if field.is_required() else json.dumps(_plain(field.get_default(call_default_factory=True)))
        )
        yield f"| `{field.alias or name}` | {name} | {kind.replace('|', chr(92) + '|')} | {default} |"


def _plain(value: object) -> object:
    dump = getattr(value, "wire", None)
    return dump() if dump else value


def _schema() -> str:
    from talkreel.model import Draft

    return _json(Draft.model_json_schema(by_alias=True))


def _operations() -> str:
    from talkreel.model import operation

    parts = [
        "# Operations\n",
        (inspect.getdoc(operation) or "") + "\n",
        "`op` names the operation; a list of them is applied all or nothing. A field that is left out is not said:",
        "where an operation carries `framing`, `grading` or `style`, only the fields that are there change. The JSON",
        "Schema is in `operations.schema.json`.\n",
    ]
    section = ""
    for model in _union(operation.Operation):
        if model.__module__ != section:
            section = model.__module__
            doc = inspect.getdoc(sys.modules[section]) or ""
            parts += [f"## {section.rpartition('.')[2].capitalize()}\n", f"{doc}\n"]
        parts += _entry(model, "op")
    return "\n".join(parts) + "\n"


def _requests() -> str:
    from talkreel.model import request

    parts = [
        "# Requests\n",
        (inspect.getdoc(request) or "") + "\n",
        "`kind` names the request. The JSON Schema is in `requests.schema.json`.\n",
    ]
    for model in _union(request.Request):
        parts += _entry(model, "kind")
    return "\n".join(parts) + "\n"


def _receipt() -> str:
    from talkreel import edit
    from talkreel.model import receipt

    parts = [
        "# The receipt\n",
        (inspect.getdoc(receipt) or "") + "\n",
        "The proof can be recomputed from the drafts before and after:\n",
        "* content of a segment: its wire JSON without `s`, keys sorted, no spaces, UTF-8;",
        "* a line for each segment that is in both drafts with equal content: its id, a space, its content's SHA-256;",
        "* the lines in order of the ids, joined by line feeds; the proof is their SHA-256, in hex.\n",
        f"`edit.content_hash`: {inspect.getdoc(edit.content_hash)}\n",
        f"`edit.proof`: {inspect.getdoc(edit.proof)}\n",
        "The JSON Schema is in `receipt.schema.json`.\n",
    ]
    for model in (receipt.Receipt, receipt.Change, receipt.Untouched):
        parts += [f"## {model.__name__}\n", (inspect.getdoc(model) or "") + "\n", *_fields(model), ""]
    return "\n".join(parts) + "\n"


def _union(annotated: Any) -> tuple[Any, ...]:
    """The classes of a closed union."""
    import typing

    return typing.get_args(typing.get_args(annotated)[0])


def _entry(model: Any, tag: str) -> Iterator[str]:
    """One operation or request: its name on the wire, what it does, its fields."""
    yield f"### {model.model_fields[tag].default}\n"
    yield from ("```text", inspect.getdoc(model) or "", "```\n")
    yield from _fields(model, frozenset({tag}))
    yield ""


def _operations_schema() -> str:
    from talkreel.model.operation import OPERATIONS

    return _json(OPERATIONS.json_schema(by_alias=True))


def _requests_schema() -> str:
    from talkreel.model.request import REQUESTS

    return _json(REQUESTS.json_schema(by_alias=True))


def _receipt_schema() -> str:
    from talkreel.model.receipt import Receipt

    return _json(Receipt.model_json_schema(by_alias=True))


def _json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> None:
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, "utf-8")
        print(f"docs/reference/{name}", file=sys.stderr)


if __name__ == "__main__":
    main()
