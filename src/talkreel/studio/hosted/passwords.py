"""Passwords: argon2id, at most a few at a time, each of which takes 64 MiB."""

from __future__ import annotations

import threading
from functools import cache

from talkreel.errors import UsageError

_LEAST, _MOST = 8, 1024
_ROOM = threading.BoundedSemaphore(2)


def kept(password: str) -> str:
    """What is kept of a password.

    Raises:
        UsageError: it is shorter than 8 characters, or longer than 1024.
    """
    if not _LEAST <= len(password) <= _MOST:
        raise UsageError("error.password_length", least=_LEAST, most=_MOST)
    return _hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether it is the password. Where none is kept, it takes as long to say no."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    with _ROOM:
        try:
            return PasswordHasher().verify(kept or _nobodys(), password[:_MOST].encode("utf-8", "replace")) and bool(
                kept
            )
        except (InvalidHashError, VerificationError):
            return False


def is_old(kept: str) -> bool:
    """Whether it was kept by weaker rules than today's."""
    from argon2 import PasswordHasher

    return PasswordHasher().check_needs_rehash(kept)


def _hash(password: str) -> str:
    from argon2 import PasswordHasher

    with _ROOM:
        return PasswordHasher().hash(password.encode("utf-8", "replace"))


@cache
def _nobodys() -> str:
    from argon2 import PasswordHasher

    return PasswordHasher().hash(b"nobody's")
