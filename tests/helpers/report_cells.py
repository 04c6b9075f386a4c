"""What stands in a document: every cell of its blocks, with the figures of the contract behind it."""

from rendement.figures.lookup import lookup
from rendement.report.contents import contents
from rendement.report.document import Facts, Notes
from rendement.source.path import parse_path
from rendement.study.calculation import Options
from rendement.study.pipeline import calculate
from rendement.study.report import reported


def report_of(name, *sets, **options):
    """What the report of a file is made of, and its documents: the summary and the appendix."""
    calculation = calculate(str(name), Options(sets, **options))
    assert not calculation.failed, calculation.findings
    found = reported(calculation)
    return found, contents("verslag", found)


def cells_of(block):
    """Every cell, also of a narrower table."""
    if isinstance(block, Facts):
        return [cell for _, cell in block.items]
    if isinstance(block, Notes):
        return [cell for pieces in block.pieces for cell in pieces]
    tables = [block, *filter(None, [getattr(block, "narrow", None)])]
    return [cell for table in tables for row in table.rows for cell in row.cells]


def every_cell(*documents):
    """Every cell of some documents."""
    return [cell for document in documents for block in document.blocks for cell in cells_of(block)]


def block_of(document, key):
    """The block with this key."""
    return next(block for block in document.blocks if block.key == key)


def texts(block):
    """The rows of a table or a chart as texts."""
    return [[cell.text for cell in row.cells] for row in block.rows]


def meant(cell, data):
    """What the contract has where a cell says its figure stands, in the unit of the document."""
    if cell.path:
        found = lookup(data, parse_path(cell.path))
        return None if found is None else found / cell.times
    return sum(sign * lookup(data, parse_path(path)) for sign, path in cell.terms) / cell.times
