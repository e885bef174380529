"""The tables, in Markdown, from what was measured."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from films import OURS, PEERS, SHORT
from measure import median
from scenes import HEAVIEST_MS, LIMITS_MS

from store import Store

BEGIN, END = "<!-- measured: written by run.py --write -->", "<!-- end of measured -->"
NAMES = {
    "w1": "W1, slideshow", "w2": "W2, clips", "w3": "W3, city", "w4": "W4, promo",
    "w1-medium": "W1 at preset medium", "w2-medium": "W2 at preset medium",
}  # fmt: skip
Ratio = Callable[[Store], float]


def report(store: Store) -> str:
    """All tables that have something in them."""
    parts = [_machine(store), _ratios(store)]
    parts += [_film(store, table, title) for table, title in NAMES.items() if store.rows(table)]
    parts += [_lengths(store), _scenes(store), str(store.facts("kernels").get("printed", ""))]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def written_into(readme: Path, tables: str) -> None:
    """Put the tables between the marks of a page."""
    page = readme.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{BEGIN}\n\n{tables}\n{END}{after}", "utf-8")


def _machine(store: Store) -> str:
    m = store.held.get("machine", {})
    said = ", ".join(f"{name} {value}" for name, value in m.items() if name not in {"processor", "cores"})
    return f"{m.get('cores', '?')} cores of {m.get('processor', '?')}; {said}."


def alone(store: Store, table: str) -> str:
    """The faster of the encoders alone."""
    labels = [label for label in store.rows(table) if label.endswith(" alone")]
    return min(labels, key=lambda label: store.wall_s(table, label), default="")


def _share(store: Store, table: str, label: str, of: str) -> float:
    """One row's time as a part of another's; 0 when either is missing."""
    whole = store.wall_s(table, of)
    return store.wall_s(table, label) / whole if whole else 0.0


def _faster(store: Store, table: str, peer: str) -> float:
    """How many times as many frames a second we make."""
    frames = store.facts(table).get(f"{peer} frames", 0)
    ours = store.wall_s(table, OURS)
    if not frames or not ours:
        return 0.0
    return store.wall_s(table, peer) / frames / (ours / store.facts(table).get("frames", frames))


def _to_alone(*tables: str) -> list[Ratio]:
    return [lambda store, table=table: _share(store, table, OURS, alone(store, table)) for table in tables]


def _than(peer: str) -> list[Ratio]:
    return [lambda store, table=table: _faster(store, table, peer) for table in ("w1", "w2")]


def _part(label: str, of: str = OURS, table: str = "w2") -> list[Ratio]:
    return [lambda store: _share(store, table, label, of)]


def _growth(store: Store) -> float:
    """What a further minute of film costs between 5 and 30 min, to what it costs between 30 s and 5 min."""
    facts = store.facts("lengths")
    names = ("30 s", "5 min", "30 min")
    walls = [store.wall_s("lengths", name) for name in names]
    if not all(walls):
        return 0.0
    minutes = [facts[f"{name} minutes"] for name in names]
    early, late = ((walls[i + 1] - walls[i]) / (minutes[i + 1] - minutes[i]) for i in (0, 1))
    return late / early


# Row of the issue: what it is, what the prototype had, what is wanted, and how it comes about.
RATIOS: tuple[tuple[str, str, str, list[Ratio]], ...] = (
    ("time to the encoder alone, W1 veryfast / medium", "1.02 / 0.92", "≤ 1.00 / 0.92", _to_alone("w1", "w1-medium")),
    ("same, W2", "1.24 / 1.05", "≤ 1.15 / 1.03", _to_alone("w2", "w2-medium")),
    ("same, W3", "1.80", "≤ 1.35", _to_alone("w3")),
    ("same, W4", "", "", _to_alone("w4")),
    ("faster than an ffmpeg filter graph, W1 / W2", "1.5 / 1.3", "≥ 1.6 / 1.4", _than("ffmpeg graph")),
    ("faster than melt, W1 / W2", "5.1 / 1.8", "≥ 5 / 1.9", _than("melt")),
    ("faster than MoviePy, W1 / W2", "11 / 4.3", "≥ 11 / 4.5", _than("MoviePy")),
    ("faster than movis, W1 / W2", "", "", _than("movis")),
    ("faster than Remotion, W1 / W2", "5.5-9 / -", "", _than("Remotion")),
    ("one caption changed, part of the cold time, 2 s chunks", "0.13-0.17", "≤ 0.15", _part("words changed")),
    ("same, 1 s chunks", "", "≤ 0.10", _part("words changed, 1 s chunks", SHORT)),
    ("same, 2 s chunks, the caption lies in two of them", "", "", _part("words changed across two chunks")),
    (
        "a second inserted at the front, W1 / W2", "", "≤ 0.15",
        [*_part("a second in front", table="w1"), *_part("a second in front")],
    ),
    (
        "nothing changed, s, W1 / W2", "0.03", "< 0.1",
        [lambda s, t=t: s.wall_s(t, "nothing changed, same process") for t in ("w1", "w2")],
    ),
    (
        "a further minute at 320x180, from 5 to 30 min, to one from 30 s to 5 min", "", "0.95-1.05", [_growth],
    ),
)  # fmt: skip


def _ratios(store: Store) -> str:
    lines = ["| ratio | prototype | wanted | measured |", "|---|---|---|---|"]
    for name, prototype, wanted, ways in RATIOS:
        values = [way(store) for way in ways]
        if any(values):
            told = " / ".join(f"{value:.2f}" if value else "-" for value in values)
            lines.append(f"| {name} | {prototype} | {wanted} | **{told}** |")
    return "\n".join(lines) if len(lines) > 2 else ""


def _film(store: Store, table: str, title: str) -> str:
    """One film: every row with its runs."""
    facts, first = store.facts(table), alone(store, table)
    frames = facts.get("frames", 0)
    head = "| | n | wall s | processor s | frames/s | wall to alone | processor to alone | others' processors | MB |"
    size = f"{facts.get('seconds', 0):g} s {facts.get('size', '')}"
    lines = [f"### {title}, {size}", "", head, "|---|---|---|---|---|---|---|---|---|"]
    for label, timings in store.rows(table).items():
        wall, cpu = median(t.wall_s for t in timings), median(t.cpu_s for t in timings)
        done = facts.get(f"{label} frames", frames)
        ratios = [wall / done * frames / store.wall_s(table, first), cpu / done * frames / store.cpu_s(table, first)]
        others = max(t.other for t in timings)
        memory = max(t.pss_mb for t in timings)
        lines.append(
            f"| {label} | {len(timings)} | {wall:.2f} | {cpu:.1f} | {done / wall:.1f} | {ratios[0]:.2f} |"
            f" {ratios[1]:.2f} | {others:.2f} | {f'{memory:.0f}' if memory else ''} |"
        )
    return "\n".join([*lines, "", *_quality(store, table, first), *_failures(store, table)])


def _quality(store: Store, table: str, first: str) -> Iterator[str]:
    """Size and nearness of our file, beside the encoder's alone."""
    facts = store.facts(table)
    base, level = facts.get(f"{first} bytes"), facts.get(f"{first} dB")
    if not base or level is None:
        return
    yield f"{first}: {base / 1e6:.2f} MB of picture, {level:.2f} dB."
    for label in (OURS, SHORT):
        if f"{label} bytes" in facts:
            size, nearness = facts[f"{label} bytes"], facts[f"{label} dB"]
            larger = size / base * 100 - 100
            yield f"{label}: {size / 1e6:.2f} MB ({larger:+.1f} %), {nearness:.2f} dB ({nearness - level:+.2f})."


def _failures(store: Store, table: str) -> Iterator[str]:
    for name in [OURS, *(peer.name for peer in PEERS)]:
        if f"{name} failed" in store.facts(table):
            yield f"{name}: {store.facts(table)[f'{name} failed']}"


def _lengths(store: Store) -> str:
    rows, facts = store.rows("lengths"), store.facts("lengths")
    if not rows:
        return ""
    lines = ["### Length, 320x180", "", "| film | n | wall s | processor s | wall s a minute | PSS MB | RSS MB |"]
    lines.append("|---|---|---|---|---|---|---|")
    for label, timings in rows.items():
        wall, cpu = median(t.wall_s for t in timings), median(t.cpu_s for t in timings)
        pss, rss = max(t.pss_mb for t in timings), max(t.rss_mb for t in timings)
        each = wall / facts[f"{label} minutes"]
        lines.append(f"| {label} | {len(timings)} | {wall:.1f} | {cpu:.1f} | {each:.2f} | {pss:.0f} | {rss:.0f} |")
    return "\n".join(lines)


def _scenes(store: Store) -> str:
    facts = store.facts("scenes")
    if not facts:
        return ""
    lines = [
        "### Scenes, 1080p, one thread",
        "",
        "| scene | first frame s | ms a frame | wanted |",
        "|---|---|---|---|",
    ]
    for name, value in facts.items():
        found = re.fullmatch(r"(\w+) ms", name)
        if found:
            kind = found[1]
            wanted = LIMITS_MS.get(kind, HEAVIEST_MS)
            over = " (over)" if value > wanted else ""
            lines.append(f"| {kind} | {facts[f'{kind} ready s']:.2f} | {value:.1f}{over} | {wanted} |")
    return "\n".join(lines)
