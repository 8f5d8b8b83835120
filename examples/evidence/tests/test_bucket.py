"""The bucket by itself."""

from rate_limiter import Bucket


def test_fr_1_a_full_bucket_lets_its_capacity_through():
    bucket = Bucket(3, 1, 3)
    assert [bucket.take(0) for _ in range(4)] == [True, True, True, False]


def test_tokens_come_back_with_time():
    bucket = Bucket(3, 2, 0)
    assert not bucket.take(0)
    assert bucket.take(1)


# requirement: FR-2
def test_the_wait_is_until_the_next_token():
    assert Bucket(3, 2, 0).wait() == 0.5
    assert Bucket(3, 2, 2).wait() == 0
