"""B8: whatever a request looks like, it is answered as the OpenAPI document says, and never with a 500.

TALKREEL_SOAK=1 takes a hundred requests for each operation.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.hosting import Person, Served
from tests.served import until

pytestmark = pytest.mark.xdist_group("server")

EACH = 100 if os.environ.get("TALKREEL_SOAK") else 6
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ENDLESS = "/api/sessions/{sid}/events"
COSTLY = {"/api/render/proxy/lambda", "/api/render/proxy/draft", "/v1/generate", "/api/v1/generate"}
LAST = "DELETE /api/account"
FINAL = ("delete", "revoke", "sign-out")


@pytest.fixture(scope="module")
def known(either: Served) -> tuple[Person, dict[str, str]]:
    """Somebody with a film and an export, and what they are called in paths and bodies."""
    person = either.person(credits=1000)
    session = person.session()
    person.say(session, "A 1-second film of the sea without music")
    draft = person.state(session)["draft"]["id"]
    export = person.export(session, resolution="360p", quality="draft")["id"]
    names = {"sid": session, "session_id": session, "sessionId": session, "draft": draft, "draft_id": draft}
    return person, names | {"app": "nemo_agent", "user": "me", "id": export, "revision": "1"}


def schema_of(served: Served) -> Any:
    """The document, as the server gives it."""
    return schemathesis.openapi.from_url(f"{served.url}/openapi.json")


def operations(served: Served) -> list[APIOperation]:
    """All operations but the one whose answer does not end."""
    found = [result.ok() for result in schema_of(served).get_all_operations()]
    assert len(found) > 50
    return [operation for operation in found if operation.path != ENDLESS]


def made_known(case: Case, names: dict[str, str]) -> None:
    """Put what is there in the place of what was made up, so that more than 404 is seen."""
    for name in case.path_parameters or {}:
        if name in names:
            case.path_parameters[name] = names[name]
    if isinstance(case.body, dict):
        for name in case.body:
            if name in names:
                case.body[name] = names[name]


def tried(operation: APIOperation, person: Person, names: dict[str, str]) -> set[int]:
    """Send one operation's requests, some of them about what is there; the statuses that came."""
    seen = set[int]()
    gentle = operation.path in COSTLY or any(word in operation.label.lower() for word in FINAL)

    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(case=operation.as_strategy(), is_known=st.booleans())
    def send(case: Case, is_known: bool) -> None:
        if is_known and not gentle:
            made_known(case, names)
        answer = case.call(headers={"Authorization": f"Bearer {person.token}"}, timeout=60, allow_redirects=False)
        seen.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)
        if answer.status_code >= 400:
            refusal = answer.json()
            assert {"code", "message", "next", "data"} <= set(refusal), refusal
            assert refusal["code"]
            assert refusal["message"]
            assert refusal["next"]

    send()
    return seen


def each(served: Served, act: Callable[[APIOperation], set[int]]) -> dict[str, set[int]]:
    """Do something with every operation; which statuses each had. Fails with all that failed.

    Raises:
        AssertionError: some did.
    """
    failed, seen = dict[str, str](), dict[str, set[int]]()
    for operation in operations(served):
        try:
            seen[operation.label] = act(operation)
        except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001 - told below, all together
            failed[operation.label] = repr(error) + "".join(getattr(error, "__notes__", []))
    assert not failed, "\n\n".join(f"{label}: {why}" for label, why in failed.items())
    return seen


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_every_answer_is_as_the_document_says(either: Served, known: tuple[Person, dict[str, str]]) -> None:
    person, names = known
    leaver = either.person()  # deletes its account
    seen = each(either, lambda operation: tried(operation, leaver if operation.label == LAST else person, names))
    answered = [label for label, statuses in seen.items() if min(statuses) < 400]
    assert len(answered) > len(seen) / 2, seen  # not all is refused at the door
    until(lambda: person.balance()["frozen"] == 0, 60)
    assert person.export(names["sid"], resolution="360p", quality="draft")["status"] == "completed"


def test_without_a_token_only_open_routes_answer(either: Served) -> None:
    """Every other one says 1001, before it looks at anything else."""
    client = either.client()
    document = client.get("/openapi.json").json()
    open_to_all = set[str]()
    for path, methods in document["paths"].items():
        for method in methods:
            where = path.replace("{revision}", "1").replace("{at_ms}", "1").replace("{ending}", "jpg")
            answer = client.request(method, where)
            if answer.status_code != 401:
                open_to_all.add(f"{method.upper()} {path}")
            else:
                assert answer.json()["code"] == 1001
    assert open_to_all == {
        "GET /healthz",
        "GET /readyz",
        "GET /list-apps",
        "GET /api/limits",
        "POST /api/auth/anonymous-token",
        "POST /api/auth/register",
        "POST /api/auth/sign-in",
        "POST /api/auth/sign-out",
        "GET /files/exports/{id}",
        "GET /files/uploads/{sid}/{hash}",
        "GET /previews/{sid}/{draft}/{revision}/{at_ms}.jpg",
    }


def test_the_endless_stream_begins_and_goes_on_from_any_number(
    either: Served, known: tuple[Person, dict[str, str]]
) -> None:
    person, names = known
    where = f"/api/sessions/{names['sid']}/events"
    for after in (0, 1, 2**31, 2**63 - 1):
        with person.http.stream("GET", where, params={"after": after}) as answer:
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
            first = next(answer.iter_bytes())
            assert first.startswith(b": heartbeat\n")
    for after in ("-1", "x", str(2**63), "1e3", "٣", ""):
        refused = person.http.get(where, params={"after": after})
        assert refused.status_code in (400, 422), (after, refused.text)
        assert refused.json()["next"]
