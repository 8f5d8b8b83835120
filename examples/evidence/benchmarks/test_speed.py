"""How long one decision takes; pytest-benchmark writes it down."""

import itertools

from rate_limiter import Limiter


def test_allow(benchmark):
    limiter = Limiter(100, 1000, itertools.count().__next__)
    benchmark.pedantic(limiter.allow, ("client",), rounds=200, iterations=50)


def test_nfr_3_forgetting(benchmark):
    ticks = itertools.count()

    def fill():
        limiter = Limiter(2, 1, lambda: next(ticks))
        for number in range(1000):
            limiter.allow(f"client-{number}")
        return (limiter,), {}

    benchmark.pedantic(lambda limiter: limiter.forget(), setup=fill, rounds=30)
