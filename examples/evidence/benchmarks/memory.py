"""What a bucket costs, as CSV."""

import tracemalloc

from rate_limiter import Limiter

CLIENTS = 10_000

tracemalloc.start()
limiter = Limiter(10, 1, lambda: 0.0)
for number in range(CLIENTS):
    limiter.allow(str(number))
used, _ = tracemalloc.get_traced_memory()
print("name,value,unit")
print(f"bucket memory,{used / CLIENTS:.0f},B")
