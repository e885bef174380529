"""How the server is doing, in Prometheus' words.

What one process alone knows (requests, streams) is counted in it; a machine has one process that answers. All else is
read from the database when somebody asks, so that it is the same whichever process is asked.
"""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from talkreel.store import gauges
from talkreel.studio.hosted.host import Host

TEXT = "text/plain; version=0.0.4; charset=utf-8"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_REGISTRY = CollectorRegistry()
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)
REQUESTS = Counter(
    "talkreel_requests", "Requests that were answered", ["method", "route", "status"], registry=_REGISTRY
)
SECONDS = Histogram(
    "talkreel_request_seconds",
    "Time to answer; of a stream, until it began",
    ["method", "route"],
    buckets=_BUCKETS,
    registry=_REGISTRY,
)
STREAMS = Gauge("talkreel_open_streams", "Event streams that are open", registry=_REGISTRY)
ProcessCollector(registry=_REGISTRY)


def page(host: Host) -> bytes:
    """All metrics, in the text format.

    Raises:
        UnavailableError: the database does not answer.
    """
    asked = CollectorRegistry()
    asked.register(_Read(stored(host)))
    return generate_latest(_REGISTRY) + generate_latest(asked)


class _Read(Collector):
    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = list(metrics)

    def collect(self) -> Iterable[Metric]:
        """What was read."""
        return self._metrics


def stored(host: Host) -> list[Metric]:
    """What the database says.

    Raises:
        UnavailableError: it does not answer.
    """
    with host.database.reading() as connection:
        now = host.database.now_ms(connection)
        states = gauges.jobs_by_state(connection)
        available, frozen = gauges.credits_held(connection)
        workers = gauges.workers(connection, now)
        sessions = gauges.open_sessions(connection)
        oldest = gauges.oldest_pending(connection)
    jobs = GaugeMetricFamily("talkreel_jobs", "Jobs that are kept", labels=["kind", "status"])
    for (kind, status), count in sorted(states.items()):
        jobs.add_metric([kind, status], count)
    beats = GaugeMetricFamily(
        "talkreel_executor_silent_seconds", "Since an executor last said that it is there", labels=["role", "executor"]
    )
    for worker in workers:
        beats.add_metric([worker.role, worker.id], worker.silent_ms / 1000)
    return [
        jobs,
        _one(
            "talkreel_oldest_pending_seconds", "How long the oldest job waits", (now - oldest) / 1000 if oldest else 0
        ),
        _one("talkreel_credits_available", "Credits that can be spent, of all accounts", available),
        _one("talkreel_credits_frozen", "Credits held for jobs, of all accounts", frozen),
        _one("talkreel_sessions", "Sessions", sessions),
        beats,
        *_queues(host),
    ]


def _queues(host: Host) -> list[Metric]:
    waiting = GaugeMetricFamily("talkreel_queue", "Orders of the engine, by queue", labels=["queue", "state"])
    for (queue, state), count in sorted(gauges.orders_by_queue(host.database).items()):
        waiting.add_metric([queue, state], count)
    return [waiting]


def _one(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(name, meaning, value=value)
