"""Whatever is cached, the film is the same: random drafts, random edits, each exported cold and warm."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from talkreel.model import PICTURE, WORDS, Draft, Entry, Meta, Scene, Segment, TextStyle, Track
from talkreel.model.look import LOOKS
from talkreel.render.cache import Cache
from talkreel.render.export import export, output_of
from talkreel.settings import settings as talkreel_settings

KINDS = ("kinetic", "quote", "count", "end", "space")
ENTRIES = ("cut", "fade", "push", "wipe", "zoom", "iris", "dip", "blur")


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Half a second each, drawn in this process."""
    monkeypatch.setenv("TALKREEL_CHUNK_MS", "500")
    monkeypatch.setenv("TALKREEL_WORKERS", "1")
    talkreel_settings.cache_clear()
    yield
    monkeypatch.undo()
    talkreel_settings.cache_clear()


shots = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(1, 3), st.integers(3, 14), st.sampled_from(ENTRIES)),
    min_size=1,
    max_size=3,
)
captions = st.lists(
    st.tuples(
        st.integers(0, 14), st.integers(4, 10), st.sampled_from(["Hello there", "早上好", "Sale!"]), st.booleans()
    ),
    max_size=3,
)
drafts = st.builds(lambda cuts, words, look: (cuts, words, look), shots, captions, st.sampled_from(["aurora", "paper"]))
edits = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.integers(1, 6)),
        st.tuples(st.just("caption"), st.sampled_from(["New words", "改了"])),
        st.tuples(st.just("seed"), st.integers(4, 6)),
        st.tuples(st.just("drop"), st.integers(0, 2)),
        st.tuples(st.just("longer"), st.integers(1, 3)),
    ),
    min_size=1,
    max_size=3,
)


def built(plan: tuple[list, list, str]) -> Draft:  # type: ignore[type-arg]
    """A draft of the plan; lengths are in tenths of a second, so shots do not always begin on a frame."""
    cuts, words, look = plan
    segments: list[Segment] = []
    laid_out: list[Segment] = []
    at = 0
    for i, (kind, seed, tenths, entry) in enumerate(cuts):
        length = tenths * 100
        laid_out.append(Segment(id=f"w{i}", start_ms=at, duration_ms=length, text=f"Line {seed}", role="title"))
        segments.append(
            Segment(
                id=f"s{i}",
                start_ms=at,
                duration_ms=length,
                scene=Scene(kind=kind, seed=seed, words=(f"w{i}",)),
                entry=Entry(kind=entry, duration_ms=min(300, length // 2)) if i else Entry(),
            )
        )
        at += length
    free = [
        Segment(
            id=f"c{i}",
            start_ms=min(start * 100, at - 100),
            duration_ms=length * 100,
            text=text,
            role="caption" if spoken else "overlay",
            style=TextStyle(),
        )
        for i, (start, length, text, spoken) in enumerate(words)
    ]
    return Draft(
        duration_ms=at,
        meta=Meta(width=128, height=64, fps=12, captions=True),
        look=LOOKS[look],
        tracks=(
            Track(id="t1", type=PICTURE, segments=tuple(segments)),
            Track(id="t4", type=WORDS, segments=(*laid_out, *free)),
        ),
    )


def edited(plan: tuple[list, list, str], edit: tuple[str, object]) -> tuple[list, list, str]:  # type: ignore[type-arg]
    cuts, words, look = list(plan[0]), list(plan[1]), plan[2]
    match edit:
        case ("insert", int(tenths)):
            cuts.insert(0, ("kinetic", 9, tenths + 2, "cut"))
            words = [(start + tenths + 2, *rest) for start, *rest in words]
        case ("caption", str(text)):
            words = [(words[0][0], words[0][1], text, words[0][3]), *words[1:]] if words else [(1, 8, text, True)]
        case ("seed", int(seed)):
            cuts[-1] = (cuts[-1][0], seed, *cuts[-1][2:])
        case ("drop", int(i)) if len(cuts) > 1:
            del cuts[i % len(cuts)]
        case ("longer", int(tenths)):
            cuts[0] = (*cuts[0][:2], cuts[0][2] + tenths, cuts[0][3])
        case _:
            pass
    return cuts, words, look


def written(draft: Draft, folder: Path, store: Cache) -> str:
    path = folder / "film.mp4"
    export(draft, folder, path, output_of(path), store=store)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # every try is an export: shrinking would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drafts, edits)
def test_a_cached_export_equals_a_cold_one(plan: tuple[list, list, str], changes: list[tuple[str, object]]) -> None:  # type: ignore[type-arg]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warm = Cache(folder / "warm", 1 << 30)
        written(built(plan), folder, warm)
        for n, change in enumerate(changes):
            plan = edited(plan, change)
            draft = built(plan)
            assert written(draft, folder, warm) == written(draft, folder, Cache(folder / f"cold{n}", 1 << 30))
