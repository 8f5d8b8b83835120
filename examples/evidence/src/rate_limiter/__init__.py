"""Token buckets by client, with a clock that tests can turn."""

from rate_limiter.bucket import Bucket
from rate_limiter.limiter import Limiter

__all__ = ["Bucket", "Limiter"]
