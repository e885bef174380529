"""Files that come within a message."""

from __future__ import annotations

import base64
import binascii
import tempfile
from pathlib import Path

from talkreel.errors import InputError
from talkreel.store.rows import FileRow
from talkreel.studio.hosted import uploads
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Host


def scratch(host: Host) -> Path:
    """Where bodies are written before anybody knows what they are."""
    folder = host.data / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def take(host: Host, who: Caller, session: str, data: str, name: str) -> FileRow:
    """Take a file written in base64, in the usual or the URL-safe alphabet, padded or not.

    Raises:
        ForbiddenError: the caller may not upload.
        InputError: it is not base64, or of no kind that is taken.
        NotFoundError: the session is not there.
    """
    uploads.expect(host, who, session)
    plain = "".join(data.split()).translate(str.maketrans("-_", "+/")).rstrip("=")
    try:
        content = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError) as cause:
        raise InputError("error.base64", name=name[:100]) from cause
    with tempfile.NamedTemporaryFile(dir=scratch(host), delete=False) as file:
        file.write(content)
    return uploads.take(host, who, session, Path(file.name), name)
