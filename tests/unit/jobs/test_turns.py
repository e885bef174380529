"""Whose turn it is, without an engine: a queue in a list."""

from __future__ import annotations

import time
from collections import Counter
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from talkreel.jobs.engines.dispatch import Dispatcher, Slots, Turns
from talkreel.jobs.engines.steps import noted, told
from talkreel.store.engine_database import Line


class Queue:
    """Orders that wait and that are done, as (tenant, priority), the oldest first."""

    def __init__(self, waiting: list[tuple[str, int]]) -> None:
        self.waiting = waiting
        self.running: list[tuple[str, int]] = []
        self.begun: list[str] = []

    def lines(self) -> list[Line]:
        """As the database tells it."""
        found: list[Line] = []
        for waits, orders in ((True, self.waiting), (False, self.running)):
            for (tenant, priority), same in groupby(sorted(orders)):
                since = orders.index((tenant, priority))
                found.append(Line("cpu", tenant, waits, priority, len(list(same)), since))
        return found

    def take(self, tenant: str) -> bool:
        """Begin the first of a tenant's."""
        mine = [order for order in self.waiting if order[0] == tenant]
        if not mine:
            return False
        first = min(mine, key=lambda order: order[1])
        self.waiting.remove(first)
        self.running.append(first)
        self.begun.append(tenant)
        return True


def begun(queue: Queue, slots: int) -> list[str]:
    """The tenants in the order in which theirs began, when the oldest ends first."""
    turns = Turns()
    while queue.waiting or queue.running:
        turns.pick(queue.lines(), queue.take, slots - len(queue.running))
        del queue.running[0]
    return queue.begun


def test_tenants_take_turns():
    assert begun(Queue([("a", 5)] * 4 + [("b", 5)] * 2 + [("c", 5)]), 1) == ["a", "b", "c", "a", "b", "a", "a"]


def test_a_low_number_goes_first_whosever_it_is():
    assert begun(Queue([("a", 5)] * 3 + [("b", 1), ("b", 10)]), 1)[0] == "b"


def test_who_has_much_running_waits_for_who_has_little():
    """L8 with eight slots: A's 500 are there first, B's 5 come later."""
    turns, queue = Turns(), Queue([("a", 10)] * 500)
    turns.pick(queue.lines(), queue.take, 8)
    queue.waiting += [("b", 10)] * 5
    chunks_until: list[int] = []
    for done in range(1, 30):
        del queue.running[0]
        turns.pick(queue.lines(), queue.take, 1)
        if queue.begun[-1] == "b":
            chunks_until.append(done)
    assert chunks_until[0] == 1
    assert len(chunks_until) == 5
    assert chunks_until[-1] <= 0.1 * 500 / 8 * 8


def test_one_that_was_taken_by_somebody_else_is_passed_over():
    lines = [Line("cpu", "a", True, 1, 3, 0), Line("cpu", "b", True, 5, 2, 1)]
    asked: list[str] = []

    def take(tenant: str) -> bool:
        asked.append(tenant)
        return tenant == "b"

    assert Turns().pick(lines, take, 3) == 2
    assert asked == ["a", "a", "a", "b", "b"]


def test_what_nobody_here_can_take_is_not_asked_for_for_ever():
    asked: list[str] = []
    Turns().pick([Line("cpu", "a", True, 5, 500, 0)], lambda tenant: asked.append(tenant) is not None, 1)
    assert len(asked) == 10


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([1, 5, 10])), max_size=30),
    st.integers(1, 6),
)
def test_all_begin_once_and_in_the_order_of_priority(orders: list[tuple[str, int]], slots: int):
    queue = Queue(list(orders))
    assert Counter(begun(queue, slots)) == Counter(tenant for tenant, _ in orders)


def test_a_dispatcher_goes_on_after_the_database_was_away():
    slots, looks, taken = Slots(), [0], []

    def look(queues: list[str]) -> list[Line]:
        looks[0] += 1
        if looks[0] < 3:
            raise OSError("away")
        return [Line(queue, "a", True, 5, 1, 0) for queue in queues] if not taken else []

    def take(queue: str, tenant: str) -> bool:
        taken.append((queue, tenant))
        return True

    dispatcher = Dispatcher(slots, {"cpu": 1}, look, take, 0.01)
    dispatcher.start()
    while looks[0] < 5:
        slots.changed.set()
        time.sleep(0.01)
    dispatcher.stop()
    assert taken == [("cpu", "a")]


def test_what_a_step_gave_is_told_again():
    assert told(noted(lambda: {"a": [1, None]})) == {"a": [1, None]}
