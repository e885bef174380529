"""Events as they are streamed: those of the Agent Development Kit, or the flat form of an early document.

What is read is an event as the application keeps it: `kind` (said, began, ended, progress, told), `id` and its values.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

AGENT = "nemo_agent"
# No empty line after it: there some clients, once they have seen an id, give an event without data.
HEARTBEAT = b": heartbeat\n"
DATA_HEARTBEAT = b'data: {"type":"heartbeat"}\n\n'
Form = Literal["adk", "flat"]

Event = dict[str, Any]


def adk(kept: Mapping[str, Any], invocation: str, at_ms: int) -> Event:
    """An event as ADK's clients parse it: camel case, no nulls, every version's required fields and no key that an
    early version forbids."""
    event: Event = {
        "invocationId": f"e-{invocation}",
        "author": "user" if kept["kind"] == "said" else AGENT,
        "actions": {"stateDelta": {}, "artifactDelta": {}, "requestedAuthConfigs": {}},
        "id": kept["id"],
        "timestamp": at_ms / 1000,
    }
    return {**_content(kept), **event, **_beside(kept)}


def _content(kept: Mapping[str, Any]) -> Event:
    match kept["kind"]:
        case "said" | "told":
            part, role = {"text": kept["text"]}, "user" if kept["kind"] == "said" else "model"
        case "began":
            call = {"id": kept["call"], "args": kept["arguments"], "name": kept["tool"]}
            part, role = {"functionCall": call}, "model"
        case "ended":
            result = {"id": kept["call"], "name": kept["tool"], "response": kept["result"]}
            part, role = {"functionResponse": result}, "user"
        case _:  # progress has no content: a client that joins all texts would say it
            return {}
    return {"content": {"parts": [part], "role": role}}


def _beside(kept: Mapping[str, Any]) -> Event:
    if kept["kind"] == "progress":
        told = {name: kept[name] for name in ("stage", "percent", "text")}
        return {"customMetadata": {"progress": told}}
    facts: Event = kept.get("facts") or {}
    event: Event = {"customMetadata": facts} if facts else {}
    if facts.get("code"):
        event |= {"errorCode": str(facts["code"]), "errorMessage": kept["text"]}
    return event


def flat(kept: Mapping[str, Any]) -> Event:
    """An event in the flat form, whose `content` is text."""
    match kept["kind"]:
        case "began":
            return {"type": "tool_call", "name": kept["tool"], "args": kept["arguments"]}
        case "ended":
            return {"type": "tool_result", "name": kept["tool"], "result": kept["result"]}
        case "progress":
            return {"type": "progress", "content": kept["text"], "percent": kept["percent"]}
        case _:
            return {"type": "text", "content": kept["text"], **(kept.get("facts") or {})}


def frame(event: Event, number: int) -> bytes:
    """One event of a stream. Its number lets a client go on after it."""
    text = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return f"id: {number}\ndata: {text}\n\n".encode("utf-8", "replace")
