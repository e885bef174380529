"""What goes back to the caller: a value with its words, or an error with what to do next. Never a traceback."""

from __future__ import annotations

from mcp.types import CallToolResult, ContentBlock, TextContent
from pydantic import BaseModel, ValidationError

from talkreel.errors import (
    AuthError,
    CollisionError,
    CreditsError,
    ForbiddenError,
    InputError,
    LimitError,
    MissingError,
    NotFoundError,
    PlanError,
    TalkreelError,
    TimedOutError,
    UnavailableError,
    UsageError,
)
from talkreel.messages import say, sentence

# The nearest first.
_NEXT: tuple[tuple[type[TalkreelError], str], ...] = (
    (ForbiddenError, "mcp.next_forbidden"),
    (AuthError, "mcp.next_auth"),
    (CreditsError, "mcp.next_credits"),
    (PlanError, "mcp.next_plan"),
    (LimitError, "mcp.next_limit"),
    (UnavailableError, "mcp.next_unavailable"),
    (TimedOutError, "mcp.next_slow"),
    (MissingError, "mcp.next_missing"),
    (NotFoundError, "mcp.next_not_found"),
    (InputError, "mcp.next_input"),
    (CollisionError, "mcp.next_collision"),
    (UsageError, "mcp.next_usage"),
)
_LINKS = ("register_url", "topup_url")
_MOST_LETTERS = 2000


def result(value: BaseModel, *more: ContentBlock) -> CallToolResult:
    """A value, for programs as it is and for those that only read text as compact JSON."""
    told = value.model_dump(mode="json", exclude_defaults=True)
    text = TextContent(type="text", text=value.model_dump_json(exclude_defaults=True))
    return CallToolResult(content=[*more, text], structured_content=told)


def refused(error: TalkreelError, language: str) -> CallToolResult:
    """An error: what happened, and what to do next."""
    return CallToolResult(content=[TextContent(type="text", text=excuse(error, language))], is_error=True)


def excuse(error: TalkreelError, language: str) -> str:
    """The same as a text."""
    said = sentence(error.code, language, error.fields)
    links = [str(error.fields[name]) for name in _LINKS if error.fields.get(name)]
    following = next((code for kind, code in _NEXT if isinstance(error, kind)), "mcp.next_other")
    text = "\n".join([said, *(link for link in links if link not in said), say(following, language)])
    return text.encode("utf-8", "replace").decode()[:_MOST_LETTERS]


def unfit(tool: str, cause: ValidationError) -> UsageError:
    """Arguments that a tool does not take, as one of our errors."""
    first = cause.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "arguments"
    return UsageError("error.mcp_arguments", tool=tool, where=where[:80], detail=first["msg"][:300])
