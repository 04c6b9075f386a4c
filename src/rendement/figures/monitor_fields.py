"""The fields of a monitor: posts with their parts by column, differences, and why costs changed."""

from rendement.engine.monitor_plan import BETTER, EVEN, WORSE
from rendement.engine.monitor_volume import Change
from rendement.figures.common import AMOUNTS_IN, FINDINGS
from rendement.figures.field import SAME, Family, Field, money, named, text
from rendement.figures.origin_fields import MONITOR_ORIGIN
from rendement.figures.printed import GEDRUKT
from rendement.source.path import slug


def change_id(change: Change) -> str:
    """The name of a change in a path: `jeugd-2021-2022`."""
    return slug(" ".join((change.item.node.route, *change.pair)))


_COLUMN = named(
    "kolom",
    (
        text("soort", "kind"),
        Field("jaar", "jaar", "year", maybe=True),
        Field("maanden", "telling", "length", "Maanden", maybe=True, read_off=True),
        text("naam", "name", maybe=True),
        text("peildatum", "known", maybe=True),
        text("tot_en_met", "until", maybe=True),
        text("vervangt", "replaces", maybe=True),
        text("som", "adds", form="many"),
        text("groei_vanaf", "base", maybe=True),
    ),
    "Een kolom van een monitor.",
)
_DIFFERENCE = named(
    "kolomverschil",
    (
        text("van", lambda item: item.pair[0]),
        text("naar", lambda item: item.pair[1]),
        money("bedrag", "amount", "Verschil", maybe=True),
        Field("aandeel", "aandeel", "share", "Verschil als aandeel", maybe=True),
        text("oordeel", "verdict", maybe=True, choices=(WORSE, BETTER, EVEN)),
    ),
    "Wat een kolom meer is dan een andere.",
)
_INCOMPLETE = Family(
    (
        text("kolom", lambda pair: pair[0]),
        text("ontbreekt", lambda pair: pair[1], form="many"),
    )
)
_AMOUNTS = money("bedragen", "series.by_column", "Bedrag", form="by", adds=True)
_SHARE = Field("aandeel", "aandeel", "shares", "Aandeel", form="by", maybe=True)
_GROWTH = Field("groei", "aandeel", "growth", "Groei", form="by", maybe=True)
_DIFFERENCES = Field("verschillen", _DIFFERENCE, "differences", form="many")
_LACKING = Field("onvolledig", _INCOMPLETE, "incomplete", form="many")
NODE = named(
    "monitorpost",
    (
        text("pad", "item.node.path"),
        text("id", "item.node.slug"),
        text("naam", "item.node.name"),
        text("domein", "item.node.domain", maybe=True),
        text("eenheid", lambda post: post.monitor.unit_name(post.item.node.unit)),
        Field("telt_mee", "vlag", "item.node.counted"),
        text("reden", "item.node.why_not", maybe=True),
        money("bedragen", "amounts", "Bedrag", form="by", maybe=True, adds=True),
        Field("onvolledig", _INCOMPLETE, "series.incomplete", form="many"),
        Field("onderdelen", SAME, "parts", form="many"),
        Field("waarvan", SAME, "of_which", form="many"),
        money("rest", "item.rest", "Rest", form="by"),
        Field("aantallen", "aantal", "counts", "Aantal", form="table"),
        text(
            "telt",
            lambda node: {name: count.kind for name, count in node.item.counts.items()},
            form="by",
            maybe=True,
        ),
        money("gemiddelden", "averages", "Gemiddeld", form="table", maybe=True),
        _SHARE,
        Field("groei", "aandeel", "series.growth", "Groei", form="by", maybe=True),
        Field("verschillen", _DIFFERENCE, "series.differences", form="many"),
        text("bron", "item.node.source", maybe=True),
        text("toelichting", "item.node.note", maybe=True),
    ),
    "Een post van een monitor, of een deel ervan.",
)
_STEP = Family(
    (
        text("naam", lambda pair: pair[0].name),
        Field("index", "voet", lambda pair: pair[0].rate, "Index", maybe=True),
        money("bedrag", lambda pair: pair[1], "Bedrag"),
    )
)
CHANGE = named(
    "verandering",
    (
        text("pad", "item.node.path"),
        text("id", change_id),
        text("naam", "item.node.name"),
        text("van", lambda change: change.pair[0]),
        text("naar", lambda change: change.pair[1]),
        text("aantal", "count", maybe=True),
        money("volume", "split.volume", "Volume", maybe=True),
        money("samenstelling", "split.mix", "Samenstelling", maybe=True),
        money("kosten_per_client", "split.per_client", "Kosten per cliënt", maybe=True),
        money("tarief", "tariff", "Waarvan tarief", maybe=True),
        money("buiten_tarief", "beside_tariff", "Kosten per cliënt buiten tarief", maybe=True),
        money("zonder_aantal", "split.uncounted", "Zonder aantal"),
        money("verschil", "split.change", "Verschil"),
        money("verklaard", "explained", "Verklaard", maybe=True),
        money("onverklaard", "unexplained", "Onverklaard", maybe=True),
        Field("stappen", _STEP, "steps", form="many"),
        text("bron", "source", maybe=True),
    ),
    "Waarom de kosten van een post veranderden.",
)
MONITOR = named(
    "monitor",
    (
        text("naam", "plan.name"),
        text("gemeente", "plan.place"),
        text("soort", "kind", choices=("monitor",)),
        AMOUNTS_IN,
        Field("periode", "jaar", "plan.period", form="many", size=2, maybe=True),
        Field("kolommen", _COLUMN, "plan.columns", form="by"),
        Field("posten", NODE, "posts", form="many"),
        Field("volume", CHANGE, "changes", form="many"),
        Field(
            "per_domein", Family((_AMOUNTS, _SHARE, _GROWTH, _DIFFERENCES, _LACKING)), "domains", form="by"
        ),
        Field("verschillen", _DIFFERENCE, "total.differences", form="many"),
        GEDRUKT,
        FINDINGS,
        text("toelichting", "plan.note", maybe=True),
        Field("herkomst", MONITOR_ORIGIN, ""),
        Field(
            "totaal",
            Family((text("eenheid", "named"), _AMOUNTS, _GROWTH, _LACKING)),
            "total",
        ),
    ),
    "Een monitor.",
)
