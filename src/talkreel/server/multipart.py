"""multipart/form-data as it streams in: each file is written once, straight to its place, hashed on the way.

The framework's own form parser writes every file twice and has no limit on its size.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import AsyncIterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from talkreel.errors import OutputError, TalkreelError, TooLargeError, UsageError
from talkreel.process.names import safe_name
from talkreel.server.bodies import brisk, in_thread

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MOST_FILES, MOST_FIELDS = 20, 50
MOST_TEXT = 64_000  # bytes of one text field
_FRAME = 1 << 16  # what boundaries and headers may add to the whole
_ENOUGH = 1 << 14  # smaller pieces are gathered before they are looked at
_FILE_FIELDS = {"files", "file", "files[]"}

logging.getLogger("python_multipart").setLevel(logging.ERROR)  # it warns of every malformed form; the answer tells it


@dataclass(frozen=True)
class Received:
    """One file of a form. `filename` is fit to be shown; `content_type` is what the sender says."""

    path: Path
    field: str
    filename: str
    content_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Form:
    """All of a form, in the order it came; of fields with one name the last."""

    files: tuple[Received, ...]
    fields: dict[str, str]


async def read_form(
    stream: AsyncIterable[bytes], content_type: str, into: Path, most_bytes: int, most_total: int = 0
) -> Form:
    """Read a form; its files go into the folder `into` under names of our own. When it fails none of them stays.

    `most_bytes` is for each file, `most_total` for all of them together (0: as much as one file). A `Content-Length`
    is not asked: what comes is counted, and nothing is read past the limit but what is already on its way.

    Raises:
        TooLargeError: a file, or all of them together, are over the limit.
        UsageError: it is not a form, is malformed, or has too many parts.
        OutputError: there is no room.
        LimitError: it comes too slowly.
    """
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not 0 < len(boundary) <= 256:
        raise UsageError("error.form_malformed", detail="Content-Type")
    writing = _Writing(into, most_bytes, max(most_total, most_bytes))
    into.mkdir(parents=True, exist_ok=True)
    try:
        parser = MultipartParser(boundary, writing.callbacks(), max_header_count=16, max_header_size=8192)
        await _fed(stream, parser, writing)
        parser.finalize()
        if not writing.ended:
            raise UsageError("error.form_malformed", detail="unexpected end")
    except FormParserError as cause:
        writing.drop()
        raise UsageError("error.form_malformed", detail=str(cause)[:120]) from cause
    except BaseException:
        writing.drop()
        raise
    return Form(tuple(writing.files), writing.fields)


async def _fed(stream: AsyncIterable[bytes], parser: MultipartParser, writing: _Writing) -> None:
    waiting = bytearray()
    seen = 0
    async for block in brisk(stream):
        seen += len(block)
        if seen > writing.most_total + _FRAME + MOST_FIELDS * MOST_TEXT:
            raise writing.too_large("")
        waiting += block
        if len(waiting) >= _ENOUGH:
            await in_thread(parser.write, bytes(waiting))
            waiting.clear()
    await in_thread(parser.write, bytes(waiting))


@dataclass
class _Part:
    """A part of which the headers are being read."""

    headers: dict[str, bytearray] = field(default_factory=dict[str, bytearray])
    name: str = ""
    named: bool = False
    text: bytearray | None = None
    file: BinaryIO | None = None
    received: tuple[Path, str, str] = (Path(), "", "")
    size: int = 0
    digest: Any = None


class _Writing:
    """What the parser calls: it opens, fills and closes files."""

    def __init__(self, into: Path, most_bytes: int, most_total: int) -> None:
        self.files: list[Received] = []
        self.fields: dict[str, str] = {}
        self.ended = False
        self.most_bytes, self.most_total = most_bytes, most_total
        self._into = into
        self._total = 0
        self._part = _Part()
        self._made: list[Path] = []
        self._header = bytearray()

    def callbacks(self) -> MultipartCallbacks:
        """For the parser."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._all,
        }

    def drop(self) -> None:
        """Remove every file that was begun."""
        if self._part.file is not None:
            self._part.file.close()
        for path in self._made:
            path.unlink(missing_ok=True)

    def too_large(self, name: str) -> TalkreelError:
        """The error of a file, or of "" all of them."""
        limit = self.most_bytes if name else self.most_total
        return TooLargeError("error.upload_too_large", name=name or "*", limit=f"{limit / 1e6:g}")

    def _begin(self) -> None:
        self._part = _Part()
        self._header = bytearray()

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        name = bytes(self._header).decode("latin-1").lower()
        self._part.headers.setdefault(name, bytearray()).extend(data[start:end])

    def _header_end(self) -> None:
        self._header = bytearray()

    def _headers_finished(self) -> None:
        part = self._part
        told, options = parse_options_header(part.headers.get("content-disposition", b"").decode("latin-1"))
        if told != b"form-data" or b"name" not in options:
            raise UsageError("error.form_malformed", detail="Content-Disposition")
        part.name = _words(options[b"name"])[:100]
        if b"filename" in options or (part.name in _FILE_FIELDS and "content-type" in part.headers):
            part.named = bool(options.get(b"filename"))
            self._open(safe_name(_words(options.get(b"filename", b""))))
            return
        if len(self.fields) >= MOST_FIELDS:
            raise UsageError("error.form_too_many", most=MOST_FIELDS, what="fields")
        part.text = bytearray()

    def _open(self, filename: str) -> None:
        if len(self._made) >= MOST_FILES:
            raise UsageError("error.form_too_many", most=MOST_FILES, what="files")
        part = self._part
        path = self._into / secrets.token_hex(16)
        content_type = part.headers.get("content-type", b"").decode("latin-1").split(";")[0].strip().lower()[:100]
        self._made.append(path)
        part.file = path.open("xb")
        part.digest = hashlib.sha256()
        part.received = (path, filename, content_type)

    def _data(self, data: bytes, start: int, end: int) -> None:
        part = self._part
        part.size += end - start
        if part.text is not None:
            if part.size > MOST_TEXT:
                raise UsageError("error.form_field_long", name=part.name, most=MOST_TEXT)
            part.text += data[start:end]
            return
        self._total += end - start
        if part.size > self.most_bytes or self._total > self.most_total:
            raise self.too_large(part.received[1] if part.size > self.most_bytes else "")
        piece = memoryview(data)[start:end]
        part.digest.update(piece)
        try:
            if part.file is not None:
                part.file.write(piece)
        except OSError as cause:
            raise OutputError("error.upload_unwritten", name=part.received[1], detail=cause.strerror or "") from cause

    def _end(self) -> None:
        part = self._part
        if part.text is not None:
            self.fields[part.name] = _words(bytes(part.text))
        if part.file is not None:
            part.file.close()
            part.file = None
            path, filename, content_type = part.received
            if not part.size and not part.named:  # a file field that was left empty
                path.unlink()
                return
            self.files.append(Received(path, part.name, filename, content_type, part.size, part.digest.hexdigest()))

    def _all(self) -> None:
        self.ended = True


def _words(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\x00", "")
