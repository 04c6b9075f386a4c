"""Which verbs there are; each is imported when it is asked for, so that one does not pay for the others."""

from importlib import import_module
from typing import Any

import typer

from rendement.cli.dutch import VerbGroup, told_in_dutch

VERBS = (
    "batch",
    "calc",
    "check",
    "diff",
    "explain",
    "init",
    "prices",
    "report",
    "schema",
    "sensitivity",
    "verify",
)

registry = typer.Typer(rich_markup_mode=None)  # where every verb puts itself


class Verbs(VerbGroup):
    """A command whose verbs register themselves once their module is imported."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every verb, for the help."""
        self._load(VERBS)
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The verb of this name, or nothing."""
        self._load((cmd_name,) if cmd_name in VERBS else VERBS)  # all of them, to suggest the nearest
        return super().get_command(ctx, cmd_name)

    def make_context(self, *words: Any, **extra: Any) -> Any:
        """Read the command line."""
        with told_in_dutch():
            return super().make_context(*words, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Read what is for the verb, and do it."""
        with told_in_dutch():
            return super().invoke(ctx)

    def _load(self, names: tuple[str, ...]) -> None:
        wanted = [name for name in names if name not in self.commands]
        for name in wanted:
            import_module(f"rendement.cli.{name}")
        if wanted:
            whole: Any = typer.main.get_group(registry)
            self.commands = {name: whole.commands[name] for name in VERBS if name in whole.commands}
