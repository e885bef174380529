"""Templates as a person uses them: kept once, then a film for each row of a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.acceptance.test_command_line import run

from talkreel.model import WORDS, Draft, MusicRecipe, Scene, Segment, Track
from talkreel.model.draft import Meta
from talkreel.studio.drafts import read_draft, save_draft

FILM = Draft(
    id="d1",
    duration_ms=1000,
    meta=Meta(title="Brew Lab", width=320, height=180, fps=12),
    tracks=(
        Track(
            id="t1",
            type=0,
            segments=(Segment(id="s1", start_ms=0, duration_ms=1000, scene=Scene(kind="price", words=("w1", "w2"))),),
        ),
        Track(
            id="t2",
            type=1,
            segments=(Segment(id="m1", start_ms=0, duration_ms=1000, music=MusicRecipe(style="lofi")),),
        ),
        Track(
            id="t3",
            type=7,
            segments=(
                Segment(id="w1", start_ms=0, duration_ms=1000, text="$4", role="price"),
                Segment(id="w2", start_ms=0, duration_ms=1000, text="Brew Lab", role="title"),
            ),
        ),
    ),
)


def words(film: Path) -> list[str]:
    return [s.text for s in read_draft(film).of_type(WORDS)]


def test_a_film_becomes_a_film_for_each_row(tmp_path: Path) -> None:
    save_draft(FILM, tmp_path / "film.reel.json")
    data = {"TALKREEL_DATA_DIR": str(tmp_path / "data")}
    kept = run("templates", "save", "每周特惠", tmp_path / "film.reel.json", **data)
    assert kept.returncode == 0, kept.stderr
    assert "price, title" in kept.stderr

    rows = '标题,price,output,colour\n蓝门,"$5, today",blue,red\nGreen Door,,../green,\n,$6,,\nA,B,C,D,E\n'
    (tmp_path / "rows.csv").write_bytes(rows.encode("gb18030"))
    flags = ("--csv", tmp_path / "rows.csv", "-o", tmp_path / "films" / "film.mp4", "--quality", "draft")
    made = run("templates", "use", "每周特惠", *flags, "--progress", "json", **data)
    lines = [json.loads(line) for line in made.stdout.splitlines()]
    assert [line["row"] for line in lines] == [2, 3, 4, 5], made.stderr
    assert [line.get("error") for line in lines] == [None, "error.row_output", None, "error.row_surplus"]
    films = tmp_path / "films"
    assert lines[0]["films"][0]["path"] == str(films / "blue.mp4")
    assert {p.name for p in films.iterdir()} == {"blue.mp4", "blue.reel.json", "film-3.mp4", "film-3.reel.json"}
    assert words(films / "blue.mp4") == ["$5, today", "蓝门"]
    assert words(films / "film-3.mp4") == ["$6", "Brew Lab"]
    assert "colour" in made.stderr
    assert "2 of 4 films made." in made.stderr
    assert made.returncode == 1

    # Nothing is written over without -y.
    again = run("templates", "use", "每周特惠", "--set", "price=$7", "-o", films / "blue.mp4", **data)
    assert again.returncode == 2
    assert words(films / "blue.mp4") == ["$5, today", "蓝门"]


def test_templates_are_listed_shown_and_removed(tmp_path: Path) -> None:
    data = {"TALKREEL_DATA_DIR": str(tmp_path / "data")}
    assert "No templates yet." in run("templates", "list", **data).stderr
    prompt = ("--prompt", "A 15-second promo for {shop}, {price} this week", "--blank", "price=$4")
    assert run("templates", "save", "offer", *prompt, **data).returncode == 0
    assert run("templates", "list", **data).stdout == "offer  (prompt)  shop, price\n"
    shown = run("templates", "show", "offer", **data).stdout
    assert shown.splitlines()[1:] == [prompt[1], "  {shop}  (to be filled in)", "  {price}  “$4”"]
    held = json.loads(run("templates", "show", "offer", "--json", **data).stdout)
    assert held["blanks"] == [
        {"name": "shop", "kind": "words"},
        {"name": "price", "kind": "words", "default": "$4"},
    ]
    assert "模板“offer”已删除。" in run("templates", "remove", "offer", **data | {"LANG": "zh_CN.UTF-8"}).stderr
    gone = run("templates", "use", "offer", **data)
    assert gone.returncode == 6
    assert "Traceback" not in gone.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("save", "x"), "Say what to keep"),
        (("save", "x", "film.mp4", "--prompt", "A film"), "one of the two"),
        (("save", "x", "--prompt", "A film", "--blank", "shop"), 'given as name=words; "shop" is not'),
        (("use", "x"), "There is no template"),
        (("save", "x", "nothing.mp4"), "nothing.mp4"),
    ],
)
def test_what_is_typed_wrongly_is_said(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("templates", *arguments, TALKREEL_DATA_DIR=str(tmp_path))
    assert done.returncode in (2, 6)
    assert told in done.stderr
    assert "Traceback" not in done.stderr
