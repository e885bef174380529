"""A crew: calls, errors, progress, stopping, whose turn it is, who keeps what."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from talkreel.errors import EditError, Interrupted, RenderError
from talkreel.process.crew import Crew
from talkreel.process.queueing import Queueing

KEPT: list[str] = []


def add(a: int, b: int) -> int:
    return a + b


def where() -> int:
    return os.getpid()


def group() -> tuple[int, int]:
    return os.getpid(), os.getpgid(0)


def note(word: str) -> list[str]:
    KEPT.append(word)
    return KEPT


def hold(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def refuse(name: str) -> None:
    raise EditError("error.draft_missing", draft=name)


def stumble() -> None:
    raise ZeroDivisionError("by nothing")


def steps(count: int, *, progress: Callable[[str, float], None]) -> int:
    for n in range(count):
        progress("draw", (n + 1) / count)
        time.sleep(0.02)
    return os.getpid()


def chatter(*, progress: Callable[[str, float], None]) -> int:
    """Four threads that talk at once; one goes on after the end."""

    def talk(times: int) -> None:
        with suppress(Interrupted):
            for n in range(times):
                progress("draw", n / times)

    threads = [threading.Thread(target=talk, args=(times,), daemon=True) for times in (200, 300, 300, 10_000_000)]
    for thread in threads:
        thread.start()
    for thread in threads[:3]:
        thread.join()
    return os.getpid()


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(2, idle_s=30) as shared:
        yield shared


def test_the_result_comes_back_from_another_process(crew: Crew) -> None:
    assert crew.call(add, 2, 3) == 5
    assert crew.call(where) != os.getpid()


def test_a_child_is_used_again_and_keeps_what_its_modules_keep(crew: Crew) -> None:
    crew.call(note, "one", key="words")
    assert crew.call(note, "two", key="words")[-2:] == ["one", "two"]


def test_each_child_leads_a_group_of_its_own(crew: Crew) -> None:
    pid, leader = crew.call(group)
    assert pid == leader != os.getpgid(0)


def test_our_errors_come_as_they_were_raised(crew: Crew) -> None:
    with pytest.raises(EditError) as caught:
        crew.call(refuse, "film")
    assert (caught.value.code, caught.value.fields) == ("error.draft_missing", {"draft": "film"})


def test_errors_of_others_become_ours_with_their_text(crew: Crew) -> None:
    with pytest.raises(RenderError, match="ZeroDivisionError: by nothing"):
        crew.call(stumble)
    assert crew.call(add, 1, 1) == 2


def test_progress_is_told_in_the_thread_that_asked(crew: Crew) -> None:
    told: list[tuple[str, float, int]] = []
    crew.call(steps, 4, progress=lambda stage, part: told.append((stage, part, threading.get_ident())))
    assert told == [("draw", (n + 1) / 4, threading.get_ident()) for n in range(4)]


def test_work_that_tells_its_progress_stops_and_its_child_stays(crew: Crew) -> None:
    pid = crew.call(where, key="steps")
    since = time.monotonic()
    with pytest.raises(Interrupted):
        crew.call(steps, 1000, key="steps", progress=lambda *_: None, stop=lambda: time.monotonic() > since + 0.3)
    assert time.monotonic() - since < 2
    assert crew.call(where, key="steps") == pid


def test_threads_of_the_work_may_tell_too_and_are_not_heard_after_its_end(crew: Crew) -> None:
    told: list[float] = []
    pid = crew.call(chatter, key="chatter", progress=lambda _, part: told.append(part))
    time.sleep(0.2)
    assert len(told) >= 800
    assert crew.call(where, key="chatter") == pid


def test_what_the_listener_raises_stops_the_work(crew: Crew) -> None:
    def listen(stage: str, part: float) -> None:
        raise KeyError(stage)

    with pytest.raises(KeyError):
        crew.call(steps, 1000, progress=listen)
    assert crew.call(add, 1, 1) == 2


def test_work_that_tells_nothing_is_killed(crew: Crew) -> None:
    pid = crew.call(where, key="dull")
    since = time.monotonic()
    with pytest.raises(Interrupted):
        crew.call(hold, 60, key="dull", stop=lambda: True)
    assert time.monotonic() - since < 2
    assert crew.call(where, key="dull") != pid


def test_work_that_takes_too_long_is_killed(crew: Crew) -> None:
    since = time.monotonic()
    with pytest.raises(RenderError, match="process_slow"):
        crew.call(hold, 60, time_s=0.3)
    assert time.monotonic() - since < 2.3


def test_a_key_leads_to_the_child_that_served_it() -> None:
    with Crew(2, idle_s=30) as pair:
        homes: dict[str, int] = {}

        def settle(key: str) -> None:
            homes[key] = pair.call(hold, 0.4, key=key)

        both = [threading.Thread(target=settle, args=(key,)) for key in "ab"]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        assert homes["a"] != homes["b"]
        for key in "abbaab":
            assert pair.call(where, key=key) == homes[key]


def test_calls_wait_by_priority_and_tenants_take_turns() -> None:
    order: list[str] = []
    with Crew(1, idle_s=30) as single:

        def ask(name: str, priority: int, tenant: str) -> None:
            single.call(hold, 0.01, priority=priority, tenant=tenant)
            order.append(name)

        first = threading.Thread(target=single.call, args=(hold, 1.0))
        first.start()
        time.sleep(0.3)
        wanted = [("a1", 5, "a"), ("a2", 5, "a"), ("a3", 5, "a"), ("b1", 5, "b"), ("late", 9, "c"), ("now", 1, "a")]
        threads = [threading.Thread(target=ask, args=each) for each in wanted]
        for thread in threads:
            thread.start()
            time.sleep(0.03)
        for thread in [first, *threads]:
            thread.join()
    assert order == ["now", "a1", "b1", "a2", "a3", "late"]


def test_a_spare_place_is_for_those_who_look() -> None:
    with Crew(1, idle_s=30, spare=1) as crew:
        ended: list[str] = []

        def ask(name: str, seconds: float, priority: int) -> None:
            crew.call(hold, seconds, priority=priority)
            ended.append(name)

        asked = [("film", 1.2, 10), ("next film", 0.1, 5), ("look", 0.1, 1), ("look again", 0.1, 4)]
        threads = [threading.Thread(target=ask, args=each) for each in asked]
        for thread in threads:
            thread.start()
            time.sleep(0.1)
        for thread in threads:
            thread.join()
        assert ended == ["look", "look again", "film", "next film"]


def test_one_who_waits_may_stop_waiting() -> None:
    with Crew(1, idle_s=30) as single:
        first = threading.Thread(target=single.call, args=(hold, 0.8))
        first.start()
        time.sleep(0.2)
        since = time.monotonic()
        with pytest.raises(Interrupted):
            single.call(add, 1, 1, stop=lambda: True)
        assert time.monotonic() - since < 0.5
        first.join()
        assert single.call(add, 1, 1) == 2


def test_an_idle_child_ends_and_the_next_call_has_a_new_one() -> None:
    with Crew(1, idle_s=0.3) as single:
        pid = single.call(where)
        assert single.call(where) == pid
        _until_gone(pid)
        assert single.call(where) not in (pid, os.getpid())


def test_what_children_come_from_goes_to_rest_and_comes_again() -> None:
    with Crew(1, idle_s=0.05) as single:
        assert single.call(add, 1, 1) == 2
        time.sleep(1.5)
        assert single.call(add, 2, 2) == 4


def test_a_child_that_has_done_much_is_replaced() -> None:
    with Crew(1, idle_s=30, most_calls=2) as single:
        pids = [single.call(where) for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_closing_ends_the_children() -> None:
    crew = Crew(2, idle_s=30)
    pid = crew.call(where)
    crew.close()
    _until_gone(pid)
    with pytest.raises(RenderError):
        crew.call(where)


def test_many_at_once() -> None:
    with Crew(2, idle_s=30) as pair:
        results: list[int] = []
        threads = [threading.Thread(target=lambda n=n: results.append(pair.call(add, n, 1))) for n in range(60)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(results) == list(range(1, 61))


def test_whoever_waits_alone_in_a_priority_is_next() -> None:
    queue: Queueing[str] = Queueing()
    for who, priority, tenant in [("a", 2, "x"), ("b", 2, "x"), ("c", 2, "y"), ("d", 1, "z")]:
        queue.add(who, priority, tenant)
    assert queue.drop("b", 2, "x")
    assert not queue.drop("b", 2, "x")
    assert [queue.take() for _ in range(3)] == ["d", "a", "c"]
    assert not queue
    with pytest.raises(LookupError):
        queue.take()


def _until_gone(pid: int) -> None:
    until = time.monotonic() + 3
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail(f"process {pid} is still there")
