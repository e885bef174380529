"""Server-sent events: bytes in, frames out.

Source: the event stream format of the WHATWG HTML standard, section 9.2.6. Frames without data are kept, for here they
are signs of life.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MOST = 8 << 20  # letters of a frame that has no end


@dataclass(frozen=True)
class Frame:
    """One event. `is_sign`: a comment, or an event without data: the server is alive, no more."""

    data: str
    id: str = ""
    event: str = ""

    @property
    def is_sign(self) -> bool:
        """Whether it says nothing but that somebody is there."""
        return not self.data.strip() or self.data.strip() == "heartbeat" or self.event == "heartbeat"


class Frames:
    """Takes bytes as they come, cut anywhere, and gives whole frames. What the stream's end cuts off is none."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._lines = list[str]()
        self._skip_feed = False
        self.signs = 0

    def feed(self, piece: bytes) -> list[Frame]:
        """The frames that these bytes complete. Comments are counted in `signs`."""
        text = self._decode(piece)
        if not text:  # half a letter, or nothing
            return []
        if self._skip_feed and text.startswith("\n"):
            text = text[1:]
        self._skip_feed = text.endswith("\r")
        *lines, self._rest = (self._rest + text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        self._rest = self._rest[-_MOST:]
        found = list[Frame]()
        for line in lines:
            if line.startswith(":"):
                self.signs += 1
            elif line:
                self._lines.append(line)
            elif self._lines:
                found.append(_frame(self._lines))
                self._lines.clear()
        return found


def _frame(lines: list[str]) -> Frame:
    values: dict[str, list[str]] = {"data": [], "id": [], "event": []}
    for line in lines:
        name, _, value = line.partition(":")
        values.get(name, []).append(value.removeprefix(" "))
    return Frame("\n".join(values["data"]), "".join(values["id"][-1:]), "".join(values["event"][-1:]))
