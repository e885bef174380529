"""Fetching a file from an address that somebody gave, without letting them reach what only this machine can reach.

    address -> parts        http or https, no user, a usual port, a host written plainly
    host    -> addresses    asked once; all of them must be public, else none is called
    connect                 to an address that was checked, never to the name again
    answer                  redirects go through all of this again; the body is counted, timed, and kept as it came

A redirect from https to http is refused: what was asked for safely is not fetched in the open.
"""

from __future__ import annotations

import hashlib
import http.client
import secrets
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from talkreel.errors import InputError, OutputError, TalkreelError, TooLargeError
from talkreel.process.addresses import is_public
from talkreel.process.links import Link, Target, target_of
from talkreel.process.names import safe_name

Resolve = Callable[[str, int], Sequence[str]]

_MOST_HOPS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_BLOCK = 1 << 16
_TRY_S = 10.0  # for one address to answer, and for the name service
_HEADERS = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "talkreel", "Connection": "close"}


@dataclass(frozen=True)
class Fetched:
    """A file as it came. `filename` is fit to be shown, `content_type` is what the other side says."""

    path: Path
    filename: str
    content_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class _Terms:
    most_bytes: int
    until: float  # on the monotonic clock
    time_s: float
    allow: frozenset[str]
    resolve: Resolve
    tls: ssl.SSLContext | None

    def left_s(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def resolved(host: str, port: int) -> list[str]:
    """All addresses of a name, as the system's resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetch(
    url: str,
    into: Path,
    most_bytes: int,
    time_s: float,
    allow: frozenset[str] = frozenset(),
    resolve: Resolve = resolved,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """Fetch one file into the folder `into`, under a name of our own. Nothing stays there when it fails.

    `time_s` is for all of it, redirects included. `allow` names exceptions as `host:port`, which may be private and of
    any port. No proxy of the environment is used, no cookie is kept, nothing is unpacked.

    Raises:
        InputError: the address may not be called, does not give a file, or not in time.
        TooLargeError: the file has more than `most_bytes`.
        OutputError: there is no room for it.
    """
    terms = _Terms(most_bytes, time.monotonic() + time_s, time_s, allow, resolve, tls)
    shown = url[:200]
    try:
        return _followed(url, into, terms)
    except TimeoutError as cause:
        raise InputError("error.address_slow", url=shown, seconds=round(time_s)) from cause
    except (OSError, http.client.HTTPException) as cause:
        raise InputError("error.address_silent", url=shown, detail=_reason(cause)) from cause


def _followed(url: str, into: Path, terms: _Terms) -> Fetched:
    target = target_of(url, terms.allow)
    for _ in range(_MOST_HOPS + 1):
        with closing(_asked(target, terms)) as answer:
            if answer.status not in _REDIRECTS:
                return _kept(answer, target, into, terms)
            to = urljoin(target.url, answer.getheader("Location") or "")
        following = target_of(to, terms.allow)
        if target.secure and not following.secure:
            raise InputError("error.address_downgrade", url=target.url[:200])
        target = following
    raise InputError("error.address_hops", url=url[:200], most=_MOST_HOPS)


def _asked(target: Target, terms: _Terms) -> http.client.HTTPResponse:
    """The answer's head."""
    link = _linked(target, _checked(target, terms), terms)
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = link
    try:
        connection.request("GET", target.path, headers={"Host": target.authority, **_HEADERS})
        return connection.getresponse()
    except BaseException:
        link.close()
        raise


def _checked(target: Target, terms: _Terms) -> list[str]:
    """The addresses of a host, asked once: all public, or none.

    Raises:
        InputError: one is not public.
        OSError: there is none.
    """
    addresses = _within(lambda: list(terms.resolve(target.host, target.port)), min(_TRY_S, terms.left_s()))
    if not addresses:
        raise OSError("no address")
    if target.excepted or all(is_public(address) for address in addresses):
        return addresses
    raise InputError("error.address_private", host=target.host)


def _linked(target: Target, addresses: Sequence[str], terms: _Terms) -> Link:
    """A connection to the first address that takes one."""
    failure: OSError = OSError("no address")
    for address in addresses[:4]:
        try:
            plain = socket.create_connection((address, target.port), min(_TRY_S, terms.left_s()))
        except OSError as cause:
            failure = cause
            continue
        try:
            plain.settimeout(terms.left_s())
            return Link(_secured(plain, target, terms) if target.secure else plain, terms.left_s)
        except BaseException:
            plain.close()
            raise
    terms.left_s()
    raise failure


def _secured(plain: socket.socket, target: Target, terms: _Terms) -> ssl.SSLSocket:
    return (terms.tls or _trust()).wrap_socket(plain, server_hostname=target.host)


def _trust() -> ssl.SSLContext:
    places = ssl.get_default_verify_paths()
    if places.cafile or places.capath:
        return ssl.create_default_context()
    import certifi  # a system without certificates of its own; httpx brings them

    return ssl.create_default_context(cafile=certifi.where())


def _kept(answer: http.client.HTTPResponse, target: Target, into: Path, terms: _Terms) -> Fetched:
    if answer.status != 200:
        raise InputError("error.address_answer", url=target.url[:200], status=answer.status)
    packed = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if packed not in {"", "identity"}:
        raise InputError("error.address_packed", url=target.url[:200], packing=packed[:20])
    name = _filename(answer.headers, target)
    if (answer.length or 0) > terms.most_bytes:
        raise _too_large(name, terms)
    into.mkdir(parents=True, exist_ok=True)
    path = into / secrets.token_hex(16)
    try:
        size, digest = _written(answer, path, name, terms)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    content_type = (answer.getheader("Content-Type") or "").split(";")[0].strip().lower()[:100]
    return Fetched(path, name, content_type, size, digest)


def _written(answer: http.client.HTTPResponse, path: Path, name: str, terms: _Terms) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    with path.open("xb") as file:
        while block := answer.read1(min(_BLOCK, terms.most_bytes + 1 - size)):
            size += len(block)
            if size > terms.most_bytes:
                raise _too_large(name, terms)
            digest.update(block)
            try:
                file.write(block)
            except OSError as cause:
                raise OutputError("error.upload_unwritten", name=name, detail=cause.strerror or "") from cause
            terms.left_s()
    if answer.length:  # http.client does not complain of a body that ends too soon when it is read in parts
        raise http.client.IncompleteRead(b"", answer.length)
    return size, digest.hexdigest()


def _too_large(name: str, terms: _Terms) -> TalkreelError:
    return TooLargeError("error.upload_too_large", name=name, limit=_megabytes(terms.most_bytes))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:g}"


def _filename(headers: Message, target: Target) -> str:
    told = headers.get_filename("") if "Content-Disposition" in headers else ""
    return safe_name(told or unquote(urlsplit(target.url).path).rsplit("/", 1)[-1])


def _reason(cause: Exception) -> str:
    if isinstance(cause, ssl.SSLError):
        return (getattr(cause, "verify_message", "") or cause.reason or "TLS")[:120]
    return (getattr(cause, "strerror", "") or type(cause).__name__)[:120]


def _within(work: Callable[[], list[str]], seconds: float) -> list[str]:
    """What `work` gives; the system's resolver takes no time limit, so it is left to itself when it is too slow.

    Raises:
        TimeoutError: it took longer.
        OSError: it failed.
    """
    found: list[list[str]] = []
    failed: list[OSError] = []

    def asked() -> None:
        try:
            found.append(work())
        except (OSError, UnicodeError) as cause:
            failed.append(cause if isinstance(cause, OSError) else OSError("not a name"))

    thread = threading.Thread(target=asked, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not found:
        raise TimeoutError
    return found[0]
