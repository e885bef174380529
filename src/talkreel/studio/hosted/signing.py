"""What the server's key is good for: links that end, and secrets that can be made again.

For each use a key of its own is derived, so that nothing made for one is taken for another.
"""

from __future__ import annotations

import base64
import hmac
from typing import Literal

from talkreel.errors import ForbiddenError
from talkreel.studio.hosted.host import Holdings

Use = Literal["link", "token", "client", "address", "tries", "flow"]


def code(host: Holdings, use: Use, *parts: str) -> bytes:
    """HMAC-SHA256 of some words, for one use. Words are told apart, however they are cut."""
    message = b"".join(len(word).to_bytes(4) + word for word in (p.encode("utf-8", "surrogatepass") for p in parts))
    return hmac.digest(_key(host, use), message, "sha256")


def text_code(host: Holdings, use: Use, *parts: str) -> str:
    """The same as 43 characters that may stand in an address."""
    return base64.urlsafe_b64encode(code(host, use, *parts)).decode().rstrip("=")


def sign(host: Holdings, path: str, seconds: float) -> str:
    """The address of a path, with which anybody may GET it for so long. `path` has no query."""
    expires = int(now_s(host) + seconds)
    return f"{host.address}{path}?exp={expires}&kid={key_id(host)}&sig={_signature(host, path, expires)}"


def link(host: Holdings, path: str) -> str:
    """The same for as long as links live."""
    return sign(host, path, host.settings.link_hours * 3600)


def check(host: Holdings, path: str, method: str, exp: str, kid: str, sig: str) -> None:
    """Go on only when a link is ours, for this path, for this method, and has not ended.

    Raises:
        ForbiddenError: it is not.
    """
    known = exp.isascii() and exp.isdigit() and len(exp) <= 12 and kid == key_id(host)
    right = hmac.compare_digest(sig.encode(), _signature(host, path, int(exp) if known else 0).encode())
    if not known or not right or method not in {"GET", "HEAD"}:
        raise ForbiddenError("error.link_wrong")
    if now_s(host) >= int(exp):
        raise ForbiddenError("error.link_ended")


def key_id(host: Holdings) -> str:
    """Which key signed: a link of a key that was replaced is told from a forged one, and neither is taken."""
    return hmac.digest(host.key, b"talkreel key id", "sha256").hex()[:8]


def now_s(host: Holdings) -> float:
    """The database's time, s since 1970."""
    with host.database.reading() as connection:
        return host.database.now_ms(connection) / 1000


def _signature(host: Holdings, path: str, expires: int) -> str:
    return text_code(host, "link", "GET", path, str(expires))


def _key(host: Holdings, use: Use) -> bytes:
    return hmac.digest(host.key, f"talkreel {use} 1".encode(), "sha256")
