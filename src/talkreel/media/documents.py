"""Documents as plain text: txt, md, docx, pdf. Run it in a guarded process."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from talkreel.errors import InputError, TooLargeError
from talkreel.media.opening import sniff

SUFFIXES = frozenset({".txt", ".md", ".markdown", ".text", ".docx", ".pdf"})
_MOST_CHARACTERS = 400_000
_MOST_UNPACKED = 64_000_000  # a docx is a zip: what it says it unpacks to is checked before it does
_MOST_PAGES = 200


def read_document(path: Path) -> str:
    """The text of a document, paragraphs divided by blank lines.

    Raises:
        InputError: it has no text, or is not what its name says.
        TooLargeError: it is over a limit.
        NotFoundError: it does not exist.
    """
    sniff(path)
    return document_text(path, path.suffix.lower())


def document_text(path: Path, suffix: str) -> str:
    """The text of a document that came under a name with `suffix`.

    Raises:
        InputError: it has no text, or is not what its name says.
        TooLargeError: it is over a limit.
    """
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"%PDF"):
        text = _pdf(path)
    elif head.startswith(b"PK\x03\x04") and suffix == ".docx":
        text = _docx(path)
    elif suffix in {".pdf", ".docx"}:
        raise InputError("error.document_not_what_it_says", path=str(path), kind=suffix.lstrip("."))
    else:
        text = _plain(path)
    text = re.sub(r"\n{3,}", "\n\n", text.replace("\r\n", "\n").replace("\x00", "")).strip()
    if not text:
        raise InputError("error.document_no_text", path=str(path))
    return text[:_MOST_CHARACTERS]


def _plain(path: Path) -> str:
    data = path.read_bytes()[: 4 * _MOST_CHARACTERS]
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "gb18030"):
        try:
            text = data.decode(encoding, errors="strict")
        except UnicodeDecodeError:
            continue
        if sum(not c.isprintable() and c not in "\n\t\r\f\u3000" for c in text) <= len(text) // 100:
            return text
    raise InputError("error.document_not_text", path=str(path))


def _docx(path: Path) -> str:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                raise TooLargeError("error.document_too_large", path=str(path))
        document = docx.Document(str(path))
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError) as cause:
        raise InputError("error.file_unreadable", path=str(path), detail=str(cause)) from cause
    rows = ["  ".join(c.text for c in row.cells) for table in document.tables for row in table.rows]
    return "\n\n".join(p for p in (*(p.text.strip() for p in document.paragraphs), *rows) if p)


def _pdf(path: Path) -> str:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every oddity of a damaged file
    try:
        reader = PdfReader(str(path))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("error.document_locked", path=str(path))
        pages = [page.extract_text() for page in reader.pages[:_MOST_PAGES]]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as cause:
        raise InputError("error.file_unreadable", path=str(path), detail=str(cause)) from cause
    # Lines of a page are broken at the margin, not at the end of sentences.
    return "\n\n".join(re.sub(r"(?<![.!?。!?:])\n(?=\S)", " ", page) for page in pages)
