"""Prompts and films with blanks, kept and made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator
from pathlib import Path

import cv2
import numpy as np
import pytest

from talkreel.edit.invariants import check
from talkreel.errors import InputError, NotFoundError, TalkreelError, UsageError
from talkreel.messages import say
from talkreel.model import PICTURE, WORDS, Asset, Draft, Scene, Segment, Track
from talkreel.model.draft import Meta
from talkreel.settings import settings
from talkreel.studio import shelf
from talkreel.studio.make import Planned
from talkreel.studio.templates import list_templates, save_prompt, save_template, use_template


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Path]:
    monkeypatch.setenv("TALKREEL_DATA_DIR", str(tmp_path / "data"))
    settings.cache_clear()
    yield tmp_path / "data"
    settings.cache_clear()


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def photo(path: Path, seed: int) -> Path:
    """A picture that nobody takes for a logo."""
    noise = np.random.default_rng(seed).integers(0, 255, (24, 32, 3), np.uint8)
    cv2.imwrite(str(path), cv2.resize(noise, (320, 240), interpolation=cv2.INTER_CUBIC))
    return path


def album(folder: Path) -> Draft:
    """Two photos with words; each is called after its file."""
    files = [photo(folder / "fox.jpg", 1), photo(folder / "city.jpg", 2)]
    keys = [f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]
    assets = {
        key: Asset(file=path.name, kind="image", width=320, height=240) for key, path in zip(keys, files, strict=True)
    }
    shots = tuple(
        Segment(
            id=f"s{n}",
            start_ms=n * 1000,
            duration_ms=1000,
            scene=Scene(kind="photo", src=(key,), words=(f"w{n}",), focus=(0.1, 0.1, 0.5, 0.5)),
        )
        for n, key in enumerate(keys)
    )
    words = (
        Segment(id="w0", start_ms=0, duration_ms=1000, text="Fox", role="title"),
        Segment(id="w1", start_ms=1000, duration_ms=1000, text="$4 at Brew Lab", role="price"),
    )
    return Draft(
        id="d1",
        revision=7,
        duration_ms=2000,
        meta=Meta(title="Brew Lab", width=320, height=180, prompt="Photos of Brew Lab", seed=9),
        assets=assets,
        tracks=(
            Track(id="t1", type=PICTURE, segments=shots),
            Track(id="t2", type=WORDS, segments=words),
        ),
    )


def words_of(planned: Planned) -> list[str]:
    return [s.text for s in planned.draft.of_type(WORDS)]


def codes(planned: Planned) -> set[str]:
    return {note.code for note in planned.notes}


def test_a_prompt_with_blanks(work: Path) -> None:
    kept = save_prompt("offer", "A 4-second teaser for {shop}, {price} this week")
    assert [b.name for b in kept.blanks] == ["shop", "price"]
    (made,) = use_template("Offer ", work, {"Shop": "Blue Door", "价格": "$4"}, "no music")
    assert made.brief.prompt == "A 4-second teaser for Blue Door, $4 this week\nno music"
    assert made.draft.duration_ms == 4000
    with pytest.raises(UsageError) as caught:
        use_template("offer", work, {"shop": "Blue Door"})
    assert say(caught.value.code, "en", **caught.value.fields).startswith("These blanks must be filled in: price.")


def test_words_of_a_prompt_as_a_blank(work: Path) -> None:
    save_prompt("offer", "A 4-second teaser for Brew Lab", {"shop": "Brew Lab"})
    assert use_template("offer", work)[0].brief.prompt == "A 4-second teaser for Brew Lab"
    assert use_template("offer", work, {"shop": "Blue Door"})[0].brief.prompt == "A 4-second teaser for Blue Door"
    with pytest.raises(UsageError, match="template_words_missing"):
        save_prompt("other", "A teaser", {"shop": "Brew Lab"})


def test_a_film_keeps_everything_but_its_words(work: Path) -> None:
    film = album(work)
    save_template("周报", film, work, {"shop": "Brew Lab"})
    (made,) = use_template("周报", work, {"shop": "Blue Door"})
    assert words_of(made) == ["Fox", "$4 at Blue Door"]
    draft = made.draft
    assert (draft.meta.title, draft.meta.prompt, draft.meta.seed) == ("Blue Door", "Photos of Blue Door", 9)
    assert draft.revision == 1
    assert draft.id != film.id
    assert [(s.scene, s.start_ms, s.duration_ms) for s in draft.of_type(PICTURE)] == [
        (s.scene, s.start_ms, s.duration_ms) for s in film.of_type(PICTURE)
    ]
    check(draft)
    assert use_template("周报", work, {"shop": "Blue Door"})[0].draft == draft


def test_it_works_when_the_original_is_gone(work: Path, data: Path) -> None:
    save_template("album", album(work), work)
    for path in work.iterdir():
        path.unlink()
    (made,) = use_template("album", work, {"title": "Hello"})
    for asset in made.draft.assets.values():
        assert (work / asset.file).resolve().is_relative_to(data.resolve())
        assert (work / asset.file).is_file()
    elsewhere = work / "deep" / "down"
    elsewhere.mkdir(parents=True)
    (made,) = use_template("album", elsewhere)
    assert all((elsewhere / asset.file).is_file() for asset in made.draft.assets.values())


def test_files_take_the_places_of_files_in_order(work: Path) -> None:
    save_template("album", album(work), work)
    new = [photo(work / "sea.jpg", 3), photo(work / "hill.jpg", 4), photo(work / "moon.jpg", 5)]  # one too many
    (made,) = use_template("album", work, files=new)
    files = {key: asset.file for key, asset in made.draft.assets.items()}
    scenes = [s.scene for s in made.draft.of_type(PICTURE) if s.scene]
    assert [files[scene.src[0]] for scene in scenes] == ["sea.jpg", "hill.jpg"]
    assert [scene.focus for scene in scenes] == [None, None]
    left = next(note for note in made.notes if note.code == "note.template_files_left")
    assert left.fields == {"names": "moon.jpg"}
    check(made.draft)


def test_words_that_said_what_the_old_photo_shows_go_with_it(work: Path) -> None:
    save_template("album", album(work), work)
    assert words_of(use_template("album", work, files=[photo(work / "iced-latte.jpg", 3)])[0])[0] == "Iced latte"
    (made,) = use_template("album", work, files=[photo(work / "IMG_0001.jpg", 3)])
    assert words_of(made) == ["$4 at Brew Lab"]
    scene = made.draft.of_type(PICTURE)[0].scene
    assert scene is not None
    assert scene.words == ()


def test_a_photo_by_its_name(work: Path) -> None:
    save_template("album", album(work), work)
    (made,) = use_template("album", work, {"照片2": str(photo(work / "sea.jpg", 3))})
    shown = [s.scene.src[0] for s in made.draft.of_type(PICTURE) if s.scene]
    assert [made.draft.assets[key].file.rpartition("/")[2] for key in shown][1] == "sea.jpg"
    (work / "notes.txt").write_text("hello there")
    for wrong, kind in (("notes.txt", InputError), ("none.jpg", NotFoundError)):
        with pytest.raises(kind):
            use_template("album", work, {"photo": str(work / wrong)})


def test_what_stayed_and_what_found_no_place_is_told(work: Path) -> None:
    save_template("album", album(work), work)
    (made,) = use_template("album", work, words="title: Hello; and a pony")
    assert words_of(made)[0] == "Hello"
    told = {note.code: note.fields for note in made.notes}
    assert told["note.template_kept"] == {"names": "price"}
    assert told["note.template_unheard"] == {"names": "and a pony"}


def test_an_empty_value_takes_its_text_out(work: Path) -> None:
    save_template("album", album(work), work)
    (made,) = use_template("album", work, {"title": ""})
    assert words_of(made) == ["$4 at Brew Lab"]


def test_a_name_is_found_as_people_write_it(work: Path) -> None:
    save_prompt("My  weekly Offer", "A teaser, 2 s")
    assert shelf.found("my weekly offer").name == "My weekly Offer"
    assert [t.name for t in list_templates()] == ["My weekly Offer"]
    with pytest.raises(UsageError, match="template_exists"):
        save_prompt("MY WEEKLY OFFER", "Another")
    save_prompt("MY WEEKLY OFFER", "Another", replace=True)
    assert [t.prompt for t in list_templates()] == ["Another"]


@pytest.mark.parametrize("name", ["", "  ", "///", "..", "x" * 81, "a\x07b"])
def test_names_that_no_template_can_have(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        save_prompt(name, "A teaser")
    assert caught.value.code == "error.template_name"


@pytest.mark.parametrize("name", ["../../etc", "每周特惠", "a/b\\c", "con", "☕ 1"])
def test_any_other_name_stays_in_the_folder(name: str, data: Path) -> None:
    save_prompt(name, "A teaser")
    (path,) = (data / "templates").iterdir()
    assert path.suffix == ".json"
    assert shelf.remove(name).name == name
    assert list(list_templates()) == []


def test_a_name_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="template_none"):
        shelf.found("offer")
    save_prompt("weekly offer", "A teaser")
    save_prompt("birthday", "A teaser")
    with pytest.raises(NotFoundError) as caught:
        shelf.found("weekly ofer")
    assert caught.value.fields["names"] == "weekly offer"


def test_a_damaged_template_is_said_and_passed_over(data: Path) -> None:
    save_prompt("offer", "A teaser")
    save_prompt("other", "A teaser")
    path = shelf.place("offer")
    for text in ("{", '{"version": 2, "name": "offer"}', '{"name": 3}', "[]"):
        path.write_text(text)
        with pytest.raises(InputError, match="template_damaged"):
            shelf.found("offer")
    assert [t.name for t in list_templates()] == ["other"]


def test_a_template_is_versioned_json_that_keeps_what_the_draft_has(work: Path) -> None:
    film = album(work).model_copy(update={"later": {"key": 1}})
    save_template("album", Draft.model_validate(film.wire() | {"later": 1}), work)
    held = json.loads(shelf.place("album").read_text("utf-8"))
    assert held["version"] == 1
    assert held["draft"]["later"] == 1
    assert shelf.found("album").draft is not None


def test_a_film_whose_file_is_gone_is_not_kept(work: Path) -> None:
    film = album(work)
    (work / "fox.jpg").unlink()
    with pytest.raises(NotFoundError):
        save_template("album", film, work)
    assert list_templates() == ()


def test_what_is_asked_wrongly_is_said(work: Path) -> None:
    save_template("album", album(work), work)
    wrong: list[tuple[TalkreelError, str]] = []
    for call in (
        lambda: use_template("album", work, {"shop": "x"}),
        lambda: save_template("b", album(work), work, {"a{b": "Fox"}),
        lambda: save_prompt("b", " "),
    ):
        with pytest.raises(UsageError) as caught:
            call()
        wrong.append((caught.value, caught.value.code))
    assert [code for _, code in wrong] == [
        "error.template_blank_unknown",
        "error.template_blank_name",
        "error.prompt_empty",
    ]
    for error, code in wrong:
        assert say(code, "zh", **error.fields)
