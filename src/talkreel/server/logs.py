"""Logs: one JSON object a line, on stderr, without secrets.

Every message and every field goes through `clean`, tracebacks too, whoever wrote it. What people say to the server is
only logged when TALKREEL_LOG_PROMPTS is on.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from contextvars import ContextVar
from types import TracebackType

from talkreel.settings import settings

# Which request, account, session and job the lines of one request belong to.
bound: ContextVar[dict[str, str] | None] = ContextVar("bound", default=None)

_GONE = "[removed]"
_SECRETS = (
    (re.compile(r"\b(nmv|clm)_[A-Za-z0-9_\-]{6,}"), rf"\1_{_GONE}"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[^\s\"',]+"), rf"\1 {_GONE}"),
    (
        re.compile(
            r"(?i)([\"']?\b(?:authorization|cookie|set-cookie|x-api-key|password|passwd|secret|api_key|apikey|"
            r"client_secret|secret_key|access_key|token|nemo_token|ct|sig|signature|x-amz-signature|code)\b[\"']?"
            r"\s*[=:]\s*[\"']?)(?!\[removed\])[^\s\"'&;,)}\]]+"
        ),
        rf"\1{_GONE}",
    ),
    (re.compile(r"(?i)\b([a-z][a-z0-9+.\-]*://[^\s/:@\"']*):[^\s/@\"']+@"), rf"\1:{_GONE}@"),
    (re.compile(r"\bsk-[A-Za-z0-9_\-]{8,}"), f"sk-{_GONE}"),
)  # fmt: skip
_SPOKEN = frozenset({"prompt", "text", "message_text", "words", "utterance", "request", "body"})
_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


def clean(text: str) -> str:
    """A text without the secrets in it."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def __init__(self, *, prompts: bool = False) -> None:
        super().__init__()
        self._prompts = prompts

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, object] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{record.msecs:03.0f}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": clean(record.getMessage()),
            **(bound.get() or {}),
        }
        for name, value in vars(record).items():
            if name not in _PLAIN:
                told[name] = self._value(name, value)
        if record.exc_info:
            told["traceback"] = self._trace(record.exc_info)
        return json.dumps(told, ensure_ascii=False)

    def _value(self, name: str, value: object) -> object:
        if name in _SPOKEN and not self._prompts:
            return _GONE
        return value if isinstance(value, int | float | None) else clean(str(value))

    def _trace(
        self,
        info: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Where it went wrong. What the error itself says may quote a person, as a database's does, and is left out."""
        if self._prompts:
            return clean(self.formatException(info))
        lines = list[str]()
        error = info[1]
        while error is not None:
            lines += [f"{type(error).__module__}.{type(error).__qualname__}", *_places(error.__traceback__)]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def _places(trace: TracebackType | None) -> list[str]:
    found = list[str]()
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found


def bind(**ids: str) -> None:
    """Have `account`, `session` or `job` in all further lines of this request, whichever thread writes them."""
    here = bound.get()
    if here is not None:
        here |= ids


def begin() -> None:
    """Log to stderr, as JSON, in this process and in those forked from it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(prompts=settings().log_prompts))
    logging.basicConfig(level=settings().log_level.upper(), handlers=[handler], force=True)
    for loud in ("uvicorn", "uvicorn.access", "httpx", "httpcore", "sqlalchemy.engine", "alembic"):
        logging.getLogger(loud).setLevel(logging.WARNING)
    logging.captureWarnings(True)
