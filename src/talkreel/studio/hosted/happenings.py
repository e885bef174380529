"""What happens in a session, as it is kept; the server writes it in the protocol's words.

said      somebody said something
began     a stage of the work begins: a tool with its arguments
ended     it has ended, with what came of it
progress  how far the work is
told      an answer in words; with a receipt where the film was changed
""        the turn has ended; nothing follows
"""

from __future__ import annotations

import json
import uuid
from typing import Any

END = ""  # instead of a body


def said(text: str) -> str:
    """Somebody said something."""
    return _body("said", text=text)


def began(tool: str, call: str, arguments: dict[str, Any]) -> str:
    """A stage begins. `call` names it within the turn."""
    return _body("began", tool=tool, call=call, arguments=arguments)


def ended(tool: str, call: str, result: dict[str, Any]) -> str:
    """A stage has ended."""
    return _body("ended", tool=tool, call=call, result=result)


def progress(stage: str, percent: int, text: str) -> str:
    """How far the work is."""
    return _body("progress", stage=stage, percent=percent, text=text)


def told(text: str, **facts: Any) -> str:
    """An answer. `facts`: receipt, code, links ..."""
    return _body("told", text=text, facts=facts)


def _body(kind: str, **values: Any) -> str:
    return json.dumps({"kind": kind, "id": str(uuid.uuid4()), **values}, ensure_ascii=False, separators=(",", ":"))
