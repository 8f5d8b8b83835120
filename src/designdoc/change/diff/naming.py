"""What facts are called, and what they say, on a line or whole."""

from designdoc.change.diff.edits import NAMES
from designdoc.change.meaning import Meaning


def name_of(fact: Meaning) -> str:
    """What a fact is called beside its identifier: its name, its section; empty for neither."""
    return fact.values.get(NAMES.get(fact.entity, "section"), "")


def words_of(fact: Meaning) -> str:
    """All that a fact says in its values, as it is written."""
    if fact.shown:
        return fact.shown
    if fact.entity == "member":
        return ": ".join(filter(None, (fact.values["name"], fact.values["type"])))
    aside = {"id", "section", "done", "group", "requirement", "kind", "language"}
    values = (value for name, value in fact.values.items() if value and name not in aside)
    return " | ".join(values)


def fact_words(fact: Meaning) -> str:
    """What a fact says, whole: its values and those of the facts inside it, a line each."""
    own = words_of(fact)
    inner = (words_of(each) for facts in fact.lists.values() for each in facts)
    lines = own if fact.shown else "\n".join(filter(None, (own, *inner)))
    return lines or fact.entity
