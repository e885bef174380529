"""The corpus: utterances in JSON lines, each about a draft and with the predicate that its outcome must satisfy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Literal, cast

from talkreel.model import Asset, Draft, Material

HERE = Path(__file__).parent
SETS = ("tuning", "held_out", "fresh", "last")
SORTS = ("plain", "compound", "vague", "impossible", "ambiguous")
UNDOABLE = frozenset(SORTS[2:])  # where a change can be the worst answer
_KINDS: dict[str, Literal["image", "video", "audio", "logo"]] = {
    ".jpg": "image", ".png": "image", ".mp4": "video", ".mov": "video", ".mp3": "audio", ".wav": "audio",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One utterance. `turns` were said before it, in order; `files` came with it."""

    id: str
    set: str
    language: str
    draft: str
    kind: str
    sort: str
    words: str
    want: str
    turns: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def corpus(sets: tuple[str, ...] = SETS) -> Iterator[Said]:
    """All utterances of the sets, in the order of the files."""
    for name in sets:
        for path in sorted((HERE / name).glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    yield _said(json.loads(line), name, path.stem.partition("-")[0])


def _said(line: dict[str, object], name: str, language: str) -> Said:
    lists = {key: tuple(cast(list[str], line.pop(key, []))) for key in ("turns", "files")}
    return Said(set=name, language=language, **lists, **cast(dict[str, str], line))  # type: ignore[arg-type]


@lru_cache
def draft(name: str) -> Draft:
    """A draft of the corpus."""
    return Draft.model_validate_json((HERE / "drafts" / f"{name}.reel.json").read_bytes())


def with_files(film: Draft, files: tuple[str, ...]) -> tuple[Draft, tuple[Material, ...]]:
    """The draft with the files in its table, and what is known of them; none of them exists."""
    materials = tuple(_material(name) for name in files)
    assets = {m.key: _asset(m) for m in materials}
    return film.model_copy(update={"assets": {**film.assets, **assets}}), materials


def _material(name: str) -> Material:
    kind = _KINDS[PurePath(name).suffix]
    width, height, length = {"image": (3000, 2000, 0), "video": (1920, 1080, 10_000), "audio": (0, 0, 90_000)}[kind]
    if "logo" in name:
        kind, width, height = "logo", 600, 600
    key = "sha256:" + hashlib.sha256(name.encode()).hexdigest()
    return Material(key=key, kind=kind, name=name, width=width, height=height, duration_ms=length)


def _asset(material: Material) -> Asset:
    kind = "image" if material.kind == "logo" else material.kind
    return Asset(file=material.name, kind=kind, width=material.width, height=material.height,
                 duration_ms=material.duration_ms)  # fmt: skip
