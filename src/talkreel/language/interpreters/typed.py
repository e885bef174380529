"""Requests that were pressed or typed as a command: nothing has to be understood."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.language.interpreter import Interpretation, Step, Utterance
from talkreel.model.request import Request


@dataclass(frozen=True)
class Typed:
    """Takes whatever is said as these requests, in this language."""

    requests: tuple[Request, ...]
    language: str = "en"

    def interpret(self, utterance: Utterance) -> Interpretation:
        """The requests. The draft is as it was: whoever carries them out applies them."""
        steps = tuple(Step(utterance.words, request) for request in self.requests)
        return Interpretation(self.language, utterance.draft, steps)
