"""Both desks behind the tools, in the same cases: drafts in a folder, and the real server."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hosting import Served
from tests.tooling import Program, folder_of, over

from talkreel.client import Place
from talkreel.mcp.desks.local import LocalDesk
from talkreel.mcp.desks.served import ServedDesk
from talkreel.mcp.limits import Limits
from talkreel.mcp.roots import Roots
from talkreel.media.probe import probe

pytestmark = pytest.mark.xdist_group("agents")
Open = Callable[..., AbstractContextManager[Program]]
LIMITS = Limits(beat_s=0.05)
WORDS = "A 3-second film of a harbour at dusk that says “Blue Door”"
PROJECT = ("get_timeline", "list_versions", "get_frame", "contact_sheet", "export_video", "open_workspace")


@dataclass(frozen=True)
class Side:
    """A desk and the folder that it may touch."""

    program: Program
    root: Path
    is_local: bool


@pytest.fixture(scope="module", params=["local", "served"])
def side(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Generator[Side]:
    root = folder_of(tmp_path_factory.mktemp("side") / "root")
    local = request.param == "local"
    roots = Roots.of([root])
    if local:
        with over(lambda: LocalDesk(root / "films", roots), roots, LIMITS) as program:
            yield Side(program, root, local)
        return
    served: Served = request.getfixturevalue("served")
    place = Place(api=served.url, web=served.url, token=served.person().token, folder=root.parent / "config")
    with over(lambda: ServedDesk(place), roots, LIMITS) as program:
        yield Side(program, root, local)


@pytest.fixture(scope="module")
def film(side: Side) -> str:
    """A project with a film."""
    project = side.program("create_project", name="Harbour").value["project"]
    told = side.program("send_message", project=project, text=WORDS, wait_s=0).value
    assert told["status"] == "running"
    told = side.program.ended(told["job"])
    assert told["status"] == "done"
    assert told["reply"]
    assert [one["seconds"] for one in told["films"]] == [3.0]
    return project


def test_every_tool_says_what_it_does_and_what_it_gives(side: Side) -> None:
    tools = side.program.tools().tools
    assert len(tools) == 16
    for tool in tools:
        assert tool.title
        assert len(tool.description or "") > 40
        assert tool.output_schema
        assert tool.annotations is not None
        assert tool.annotations.destructive_hint is False
        for name, field in tool.input_schema["properties"].items():
            assert field.get("description") or name in ("fps", "format", "quality"), (tool.name, name)
    read_only = {tool.name for tool in tools if tool.annotations and tool.annotations.read_only_hint}
    assert {"server_info", "get_timeline", "get_frame", "wait_for_job"} <= read_only
    assert not {"send_message", "edit_timeline", "upload_media", "export_video", "download_export"} & read_only


def test_what_it_works_on_is_said(side: Side, film: str) -> None:
    info = side.program("server_info").value
    assert info["roots"] == [str(side.root)]
    assert film in [one["project"] for one in info["projects"]]
    if side.is_local:
        assert info["works_on"] == "local drafts"
        assert "contacts" not in info
    else:
        assert info["contacts"].startswith("http://localhost:")
        assert any("X-Skill-Source" in line for line in info["sends"])


def test_a_film_is_looked_at(side: Side, film: str) -> None:
    timeline = side.program("get_timeline", project=film).value
    assert timeline["duration_ms"] == 3000
    assert timeline["revision"] >= 1
    kinds = {track["kind"] for track in timeline["tracks"]}
    assert {"picture", "words"} <= kinds
    texts = [s.get("text") for t in timeline["tracks"] for s in t["segments"]]
    assert "Blue Door" in texts
    assert "draft" not in timeline
    whole = side.program("get_timeline", project=film, format="draft").value["draft"]
    assert whole["d"] == 3000
    small = _seen(side.program("get_frame", project=film, at_ms=1500, short_side=180).picture)
    assert min(small.shape[:2]) == 180
    sheet = _seen(side.program("contact_sheet", project=film, width=640).picture)
    assert sheet.shape[1] == pytest.approx(640, abs=8)


def _seen(data: bytes) -> Any:
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert found is not None
    return found


def test_words_change_it_and_a_version_goes_back(side: Side, film: str) -> None:
    before = side.program("get_timeline", project=film).value["revision"]
    told = side.program("send_message", project=film, text="make it night").value
    assert told["receipt"]["status"] == "applied"
    assert told["receipt"]["revision"] == before + 1
    assert told["receipt"]["untouched"]["segments"] >= 1
    versions = side.program("list_versions", project=film).value["versions"]
    assert versions[-1]["words"] == "make it night"
    compared = side.program("compare_versions", project=film, one=before, other=before + 1).value
    assert compared["lines"]
    assert compared["changes"]
    back = side.program("restore_version", project=film, revision=before).value
    assert back["revision"] == before + 2
    assert side.program("compare_versions", project=film, one=before).value.get("changes") is None
    assert "version" in side.program("restore_version", project=film, revision=4000).refusal


def test_operations_are_tried_kept_rebased_and_refused(side: Side, film: str) -> None:
    now = side.program("get_timeline", project=film).value
    words = next(s["id"] for t in now["tracks"] if t["kind"] == "words" for s in t["segments"])
    said = {"op": "set_text", "id": words, "text": "Red Door"}
    dry = side.program("edit_timeline", project=film, operations=[said], dry_run=True).value
    assert dry["changes"]
    assert side.program("get_timeline", project=film).value["revision"] == now["revision"]
    done = side.program("edit_timeline", project=film, operations=[said], base_revision=now["revision"]).value
    assert done["revision"] == now["revision"] + 1
    title = [{"op": "set_meta", "fields": {"title": "A door"}}]
    later = side.program("edit_timeline", project=film, operations=title, base_revision=now["revision"]).value
    assert later["status"] == "applied", "laid upon what was changed since"
    assert later["revision"] == now["revision"] + 2
    missing = side.program("edit_timeline", project=film, operations=[{"op": "trim", "id": "nobody", "tail_ms": 1}])
    assert missing.value["status"] == "nothing"
    assert "nonsense" in side.program("edit_timeline", project=film, operations=[{"op": "nonsense"}]).refusal
    side.program("edit_timeline", project=film, operations=[said | {"text": "Blue Door"}])


def test_a_message_with_a_key_is_said_once(side: Side, film: str) -> None:
    ask = {"project": film, "text": "make it warmer", "key": "once-1"}
    one, two = (side.program("send_message", **ask).value for _ in range(2))
    assert one["job"] == two["job"]
    assert one["receipt"]["revision"] == two["receipt"]["revision"]
    other = side.program("send_message", **ask | {"text": "make it colder"})
    assert other.result.is_error or other.value["status"] == "failed"
    assert side.program("send_message", **ask | {"key": "not a key!"}).refusal


def test_files_are_taken_and_films_delivered(side: Side, film: str) -> None:
    picture = np.full((360, 640, 3), (200, 90, 30), np.uint8)
    cv2.imwrite(str(side.root / "menu.png"), picture)
    taken = side.program("upload_media", project=film, path="menu.png").value["files"]
    assert [(one["name"], one["kind"], one["width"]) for one in taken] == [("menu.png", "image", 640)]
    assert "menu.png" in [one["name"] for one in side.program("get_timeline", project=film).value["files"]]
    side.program.heard.clear()
    told = side.program("export_video", project=film, size="360p", quality="draft", key="film-1").value
    done = side.program.ended(told["job"])
    assert done["status"] == "done"
    assert done["bytes"] > 10_000
    again = side.program("export_video", project=film, size="360p", quality="draft", key="film-1").value
    assert again["job"] == told["job"]
    for name in ("out", "out/deeper", str(side.root / "out")):
        got = side.program("download_export", export=told["job"], folder=name)
        path = Path(got.value["path"])
        assert path.is_relative_to(side.root / "out")
        assert probe(path).duration_ms == pytest.approx(3000, abs=60)
        assert got.links[0].uri == path.as_uri()
    assert len(list((side.root / "out").glob("*.mp4"))) == 2, "the second lies beside the first"
    added = side.program("send_message", project=film, text="add menu.png at the end for 1 second").value
    assert added["receipt"]["status"] == "applied"
    assert side.program("get_timeline", project=film).value["duration_ms"] == 4000
    side.program("send_message", project=film, text="undo")


def test_progress_is_told_while_it_waits(side: Side, film: str) -> None:
    side.program.heard.clear()
    fps = 12 if side.is_local else 14  # nobody has drawn it yet
    told = side.program("export_video", project=film, size="720p", fps=fps).value
    told = side.program("wait_for_job", job=told["job"], timeout_s=25).value
    heard = side.program.heard
    assert len(heard) >= 2
    assert [step[0] for step in heard] == sorted({step[0] for step in heard}), "it only ever rises"
    assert all(step[1] == 100 for step in heard)
    assert any(step[2] for step in heard)
    side.program.ended(told["job"])


def test_resources_and_prompts(side: Side, film: str) -> None:
    templates = {one.uri_template for one in side.program.asks("list_resource_templates").resource_templates}
    assert len(templates) == 4
    name = film.replace(" ", "%20")
    read = side.program.asks("read_resource", f"talkreel://projects/{name}/timeline.txt").contents[0]
    assert "Timeline" in read.text
    assert '"t":' in side.program.asks("read_resource", f"talkreel://projects/{name}/draft.json").contents[0].text
    frame = side.program.asks("read_resource", f"talkreel://projects/{name}/frames/500.jpg").contents[0]
    assert frame.mime_type == "image/jpeg"
    schema = side.program.asks("read_resource", "talkreel://operations.json").contents[0].text
    assert "set_text" in schema
    prompts = side.program.asks("list_prompts").prompts
    assert {one.name for one in prompts} == {"make_a_short_ad", "fix_my_cut"}
    filled = side.program.asks("get_prompt", "make_a_short_ad", {"subject": "tea from Wuyi"}).messages[0].content.text
    assert "tea from Wuyi" in filled


def test_there_is_a_link_and_a_balance(side: Side, film: str) -> None:
    link = side.program("open_workspace", project=film).value
    balance = side.program("get_credits").value
    assert balance["costs"]
    if side.is_local:
        assert link["address"].startswith("file://")
        assert "available" not in balance
    else:
        assert "/workspace/claim?ct=clm_" in link["address"]
        assert balance["available"] > 0


def test_what_is_not_there_is_said_to_be_missing(side: Side) -> None:
    for tool in PROJECT:
        assert "project" in side.program(tool, project="nobody").refusal
    assert "project" in side.program("send_message", project="nobody", text="hello").refusal
    empty = side.program("create_project").value["project"]
    assert side.program("get_timeline", project=empty).value["project"] == empty
    for tool in ("list_versions", "get_frame", "contact_sheet", "export_video"):
        assert "no film" in side.program(tool, project=empty).refusal
    greeted = side.program("send_message", project=empty, text="hello").value
    assert "Nothing was made yet" in greeted["reply"]
    assert "films" not in greeted
    for job in ("export:x:nothing", "message:nobody:nothing", "call::nothing", "nonsense", ":::"):
        assert side.program("wait_for_job", job=job).refusal


def test_a_film_names_no_file_of_elsewhere(side: Side, film: str) -> None:
    secret = side.root.parent / "secret.png"
    cv2.imwrite(str(secret), np.zeros((64, 64, 3), np.uint8))
    for name in (str(secret), "../../secret.png", "/etc/passwd"):
        asset = {"file": name, "kind": "image", "origin": "uploaded", "width": 64, "height": 64}
        adding = [{"op": "add_asset", "key": "sha256:" + "0" * 64, "asset": asset}]
        assert side.program("edit_timeline", project=film, operations=adding).refusal


@pytest.mark.parametrize(
    "path",
    ["../outside.png", "/etc/passwd", "link/outside.png", "leads.png", "in/../../outside.png", "~/x", "\x00", " ",
     "none.png", "x" * 3999],
)  # fmt: skip
def test_files_of_elsewhere_are_not_touched(side: Side, film: str, path: str) -> None:
    outside = side.root.parent / "outside.png"
    cv2.imwrite(str(outside), np.zeros((64, 64, 3), np.uint8))
    for name, to in (("leads.png", outside), ("link", side.root.parent)):
        if not (side.root / name).is_symlink():
            (side.root / name).symlink_to(to)
    assert side.program("upload_media", project=film, path=path).refusal
    known = side.program("export_video", project=film, key="film-1", size="360p", quality="draft").value["job"]
    side.program.ended(known)
    if path not in ("none.png", " "):
        before = sorted(os.listdir(side.root.parent))
        assert side.program("download_export", export=known, folder=path).result.is_error
        assert sorted(os.listdir(side.root.parent)) == before


def test_one_source_is_wanted(side: Side, film: str) -> None:
    assert "one of them" in side.program("upload_media", project=film).refusal
    assert "one of them" in side.program("upload_media", project=film, path="a", url="http://b").refusal
    for url in (
        "http://127.0.0.1:1/x.png",
        "http://localhost/x.png",
        "file:///etc/passwd",
        "ftp://x/y",
        "http://[::1]/",
    ):
        assert side.program("upload_media", project=film, url=url).refusal


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_NAMES = st.sampled_from(
    ["project", "text", "job", "wait_s", "timeout_s", "operations", "base_revision", "at_ms", "film", "revision", "one",
     "other", "path", "url", "export", "folder", "format", "size", "fps", "key", "width", "max_credits"]
)  # fmt: skip


@given(tool=st.sampled_from([*PROJECT, "send_message", "wait_for_job", "edit_timeline", "restore_version",
                             "compare_versions", "upload_media", "download_export", "nothing"]),
       arguments=st.dictionaries(_NAMES, _JSON, max_size=5))  # fmt: skip
@settings(max_examples=60, deadline=None, derandomize=True)
def test_no_input_ends_in_a_traceback(side: Side, tool: str, arguments: dict[str, Any]) -> None:
    assert side.program(tool, **{"project": "nobody"} | arguments).refusal
