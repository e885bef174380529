"""The interpreters: `rules` needs nothing, `model` asks a language model and falls back to the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkreel.settings import settings

if TYPE_CHECKING:
    from talkreel.language.interpreter import Interpreter


def chosen() -> Interpreter:
    """The interpreter that the settings name: rules when no language model is configured.

    Raises:
        MissingError: a model is configured and what asks it is not installed.
        UsageError: the setting names no model that can be asked.
    """
    from talkreel.language.interpreters.rules import Rules

    rules = Rules()
    if not settings().llm:
        return rules
    from talkreel.language.interpreters.model import configured

    return configured(rules)
