"""The pages that a link opens: plain HTML without a framework, whose words come from the catalogue.

`pages/` has the pages with `{{...}}` for what is filled in, always escaped, and what they are made of. Nothing comes
from elsewhere, and nothing that is not a file of ours runs.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from fastapi import Request
from starlette.responses import HTMLResponse, Response

from talkreel.errors import NotFoundError, TalkreelError
from talkreel.messages import say, sentence, sentences
from talkreel.server import cookies
from talkreel.server.answers import language_of
from talkreel.server.app import host_of
from talkreel.store.rows import SessionRow
from talkreel.studio.hosted import claims
from talkreel.wire.codes import fault

_SLOT = re.compile(r"\{\{([\w.-]+)\}\}")
_PARTS = {
    "claim.css": ("server/pages/claim.css", "text/css; charset=utf-8"),
    **{
        f"{name}.js": (f"server/pages/{name}.js", "text/javascript; charset=utf-8")
        for name in ("ask", "claim", "entrance", "film", "panels", "start", "talk")
    },
    "display.ttf": ("assets/fonts/fraunces/Fraunces_600SemiBold.ttf", "font/ttf"),
    "text.ttf": ("assets/fonts/outfit/Outfit_400Regular.ttf", "font/ttf"),
    "strong.ttf": ("assets/fonts/outfit/Outfit_600SemiBold.ttf", "font/ttf"),
    "hanzi.ttf": ("assets/fonts/noto-sans-sc/NotoSansSC_400Regular.ttf", "font/ttf"),
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": _POLICY, "Vary": "Accept-Language, Cookie"}
_SCRIPT = "page.js."


def workspace(request: Request, session: SessionRow, cookie: str) -> Response:
    """A session's page, for the browser that holds `cookie`."""
    host = host_of(request)
    held = claims.browser(host, cookie)
    who = claims.caller_of(host, held, session.id) if held else None
    facts = {
        "session": session.id,
        "task": session.task,
        "csrf": held.csrf if held else "",
        "via": who.via if who else "link",
        "kind": who.kind if who else "anonymous",
        "open": bool(session.open_link),
        "bind": session.account if who and who.kind == "anonymous" else "",
        "oidc": bool(host.settings.oidc_issuer),
    }
    return _page(request, "claim.html", facts, title=session.name)


def entrance(request: Request, form: str, bind: str = "") -> Response:
    """The page to register on, or to sign in: `form` says which is shown first."""
    language = language_of(request)
    facts = _at_the_door(request) | {"form": form, "bind": bind}
    return _page(
        request, "entrance.html", facts, title=say(f"page.{form}", language), lead=say(f"page.{form}_lead", language)
    )


def start(request: Request) -> Response:
    """The page that somebody sees first: a box for the words of a film."""
    return _page(request, "start.html", {})


def refused(request: Request, error: TalkreelError) -> Response:
    """The page that says why a link does not open; to sign in may help."""
    language = language_of(request)
    lead = sentence(error.code, language, error.fields)
    title = say("page.refused", language)
    return _page(request, "entrance.html", _at_the_door(request), fault(error).status, title=title, lead=lead)


def _at_the_door(request: Request) -> dict[str, Any]:
    host = host_of(request)
    held = claims.browser(host, cookies.held(request))
    return {
        "form": "sign_in",
        "bind": "",
        "csrf": held.csrf if held else "",
        "signed": held is not None and held.kind in {"registered", "admin"},
        "oidc": bool(host.settings.oidc_issuer),
    }


def part(request: Request, name: str) -> Response:
    """One of the files that pages are made of; a browser that has it asks whether it is still the same.

    Raises:
        NotFoundError: there is none of that name.
    """
    if name not in _PARTS:
        raise NotFoundError("error.route", method="GET", path=f"/pages/{name[:80]}")
    path, kind = _PARTS[name]
    headers = {"Cache-Control": "public, no-cache", "ETag": _tag(path), "Content-Type": kind}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(_read(path), headers=headers)


def _page(request: Request, name: str, facts: dict[str, Any], status: int = 200, **words: str) -> Response:
    language = language_of(request)
    place = 1 if language == "zh" else 0
    told = {code.removeprefix(_SCRIPT): pair[place] for code, pair in sentences().items() if code.startswith(_SCRIPT)}
    data = json.dumps(facts | {"language": language, "words": told}, ensure_ascii=False)
    fixed = words | {"language": "zh-CN" if language == "zh" else "en"}

    def fill(slot: re.Match[str]) -> str:
        what = slot[1]
        if what == "facts":
            return data.replace("<", "\\u003c").replace("&", "\\u0026").replace(">", "\\u003e")
        return escape(fixed[what] if what in fixed else say(f"page.{what}", language))

    text = _SLOT.sub(fill, _read(f"server/pages/{name}").decode())
    return HTMLResponse(text.encode("utf-8", "replace"), status, headers=_HEADERS)


@cache
def _read(path: str) -> bytes:
    return files("talkreel").joinpath(path).read_bytes()


@cache
def _tag(path: str) -> str:
    return f'"{hashlib.sha256(_read(path)).hexdigest()[:20]}"'
