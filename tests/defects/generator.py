"""Every defect of every class in every pair: the injections that a checker is measured by."""

from collections.abc import Iterator
from random import Random

from defects import files, leftovers, sections, values
from defects.injection import Injection
from defects.pair import load_all

INJECTORS = (*sections.INJECTORS, *leftovers.INJECTORS, *values.INJECTORS, *files.INJECTORS)
VARIANTS = ("lf", "crlf", "bom")


def injections(seed: int = 0) -> Iterator[tuple[Injection, str]]:
    """Each injection with the variant of the file that it is written in."""
    rng = Random(seed)  # noqa: S311 - repeatable, not secret
    for pair in load_all():
        for injector in INJECTORS:
            for injection in injector(pair, rng):
                yield injection, rng.choice(VARIANTS)


if __name__ == "__main__":
    from collections import Counter

    counted = Counter(injection.kind for injection, _ in injections())
    for kind, number in sorted(counted.items()):
        print(f"{number:5} {kind}")
    print(f"{counted.total():5} in {len(counted)} classes")
