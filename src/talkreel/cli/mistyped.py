"""What the parser of the command line says about mistyped commands, in our sentences and exit codes."""

from __future__ import annotations

import re
from typing import Any

from talkreel.errors import UsageError

_CHOICES = re.compile(r"is not one of (.+?)\.?$")
_COMMAND = re.compile(r"No such command '(.*)'\.?$", re.DOTALL)


def usage(error: Any) -> UsageError:
    """A usage error of the parser as ours. Its classes are known by name: their module is not public."""
    kind = type(error).__name__
    context = error.ctx
    command = (context.info_name if context is not None and context.parent is not None else "") or "make"
    if kind == "NoSuchOption":
        return UsageError("error.option_unknown", name=error.option_name, command=command)
    if kind == "BadOptionUsage":
        return UsageError("error.option_alone", name=error.option_name, command=command)
    if kind == "MissingParameter":
        return UsageError("error.argument_missing", name=_name(error), command=command)
    if kind == "BadParameter" and error.param is not None and (takes := _taken(error)):
        return UsageError("error.option_value", name=_name(error), takes=takes)
    if found := _COMMAND.search(error.format_message()):
        return UsageError("error.command_unknown", name=found[1])
    return UsageError("error.usage", detail=error.format_message())


def _name(error: Any) -> str:
    """`--fps`, or `PROMPT` for an argument."""
    names = [name for name in error.param.opts if name.startswith("--")]
    return names[0] if names else error.param.name.upper()


def _taken(error: Any) -> str:
    """The values that an option takes: `10-60`, or the choices. Empty when that is not known."""
    least, most = getattr(error.param, "min", None), getattr(error.param, "max", None)
    if least is not None and most is not None:
        return f"{least}-{most}"
    found = _CHOICES.search(error.format_message())
    return found[1].replace("'", "") if found else ""
