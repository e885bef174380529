"""Who says something while a turn of the same session ends: over PostgreSQL both wait in the same order."""

from __future__ import annotations

import threading
import time

from tests.hosting import Served

from talkreel.store import events
from talkreel.store import sessions as rows
from talkreel.studio.hosted import turns
from talkreel.studio.hosted.callers import Caller


def test_who_speaks_while_a_turn_ends_waits_and_neither_is_refused(either: Served) -> None:
    host, person = either.host, either.person()
    session = person.session()
    caller = Caller(person.account, "anonymous", frozenset({"*"}))
    said = list[object]()

    def say() -> None:
        try:
            said.append(turns.say_in(host, caller, session, "A 2 second promo for a coffee shop"))
        except Exception as error:  # noqa: BLE001 - it is looked at below
            said.append(error)

    speaking = threading.Thread(target=say)
    with host.database.writing() as connection:  # as a turn ends: first the session, then what happened in it
        rows.change_session(connection, session, 1)
        speaking.start()
        time.sleep(0.5)
        events.append(connection, session, None, ("{}",), 1)
    speaking.join(10)
    assert not isinstance(said[0], Exception), said
