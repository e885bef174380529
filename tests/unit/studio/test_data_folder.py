"""The folder of a server: who may use it, and the key in it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from talkreel.errors import ConflictError, OutputError, UsageError
from talkreel.settings import Settings
from talkreel.studio.hosted import data_folder

_MOUNTS = """\
/dev/sda / ext4 rw 0 0
server:/films /data nfs4 rw 0 0
/dev/sdb /data/here\\040too xfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"), [("/data/a", "nfs4"), ("/data/here too/a", "xfs"), ("/database", "ext4"), ("/data", "nfs4")]
)
def test_the_file_system_is_that_of_the_nearest_mount(tmp_path: Path, path: str, kind: str) -> None:
    table = tmp_path / "mounts"
    table.write_text(_MOUNTS)
    assert data_folder.file_system(Path(path), table) == kind


def test_where_nobody_says_the_file_system_is_not_known(tmp_path: Path) -> None:
    assert data_folder.file_system(tmp_path, tmp_path / "none") == ""


def test_databases_are_not_kept_on_another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data_folder, "file_system", lambda path: "nfs4")
    data_folder.prepare(tmp_path / "data", sqlite=False)
    with pytest.raises(UsageError, match="data_remote"):
        data_folder.prepare(tmp_path / "data", sqlite=True)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="data_folder"):
        data_folder.prepare(tmp_path / "file" / "data", sqlite=True)


def test_of_many_who_ask_first_all_get_one_key(tmp_path: Path) -> None:
    found, gate = list[bytes](), threading.Barrier(16)

    def ask() -> None:
        gate.wait()
        found.append(data_folder.key(Settings(secret_key=""), tmp_path))

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 16
    assert len(set(found)) == 1
    assert len(found[0]) == 32
    assert (tmp_path / data_folder.KEY).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [data_folder.KEY]


def test_the_setting_is_the_key_where_there_is_one(tmp_path: Path) -> None:
    assert data_folder.key(Settings(secret_key="told"), tmp_path) == b"told"
    assert not (tmp_path / data_folder.KEY).exists()


def test_a_key_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / data_folder.KEY).write_text("not hexadecimal")
    with pytest.raises(OutputError, match="data_folder"):
        data_folder.key(Settings(secret_key=""), tmp_path)


def test_a_folder_is_one_server_s(tmp_path: Path) -> None:
    first = data_folder.lock(tmp_path)
    with pytest.raises(ConflictError, match="data_locked"):
        data_folder.lock(tmp_path, 0.2)
    first.close()
    data_folder.lock(tmp_path, 0.2).close()
