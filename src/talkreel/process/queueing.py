"""Who is next: low numbers of priority first, the tenants of a priority in turn, a tenant's own calls in order."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Queueing(Generic[T]):
    """Those who wait. Not thread-safe."""

    def __init__(self) -> None:
        self._waiting: dict[int, OrderedDict[str, deque[T]]] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, who: T, priority: int, tenant: str) -> None:
        """Join at the end of the tenant's own; a tenant who is new there has its turn after the others."""
        self._waiting.setdefault(priority, OrderedDict()).setdefault(tenant, deque()).append(who)

    @property
    def first(self) -> int | None:
        """The priority of who is next; None when nobody waits."""
        return min(self._waiting, default=None)

    def take(self) -> T:
        """Whose turn it is.

        Raises:
            LookupError: nobody waits.
        """
        if not self._waiting:
            raise LookupError
        priority = min(self._waiting)
        tenant = next(iter(self._waiting[priority]))
        who = self._waiting[priority][tenant].popleft()
        self._waiting[priority].move_to_end(tenant)
        self._tidy(priority, tenant)
        return who

    def drop(self, who: T, priority: int, tenant: str) -> bool:
        """Leave without having been served; whether it still waited."""
        try:
            self._waiting[priority][tenant].remove(who)
        except (KeyError, ValueError):
            return False
        self._tidy(priority, tenant)
        return True

    def _tidy(self, priority: int, tenant: str) -> None:
        if not self._waiting[priority][tenant]:
            del self._waiting[priority][tenant]
        if not self._waiting[priority]:
            del self._waiting[priority]
