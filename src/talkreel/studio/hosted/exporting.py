"""What the engine does for an export: runs of pictures by whoever is free, then the film.

plan    which frames nobody has drawn yet, in runs
draw    a run in any worker, the sound beside them; all is kept by what it is, so what is done twice is done once
write   sound, packets, checks; then the object store
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import JsonValue

from talkreel.errors import Interrupted, NotFoundError, RenderError, TalkreelError
from talkreel.jobs.engine import EXPORT, Order, Payload, Run
from talkreel.messages import sentence
from talkreel.model import Draft
from talkreel.render.progress import Progress, silent
from talkreel.settings import Settings
from talkreel.store import jobs
from talkreel.store.rows import JobRow, compact
from talkreel.studio.hosted import exports
from talkreel.studio.hosted.closing import is_stopping
from talkreel.studio.hosted.files import lay_out_for
from talkreel.studio.hosted.host import Holdings, Host, holdings_of
from talkreel.studio.journals.sql import SqlJournal
from talkreel.studio.sizes import recast_as
from talkreel.wire.codes import fault

DRAW, WRITE, QUEUE = "draw", "write", "cpu"
_SHORT_RUN, _RUN_FRAMES = 60, 240  # no longer than somebody waits for a place
_DRAWN_PART = 90  # per cent of the work
_MOST_ATTEMPTS = 3
_LOST = ("error.process_lost", "error.process_start")  # the process, or the one that it would have come from

T = TypeVar("T")


def body(host: Host, run: Run, payload: Payload) -> JsonValue:
    """What the engine does for an export."""
    id = str(payload["job"])
    try:
        planned = run.step("plan", lambda: _planned(host, id))
        if planned is None:
            return None
        assert isinstance(planned, list)
        job = _job(host, id)
        sound_or_whole: list[JsonValue] = [None]  # what has no frames of its own
        for kind, spans in ((DRAW, planned + sound_or_whole), (WRITE, sound_or_whole)):
            orders = [
                Order(kind, f"{id}-{kind}-{n}", {"job": id, "span": span}, QUEUE, EXPORT, job.account)
                for n, span in enumerate(spans)
            ]
            for child in run.children(orders):
                if child.state != "ended":
                    _raise(host, id, child.error)
    except TalkreelError as error:
        run.step("failed", partial(_failed, host, id, error))
    return None


def _raise(host: Host, id: str, told: str) -> None:
    """Say why a part was not made.

    Raises:
        Interrupted: somebody stopped the export.
        RenderError: it failed.
    """
    if is_stopping(host, id):
        raise Interrupted("error.interrupted")
    raise RenderError("error.export_part", detail=told[:300])


def _planned(host: Host, id: str) -> JsonValue:
    """The runs that are missing; None when the export has ended.

    Raises:
        Interrupted: somebody stopped it.
    """
    with host.database.writing() as connection:
        job = jobs.begin(connection, id, host.database.now_ms(connection))
    if job is None:
        return None
    if job.cancel_requested:
        raise Interrupted("error.interrupted")
    runs = _again_when_lost(
        lambda: host.crew.call(
            missing, host.settings, host.key, id, key=job.session, priority=EXPORT, tenant=job.account
        )
    )
    return [[first, stop, runs[-1][1]] for first, stop in runs]


def draw_body(host: Host, run: Run, payload: Payload) -> JsonValue:
    """Draw one run, or make the sound."""
    job, span = str(payload["job"]), payload["span"]
    if not isinstance(span, list):
        _called(host, run.id, job, None, sounded)
        return None
    first, stop, last = (int(str(n)) for n in span)
    shares = (_DRAWN_PART * first // last, _DRAWN_PART * stop // last)
    _called(host, run.id, job, shares, drawn, first, stop)
    return None


def write_body(host: Host, run: Run, payload: Payload) -> JsonValue:
    """Write the film."""
    _called(host, run.id, str(payload["job"]), (_DRAWN_PART, 100), written)
    return None


def _called(host: Host, key: str, id: str, shares: tuple[int, int] | None, work: Any, *arguments: object) -> None:
    """Have work done for an export, that goes from one to the other of these per cents; None: it tells nothing."""
    job = _job(host, id)
    if not job.is_open:
        return
    _again_when_lost(
        lambda: host.crew.call(
            work,
            host.settings,
            host.key,
            id,
            *arguments,
            key=key,
            priority=EXPORT,
            tenant=job.account,
            progress=_told(host, id, *shares) if shares else silent,
            stop=lambda: is_stopping(host, id),
        )
    )


def _again_when_lost(call: Callable[[], T]) -> T:
    """What a call gives; made again when the process that did it was lost, which may have had nothing to do with it.

    Raises:
        RenderError: it is lost again and again, or failed otherwise.
    """
    for _ in range(_MOST_ATTEMPTS - 1):
        try:
            return call()
        except RenderError as error:
            if error.code not in _LOST:
                raise
    return call()


def _told(holdings: Holdings, id: str, begin: int, end: int) -> Progress:
    """Notes how far the export is. Of runs that are drawn side by side the furthest counts."""
    last = begin

    def tell(stage: str, part: float) -> None:
        nonlocal last
        percent = min(99, begin + round(part * (end - begin)))
        if percent >= last + 2:
            last = percent
            with holdings.database.writing() as connection:
                jobs.progressed(connection, id, stage, percent)

    return tell


def _job(holdings: Holdings, id: str) -> JobRow:
    """The export.

    Raises:
        NotFoundError: it is gone.
    """
    with holdings.database.reading() as connection:
        found = jobs.get(connection, id)
    if found is None:
        raise NotFoundError("error.export_missing", key=id)
    return found


def _failed(host: Host, id: str, error: TalkreelError) -> JsonValue:
    told = {"code": fault(error).code, "message": sentence(error.code, "en", error.fields)}
    status = "cancelled" if isinstance(error, Interrupted) else "failed"
    with host.database.writing() as connection:
        jobs.end(connection, id, status, host.database.now_ms(connection), error=compact(told))
    return None


# What follows runs in warm processes.


def _film(holdings: Holdings, job: JobRow) -> tuple[Draft, Path]:
    """The film as it is to be written, and the folder of its files."""
    draft = SqlJournal(holdings.database, job.asked["draft"]).draft_of(int(job.asked["revision"]))
    return recast_as(draft, job.asked["size"], job.asked["fps"]), lay_out_for(holdings, job.account, draft)


def missing(settings: Settings, key: bytes, id: str) -> list[tuple[int, int]]:
    """The runs of frames that are not drawn yet."""
    from talkreel.render.parts import missing_runs

    holdings = holdings_of(settings, key)
    job = _job(holdings, id)
    draft, folder = _film(holdings, job)
    return missing_runs(draft, folder, exports.output_of(job.asked), _run_frames(draft, settings.workers))


def _run_frames(draft: Draft, workers: int) -> int:
    """How long a run is, frames: everybody here gets two, none takes long."""
    frames = draft.duration_ms * draft.meta.fps // 1000
    return max(_SHORT_RUN, min(_RUN_FRAMES, frames // (2 * workers)))


def sounded(settings: Settings, key: bytes, id: str, progress: Progress = silent) -> None:
    """Compose, mix and encode the sound into the cache."""
    from talkreel.render.parts import prepare_sound

    holdings = holdings_of(settings, key)
    job = _job(holdings, id)
    draft, folder = _film(holdings, job)
    progress("sound", 0.0)
    prepare_sound(draft, folder, exports.output_of(job.asked))


def drawn(settings: Settings, key: bytes, id: str, first: int, stop: int, progress: Progress = silent) -> None:
    """Draw frames [first, stop) into the cache."""
    from talkreel.render.parts import chunk_keys, draw_run
    from talkreel.studio.hosted.carrying import bring, give

    holdings = holdings_of(settings, key)
    job = _job(holdings, id)
    draft, folder = _film(holdings, job)
    output = exports.output_of(job.asked)
    keys = chunk_keys(draft, folder, output, (first, stop)) if holdings.settings.media_url else ()
    bring(holdings, keys)
    draw_run(draft, folder, output, (first, stop), progress)
    give(holdings, keys)


def written(settings: Settings, key: bytes, id: str, progress: Progress = silent) -> None:
    """Write the film, look at it, and give it to the object store; the job ends with that."""
    from talkreel.render.export import export
    from talkreel.render.parts import chunk_keys
    from talkreel.studio.hosted.carrying import bring
    from talkreel.studio.inspect import inspected

    holdings = holdings_of(settings, key)
    job = _job(holdings, id)
    draft, folder = _film(holdings, job)
    output = exports.output_of(job.asked)
    if holdings.settings.media_url:
        bring(holdings, chunk_keys(draft, folder, output))
    scratch = holdings.data / "cache" / "written"
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=scratch) as place:
        path = Path(place) / f"film.{job.asked['format']}"
        done = export(draft, folder, path, output, progress)
        report = inspected(path, draft, folder) if output.film else None
        size = path.stat().st_size
        holdings.objects.put_file(exports.object_key(job), path, move=True)
        result = {
            "bytes": size,
            "duration_ms": draft.duration_ms,
            "frames": done.frames,
            "drawn": done.drawn,
            "width": done.width,
            "height": done.height,
            "fps": done.fps,
            "name": _file_name(draft, job.asked["format"]),
            "passed": report.passed if report else None,
            "findings": [asdict(finding) for finding in report.findings] if report else [],
        }
    with holdings.database.writing() as connection:
        ended = jobs.end(connection, id, "completed", holdings.database.now_ms(connection), compact(result))
    # Stopped meanwhile, nobody wants it; completed by somebody who did the same, it is the one that is there.
    if not ended and _job(holdings, id).status != "completed":
        holdings.objects.delete(exports.object_key(job))


def _file_name(draft: Draft, ending: str) -> str:
    title = "".join(sign for sign in draft.meta.title if sign.isalnum() or sign in " -_").strip()[:80]
    return f"{title or 'film'}.{ending}"
