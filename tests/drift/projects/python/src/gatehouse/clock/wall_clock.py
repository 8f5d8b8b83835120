import time


def wall_clock() -> float:
    return time.time()
