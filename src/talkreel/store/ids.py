"""Ids and secrets."""

from __future__ import annotations

import hashlib
import secrets
import time
import uuid


def job_id() -> str:
    """A UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then chance; in the order of time."""
    bits = (time.time_ns() // 1_000_000 & (1 << 48) - 1) << 80 | secrets.randbits(80)
    bits = bits & ~(0xF << 76) | 0x7 << 76
    return str(uuid.UUID(int=bits & ~(0x3 << 62) | 0x2 << 62))


def session_id() -> str:
    """128 bits of chance as a decimal, which nobody guesses."""
    return str(secrets.randbits(128))


def short_id(prefix: str) -> str:
    """A name that is not a secret: `task_3fa9...`."""
    return f"{prefix}_{secrets.token_hex(8)}"


def secret(prefix: str) -> str:
    """A secret of 256 bits: `nmv_usr_...`."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def hashed(text: str) -> str:
    """What is kept of a secret: its SHA-256, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
