"""`run.py --profile w1`: where the time of one film goes, by timers round the engine's functions.

One worker, so that all of it happens in this process; the same film with all workers stands below, for what the cores
do not do. Times are exclusive: what a timed function calls and is timed itself is not counted twice.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import films
import measure
import workloads
from films import Bench

# What to call it, and where it is: names that an engine does not have are passed over.
SPOTS = (
    ("keys of the chunks", "talkreel.render.keys:ChunkKeys.key"),
    ("photos, read and decoded", "talkreel.render.plates:_read"),
    ("clips, decoded", "talkreel.media.footage:Footage._frame"),
    ("clips, as planes", "talkreel.media.footage:Footage.planes_at"),
    ("shots, made ready", "talkreel.render.shots:painter_for"),
    ("shots, drawn", "talkreel.render.shots:ShotPictures._paint"),
    ("finish: glow, grade, 4:2:0", "talkreel.render.shots:develop_into"),
    ("words", "talkreel.draw.wordlayer:WordLayer.lay"),
    ("transitions", "talkreel.render.compose:blend"),
    ("grain", "talkreel.render.compose:grain_into"),
    ("frames, the rest", "talkreel.render.compose:Compositor.compose"),
    ("sound, on its own thread", "talkreel.render.export:encoded_sound"),
    ("the file", "talkreel.render.export:write_film"),
    ("the export, the rest", "talkreel.render.export:pictures"),
)
KERNELS = "talkreel.draw.kernels"


class Clock:
    """Calls, wall and processor seconds by name; each thread has its own stack."""

    def __init__(self) -> None:
        self.spent: dict[str, list[float]] = {}
        self._local = threading.local()
        self._lock = threading.Lock()

    def timed(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """The function with a timer round it."""

        @functools.wraps(function)
        def run(*args: Any, **more: Any) -> Any:
            stack: list[list[float]] = self._local.__dict__.setdefault("stack", [])
            inner = [0.0, 0.0]
            stack.append(inner)
            wall, cpu = time.perf_counter(), time.thread_time()
            try:
                return function(*args, **more)
            finally:
                wall, cpu = time.perf_counter() - wall, time.thread_time() - cpu
                stack.pop()
                if stack:
                    stack[-1][0] += wall
                    stack[-1][1] += cpu
                self._count(name, wall - inner[0], cpu - inner[1])

        return run

    def _count(self, name: str, wall: float, cpu: float) -> None:
        with self._lock:
            total = self.spent.setdefault(name, [0, 0.0, 0.0])
            for i, value in enumerate((1, wall, cpu)):
                total[i] += value

    def put_round(self) -> None:
        """Timers round all spots, the kernels, and what is handed to other threads."""
        for name, spot in SPOTS:
            with suppress(ImportError, AttributeError):
                self._patch(name, spot)
        kernels = importlib.import_module(KERNELS)
        for name, function in inspect.getmembers(kernels, callable):
            if not name.startswith("_") and not inspect.isclass(function):
                setattr(kernels, name, self.timed(function, f"kernel {name}"))
        submit: Callable[..., Any] = ThreadPoolExecutor.submit
        result: Callable[..., Any] = Future.result  # pyright: ignore[reportUnknownVariableType]

        def submitted(pool: Any, function: Callable[..., Any], /, *args: Any, **more: Any) -> Any:
            return submit(pool, self.timed(function, f"thread: {function.__name__.lstrip('_')}"), *args, **more)

        ThreadPoolExecutor.submit = submitted  # type: ignore[method-assign]
        Future.result = self.timed(result, "waiting for another thread")  # type: ignore[method-assign]

    def _patch(self, name: str, spot: str) -> None:
        module, _, path = spot.partition(":")
        holder: Any = importlib.import_module(module)
        *owners, last = path.split(".")
        for owner in owners:
            holder = getattr(holder, owner)
        setattr(holder, last, self.timed(getattr(holder, last), name))


def profiled(bench: Bench, table: str, seconds: int) -> str:
    """The table of the first seconds of one film."""
    described = {"w1": films.slideshow, "w2": films.clips}
    said = {"w3": workloads.CITY, "w4": workloads.PROMO}
    draft = workloads.drawn(described[table](bench)) if table in described else workloads.said(said[table])
    draft = workloads.cut(draft, seconds * 1_000)
    path = bench.written(draft, f"{table}-profile")
    cache = bench.place("profile-cache")
    started = measure.run([sys.executable, "-c", "import talkreel.render.export"])
    lines = ["| what | calls | wall s | processor s | processor ms a frame |", "|---|---|---|---|---|"]
    lines.append(f"| interpreter and imports | 1 | {started.wall_s:.2f} | {started.cpu_s:.2f} | |")
    frames = draft.duration_ms * draft.meta.fps // 1000
    shutil.rmtree(cache, ignore_errors=True)
    spent, alone_s, cpu = _alone(path, bench.place(f"{table}-profile.mp4"), str(cache))
    for name, (calls, passed, worked) in sorted(spent.items(), key=lambda item: -item[1][2]):
        if max(passed, worked) >= 0.005:
            lines.append(f"| {name} | {calls:.0f} | {passed:.2f} | {worked:.2f} | {worked / frames * 1000:.2f} |")
    rest = cpu - sum(worked for _, _, worked in spent.values())
    lines.append(f"| other threads: of the encoder and the decoders | | | {rest:.2f} | {rest / frames * 1000:.2f} |")
    lines.append(f"| **whole export, one worker** | | {alone_s:.2f} | {cpu:.2f} | {cpu / frames * 1000:.2f} |")
    shutil.rmtree(cache, ignore_errors=True)
    whole = bench.ours(path, f"{table}-profile.mp4", films.Kept(cache))
    each = whole.cpu_s / frames * 1000
    lines.append(f"| **the command, all workers** | | {whole.wall_s:.2f} | {whole.cpu_s:.2f} | {each:.2f} |")
    lines += ["", f"{whole.cpu_s / whole.wall_s:.2f} of {measure.cores()} cores busy; others {whole.other:.2f}."]
    return "\n".join(lines)


def _alone(draft: Any, film: Any, cache: str) -> tuple[dict[str, list[float]], float, float]:
    """An export by one worker in this process: what was spent, and wall and processor seconds of all of it."""
    os.environ |= {"TALKREEL_WORKERS": "1", "TALKREEL_CACHE_DIR": cache}
    from talkreel.settings import settings
    from talkreel.studio.drafts import read_draft

    settings.cache_clear()
    clock = Clock()
    clock.put_round()
    import ours

    told = read_draft(draft)
    wall, cpu = time.perf_counter(), time.process_time()
    ours.exported(told, draft.parent, film, "veryfast")
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    del os.environ["TALKREEL_WORKERS"]
    return clock.spent, wall, cpu
