"""A group of commands whose modules are imported only when they are called or listed."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """Commands by ``module:name``; an unknown one is answered with the nearest."""

    def __init__(
        self,
        *arguments: Any,
        commands_at: Mapping[str, str],
        hidden: Sequence[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self._at = commands_at
        self._hidden = hidden

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands in the order of the table."""
        del ctx
        return [name for name in self._at if name not in self._hidden]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name, imported now."""
        del ctx
        if cmd_name not in self._at:
            return None
        module, _, name = self._at[cmd_name].partition(":")
        found = getattr(import_module(module), name)
        assert isinstance(found, click.Command)  # noqa: S101 - our own table
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command called; an unknown one ends with the nearest name."""
        if args and args[0] not in self._at and not args[0].startswith("-"):
            from designdoc.application.nearest import did_you_mean

            hint = did_you_mean(args[0], self.list_commands(ctx))
            hint = hint or f"commands are {', '.join(self.list_commands(ctx))}"
            raise click.UsageError(f"there is no command '{args[0]}'; {hint}", ctx)
        return super().resolve_command(ctx, args)
