"""What a person at a terminal sees."""

from __future__ import annotations

import json

import pytest

from talkreel.cli.terminal import ProgressStyle, language, notes_json, sentence, show_report, told, watched
from talkreel.errors import TalkreelError, UsageError
from talkreel.model import Note
from talkreel.render.film_check import Finding, Report


@pytest.mark.parametrize(
    ("lang", "lc_all", "own", "tongue"),
    [
        ("zh_CN.UTF-8", "", "", "zh"),
        ("en_US.UTF-8", "zh_TW.UTF-8", "", "zh"),
        ("zh_CN.UTF-8", "", "en", "en"),
        ("C", "", "", "en"),
        ("", "", "", "en"),
    ],
)
def test_the_terminal_says_its_language(
    lang: str, lc_all: str, own: str, tongue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"LANG": lang, "LC_ALL": lc_all, "TALKREEL_LANGUAGE": own}.items():
        monkeypatch.setenv(name, value)
    assert language() == tongue


def test_an_error_is_a_sentence_even_when_the_catalogue_lacks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALKREEL_LANGUAGE", "en")
    assert told(UsageError("error.output_exists", path="a.mp4")).startswith("a.mp4 exists")
    assert "no.such" in told(TalkreelError("no.such", detail=3))
    assert sentence("error.output_exists", "en", {}) == "error.output_exists"


def test_fields_may_have_any_name() -> None:
    assert "th" in sentence("note.language_unread", "en", {"language": "th"})


def test_notes_are_code_and_text() -> None:
    note = Note(code="note.length_assumed", fields={"seconds": 12})
    assert notes_json([note], "zh") == [
        {"code": "note.length_assumed", "text": sentence("note.length_assumed", "zh", {"seconds": 12})}
    ]


def test_progress_for_programs_is_an_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with watched(ProgressStyle.json, "a.mp4") as progress:
        for part in (0.0, 0.5, 1.0, 1.0):
            progress("draw", part)
        progress("write", 1.0)
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in err.splitlines()]
    assert not out
    assert [(line["stage"], line["percent"]) for line in lines] == [("draw", 0.0), ("draw", 100.0), ("write", 100.0)]
    assert {line["film"] for line in lines} == {"a.mp4"}


def test_none_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    with watched(ProgressStyle.none) as progress:
        progress("draw", 0.5)
    assert capsys.readouterr() == ("", "")


def test_a_report_reads_well_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report((Finding("faststart", True, "index first"), Finding("black", False, "0.9 s at most", "<= 0.5 s")))
    show_report(report, "en")
    show_report(report, "zh")
    good_en, bad_en, good_zh, bad_zh = capsys.readouterr().err.splitlines()
    assert good_en == "  ✓ plays while loading: index first"
    assert bad_en == "  ✗ black picture: 0.9 s at most (wanted: <= 0.5 s)"
    assert good_zh == "  ✓ 边下边播：索引在前"
    assert bad_zh == "  ✗ 黑场：0.9 s（最长）（应为 <= 0.5 s）"
