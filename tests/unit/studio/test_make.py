"""From words to planned films."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkreel.model import SOUND
from talkreel.studio import make
from talkreel.studio.make import Wanted, plan_films

SPOKEN = (
    'A 15 second explainer with a voiceover: "Bees make honey. They visit two million flowers for one jar. '
    'Plant a meadow."'
)


def codes(planned: make.Planned) -> list[str]:
    return [note.code for note in planned.notes]


def test_equal_words_are_equal_drafts(tmp_path: Path) -> None:
    first, again = (plan_films("a lighthouse at dusk, 4 s", [], tmp_path, Wanted())[0] for _ in range(2))
    assert first.draft == again.draft
    other = plan_films("a lighthouse at dusk, 4 s", [], tmp_path, Wanted(seed=5))[0]
    assert other.draft.meta.seed == 5
    assert other.draft.id != first.draft.id


def test_flags_answer_what_was_not_said(tmp_path: Path) -> None:
    unsaid = plan_films("a lighthouse at dusk", [], tmp_path, Wanted())[0]
    assert {"note.length_assumed", "note.shape_assumed"} & set(codes(unsaid))
    said = plan_films("a lighthouse at dusk", [], tmp_path, Wanted(duration_ms=7300, shape=(1080, 1080)))[0]
    assert said.draft.duration_ms == 7300
    assert not {"note.length_assumed", "note.shape_assumed"} & set(codes(said))


def test_a_flag_wins_over_an_impossible_sentence(tmp_path: Path) -> None:
    assert plan_films("a 10-hour film of rain", [], tmp_path, Wanted(duration_ms=2000))[0].draft.duration_ms == 2000


def test_every_film_says_where_it_comes_from(tmp_path: Path) -> None:
    planned = plan_films("a lighthouse at dusk, 4 s, no music", [], tmp_path, Wanted())[0]
    note = next(n for n in planned.notes if n.code == "note.provenance_own")
    assert note.fields == {"drawn": 1, "shown": 0, "composed": 0, "heard": 0}


@pytest.mark.parametrize(("engines", "note"), [((), "note.voice_missing"), (("espeak",), "note.voice_draft")])
def test_a_voice_is_never_silently_missing(
    engines: tuple[str, ...], note: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def installed() -> tuple[str, ...]:
        return engines

    monkeypatch.setattr(make, "installed_engines", installed)
    planned = plan_films(SPOKEN, [], tmp_path, Wanted())[0]
    assert note in codes(planned)
    assert any(s.voice for s in planned.draft.of_type(SOUND)) is bool(engines)
