"""Logs: one line of JSON for each event, and no secrets in it."""

from __future__ import annotations

import io
import json
import logging
from typing import Any

import pytest

from talkreel.errors import CreditsError
from talkreel.server import logs

_TOKEN = "nmv_usr_t7JGizL_TvohGY0VjK-2Pa2d5FOcvPc2ULjUVCwxcs8"


def _logged(
    message: str, *arguments: object, prompts: bool = False, error: Exception | None = None, **extra: object
) -> Any:
    stream, logger = io.StringIO(), logging.Logger("test")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Lines(prompts=prompts))
    logger.addHandler(handler)
    logger.warning(message, *arguments, extra=extra, exc_info=error)
    (line,) = stream.getvalue().splitlines()
    return json.loads(line)


@pytest.mark.parametrize(
    ("written", "secret"),
    [
        (f"refused {_TOKEN}", _TOKEN[8:]),
        ("claim clm_AbCdEfGh12345678 used", "AbCdEfGh"),
        ("Authorization: Bearer abc.def-123", "abc.def"),
        ("{'authorization': 'Basic dXNlcjpwYXNz'}", "dXNlcjpw"),
        ("Cookie: talkreel=web_s3cretvalue; other=x", "s3cretvalue"),
        ("GET /files/exports/1?exp=3&sig=0badc0de", "0badc0de"),
        ("/workspace/claim?ct=clm_xyzxyzxyz&task=1", "xyzxyz"),
        ('{"password": "hunter2hunter2"}', "hunter2"),
        ("password=hunter2", "hunter2"),
        ("postgresql://user:pa55word@host/db refused", "pa55word"),
        ("s3?X-Amz-Signature=feedbeef&X-Amz-Date=1", "feedbeef"),
        ("key sk-proj-abcdefgh1234", "abcdefgh"),
    ],
)
def test_secrets_are_taken_out(written: str, secret: str) -> None:
    assert secret not in json.dumps(_logged(written))
    assert secret not in json.dumps(_logged("%s", written))
    assert secret not in json.dumps(_logged("event", detail=written))


@pytest.mark.parametrize("written", ["12 tokens were listed", "the code is error.token", "GET /api/tokens", "design=3"])
def test_other_words_stay(written: str) -> None:
    assert _logged(written)["event"] == written


def test_what_people_say_is_logged_only_when_wished() -> None:
    assert _logged("turn", prompt="my secret plan")["prompt"] == "[removed]"
    assert _logged("turn", prompt="my secret plan", prompts=True)["prompt"] == "my secret plan"


def test_a_line_has_its_request_s_ids() -> None:
    bound = logs.bound.set({"request": "r1"})
    logs.bind(account="anon_1", session="5")
    told = _logged("answered", status=200, ms=1.5)
    logs.bound.reset(bound)
    logs.bind(account="nobody's")
    assert {"request": "r1", "account": "anon_1", "session": "5", "status": 200, "ms": 1.5}.items() <= told.items()
    assert told["level"] == "warning"
    assert "request" not in _logged("outside")


def test_a_traceback_has_places_and_no_words() -> None:
    try:
        try:
            raise ValueError("INSERT ... my secret plan")
        except ValueError as cause:
            raise CreditsError("error.credits", needed=3) from cause
    except CreditsError as error:
        told = _logged("failed", error=error)
    assert "my secret plan" not in json.dumps(told)
    assert "builtins.ValueError" in told["traceback"]
    assert "test_logs.py" in told["traceback"]
    assert told["traceback"].startswith("talkreel.errors.CreditsError")
