"""`rendement batch --samen`: the shards of one batch put together to the table of the whole."""

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn

import typer

from rendement.cli.exits import FAILED, misuse, usage

if TYPE_CHECKING:
    from rendement.report.batch.columns import Values
    from rendement.report.batch.joined import Read, Seen

OPTION, EXAMPLE = "--samen", "rendement batch --samen deel-*.csv -o alles.parquet"
MOST_PARTS = 500  # files that are open together
SHOWN = 20  # reasons
_OWN = ("paden", "formaat", "uitvoer", "samen")


def join(context: typer.Context, names: Sequence[str], form: str | None, target: str | None) -> NoReturn:
    """Write the table of the whole, or say everything that stands in the way of it; and end."""
    _refuse_others(context)
    if target is None:
        misuse(f"{OPTION}: noem met -o het bestand voor het geheel, bijvoorbeeld {EXAMPLE}")
    with usage():
        paths = _parts(names, target)
        wanted = _form(form, target)
        kind, read = _reader(paths)
    found = _seen(paths, read)
    from rendement.render.rows import DamagedError
    from rendement.report.batch.joined import TwiceError, against, joined
    from rendement.study.files import write_whole

    if reasons := against(found):
        _refuse(reasons)
    try:
        with usage():
            write_whole(target, partial(_write, wanted, kind, joined(found, read)))
    except (DamagedError, TwiceError) as error:  # it changed since it was looked at, or stands there twice
        _refuse([str(error)])
    _say(found, target)
    raise typer.Exit(0)


def _refuse_others(context: typer.Context) -> None:
    """To join is not to compute: no other option has a meaning."""
    for option in context.command.params:
        source = context.get_parameter_source(option.name or "")
        if option.name not in _OWN and source is not None and source.name == "COMMANDLINE":
            misuse(f"{option.opts[0]} kan niet bij {OPTION}: daarmee wordt niets gerekend; laat het weg")


def _parts(names: Sequence[str], target: str) -> list[str]:
    """The files. Raises UsageError for what cannot be one."""
    from rendement.source.finding import UsageError
    from rendement.study.files import check_report, expand, named_twice

    paths = expand(names)
    if (twice := named_twice(names)) is not None:
        sys.stderr.write(f"{twice} is meer dan één keer genoemd, en telt één keer\n")
    for path in paths:
        if not Path(path).is_file():  # a pipe would be waited for, and is read twice
            kind = "is geen gewoon bestand" if os.path.lexists(path) else "bestaat niet"
            raise UsageError(f"{OPTION} {path}: dit {kind}; noem de tabellen van de delen")
    if len(paths) > MOST_PARTS:
        raise UsageError(f"{OPTION}: {len(paths)} bestanden is te veel; meer dan {MOST_PARTS} kan niet")
    check_report(target, paths)
    return paths


def _form(name: str | None, target: str) -> str:
    """The format of the whole. Raises UsageError for one that rows cannot be put in one by one."""
    from rendement.render.formats import OF_A_BATCH, choose

    form = choose(name, target, {key: OF_A_BATCH[key] for key in ("csv", "parquet")})
    form.prepare()
    return form.name


def _reader(paths: Sequence[str]) -> "tuple[str, Read]":
    """The format that all parts have, and what reads it. Raises UsageError when they differ."""
    from rendement.source.finding import UsageError

    kinds = {_kind(path) for path in paths}
    if len(kinds) > 1:
        raise UsageError(f"{OPTION}: noem alleen csv, of alleen parquet")
    (kind,) = kinds
    if kind == "parquet":
        from rendement.render.parquet import read_rows, require

        require()
        return kind, read_rows
    from rendement.render import csv_rows

    return kind, csv_rows.read_rows


def _kind(path: str) -> str:
    """By its first bytes: a name may be anything."""
    from rendement.source.finding import UsageError
    from rendement.study.files import reason

    try:
        with Path(path).open("rb") as file:
            begin = file.read(4)
    except OSError as error:
        raise UsageError(f"{OPTION} {path}: {reason(error)}") from None
    if begin[:1] in (b"[", b"{"):
        raise UsageError(f"{OPTION} {path}: dit is json; schrijf de delen als csv of parquet")
    return "parquet" if begin == b"PAR1" else "csv"


def _seen(paths: Sequence[str], read: "Read") -> "list[Seen]":
    """What each file says, also of one that cannot be read."""
    from rendement.render.rows import DamagedError
    from rendement.report.batch.joined import Seen, seen_in
    from rendement.study.files import reason

    found = []
    for path in paths:
        try:
            found.append(seen_in(path, read))
        except DamagedError as error:
            found.append(Seen(path, trouble=str(error)))
        except OSError as error:
            found.append(Seen(path, trouble=reason(error)))
    return found


def _write(form: str, kind: str, rows: "Iterator[Values]", sink: BinaryIO) -> None:
    from rendement.report.batch.columns import COLUMNS

    if form == "parquet":
        from rendement.render.parquet import write_rows

        write_rows(COLUMNS, rows, sink)
        return
    from rendement.render import csv_rows
    from rendement.render.rows import word

    csv_rows.write_rows(COLUMNS, rows, sink, csv_rows.shown_again if kind == "csv" else word)


def _refuse(reasons: Sequence[str]) -> NoReturn:
    """Every reason, and that nothing was written."""
    for line in reasons[:SHOWN]:
        sys.stderr.write(f"{line}\n")
    if len(reasons) > SHOWN:
        sys.stderr.write(f"en nog {len(reasons) - SHOWN}\n")
    sys.stderr.write("rendement: de delen zijn niet samen te voegen, en er is niets geschreven\n")
    raise typer.Exit(FAILED)


def _say(found: "Sequence[Seen]", target: str) -> None:
    from rendement.report.dutch import counted, number

    rows = 0
    for seen in found:
        rows += seen.rows
    whole = f"{counted(rows, 'rij', 'rijen')} uit {number(len(found))} bestanden"
    sys.stderr.write(f"geschreven: {target} ({whole})\n")
