"""What a language model may answer: a closed form, checked like anybody's request before it counts."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, Field, model_validator

from talkreel.edit import apply
from talkreel.errors import EditError
from talkreel.language.interpreter import Focus, Interpretation, Question, Refusal, Step, Utterance
from talkreel.language.sentence import spoken_in
from talkreel.model import Draft, Note
from talkreel.model.operation import AddAsset
from talkreel.model.request import Edit, Request
from talkreel.model.value import Strict

MOST_STEPS = 40


class AnsweredStep(Strict):
    """One request of the sentence, in the order of the sentence."""

    words: str = Field(description="The part of the sentence that asks for it")
    request: Request
    assumed: tuple[str, ...] = Field(default=(), description="What was not said and you had to choose, a sentence each")


class AnsweredRefusal(Strict):
    """Something that was asked for and cannot be done."""

    words: str = Field(description="The part of the sentence that asks for it")
    because: str
    nearest: str = Field(default="", description="What can be done instead")


class AnsweredQuestion(Strict):
    """One question, when two readings are really possible."""

    text: str = Field(min_length=1)
    choices: tuple[str, ...] = Field(default=(), max_length=6)


class Answer(Strict):
    """What the words ask for. A question stands alone; steps and refusals may stand together."""

    steps: tuple[AnsweredStep, ...] = Field(default=(), max_length=MOST_STEPS)
    refusals: tuple[AnsweredRefusal, ...] = ()
    question: AnsweredQuestion | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Answer:
        if self.question is not None and self.steps:
            raise ValueError("ask the question or do the steps, not both")
        if not (self.steps or self.refusals or self.question):
            raise ValueError("nothing is answered: refuse what cannot be done, or ask")
        return self

    @model_validator(mode="after")
    def _enters_no_file(self) -> Answer:
        # Files come from the person, never from a model: it could name any on the disk.
        edits = [step.request for step in self.steps if isinstance(step.request, Edit)]
        if any(isinstance(operation, AddAsset) for edit in edits for operation in edit.operations):
            raise ValueError("add_asset is not yours: use the keys of `assets`")
        return self


def interpreted(answer: Answer, utterance: Utterance) -> Interpretation:
    """The answer as an interpretation, its edits applied.

    Raises:
        EditError: an edit cannot be applied, or has fields that no draft has.
    """
    language = spoken_in(utterance)
    if (asked := answer.question) is not None:
        question = Question(_said(asked.text), utterance.words, asked.choices)
        return Interpretation(language, utterance.draft, question=question, focus=utterance.focus)
    draft = utterance.draft
    for step in answer.steps:
        if isinstance(step.request, Edit):
            draft = apply(draft, step.request.operations)
    if unknown := sorted(set(_unknown_fields(draft)) - set(_unknown_fields(utterance.draft))):
        raise EditError("error.edit_field", field=", ".join(unknown))
    return Interpretation(
        language,
        draft,
        steps=tuple(Step(s.words, s.request, tuple(map(_said, s.assumed))) for s in answer.steps),
        refusals=tuple(
            Refusal(r.words, _said(r.because), _said(r.nearest) if r.nearest else None) for r in answer.refusals
        ),
        focus=_focus(utterance, draft),
    )


def _said(text: str) -> Note:
    return Note(code="model.says", fields={"text": text})


def _unknown_fields(value: object) -> Iterator[str]:
    """Names in the draft that are no field of it: kept when a file brings them, refused when a model invents them."""
    if isinstance(value, BaseModel):
        yield from value.model_extra or {}
        for name in type(value).model_fields:
            yield from _unknown_fields(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _unknown_fields(part)  # pyright: ignore[reportUnknownArgumentType]


def _focus(utterance: Utterance, after: Draft) -> Focus:
    """What is new or different, other than where it begins; what the talk was about when that is nothing."""
    was = {s.id: s for track in utterance.draft.tracks for s in track.segments}
    changed = [
        s
        for track in after.tracks
        for s in track.segments
        if (old := was.get(s.id)) is None or old.model_copy(update={"start_ms": s.start_ms}) != s
    ]
    if not changed:
        return utterance.focus
    return Focus(tuple(s.id for s in changed), utterance.focus.ids, min(s.start_ms for s in changed))
