"""Addresses taken apart strictly, and connections that keep a deadline on every read."""

from __future__ import annotations

import io
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlsplit

from talkreel.errors import InputError

if TYPE_CHECKING:
    from typing_extensions import Buffer

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4096
_LABEL = re.compile(r"^(?!-)[a-z0-9_-]{1,63}(?<!-)$")
_NUMBER = re.compile(r"^(0x[0-9a-f]*|[0-9]+)$")


@dataclass(frozen=True)
class Target:
    """One address, taken apart. `host` is a name or a plain IP address; `excepted` ones are not checked further."""

    url: str
    secure: bool
    host: str
    port: int
    path: str
    excepted: bool

    @property
    def authority(self) -> str:
        """What the `Host` header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS["https" if self.secure else "http"] else f"{host}:{self.port}"


def target_of(url: str, allow: frozenset[str] = frozenset()) -> Target:
    """Take an address apart. `allow` has exceptions to the rule of ports, `host:port`.

    Raises:
        InputError: it is not written plainly, or not one that may be called.
    """
    shown = url[:200]
    if len(url) > _LONGEST or not url.isprintable() or any(sign in ' \\<>"^`{|}' for sign in url):
        raise InputError("error.address_form", url=shown)
    try:
        parts = urlsplit(url)
        told = parts.port
    except ValueError as cause:
        raise InputError("error.address_form", url=shown) from cause
    if parts.scheme not in _PORTS:
        raise InputError("error.address_scheme", url=shown)
    if "@" in parts.netloc or not parts.hostname or parts.netloc.endswith(":"):
        raise InputError("error.address_form", url=shown)
    host, port = _host(parts.hostname, shown), _PORTS[parts.scheme] if told is None else told
    excepted = f"{host}:{port}" in allow
    if not excepted and port not in _PORTS.values():
        raise InputError("error.address_port", url=shown, port=port)
    return Target(url, parts.scheme == "https", host, port, _path(parts), excepted)


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _host(name: str, shown: str) -> str:
    """A host in its plain form: an address as numbers in their one usual spelling, or a name in letters of ASCII.

    Raises:
        InputError: it is neither. Octal, hexadecimal and short spellings of numbers are not taken.
    """
    try:
        if ":" in name:
            return str(IPv6Address(name)) if "%" not in name else _refused(shown)
        plain = name.encode("idna").decode("ascii").lower().removesuffix(".")
        labels = plain.split(".")
        if _NUMBER.match(labels[-1]):
            return str(IPv4Address(plain))
    except (UnicodeError, AddressValueError) as cause:
        raise InputError("error.address_form", url=shown) from cause
    good = len(plain) <= 253 and all(_LABEL.match(label) for label in labels)
    return plain if good else _refused(shown)


def _refused(shown: str) -> str:
    raise InputError("error.address_form", url=shown)


class Link:
    """A connection as `http.client` wants one; each read and write gets what is left of the time."""

    def __init__(self, sock: socket.socket, left_s: Callable[[], float]) -> None:
        self._sock = sock
        self._left_s = left_s
        self._read = False

    def makefile(self, mode: str) -> io.BufferedReader:
        """A reader over the connection; closing it closes the connection."""
        del mode
        self._read = True
        return io.BufferedReader(_Reader(self._sock, self._left_s), 1 << 16)

    def sendall(self, data: Buffer) -> None:
        """Send all of it."""
        self._sock.settimeout(self._left_s())
        self._sock.sendall(data)

    def close(self) -> None:
        """Close it, unless a reader does: `http.client` closes what it asked over before it reads the answer."""
        if not self._read:
            self._sock.close()


class _Reader(io.RawIOBase):
    def __init__(self, sock: socket.socket, left_s: Callable[[], float]) -> None:
        self._sock = sock
        self._left_s = left_s

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        self._sock.settimeout(self._left_s())
        return self._sock.recv_into(buffer)

    def close(self) -> None:
        if not self.closed:
            self._sock.close()
        super().close()
