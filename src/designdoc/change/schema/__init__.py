"""Two versions of a template compared. Stands here until the comparison lands."""

from designdoc.template.schema import Template


def schema_key(template: Template) -> str:
    """Equal for templates that ask for the same."""
    return repr(
        [(s.level, s.name.lower(), str(s.presence), bool(s.repeat)) for s in template.walk()]
    )


def compare(old: Template, new: Template) -> tuple[str, ...]:
    """What the newer version adds."""
    before = {section.name for section in old.walk()}
    return tuple(section.name for section in new.walk() if section.name not in before)


def in_words(change: tuple[str, ...]) -> str:
    """The change as a clause."""
    return f"sections added: {', '.join(change)}"
