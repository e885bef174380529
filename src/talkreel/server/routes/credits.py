"""Credits and limits."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from talkreel.media.formats import ALL_FORMATS
from talkreel.media.sniff import KNOWN
from talkreel.server import tools
from talkreel.server.answers import Answer, answer
from talkreel.server.app import host_of
from talkreel.server.requests import Who
from talkreel.studio.hosted import credits
from talkreel.studio.sizes import SIZES
from talkreel.wire.version import SUPPORTED

router = APIRouter(tags=["credits"])


@router.get("/api/credits/balance/simple")
def simple(request: Request, who: Who) -> Answer:
    """What the account has: free to spend, and held for work that is not done."""
    has = credits.balance(host_of(request), who)
    return answer({"available": has.available, "frozen": has.frozen, "total": has.total})


@router.get("/api/credits/usage")
def usage(
    request: Request,
    who: Who,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    before: Annotated[int, Query(ge=0, le=2**62)] = 0,
) -> Answer:
    """The account's entries, the newest first; `next` goes on from the last one."""
    found = credits.usage(host_of(request), who, limit, before or None)
    lines: list[dict[str, Any]] = [vars(entry) for entry in found]
    return answer({"items": lines, "next": found[-1].id if len(found) == limit else None})


@router.get("/api/limits")
def limits(request: Request) -> Answer:
    """Everything that this server takes, makes and allows."""
    host = host_of(request)
    s = host.settings
    return answer(
        {
            "versions": list(SUPPORTED),
            "upload": {
                "formats": [known.suffix.lstrip(".") for known in KNOWN],
                "max_file_bytes": s.max_file_mb * 1_000_000,
                "max_picture_megapixels": s.max_picture_mp,
                "max_hours": s.max_film_hours,
                "max_account_bytes": s.max_storage_mb * 1_000_000,
            },
            "export": {
                "formats": list(ALL_FORMATS),
                "sizes": list(SIZES),
                "anonymous_max_short_side": s.plan_export_height or None,
                "attribution_required": s.require_attribution,
            },
            "links": {"hours": s.link_hours, "claim_days": 7},
            "tokens": {
                "days": s.token_days,
                "per_client": s.tokens_per_client,
                "per_address": s.tokens_per_address,
            },
            "credits": {
                "anonymous": s.grant_credits,
                "registering_adds": s.register_credits,
                "prices": credits.prices(host),
            },
            "sessions": s.max_sessions,
            "open_jobs": s.max_open_jobs,
            "heartbeat_seconds": s.heartbeat_s,
            "mcp": {"path": tools.PATH, "installed": tools.is_here()},
        }
    )
