"""The figures of a post of a monitor that measures of a programme name."""

from rendement.figures.common import YEARS
from rendement.figures.field import Family, Field, money, named, text


def _moved(key: str, of: str, label: str, *, maybe: bool = False) -> Field:
    """A figure of the monitor, which is computed there."""
    return money(key, f"move.split.{of}", label, maybe=maybe, read_off=True)


_YEAR = Family(
    (
        text("van", lambda year: year.move.pair[0]),
        text("naar", lambda year: year.move.pair[1]),
        money("besparing", "saved", "Meer bespaard volgens de maatregelen"),
        money("gerealiseerd", "realised", "Waarvan gerealiseerd"),
        _moved("volume", "volume", "Volume", maybe=True),
        _moved("samenstelling", "mix", "Samenstelling", maybe=True),
        _moved("kosten_per_client", "per_client", "Kosten per cliënt", maybe=True),
        _moved("zonder_aantal", "uncounted", "Zonder aantal"),
        _moved("verschil", "change", "Verschil"),
    )
)
NAMED_POST = named(
    "genoemde_post",
    (
        text("bestand", lambda found: found.post.read[0].file),
        text("post", "post.path"),
        text("naam", "post.name"),
        text("maatregelen", lambda found: [measure.path for measure in found.measures], form="many"),
        Field("per_jaar", _YEAR, "years", form="by", keys=YEARS),
    ),
    "Wat maatregelen op een post van een monitor zeggen te besparen, naast wat die post deed.",
)
