"""Buckets by client."""

import pytest
from rate_limiter import Limiter


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.mark.requirement("FR-3")
def test_clients_do_not_share_tokens():
    limiter = Limiter(1, 1, Clock())
    assert limiter.allow("a") == 0
    assert limiter.allow("a") == 1
    assert limiter.allow("b") == 0


def test_full_buckets_are_forgotten():
    clock = Clock()
    limiter = Limiter(2, 1, clock)
    limiter.allow("a")
    assert limiter.forget() == 0
    clock.now = 5
    assert limiter.forget() == 1
    assert len(limiter) == 0


class TestAcceptance:
    def test_ac1_the_fourth_request_waits(self):
        limiter = Limiter(3, 1, Clock())
        assert [limiter.allow("a") for _ in range(4)] == [0, 0, 0, 1]
