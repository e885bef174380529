"""The tools over another server of the protocol, which has nothing of ours."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from tests.elsewhere import FILM, Ways, elsewhere
from tests.tooling import Program, folder_of, over

from talkreel.client import AsyncClient, Patience, Place
from talkreel.mcp.desks.served import ServedDesk
from talkreel.mcp.limits import Limits
from talkreel.mcp.roots import Roots

pytestmark = pytest.mark.xdist_group("agents")
_QUICK = Patience(reconnect_s=0.05, longest_wait_s=0.1, poll_s=0.05, limited_s=0.1)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Generator[Program]:
    root = folder_of(tmp_path_factory.mktemp("elsewhere") / "root")
    roots = Roots.of([root])
    with elsewhere(Ways(statuses=True, silent=())) as other:
        place = Place(api=other.url, web=other.url, folder=root.parent / "config")

        def connect(place: Place, tell: object) -> AsyncClient:
            return AsyncClient(place, tell=tell, patience=_QUICK)  # type: ignore[arg-type]

        with over(lambda: ServedDesk(place, "en", connect), roots, Limits(beat_s=0.05)) as found:
            yield found


@pytest.fixture(scope="module")
def project(program: Program) -> str:
    made = program("create_project", name="x").value["project"]
    told = program("send_message", project=made, text="a film of a fox", wait_s=0).value
    assert program.ended(told["job"])["status"] == "done"
    return made


def test_a_film_is_made_looked_at_as_data_and_delivered(program: Program, project: str, tmp_path: Path) -> None:
    info = program("server_info").value
    assert "projects" not in info
    assert "does not say" in info["costs"]
    timeline = program("get_timeline", project=project, format="draft").value
    assert timeline["tracks"]
    assert timeline["draft"]["t"]
    job = program("export_video", project=project).value["job"]
    assert program.ended(job)["status"] == "done"
    got = program("download_export", export=job, folder="out").value
    assert Path(got["path"]).read_bytes() == FILM
    assert program("open_workspace", project=project).value["address"].startswith("http")
    assert program("get_credits").value["available"] > 0


def test_what_only_ours_has_is_said_to_be_missing(program: Program, project: str) -> None:
    for tool, more in {
        "get_frame": {},
        "contact_sheet": {},
        "list_versions": {},
        "compare_versions": {"one": 1},
        "restore_version": {"revision": 1},
        "edit_timeline": {"operations": [{"op": "set_meta", "fields": {"title": "x"}}]},
    }.items():
        assert "addition of talkreel" in program(tool, project=project, **more).refusal
