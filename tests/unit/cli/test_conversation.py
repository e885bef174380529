"""A conversation, held without a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from tests.unit.studio.test_talk import KNOWN, Phrases, film

from talkreel.cli.conversation import Conversation
from talkreel.cli.screen import means_yes
from talkreel.cli.terminal import ProgressStyle
from talkreel.studio.drafts import read_draft, save_draft
from talkreel.studio.opening import open_film


class Stage:
    """A screen that plays lines and notes what is said."""

    style = ProgressStyle.none

    def __init__(self, lines: Iterable[str], pictures: bool = False) -> None:
        self.lines, self.pictures = list(lines), pictures
        self.said: list[str] = []
        self.asked: list[str] = []
        self.shown: list[list[np.ndarray]] = []

    def read(self) -> str:
        if not self.lines:
            raise EOFError
        line = self.lines.pop(0)
        if line == "^C":
            raise KeyboardInterrupt
        return line

    def tell(self, text: str) -> None:
        self.said.append(text)

    def agreed(self, question: str, tongue: str) -> bool:
        self.asked.append(question)
        return means_yes(self.read())

    def shows_pictures(self) -> bool:
        return self.pictures

    def show(self, pictures: Iterable[np.ndarray]) -> None:
        self.shown.append(list(pictures))

    @contextmanager
    def busy(self, tongue: str):
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "film.reel.json"
    save_draft(film(), place)
    return place


def held(stage: Stage, path: Path | None, folder: Path) -> Conversation:
    conversation = Conversation(stage, Phrases(KNOWN), folder, open_film(path) if path else None, "en")
    conversation.run()
    return conversation


def test_each_line_is_a_turn_and_ctrl_c_only_takes_the_line_back(path: Path) -> None:
    stage = Stage(["quieter", "^C", "", "/undo", "/versions", "/quit", "warmer"])
    held(stage, path, path.parent)
    assert any("40" in text for text in stage.said)
    assert any("Taken back: “quieter”" in text for text in stage.said)
    assert any("Versions: 3" in text for text in stage.said)
    assert stage.lines == ["warmer"]
    assert read_draft(path).revision == 3


def test_much_is_only_taken_out_after_a_yes(path: Path) -> None:
    stage = Stage(["drop two", "no", "drop two", "yes"])
    held(stage, path, path.parent)
    assert len(stage.asked) == 2
    assert "Left as it is." in stage.said
    assert (read_draft(path).revision, read_draft(path).duration_ms) == (2, 3000)


def test_stills_show_before_and_after(path: Path) -> None:
    stage = Stage(["warmer", "quieter"], pictures=True)
    held(stage, path, path.parent)
    ((before, after),) = stage.shown
    assert before.shape == after.shape == (180, 320, 3)
    assert after[..., 2].mean() - before[..., 2].mean() > after[..., 0].mean() - before[..., 0].mean() + 2


def test_the_first_words_make_a_film(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"somebody's own")
    stage = Stage(["3 seconds of a calm sea at dawn", "/show"])
    conversation = held(stage, None, tmp_path)
    assert conversation.opened is not None
    assert conversation.opened.journal.path == tmp_path / "film-2.reel.json"
    assert read_draft(conversation.opened.journal.path).duration_ms == 3000
    assert any("film-2.reel.json" in text for text in stage.said)
    assert "film-2.reel.json · 3 s" in conversation.bar()


def test_a_draft_can_be_opened_by_its_name(path: Path) -> None:
    stage = Stage(["undo", f"{path}", "quieter"])
    stage.lines.pop(0)
    held(stage, None, path.parent)
    assert read_draft(path).revision == 2


def test_what_goes_wrong_is_said_and_the_talk_goes_on(path: Path) -> None:
    stage = Stage(["/open nowhere.mp4", "/sing", "words that this interpreter stumbles over", "quieter"])
    held(stage, path, path.parent)
    assert any("inside talkreel (KeyError" in text for text in stage.said)
    assert any("nowhere.mp4" in text for text in stage.said)
    assert any("no command /sing" in text for text in stage.said)
    assert read_draft(path).revision == 2


def test_the_names_in_the_film_can_be_completed(path: Path) -> None:
    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document

    from talkreel.cli.completing import Completing

    stage = Stage(["/quit"])
    conversation = held(stage, path, path.parent)
    completing = Completing(conversation.names)

    def offered(text: str) -> list[str]:
        return [c.text for c in completing.get_completions(Document(text), CompleteEvent())]

    assert offered("/ve") == ["/versions"]
    assert offered("make the fo") == ["forest"]
    assert offered("say He") == ["Hello"]
    assert offered(f"{path.parent}/fi") == ["lm.reel.json"]
