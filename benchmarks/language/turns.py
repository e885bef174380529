"""How long a turn takes, from the words to the draft and its history on disk, over the utterances that need no file.

python benchmarks/language/turns.py [SET ...]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from corpus import SETS, Said, corpus, draft

from talkreel.language.interpreters.rules import Rules
from talkreel.studio.drafts import save_draft
from talkreel.studio.journals.folder import FolderJournal
from talkreel.studio.talk import Talk

LONGEST_MS = 150


def timed(said: Said, folder: Path) -> tuple[float, str]:
    """The processor time of the last turn, ms: others may be at work on the machine; and what became of it."""
    path = folder / f"{said.id}.reel.json"
    save_draft(draft(said.draft), path)
    talk = Talk(FolderJournal(path), folder, Rules())
    for words in said.turns:
        talk.turn(words)
    begun = process_time()
    turn = talk.turn(said.words)
    return (process_time() - begun) * 1000, turn.receipt.status


def main(sets: Sequence[str]) -> None:
    with TemporaryDirectory() as folder:
        found = [(said, *timed(said, Path(folder))) for said in corpus(tuple(sets)) if not said.files]
    times = sorted(ms for _, ms, status in found if status == "applied")
    at = {name: times[min(len(times) - 1, int(len(times) * part))] for name, part in (("median", 0.5), ("95 %", 0.95))}
    print(f"{len(found)} turns, {len(times)} of them changed something or answered")
    print("  ".join(f"{name} {ms:.0f} ms" for name, ms in at.items()), f" longest {times[-1]:.0f} ms")
    longer = [said.words for said, ms, _ in found if ms > LONGEST_MS]
    print(f"over {LONGEST_MS} ms: {len(longer)}", *longer, sep="\n  ")


if __name__ == "__main__":
    main(sys.argv[1:] or SETS)
