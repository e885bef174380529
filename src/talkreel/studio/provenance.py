"""Where the pictures and the sounds of a film come from, in one honest note; the draft has it part by part."""

from __future__ import annotations

from talkreel.model import PICTURE, SOUND, Draft, Note

_FROM_FILES = ("photo", "video")


def provenance(draft: Draft) -> tuple[Note, ...]:
    """How many shots are drawn and how many show the user's files; the same of the sounds."""
    pictures, sounds = draft.of_type(PICTURE), draft.of_type(SOUND)
    if not pictures:
        return ()
    shown = sum(1 for s in pictures if s.src or (s.scene is not None and s.scene.kind in _FROM_FILES))
    heard = sum(1 for s in sounds if s.src)
    fields: dict[str, str | int | float] = {
        "drawn": len(pictures) - shown,
        "shown": shown,
        "composed": len(sounds) - heard,
        "heard": heard,
    }
    return (Note(code="note.provenance" if shown or heard else "note.provenance_own", fields=fields),)
