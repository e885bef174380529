"""What was decoded before is not decoded again, and what is told stays the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tests.conftest import ClipMaker

from talkreel.media.survey import survey


class Memo(dict[str, bytes]):
    """A cache in memory that counts what it was asked for in vain."""

    missed = 0

    def get(self, key: str) -> bytes | None:  # type: ignore[override]
        found = dict.get(self, key)
        self.missed += found is None
        return found

    def put(self, key: str, payload: bytes) -> None:
        self[key] = payload


def test_it_tells_the_same_with_and_without(make_clip: ClipMaker) -> None:
    path = make_clip("a.mp4", seconds=1.5)
    memo = Memo()
    plain, first, second = survey(path), survey(path, memo), survey(path, memo)
    assert memo.missed == len(memo) > 0
    for other in (first, second):
        assert np.array_equal(plain.luma, other.luma)
        assert np.array_equal(plain.change, other.change)
        assert (other.frames, other.broken, other.colours) == (45, 0, plain.colours)
    assert first.sound_digest == second.sound_digest != ""


def test_another_picture_is_looked_at_again(make_clip: ClipMaker) -> None:
    memo = Memo()
    survey(make_clip("a.mp4", seconds=1), memo)
    missed = memo.missed
    survey(make_clip("b.mp4", seconds=1.2), memo)
    assert memo.missed > missed


def test_a_broken_group_is_not_remembered(make_clip: ClipMaker, tmp_path: Path) -> None:
    path = make_clip("a.mp4", seconds=1, sound=False)
    data = bytearray(path.read_bytes())
    at = data.index(b"mdat") + 2500
    data[at : at + 600] = bytes(600)
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(data)
    memo = Memo()
    found = survey(broken, memo)
    assert found.broken or found.frames < 30 or not np.array_equal(found.luma, survey(path).luma)
    if found.broken:
        assert not memo
