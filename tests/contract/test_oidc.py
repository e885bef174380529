"""Signing in by OpenID Connect, against a provider of our own over real HTTP."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from pydantic import SecretStr
from starlette.testclient import TestClient
from tests.contract.test_account_routes import Somebody, facts, link_of
from tests.doorway import a_host, browsing, with_settings

from talkreel.store.database import Database
from talkreel.studio.hosted.host import Host

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())


class Provider:
    """Somebody who knows people. `claims` changes what it says of them, `sign` how."""

    def __init__(self) -> None:
        self.asked: dict[str, str] = {}
        self.claims: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
        self.sign: Callable[[dict[str, Any]], str] = self.by_rsa
        self.issuer_says = ""
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(provider.read(self.path))

            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.answer(provider.token({name: values[0] for name, values in form.items()}))

            def answer(self, value: dict[str, Any] | None) -> None:
                body = json.dumps(value or {"error": "invalid_grant"}).encode()
                self.send_response(200 if value else 400)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                del format, args

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def read(self, path: str) -> dict[str, Any] | None:
        if path == "/.well-known/openid-configuration":
            places = {"authorization": "/authorize", "token": "/token"}
            found = {f"{name}_endpoint": self.issuer + place for name, place in places.items()}
            return found | {"issuer": self.issuer_says or self.issuer, "jwks_uri": f"{self.issuer}/keys"}
        keys = (("r", RSAAlgorithm, RSA), ("e", ECAlgorithm, EC))
        return {"keys": [json.loads(kind.to_jwk(key.public_key())) | {"kid": kid} for kid, kind, key in keys]}

    def consent(self, address: str) -> dict[str, str]:
        """What a person's consent at an address leads back with."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        return {"state": self.asked["state"], "code": "grant-1"}

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        )
        fine = form["code"] == "grant-1" and challenge == self.asked["code_challenge"]
        fine = fine and form["redirect_uri"] == self.asked["redirect_uri"] and form["client_secret"] == "s3cret"
        if not fine:
            return None
        now = int(time.time())
        said = {"iss": self.issuer, "sub": "ann", "aud": "reel", "iat": now, "exp": now + 60}
        return {"id_token": self.sign(self.claims(said | {"nonce": self.asked["nonce"]})), "token_type": "Bearer"}

    def by_rsa(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, RSA, "RS256", {"kid": "r"})

    def by_ec(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, EC, "ES256", {"kid": "e"})


@pytest.fixture(scope="module")
def running() -> Generator[Provider]:
    found = Provider()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.claims, running.sign, running.issuer_says = (lambda claims: claims), running.by_rsa, ""
    return running


@pytest.fixture
def host(sqlite_database: Database, tmp_path: Path, provider: Provider) -> Host:
    settings = {"oidc_issuer": provider.issuer, "oidc_client_id": "reel", "oidc_client_secret": SecretStr("s3cret")}
    return with_settings(a_host(sqlite_database, tmp_path), **settings)


@pytest.fixture
def browser(host: Host) -> Generator[TestClient]:
    with browsing(host) as found:
        yield found


def _come_back(browser: TestClient, provider: Provider, **begin: str) -> Any:
    sent = browser.get("/api/auth/oidc", params=begin)
    assert sent.status_code == 303, sent.text
    return browser.get("/api/auth/oidc/callback", params=provider.consent(sent.headers["location"]))


def _signed_in(browser: TestClient) -> str:
    answer = browser.get("/api/account")
    return answer.json()["data"]["user_id"] if answer.status_code == 200 else ""


def test_what_is_asked_of_the_provider(browser: TestClient, provider: Provider) -> None:
    sent = browser.get("/api/auth/oidc", params={"back": "/sign-in"})
    provider.consent(sent.headers["location"])
    asked = provider.asked
    assert sent.headers["location"].startswith(f"{provider.issuer}/authorize?")
    assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", "reel", "S256")
    assert "openid" in asked["scope"].split()
    assert asked["redirect_uri"] == "http://localhost:8787/api/auth/oidc/callback"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) == 43
    cookie = sent.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


@pytest.mark.parametrize("how", ["by_rsa", "by_ec"])
def test_who_comes_back_is_signed_in_and_known_again(host: Host, provider: Provider, how: str) -> None:
    provider.sign = getattr(provider, how)
    found = list[str]()
    for _ in range(2):
        with browsing(host) as browser:
            back = _come_back(browser, provider, back="/workspace/task/task_1?session=2")
            assert (back.status_code, back.headers["location"]) == (303, "/workspace/task/task_1?session=2")
            found.append(_signed_in(browser))
    assert found[0].startswith("user_")
    assert found[0] == found[1]


def test_an_anonymous_account_is_bound_by_who_holds_it(host: Host, browser: TestClient, provider: Provider) -> None:
    with browsing(host) as program:
        owner = Somebody(host, program)
    assert browser.get("/api/auth/oidc", params={"bind": owner.account}).status_code == 403
    assert facts(browser.get(link_of(owner)).text)["oidc"] is True
    _come_back(browser, provider, bind=owner.account)
    assert _signed_in(browser) == owner.account
    assert browser.get("/api/account").json()["data"]["kind"] == "registered"


@pytest.mark.parametrize(
    "changed",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": ["reel", "another"]},
        {"azp": "another"},
        {"iss": "http://evil.example"},
        {"exp": 1_000_000_000},
        {"iat": 4_000_000_000},
        {"sub": None},
        {"exp": None},
    ],
)
def test_a_token_that_does_not_hold_is_refused(
    browser: TestClient, provider: Provider, changed: dict[str, object]
) -> None:
    provider.claims = lambda said: {name: value for name, value in (said | changed).items() if value is not None}
    assert _come_back(browser, provider).status_code == 403
    assert _signed_in(browser) == ""


def test_a_token_that_the_provider_did_not_sign_is_refused(browser: TestClient, provider: Provider) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    forged: list[Callable[[dict[str, Any]], str]] = [
        lambda said: jwt.encode(said, stranger, "RS256", {"kid": "r"}),
        lambda said: jwt.encode(said, "", "none", {"kid": "r"}),
        _by_the_public_key,
        lambda said: jwt.encode(said, RSA, "RS256", {"kid": "unknown"}),
        lambda said: provider.by_rsa(said)[:-8] + "AAAAAAAA",
        lambda said: "no token",
    ]
    for sign in forged:
        provider.sign = sign
        assert _come_back(browser, provider).status_code == 403
    assert _signed_in(browser) == ""


def _by_the_public_key(claims: dict[str, Any]) -> str:
    """A token whose secret is what everybody knows."""
    public = RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    parts = [json.dumps(part).encode() for part in ({"alg": "HS256", "kid": "r"}, claims)]
    signed = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    return (signed + b"." + base64.urlsafe_b64encode(hmac.digest(public, signed, "sha256")).rstrip(b"=")).decode()


def test_only_the_browser_that_began_comes_back(host: Host, browser: TestClient, provider: Provider) -> None:
    sent = browser.get("/api/auth/oidc")
    back = provider.consent(sent.headers["location"])
    with browsing(host) as other:
        assert other.get("/api/auth/oidc/callback", params=back).status_code == 403
        other.get("/api/auth/oidc")
        assert other.get("/api/auth/oidc/callback", params=back).status_code == 403
    for wrong in ({"state": "x"}, {"state": back["state"]}, back | {"code": "x"}, back | {"error": "access_denied"}):
        assert browser.get("/api/auth/oidc/callback", params=wrong).status_code == 403
    assert _signed_in(browser) == ""
    assert browser.get("/api/auth/oidc/callback", params=back).status_code == 303


def test_a_sign_in_takes_ten_minutes_at_most(
    browser: TestClient, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = browser.get("/api/auth/oidc")
    back = provider.consent(sent.headers["location"])
    now = time.time()
    monkeypatch.setattr(Database, "now_ms", lambda *_: int((now + 601) * 1000))
    assert browser.get("/api/auth/oidc/callback", params=back).status_code == 403


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1", "", "/a\nb"]
)
def test_the_way_back_stays_here(browser: TestClient, provider: Provider, back: str) -> None:
    assert _come_back(browser, provider, back=back).headers["location"] == "/"


def test_a_provider_that_is_away_or_another_is_said(host: Host, browser: TestClient, provider: Provider) -> None:
    provider.issuer_says = "http://evil.example"
    assert browser.get("/api/auth/oidc").status_code == 503
    with browsing(with_settings(host, oidc_issuer="http://127.0.0.1:9")) as away:
        assert away.get("/api/auth/oidc").status_code == 503
    with browsing(with_settings(host, oidc_issuer="")) as without:
        assert without.get("/api/auth/oidc").status_code == 501
