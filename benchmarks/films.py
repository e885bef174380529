"""Whole films: the encoder alone, our export, our export after edits, and the peers, in interleaved rounds."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import limit
import measure
import workloads
from material import Material
from measure import Timing
from peers import film as told
from peers.environment import python_for
from peers.film import Film

from store import Store, Work, in_rounds
from talkreel.model import Draft
from talkreel.studio.drafts import save_draft

HERE = Path(__file__).parent
OURS = "talkreel"
SHORT = f"{OURS}, 1 s chunks"
MEDIUM_MS = 15_000  # how much of a film is encoded at the slower preset


@dataclass(frozen=True)
class Peer:
    """A rival program: its script, the package its Python needs, how many seconds of the film it is given (0: all),
    whether in one round only, and whether its script must prepare something beforehand."""

    name: str
    script: str
    needs: str = ""
    program: str = ""
    seconds: int = 0
    once: bool = False
    prepared: bool = False


PEERS = (
    Peer("ffmpeg graph", "ffmpeg_graph.py", program="ffmpeg"),
    Peer("melt", "melt_project.py", program="melt", seconds=10),
    Peer("MoviePy", "moviepy_film.py", needs="moviepy==2.2.1", seconds=10),
    Peer("movis", "movis_film.py", needs="movis==0.7.1", seconds=5, once=True),
    Peer("Remotion", "remotion_film.py", program="npm", seconds=5, once=True, prepared=True),
)


@dataclass(frozen=True)
class Kept:
    """Where an export keeps its chunks, and how long they are."""

    folder: Path
    chunk_ms: int = 2_000

    def env(self) -> dict[str, str]:
        """The settings, as the environment says them."""
        return {"TALKREEL_CACHE_DIR": str(self.folder), "TALKREEL_CHUNK_MS": str(self.chunk_ms)}


@dataclass
class Bench:
    """One run of the benchmark."""

    folder: Path
    store: Store
    rounds: int
    quick: bool = False
    peers: tuple[str, ...] = ()

    @property
    def material(self) -> Material:
        """The photos, clips and sounds."""
        return Material(self.folder, self.quick)

    def place(self, name: str) -> Path:
        """A file of this run."""
        work = self.folder / ("work-quick" if self.quick else "work")
        work.mkdir(parents=True, exist_ok=True)
        return work / name

    def written(self, draft: Draft, name: str) -> Path:
        """A draft's file."""
        path = self.place(f"{name}.reel.json")
        save_draft(draft, path)
        return path

    def ours(self, draft: Path, film: str, kept: Kept, *flags: str, memory: bool = False) -> Timing:
        """One export in a new process."""
        command = [sys.executable, HERE / "ours.py", draft, self.place(film), *flags]
        return measure.run(command, kept.env(), memory, limit_s=3600)


def slideshow(bench: Bench) -> Film:
    """W1."""
    small = bench.quick
    return workloads.slideshow(bench.material, (640, 360) if small else (1920, 1080), 1_000 if small else 7_500)


def clips(bench: Bench) -> Film:
    """W2."""
    return workloads.clips(bench.material, 2_000 if bench.quick else 10_000)


def measure_described(bench: Bench, table: str, film: Film) -> None:
    """W1 or W2: with edits and peers."""
    draft = workloads.drawn(film)
    told.save(film, bench.place(f"{table}.json"))
    title = (film.captions or film.titles)[min(6, len(film.captions or film.titles) // 2)]
    drafts = {
        "": draft,
        "words": workloads.reworded(draft, title.id, "something else here"),
        "front": workloads.after_a_second(draft),
    }
    late = film.captions[workloads.LATE_FROM + 1 :]
    if late:
        drafts["across"] = workloads.reworded(draft, late[0].id, "something else here")
    paths = {name: bench.written(changed, f"{table}{name}") for name, changed in drafts.items()}
    peers = [peer for peer in PEERS if peer.name in bench.peers and _ready(bench, table, peer)]
    entries = _edits(bench, table, paths)
    entries |= {peer.name: _peer(bench, table, film, peer) for peer in peers if not peer.once}
    _measure(bench, table, paths[""], entries, bench.rounds)
    in_rounds(bench.store, table, {peer.name: _peer(bench, table, film, peer) for peer in peers if peer.once}, 1)


def measure_said(bench: Bench, table: str, prompt: str, rounds: int) -> None:
    """W3 or W4: the film that anybody gets for these words."""
    draft = workloads.said(prompt)
    if bench.quick:
        small = draft.meta.model_copy(update={"width": 640, "height": 360})
        draft = workloads.cut(draft, 2_000).model_copy(update={"meta": small})
    path = bench.written(draft, table)
    kept = Kept(bench.place(f"{table}-cache"))
    _measure(bench, table, path, {OURS: lambda: _cold(bench, table, path, kept)}, rounds)


def measure_medium(bench: Bench, table: str, film: Film) -> None:
    """The beginning of a film at preset medium, against the encoder alone."""
    length = min(MEDIUM_MS, film.duration_ms)
    path = bench.written(workloads.cut(workloads.drawn(film), length), table)
    kept = Kept(bench.place(f"{table}-cache"))
    _measure(bench, table, path, {OURS: lambda: _cold(bench, table, path, kept, "medium")}, bench.rounds, "medium")


def _measure(
    bench: Bench, table: str, draft: Path, entries: Mapping[str, Work], rounds: int, preset: str = "veryfast"
) -> None:
    """The encoder alone and other rows in rounds, then size and quality of what was written."""
    rows, wanted = bench.store.rows(table), [*entries, "PyAV alone"]
    if all(len(rows.get(label, [])) >= (1 if label.endswith(" alone") else rounds) for label in wanted):
        return
    raw = limit.draw(draft, measure.cores())
    try:
        alone: dict[str, Work] = {}
        if shutil.which("ffmpeg"):
            film = bench.place(f"{table}-ffmpeg.mp4")
            alone["ffmpeg alone"] = lambda: measure.run(limit.ffmpeg_command(raw, film, preset))
        other = bench.place(f"{table}-pyav.mp4")
        alone["PyAV alone"] = lambda: measure.run(limit.pyav_command(raw, other, preset))
        in_rounds(bench.store, table, {**alone, **entries}, rounds)
        _note_quality(bench, table, raw)
    finally:
        raw.path.unlink()
        for cache in bench.place(".").glob(f"{table}-cache*"):
            shutil.rmtree(cache)


def _note_quality(bench: Bench, table: str, raw: limit.Raw) -> None:
    names = {"ffmpeg alone": "ffmpeg", "PyAV alone": "pyav", OURS: "ours", SHORT: "ours-short"}
    measured = bench.store.rows(table)
    for label, name in names.items():
        film = bench.place(f"{table}-{name}.mp4")
        if label in measured and film.exists():
            facts = {f"{label} bytes": limit.picture_bytes(film), f"{label} dB": limit.psnr_db(raw, film)}
            bench.store.note(table, **facts)
    size = f"{raw.width}x{raw.height}"
    bench.store.note(table, frames=raw.frames, seconds=raw.frames / raw.fps, size=size)


def _cold(bench: Bench, table: str, draft: Path, kept: Kept, preset: str = "veryfast", name: str = "") -> Timing:
    """An export with nothing kept from before."""
    shutil.rmtree(kept.folder, ignore_errors=True)
    watched = not bench.store.rows(table).get(OURS)  # looking at memory takes time: once is enough
    return bench.ours(draft, f"{table}-ours{name}.mp4", kept, "--preset", preset, memory=watched)


def _edits(bench: Bench, table: str, paths: Mapping[str, Path]) -> dict[str, Work]:
    """A cold export, then what follows it with what that one kept."""
    kept, short = Kept(bench.place(f"{table}-cache")), Kept(bench.place(f"{table}-cache-short"), 1_000)

    def after(name: str, of: Kept) -> Work:
        return lambda: bench.ours(paths[name], f"{table}-edited.mp4", of)

    def again() -> Timing:
        timing = bench.ours(paths[""], f"{table}-again.mp4", kept, "--again")
        return replace(timing, wall_s=json.loads(timing.said)["walls_s"][1], cpu_s=0.0)

    entries: dict[str, Work] = {
        OURS: lambda: _cold(bench, table, paths[""], kept),
        "nothing changed, same process": again,
        "nothing changed, new process": after("", kept),
        "words changed": after("words", kept),
        "a second in front": after("front", kept),
    }
    if "across" in paths:
        entries["words changed across two chunks"] = after("across", kept)
        entries[SHORT] = lambda: _cold(bench, table, paths[""], short, name="-short")
        entries["words changed, 1 s chunks"] = after("words", short)
    return entries


def _ready(bench: Bench, table: str, peer: Peer) -> bool:
    """Whether a rival can run here; why not is noted."""
    try:
        if peer.program and shutil.which(peer.program) is None:
            raise measure.Failed(f"{peer.program} is not installed")
        if peer.needs:
            python_for(peer.needs, bench.folder)
        if peer.prepared:
            measure.run([*_command(bench, table, peer), "--prepare"])
    except (OSError, subprocess.CalledProcessError, measure.Failed) as cause:
        bench.store.note(table, **{f"{peer.name} failed": str(cause)[-300:]})
        return False
    return True


def _peer(bench: Bench, table: str, film: Film, peer: Peer) -> Work:
    """A rival; by frames a second where it is given only the beginning."""
    seconds = min(peer.seconds, film.duration_ms // 1000) or film.duration_ms // 1000
    bench.store.note(table, **{f"{peer.name} frames": seconds * film.fps})
    return lambda: measure.run([*_command(bench, table, peer), "--seconds", str(seconds)])


def _command(bench: Bench, table: str, peer: Peer) -> list[str | Path]:
    """A rival's script with the film and the file that it shall make."""
    python = python_for(peer.needs, bench.folder) if peer.needs else sys.executable
    path = bench.place(f"{table}-{peer.name.replace(' ', '-')}.mp4")
    home = ["--home", bench.folder / "environments" / peer.name.lower()] if peer.prepared else []
    return [python, HERE / "peers" / peer.script, bench.place(f"{table}.json"), path, *home]
