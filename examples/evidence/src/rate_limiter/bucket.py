"""One client's tokens."""

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """Holds up to ``capacity`` tokens and gains ``rate`` of them a second."""

    capacity: float
    rate: float
    tokens: float
    at: float = 0.0

    def take(self, now: float) -> bool:
        """Take one token if there is one."""
        if now > self.at:
            self.tokens = min(self.capacity, self.tokens + (now - self.at) * self.rate)
            self.at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def wait(self) -> float:
        """Seconds until there is a token again."""
        return max(0.0, (1 - self.tokens) / self.rate)
