"""Buckets by client; those that are full again are forgotten."""

from collections.abc import Callable

from rate_limiter.bucket import Bucket


class Limiter:
    """Says whether a client may go on, and after how many seconds if not."""

    def __init__(self, capacity: int, rate: float, clock: Callable[[], float]) -> None:
        self._capacity = capacity
        self._rate = rate
        self._clock = clock
        self._buckets: dict[str, Bucket] = {}

    def __len__(self) -> int:
        return len(self._buckets)

    def allow(self, client: str) -> float:
        """0 when the client may go on, else the seconds to wait."""
        now = self._clock()
        bucket = self._buckets.get(client)
        if bucket is None:
            bucket = Bucket(self._capacity, self._rate, self._capacity, now)
            self._buckets[client] = bucket
        return 0.0 if bucket.take(now) else bucket.wait()

    def forget(self) -> int:
        """Drop the buckets that are full again; how many they were."""
        now = self._clock()
        full = [
            client
            for client, bucket in self._buckets.items()
            if bucket.tokens + (now - bucket.at) * bucket.rate >= bucket.capacity
        ]
        for client in full:
            del self._buckets[client]
        return len(full)
