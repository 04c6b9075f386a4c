"""`calc --trekkingen BESTAND`: every draw as a row, for who computes on."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from rendement.cli.exits import misuse

if TYPE_CHECKING:
    from rendement.render.formats import Format
    from rendement.study.calculation import Calculation, Options

MOST_ROWS = 100_000
_FORMATS = ("csv", "parquet")


def form_of(target: str, names: list[str], assumed: "Options") -> "Format":
    """The format of the table, once all that was asked goes together."""
    from rendement.render.formats import OF_A_BATCH
    from rendement.source.finding import UsageError
    from rendement.study.files import check_report

    if assumed.draws is None:
        misuse(f"--trekkingen {target}: dat hoort bij --draws; schrijf bijvoorbeeld --draws 10000")
    if assumed.draws > MOST_ROWS:
        misuse(f"--trekkingen {target}: een tabel heeft hooguit 100000 rijen; schrijf --draws {MOST_ROWS}")
    if len(names) > 1:
        misuse(f"--trekkingen {target}: dat kan voor één casus tegelijk, en hier staan er {len(names)}")
    kind = PurePath(target).suffix.lower().removeprefix(".")
    if kind not in _FORMATS:
        misuse(f"--trekkingen {target}: kies een naam die eindigt op .csv of .parquet")
    try:
        check_report(target, names)
    except UsageError as error:
        misuse(str(error).replace("-o", "--trekkingen", 1))
    form = OF_A_BATCH[kind]
    form.prepare()
    return form


def write_rows(calculation: "Calculation", form: "Format", target: str) -> None:
    """Number, uncertain inputs by path, return, present value and the net amount of each line, per draw."""
    from rendement.cli.saving import save_bytes
    from rendement.report.batch.columns import Column
    from rendement.study.draw_table import draw_table

    if calculation.programme is not None:
        misuse(f"--trekkingen {target}: dat kan voor een casus, en {calculation.name} is een programma")
    options = calculation.options
    table = draw_table(calculation, options.draws or 0, options.seed)
    fields = [Column("trekking", "telling"), *(Column(path, "bedrag") for path in table)]
    columns = [column.tolist() for column in table.values()]
    rows = [(number, *values) for number, values in enumerate(zip(*columns, strict=True), 1)]
    made = form.table(fields, rows)
    save_bytes(target, made if isinstance(made, bytes) else made.encode(form.codec))
