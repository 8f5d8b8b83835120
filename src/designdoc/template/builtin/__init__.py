"""The templates that come with designdoc, by name."""

import os.path
from collections.abc import Sequence
from typing import Any

_NAMES = ("feature-design",)


def names() -> Sequence[str]:
    """The names of the built-in templates."""
    return _NAMES


def read(name: str) -> bytes:
    """The bytes of a built-in template.

    Raises:
        KeyError: there is no template of that name.
    """
    if name not in _NAMES:
        raise KeyError(name)
    # By the loader itself: ``importlib.resources`` costs more than all else that `check` loads.
    loader: Any = __spec__.loader
    data: bytes = loader.get_data(os.path.join(__path__[0], f"{name}.md"))  # noqa: PTH118
    return data
