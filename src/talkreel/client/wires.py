"""What both drivers need of httpx: requests as it takes them, and its failures as ours."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, cast

import httpx

from talkreel.client.effects import Answer, Lost, Request
from talkreel.client.told import Fetched, Sent, Told
from talkreel.client.values import Patience
from talkreel.errors import InputError, OutputError

Tell = Callable[[Told], None]
_STEP = 1 << 20  # bytes between two words of progress
_SLOW = 4  # an answer that is computed may take so many times as long as one that says nothing


def timeouts(patience: Patience) -> httpx.Timeout:
    """For requests that are answered whole; streams are watched more closely."""
    return httpx.Timeout(patience.silence_s * _SLOW, connect=min(10.0, patience.silence_s), pool=None)


def streaming(patience: Patience) -> httpx.Timeout:
    """For an answer that is read as it comes."""
    return httpx.Timeout(patience.silence_s, connect=min(10.0, patience.silence_s), pool=None)


@contextmanager
def outgoing(request: Request, tell: Tell) -> Generator[dict[str, Any]]:
    """A request as httpx takes it; its files are open for as long as it is sent.

    Raises:
        InputError: a file cannot be read.
    """
    values: dict[str, Any] = {"headers": dict(request.headers), "params": dict(request.params) or None}
    with ExitStack() as stack:
        if request.json is not None:
            values["json"] = request.json
        if request.files:
            values["files"] = [
                ("files", (_legible(path.name), stack.enter_context(_Watched(path, tell)))) for path in request.files
            ]
        yield {"method": request.method, "url": request.url, **values}


@contextmanager
def translated() -> Generator[None]:
    """Failures of the network as `Lost`.

    Raises:
        Lost: the network failed.
    """
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
        raise Lost(_told(error), sent=False) from error
    except (httpx.RequestError, httpx.StreamError) as error:
        raise Lost(_told(error)) from error
    except httpx.InvalidURL as error:
        raise Lost(_told(error), sent=False) from error


def answer_of(response: httpx.Response, content: bytes = b"") -> Answer:
    """An answer of httpx as the core reads it."""
    return Answer(response.status_code, {name.lower(): value for name, value in response.headers.items()}, content)


class _Watched:
    """A file that says how much of it was read.

    Raises:
        InputError: it cannot be opened.
    """

    def __init__(self, path: Path, tell: Tell) -> None:
        try:
            self._file: IO[bytes] = path.open("rb")
            self._total = os.fstat(self._file.fileno()).st_size
        except OSError as error:
            raise InputError("error.client_file", path=str(path), detail=error.strerror or str(error)) from error
        self._name, self._tell, self._read, self._told = path.name, tell, 0, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        piece = self._file.read(size)
        self._read += len(piece)
        if self._read - self._told >= _STEP or (not piece and self._told < self._read):
            self._told = self._read
            self._tell(Sent(self._name, self._read, self._total))
        return piece

    def __enter__(self) -> IO[bytes]:
        return cast("IO[bytes]", self)

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)  # fileno, seek and tell: httpx asks for the length


@contextmanager
def kept_whole(path: Path, response: httpx.Response, tell: Tell) -> Generator[Callable[[bytes], None]]:
    """Take a file's bytes; it takes its place once all have come, and leaves nothing otherwise.

    Raises:
        OutputError: it cannot be written.
        Lost: fewer bytes came than were said.
    """
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.")
        with os.fdopen(number, "wb") as file:
            size = [0, 0]  # written, told

            def take(piece: bytes) -> None:
                file.write(piece)
                size[0] += len(piece)
                if size[0] - size[1] >= _STEP:
                    size[1] = size[0]
                    tell(Fetched(path.name, size[0], _length(response)))

            yield take
        encoded = "content-encoding" in response.headers
        if not encoded and _length(response) not in (0, size[0]):
            raise Lost(f"{size[0]} of {_length(response)} bytes")
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
        name = ""
    except OSError as error:
        raise OutputError("error.client_folder", path=str(path), detail=error.strerror or str(error)) from error
    finally:
        if name:
            Path(name).unlink(missing_ok=True)


def _legible(name: str) -> str:
    """A file's name as text, also where its bytes are none."""
    return name.encode("utf-8", "replace").decode()


def _umask() -> int:
    """What the person's files are usually not; a temporary file is its owner's alone."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _length(response: httpx.Response) -> int:
    told = response.headers.get("content-length", "")
    return int(told) if told.isdecimal() else 0


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")
