"""A pytest plugin: ``@pytest.mark.requirement("FR-3")`` says which requirement a test proves.

The identifiers go into the properties of JUnit XML, where designdoc reads them. Without such marks
nothing is changed, and nothing of designdoc is imported.
"""

import pytest

_MARK = "requirement"


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known, so that ``--strict-markers`` takes it."""
    config.addinivalue_line(
        "markers", f"{_MARK}(identifier, ...): the requirements of a document that a test proves"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Note each identifier once on its test, from the mark of a module, class or function."""
    for item in items:
        given = [name for mark in item.iter_markers(_MARK) for name in mark.args]
        for name in dict.fromkeys(name for name in given if isinstance(name, str)):
            item.user_properties.append((_MARK, name))
