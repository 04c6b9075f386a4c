"""The figures of a programme that stand by year and in total: which stream each is, and when it exists."""

from collections.abc import Callable

from rendement.engine.programme import ProgrammeResult
from rendement.source.record import record

When = Callable[[ProgrammeResult], bool]


@record
class StreamFigure:
    """A figure that stands by year and in total: which stream it is, and when it exists."""

    key: str
    label: str
    of: str
    when: When


def _valued(result: ProgrammeResult) -> bool:
    return result.valued


def _counted(result: ProgrammeResult) -> bool:
    return result.valued and result.plan.counting is not None


def _aimed(result: ProgrammeResult) -> bool:
    return _counted(result) and result.target is not None


def _any(result: ProgrammeResult) -> bool:
    return not result.empty


def _has_target(result: ProgrammeResult) -> bool:
    return result.target is not None


def _has_cover(result: ProgrammeResult) -> bool:
    return result.target is not None or bool(result.plan.cover)


STREAMS = (
    StreamFigure("realisatie", "Realisatie", "saving.measured", _counted),
    StreamFigure("in_plaats", "In plaats", "saving.in_place", _valued),
    StreamFigure("nieuw", "Nieuw", "saving.new", _valued),
    StreamFigure("structureel", "Structureel", "saving.structural", _valued),
    StreamFigure("jaarlijks", "Jaarlijks", "saving.yearly", _valued),
    StreamFigure("incidenteel", "Incidenteel", "saving.once", _valued),
    StreamFigure("gerealiseerd", "Gerealiseerd", "saving.realised", _valued),
    StreamFigure("verwacht", "Verwacht", "saving.expected", _valued),
    StreamFigure("investering", "Investering", "investment", _any),
    StreamFigure("kosten", "Kosten", "costs", _any),
    StreamFigure("formatie", "Formatie", "staff", _any),
    StreamFigure("saldo", "Saldo", "net", _any),
    StreamFigure("taakstelling", "Taakstelling", "target", _has_target),
    StreamFigure("dekking", "Dekking", "cover", _has_cover),
    StreamFigure("verschil", "Verschil", "difference", _aimed),
    StreamFigure("verschil_structureel", "Verschil, structureel", "lasting", _aimed),
)
# what runs up over the years, and of which stream
RUNNING = (
    ("cumulatief_saldo", "Gecumuleerd saldo", "saldo"),
    ("cumulatief", "Gecumuleerd verschil", "verschil"),
)
