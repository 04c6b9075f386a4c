"""What the library that reads the command line says, in Dutch: its help, and what is wrong with a command."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from rendement.cli.exits import misuse
from rendement.render.stream import write

_Misuse: type[Exception] = typer.BadParameter.__mro__[1]  # the library does not export it
_TYPES = r" <(?:list\[)?(str|int)[^>]*>"
_WORDS = (
    (r"^Usage: (.*)", r"Gebruik: \1"),
    (r"^Arguments:", "Argumenten:"),
    (r"^Options:", "Opties:"),
    (r"^Commands:", "Opdrachten:"),
    (r"\[OPTIONS\]", "[OPTIES]"),
    (r"COMMAND \[ARGS\]\.\.\.", "OPDRACHT ..."),
    (r"\{(\w+)(?:\.\.\.)?\}(\.\.\.)?", r"\1\2"),
    (r"\[\[(\w+)\]\]", r"[\1]"),
    (r"Show this message and exit\.", "Toon deze uitleg."),
    (r"\[required\]", "[verplicht]"),
    (r"\[x>=(\d+)\]", r"[vanaf \1]"),
)


def in_dutch(text: str) -> str:
    r"""The help of the library in Dutch; every column stays where it is.

    >>> in_dutch("Usage: rendement batch [OPTIONS] {PAD...}...")
    'Gebruik: rendement batch [OPTIES] PAD...'
    >>> print(in_dutch("Arguments:\n  X <str>  Code.\n\nOptions:\n  --titel <str>  Titel.  [required]"))
    Argumenten:
      X        Code.
    <BLANKLINE>
    Opties:
      --titel TEKST  Titel.  [verplicht]
    """
    head, options, rest = text.partition("\nOptions:")
    head = re.sub(_TYPES, lambda match: " " * len(match[0]), head)  # an argument says it itself
    rest = re.sub(_TYPES, lambda match: f" {_noun(match[1])}".ljust(len(match[0])), rest)
    text = head + options + rest
    for pattern, dutch in _WORDS:
        text = re.sub(pattern, dutch, text, flags=re.MULTILINE)
    return text


def _noun(type_: str) -> str:
    return "TEKST" if type_ == "str" else "GETAL"


class _InDutch:
    """A command that explains itself in Dutch."""

    def get_help(self, ctx: Any) -> str:
        """The help, in Dutch."""
        return in_dutch(super().get_help(ctx))  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        """`--help`, written as every answer is."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.callback = _show_help
        return option


class Verb(_InDutch, TyperCommand):
    """A verb that explains itself."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options; of one that can be given once the library would keep the last without a word."""
        _, _, given = self.make_parser(ctx).parse_args(args=list(args))
        for param in given:
            flag = getattr(param, "is_flag", False)
            single = param.param_type_name == "option" and not param.multiple and not flag
            if single and given.count(param) > 1:
                misuse(f"{_name(param)} staat er {given.count(param)} keer; noem het één keer")
        return super().parse_args(ctx, args)


class VerbGroup(_InDutch, TyperGroup):
    """Verbs under one name, explained."""


def _show_help(context: Any, _option: Any, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        write(f"{context.get_help()}\n")
        context.exit()


@contextmanager
def told_in_dutch() -> Iterator[None]:
    """What is wrong with a command is one Dutch sentence and exit code 2."""
    try:
        yield
    except _Misuse as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            raise
        misuse(_sentence(error))


def _sentence(error: Any) -> str:
    said = _trouble(error)
    if error.ctx is None:
        return said
    return f"{said} (`{error.ctx.command_path} --help` legt uit wat er kan)"


def _trouble(error: Any) -> str:
    kind, message = type(error).__name__, error.format_message()
    quoted = re.search(r"'([^']*)'", message)
    between = re.search(r"\(([^()]*)\)$", message)
    least = re.search(r"(?:>=|equal to )\s*(\d+)", message)
    if kind == "NoSuchOption":
        return f"de optie {error.option_name} bestaat niet{_meant(error.option_name, _options(error.ctx))}"
    if kind == "MissingParameter":
        return f"er ontbreekt nog: {_name(error.param)}"
    if kind == "BadOptionUsage":
        return (
            f"achter {error.option_name} {'ontbreekt een' if 'requires' in message else 'hoort geen'} waarde"
        )
    if kind == "BadParameter":
        return f"{_name(error.param)}: noem een geheel getal{f' vanaf {least[1]}' if least else ''}"
    if "No such command" in message and quoted:
        return _no_verb(quoted[1], list(error.ctx.command.commands))
    if "Missing command" in message:
        return "noem een opdracht"
    if "unexpected extra" in message and between:
        return f"dit is te veel: {between[1]}"
    return str(message)


def _no_verb(name: str, verbs: list[str]) -> str:
    if name.lower().endswith((".yaml", ".yml")):
        return f"noem eerst een opdracht, bijvoorbeeld `rendement calc {name}`"
    return f"er is geen opdracht {name}{_meant(name, verbs)}"


def _meant(name: str, known: list[str]) -> str:
    from rendement.source.suggest import nearest

    near = nearest(name, known)
    return f"; bedoelt u {near}?" if near else ""


def _options(context: Any) -> list[str]:
    return [name for param in context.command.params for name in param.opts if name.startswith("-")]


def _name(param: Any) -> str:
    """`--workers`, or `PAD...`."""
    return str(param.opts[-1] if param.param_type_name == "option" else param.metavar or param.name)
