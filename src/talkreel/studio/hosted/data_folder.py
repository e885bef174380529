"""The folder that a server keeps its things in: whether it can be used, by whom, and the key in it."""

from __future__ import annotations

import fcntl
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from talkreel.errors import ConflictError, OutputError, UsageError
from talkreel.settings import Settings

KEY = "secret.key"
_LOCK = "server.lock"
_KEY_BYTES = 32
_RETRY_S = 0.1
# SQLite's lock and shared memory do not work over a network.
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "lustre", "beegfs", "glusterfs", "fuse.sshfs"}
)


def of(settings: Settings) -> Path:
    """The data folder that the settings name."""
    return Path(settings.data_dir).expanduser().absolute()


def prepare(data: Path, *, sqlite: bool) -> None:
    """Make the folder, readable by its owner alone, and see that it can be used.

    Raises:
        OutputError: nothing can be written there.
        UsageError: databases are to be in it, and it is on another machine.
    """
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = data / f".probe-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as cause:
        raise OutputError("error.data_folder", path=data, detail=cause.strerror or cause) from cause
    if sqlite and (kind := file_system(data)) in _REMOTE:
        raise UsageError("error.data_remote", path=data, kind=kind)


def file_system(path: Path, table: Path = Path("/proc/self/mounts")) -> str:
    """The kind of file system that a path is on, as Linux calls it; empty where nobody says."""
    found, depth, where = "", -1, path.resolve()
    with suppress(OSError):
        for line in table.read_text().splitlines():
            place, kind = line.split()[1:3]
            mount = Path(place.replace("\\040", " "))
            if where.is_relative_to(mount) and len(mount.parts) >= depth:  # of two at one place, the later is on top
                found, depth = kind, len(mount.parts)
    return found


def lock(data: Path, patience_s: float = 3.0) -> IO[str]:
    """Keep the folder for this server, as long as the file is open here or in a process forked from this one.

    `patience_s`: a server that has just been killed lets go in a moment.

    Raises:
        ConflictError: another server has it.
    """
    held = (data / _LOCK).open("a+")
    until = time.monotonic() + patience_s
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() < until:
                time.sleep(_RETRY_S)
                continue
            held.seek(0)
            pid = held.read().strip() or "?"
            held.close()
            raise ConflictError("error.data_locked", path=data, pid=pid) from None
        held.truncate(0)
        held.write(str(os.getpid()))
        held.flush()
        return held


def key(settings: Settings, data: Path) -> bytes:
    """What signs links and derives tokens: the setting, else the file's, which the first who asks makes.

    Raises:
        OutputError: it cannot be written or read.
    """
    wanted = settings.secret_key.get_secret_value()
    if wanted:
        return wanted.encode()
    place = data / KEY
    try:
        if not place.exists():
            _make(place)
        return bytes.fromhex(place.read_text())
    except (OSError, ValueError) as cause:
        raise OutputError("error.data_folder", path=place, detail=cause) from cause


def copy_key(source: Path, target: Path) -> bool:
    """Copy the key's file from one folder to another; False where there is none, or one is there.

    Raises:
        OutputError: it cannot be read or written.
    """
    try:
        if not (source / KEY).exists() or (target / KEY).exists():
            return False
        file = os.open(target / KEY, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(file, "w") as out:
            out.write((source / KEY).read_text())
    except OSError as cause:
        raise OutputError("error.data_folder", path=target, detail=cause.strerror or cause) from cause
    return True


def _make(place: Path) -> None:
    """Write a whole file beside it and link it: of several who try at once one succeeds, and no half key is read."""
    fresh = place.with_name(f"{place.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(secrets.token_hex(_KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, place)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
