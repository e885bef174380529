"""Addresses that anybody can get an object from for a while: signature version 4 of AWS, in the address.

The driver signs addresses too, but cannot have the answer name the file.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

_WEEK_S = 7 * 24 * 3600


@dataclass(frozen=True)
class Credentials:
    """Who signs, and for which region."""

    key: str
    secret: str
    region: str = "us-east-1"
    token: str = ""

    @classmethod
    def found(cls) -> Credentials | None:
        """Those of the environment; None where there are none, or where the bucket is a part of the host's name."""
        key, secret = os.environ.get("AWS_ACCESS_KEY_ID"), os.environ.get("AWS_SECRET_ACCESS_KEY")
        if not key or not secret or os.environ.get("AWS_VIRTUAL_HOSTED_STYLE_REQUEST", "").lower() == "true":
            return None
        region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or cls.region
        return cls(key, secret, region, os.environ.get("AWS_SESSION_TOKEN", ""))

    @property
    def endpoint(self) -> str:
        """Where AWS itself answers."""
        return f"https://s3.{self.region}.amazonaws.com"


def presigned(url: str, by: Credentials, seconds: int, filename: str = "", at: datetime | None = None) -> str:
    """The address with a signature, good for GET from `at` (None is now) for `seconds`, a week at most."""
    now = (at or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    scope = f"{now[:8]}/{by.region}/s3/aws4_request"
    parts = urlsplit(url)
    fields = {
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": f"{by.key}/{scope}",
        "X-Amz-Date": now,
        "X-Amz-Expires": str(max(1, min(seconds, _WEEK_S))),
        "X-Amz-SignedHeaders": "host",
    }
    if by.token:
        fields["X-Amz-Security-Token"] = by.token
    if filename:
        fields["response-content-disposition"] = f"attachment; filename*=UTF-8''{quote(filename, safe='')}"
    query = "&".join(f"{quote(name, safe='')}={quote(fields[name], safe='')}" for name in sorted(fields))
    path = quote(parts.path, safe="/~")
    asked = "\n".join(["GET", path, query, f"host:{parts.netloc}", "", "host", "UNSIGNED-PAYLOAD"])
    said = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(asked.encode()).hexdigest()])
    key = f"AWS4{by.secret}".encode()
    for part in scope.split("/"):
        key = _mac(key, part)
    return f"{parts.scheme}://{parts.netloc}{path}?{query}&X-Amz-Signature={_mac(key, said).hex()}"


def _mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
