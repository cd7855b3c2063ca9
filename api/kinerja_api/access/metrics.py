"""Metrics for Prometheus: how many requests, how long, how many were refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 120.0)


@dataclass(frozen=True, slots=True)
class Metrics:
    """The metrics of one service; labels are routes as declared, never ids or names."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    running: Gauge = field(init=False)

    def __post_init__(self) -> None:
        """Create the metrics in the registry."""
        labels = ("route", "method", "status")
        made = {
            "requests": Counter(
                "kinerja_requests", "Requests answered.", labels, registry=self.registry
            ),
            "seconds": Histogram(
                "kinerja_request_seconds",
                "Seconds until the last byte of an answer.",
                ("route",),
                buckets=_BUCKETS,
                registry=self.registry,
            ),
            "running": Gauge(
                "kinerja_requests_running", "Requests being answered.", registry=self.registry
            ),
        }
        for name, figure in made.items():
            object.__setattr__(self, name, figure)

    def record_response(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a response."""
        self.requests.labels(route, method, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """Return all metrics in the format of Prometheus."""
        return generate_latest(self.registry)
