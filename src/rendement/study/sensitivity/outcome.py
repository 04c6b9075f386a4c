"""Which outcome of a case or a programme is asked about."""

from rendement.figures.field import kind_at
from rendement.figures.lookup import LookupFailedError, canonical, lookup
from rendement.source.finding import UsageError
from rendement.source.path import PathError, format_path, parse_path
from rendement.source.suggest import did_you_mean
from rendement.study.calculation import Calculation
from rendement.study.contract import contract, family_of, figures_of
from rendement.study.drawing import PRESENT, Drawable
from rendement.study.drawing_programme import BALANCE, DIFFERENCE
from rendement.study.recording_return import RETURN

OPTION = "--uitkomst"
_TITLES = {
    RETURN: "rendement",
    PRESENT: "contante waarde",
    "totaal.baten": "totaal baten",
    "totaal.kosten": "totaal kosten",
    "totaal.baten_per_euro": "baten per euro",
    "totaal.verwacht.rendement": "verwacht rendement",
    BALANCE: "saldo",
    DIFFERENCE: "verschil met de taakstelling",
}

_NONE = {
    RETURN: "deze casus heeft geen rendement, want geen enkele baat heeft een bedrag; "
    f"kies een andere uitkomst: {OPTION} totaal.kosten",
    BALANCE: "dit programma heeft geen saldo, want niets heeft een bedrag",
}


def outcome_of(calculation: Calculation, drawing: Drawable, asked: str | None) -> tuple[str, str]:
    """The path of the figure, and what kind it is. Raises UsageError when there is none to move."""
    figures = figures_of(calculation, ())
    if asked is None:
        if drawing.headline not in drawing.known:
            raise UsageError(_NONE[drawing.headline])
        return drawing.headline, "bedrag"
    try:
        path = parse_path(asked)
        path, value = canonical(data := contract(calculation), path), lookup(data, path)
    except PathError as error:
        raise UsageError(f"{OPTION} {asked[:80]}: {error}") from None
    except LookupFailedError:
        remedy = did_you_mean(asked, sorted(drawing.known), "kies een cijfer van `calc --format json`")
        raise UsageError(f"{OPTION} {asked[:80]}: die uitkomst is er niet; {remedy}") from None
    text = format_path(path)
    if text not in drawing.known:
        what = "een blok" if isinstance(value, dict | list) else "tekst" if isinstance(value, str) else "vast"
        what = f"er in {drawing.what} niet" if value is None else what
        raise UsageError(f"{OPTION} {asked[:80]}: dat is {what}; kies een bedrag, zoals {drawing.headline}")
    return text, kind_at(family_of(figures), path) or "bedrag"


def title_of(path: str) -> str:
    """What a figure is called: the usual ones in words, any other by its path."""
    return _TITLES.get(path, path)
