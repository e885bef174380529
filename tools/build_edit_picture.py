"""Draw the picture of docs/how-to/edit.md: one film, changed sentence by sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import cv2
import numpy as np

from talkreel.edit import apply
from talkreel.language.interpreters.rules import Rules
from talkreel.model import Draft, Segment, TextStyle
from talkreel.model.operation import AddText
from talkreel.render.sheet import save_picture, still
from talkreel.studio.journals.memory import MemoryJournal
from talkreel.studio.make import Wanted, plan_films
from talkreel.studio.talk import Talk

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "how-to" / "edit.jpg"
PROMPT = "6 seconds of a futuristic city at sunset, slow drone shot"
SAID = ("make it night", "now let it rain", "make it a watercolour", "undo", "put 'Always on' at 0:02 in yellow, large")
AT_MS, WIDTH, HEIGHT, GAP = 3_000, 640, 360, 8


def labelled(draft: Draft, said: str) -> np.ndarray:
    """The film at a moment, with what was said under it."""
    words = Segment(
        id="said", start_ms=0, duration_ms=draft.duration_ms, text=said,
        style=TextStyle(x=0.5, y=0.9, size=0.065, animation="none", color="#ffffff", background="#101418"),
    )  # fmt: skip
    return still(apply(draft, (AddText(segment=words),)), Path(), AT_MS, WIDTH, HEIGHT)


def main() -> None:
    draft = plan_films(PROMPT, (), Path(), Wanted())[0].draft
    talk = Talk(MemoryJournal(draft), Path(), Rules())
    panels = [labelled(draft, f"“{PROMPT}”")]
    for said in SAID:
        turn = talk.turn(said)
        print(said, turn.receipt.reply, sep="\n", file=sys.stderr)
        panels.append(labelled(turn.receipt.draft, f"“{said}”"))
    wide = np.full((HEIGHT, GAP, 3), 255, np.uint8)
    rows = [np.concatenate([panels[i], wide, panels[i + 1], wide, panels[i + 2]], axis=1) for i in (0, 3)]
    sheet = np.concatenate([rows[0], np.full((GAP, rows[0].shape[1], 3), 255, np.uint8), rows[1]])
    save_picture(np.asarray(cv2.resize(sheet, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA), np.uint8), PICTURE)


if __name__ == "__main__":
    main()
