"""A language model as the interpreter: the only module that knows the library that asks it.

What it answers is in a closed form (`language.answer`) and passes the same invariants as every edit. An answer that
does not is sent back once with what is wrong. Where no valid answer comes, the rules answer, and a note says why.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from talkreel.errors import EditError, MissingError, UsageError
from talkreel.language.answer import Answer, interpreted
from talkreel.language.interpreter import Interpretation, Interpreter, Utterance
from talkreel.language.prompt import INSTRUCTIONS, told
from talkreel.messages import say
from talkreel.model import Note
from talkreel.settings import Settings, settings

try:
    from pydantic_ai import Agent, ModelRetry, RunContext, ToolOutput
    from pydantic_ai import exceptions as failures
    from pydantic_ai.models import Model as Asked
    from pydantic_ai.models import infer_model
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers import Provider, infer_provider, infer_provider_class
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
except ImportError as cause:
    raise MissingError("error.llm_missing") from cause

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# How often a request is sent again when the service fails, and an answer is sent back when it is invalid.
_RESENT, _CORRECTED = 1, 1
# The first that fits names the note.
_NOTES: tuple[tuple[type[BaseException], str], ...] = (
    (TimeoutError, "note.model_timeout"),
    (failures.ModelTimeoutError, "note.model_timeout"),
    (failures.ModelRequestTimeout, "note.model_timeout"),
    (failures.ContentFilterError, "note.model_refused"),
    (failures.ModelAuthenticationError, "note.model_key"),
    (failures.ModelNotFoundError, "note.model_unknown"),
    (failures.ModelAPIError, "note.model_unreachable"),
    (Exception, "note.model_invalid"),
)


class Model:
    """Asks `asked`; `otherwise` interprets what it does not answer within `timeout_s`."""

    def __init__(self, asked: Asked, otherwise: Interpreter, timeout_s: float) -> None:
        self._otherwise = otherwise
        self._timeout_s = timeout_s
        self._agent = Agent(
            asked,
            deps_type=Utterance,
            output_type=ToolOutput(_checked, name="answer", description="Answer what was said."),
            instructions=INSTRUCTIONS,
            model_settings={"max_retries": _RESENT},
            retries={"output": _CORRECTED},
        )

    def interpret(self, utterance: Utterance) -> Interpretation:
        """What the words ask for. Call it from a thread without a running event loop."""
        try:
            return asyncio.run(self._ask(utterance))
        except (failures.AgentRunError, TimeoutError) as cause:
            found = self._otherwise.interpret(utterance)
            return replace(found, notes=(self._noted(cause), *found.notes))

    async def _ask(self, utterance: Utterance) -> Interpretation:
        # Entered anew for each: connections belong to an event loop, and this one ends here.
        async with self._agent:
            run = await self._agent.run(told(utterance), deps=utterance, timeout=self._timeout_s)
        return run.output

    def _noted(self, cause: BaseException) -> Note:
        code = next(code for kind, code in _NOTES if isinstance(cause, kind))
        fields: dict[str, str | int | float] = {"seconds": self._timeout_s} if code == "note.model_timeout" else {}
        return Note(code=code, fields=fields)


def _checked(context: RunContext[Utterance], answer: Answer) -> Interpretation:
    try:
        return interpreted(answer, context.deps)
    except EditError as cause:
        raise ModelRetry(say(cause.code, "en", **cause.fields)) from cause


def configured(otherwise: Interpreter) -> Model:
    """The model that the settings name.

    Raises:
        UsageError: the setting names no model that can be asked.
        MissingError: what asks this provider is not installed.
    """
    wanted = settings()
    return Model(_model(wanted), otherwise, wanted.llm_timeout_s)


def _model(wanted: Settings) -> Asked:
    provider, _, name = wanted.llm.partition(":")
    if not (provider and name):
        raise UsageError("error.llm_setting", llm=wanted.llm, detail="provider:model")
    key = wanted.llm_api_key.get_secret_value()
    try:
        if wanted.llm_base_url:
            service = OpenAICompatibleProvider(provider, base_url=wanted.llm_base_url, api_key=key or None)
            return OpenAIChatModel(name, provider=service)

        def keyed(provider_name: str) -> Provider[Any]:
            kind = cast("Callable[..., Provider[Any]]", infer_provider_class(provider_name))
            return kind(api_key=key) if key else infer_provider(provider_name)

        return infer_model(wanted.llm, keyed)
    except (failures.UserError, ValueError, TypeError) as cause:
        raise UsageError("error.llm_setting", llm=wanted.llm, detail=str(cause)) from cause
    except ImportError as cause:
        raise MissingError("error.llm_provider_missing", provider=provider) from cause
