"""The clock of the machine."""

import time
from datetime import date


class SystemClock:
    """The port ``Clock``."""

    def today(self) -> date:
        """The current date, local time."""
        return date.today()

    def seconds(self) -> float:
        """Seconds that only go forward."""
        return time.perf_counter()
