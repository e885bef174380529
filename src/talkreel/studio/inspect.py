"""The whole quality gate: the finished file as it was measured, and the words as they stand on the picture."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from talkreel.model import SOUND, Draft
from talkreel.process.guard import guarded
from talkreel.render.cache import Cache, default_cache
from talkreel.render.film_check import Expected, Finding, Report, check_film
from talkreel.render.fingerprint import engine, hashed
from talkreel.render.gate import check_words

KIND = "checks"


@dataclass(frozen=True)
class _Measured:
    """What was measured before, in the cache: an edit is measured for what it changed."""

    store: Cache

    def get(self, key: str) -> bytes | None:
        return self.store.get(KIND, key)

    def put(self, key: str, payload: bytes) -> None:
        self.store.put(KIND, key, payload)


def inspected(film: Path, draft: Draft, folder: Path) -> Report:
    """Measure a film that was just made from a draft; `folder` is where the draft's files lie.

    Raises:
        InputError: the film cannot be opened at all.
    """
    memo = _Measured(default_cache())
    report = check_film(film, Expected.of(draft), draft, memo)
    return Report((*report.findings, *_words(draft, folder, memo)))


def inspected_from_outside(film: Path, draft: Draft | None, folder: Path) -> Report:
    """The same of a file that may be anything; without a draft, only what is wrong in any film.

    Raises:
        InputError: the file is not a film.
    """
    expected = Expected.of(draft) if draft else None
    report = guarded(check_film, film, expected, draft, subject=str(film))
    return Report((*report.findings, *check_words(draft, folder))) if draft else report


def _words(draft: Draft, folder: Path, memo: _Measured) -> tuple[Finding, ...]:
    """The words of a draft, looked at once for each state of what is seen."""
    silent = draft.model_copy(update={"tracks": tuple(t for t in draft.tracks if t.type != SOUND)})
    seen = [engine(), silent.model_copy(update={"id": "", "revision": 0}).wire()]
    key = hashed(seen)
    kept = memo.get(key)
    if kept is not None:
        return tuple(Finding(**finding) for finding in json.loads(kept))
    findings = check_words(draft, folder)
    memo.put(key, json.dumps([asdict(finding) for finding in findings]).encode())
    return findings
