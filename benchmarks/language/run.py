"""`make bench-language`: how well what people say about a film is understood; tables go to the standard output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import thread_time

import tables
from case import Case, Verdict
from corpus import Said, corpus, draft, with_files
from film import Film

from talkreel.language.interpreter import Focus, Interpretation, Interpreter, Utterance
from talkreel.messages import say
from talkreel.model import Draft

README = Path(__file__).parent / "README.md"
LOADING = ("replace the horse with a fox", "simplify")  # the names of objects; the reader of wishes
PRIVATE = frozenset({"held_out", "last"})


@dataclass(frozen=True)
class Result:
    """One utterance, judged."""

    said: Said
    verdict: Verdict
    ms: float
    told: Interpretation | None
    before: Draft


def judged(interpreter: Interpreter, said: Said) -> Result:
    """Say it, after what was said before it, and judge what comes of it."""
    film, focus, pending = draft(said.draft), Focus(), None
    for words in said.turns:
        told = interpreter.interpret(Utterance(words, film, focus, pending=pending))
        film, focus, pending = told.draft, told.focus, told.question
    film, materials = with_files(film, said.files)
    try:
        told, ms = _timed(interpreter, Utterance(said.words, film, focus, materials, pending))
    except Exception as fault:  # noqa: BLE001
        return Result(said, Verdict("error", (f"{type(fault).__name__}: {fault}",)), 0.0, None, film)
    touched = tuple(differing(draft(said.draft), film)) if said.turns else ()
    return Result(said, Case(film, told, touched).judge(said.want), ms, told, film)


def differing(before: Draft, after: Draft) -> Iterable[str]:
    """The segments that are new or other than they were."""
    old = Film(before).segments
    return (name for name, segment in Film(after).segments.items() if old.get(name) != segment)


def _timed(interpreter: Interpreter, utterance: Utterance) -> tuple[Interpretation, float]:
    """What is understood, and the processor time that it took: others may be at work on the machine."""
    begun = thread_time()
    told = interpreter.interpret(utterance)
    return told, (thread_time() - begun) * 1000


def failure(result: Result) -> str:
    """A failure, told: what was said, what was wanted, what came."""
    said, verdict = result.said, result.verdict
    lines = [f"{said.id} [{said.draft}] {verdict.outcome}: {said.words}"]
    lines += [f"    after: {words}" for words in said.turns]
    lines += [f"    with:  {' '.join(said.files)}"] if said.files else []
    lines.append(f"    want:  {said.want}")
    lines += [f"    {why}" for why in verdict.why[:6]]
    if result.told:
        lines += [f"    did:   {line}" for line in _did(result.told)]
    return "\n".join(lines)


def _did(told: Interpretation) -> Iterable[str]:
    for step in told.steps:
        for operation in getattr(step.request, "operations", (step.request,)):
            yield operation.model_dump_json(exclude_defaults=False, exclude_unset=True)[:220]
    for refusal in told.refusals:
        yield f"no ({refusal.words}): {_said(refusal.because.code, told, refusal.because.fields)}"
    if told.question:
        yield f"asks: {_said(told.question.note.code, told, told.question.note.fields)} {told.question.choices}"


def _said(code: str, told: Interpretation, fields: dict[str, str | int | float]) -> str:
    return say(code, told.language, **fields)


def measured(interpreter: Interpreter, saids: Iterable[Said]) -> list[Result]:
    """All of them judged, in order, after sentences for which tables are loaded."""
    for words in LOADING:
        interpreter.interpret(Utterance(words, draft("long")))
    return [judged(interpreter, said) for said in saids]


def _rules() -> Interpreter:
    from talkreel.language.interpreters.rules import Rules

    return Rules()


def main() -> int:
    """Run the corpus, or the chosen part of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="ids, kinds, drafts, sorts, languages or sets")
    parser.add_argument("--fails", action="store_true", help="list failures, but not of the held-out set")
    parser.add_argument("--held-out", action="store_true", help="list failures of the held-out set, too")
    parser.add_argument("--write", action="store_true", help="put the tables into README.md")
    arguments = parser.parse_args()
    chosen = [said for said in corpus() if _chosen(said, arguments.only)]
    interpreter = _rules()
    results = measured(interpreter, chosen)
    for result in results if arguments.fails else ():
        if result.verdict.outcome != "right" and (arguments.held_out or result.said.set not in PRIVATE):
            print(failure(result), end="\n\n")
    told = tables.tables(results)
    print(told)
    if arguments.write:
        README.write_text(tables.into(README.read_text(encoding="utf-8"), told), encoding="utf-8")
    return 0


def _chosen(said: Said, only: list[str]) -> bool:
    names = {said.id, said.kind, said.draft, said.sort, said.language, said.set}
    return not only or any(each in names or said.id.startswith(f"{each}-") for each in only)


if __name__ == "__main__":
    sys.exit(main())
