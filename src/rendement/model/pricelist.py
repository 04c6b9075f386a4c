"""A price list, and the bundled norms: actors and discount rates."""

from collections.abc import Collection, Iterator
from functools import cached_property

from rendement.model import fields as f
from rendement.model.case import Actor
from rendement.model.effect_rules import curve_findings, exit_findings
from rendement.model.line import Written
from rendement.model.parse import Curve
from rendement.model.values import Uncertain
from rendement.source.finding import Finding
from rendement.source.notes import cut
from rendement.source.suggest import did_you_mean

PRICED = ("bedrag", "tarieven", "tabel")
STEPS = (
    "additioneel",
    "blijfkans",
    "ingroei",
    "terugval",
    "afname",
    "business_as_usual",
    "toerekening",
    "verdringing",
    "optimismecorrectie",
)  # between gross and net, as a line writes them
FORMS = (*PRICED, "terugval", "uitstroomkansen")


class Post(Written):
    """One priced thing, or one curve."""

    naam: f.Text
    bedrag: f.Amount | None = None
    tarieven: f.Rates | None = None
    tabel: f.PriceTable | None = None
    factoren: f.Factors | None = None
    langs: f.Text | None = None
    over_jaren: f.WholeYears | None = None
    terugval: f.Cumulative | None = None
    uitstroomkansen: f.ExitTable | None = None
    eenheid: f.Text | None = None
    betaler: f.Payers | None = None
    tegenpartij: f.Text | None = None
    domein: f.Text | None = None
    bron: f.Text | None = None
    prijspeil: f.PriceLevel | None = None
    index: f.Text | None = None
    toelichting: f.Text | None = None
    bevat: tuple[f.Text, ...] = ()
    overlapt: tuple[f.Text, ...] = ()
    basis: f.one_of("marginaal", "gemiddeld", "tarief") | None = None  # type: ignore[valid-type]

    @cached_property
    def rates(self) -> dict[str, Uncertain]:
        """The tariffs by name."""
        return dict(self.tarieven or ())


class PriceList(Written):
    """A versioned list of posts."""

    prijslijst: f.Text
    titel: f.Text | None = None
    taal: f.Language | None = None
    bedragen_x: f.UnitOfAmounts | None = None
    valuta: f.Currency | None = None
    prijspeil: f.PriceLevel
    bron: f.Text | None = None
    indexcijfers: tuple[f.Text, ...] = ()
    posten: dict[str, Post]


class ActorList(Written):
    """The known actors."""

    actoren: dict[str, Actor]


class Norm(Written):
    """A discount rate and the years in which it was the standing one."""

    voet: f.DiscountRate
    van: f.Year
    tot: f.Year | None = None
    geldend: f.YesNo = False
    bron: f.Text
    toelichting: f.Text | None = None


class NormException(Written):
    """A rate that the norm has for some costs or benefits."""

    bij: f.one_of("baten", "kosten")  # type: ignore[valid-type]
    voet: f.ExactRate
    van: f.Year
    bron: f.Text
    toelichting: f.Text


class NormList(Written):
    """The dated discount rates, and the exceptions to the one that stands."""

    discontovoeten: tuple[Norm, ...]
    uitzonderingen: dict[str, NormException]


def inside_findings(code: str, post: Post, codes: Collection[str]) -> Iterator[Finding]:
    """What a post says is in it: steps, and posts of this list or, by a name with a folder, of another."""
    for key, known in (("bevat", (*STEPS, *codes)), ("overlapt", tuple(codes))):
        for number, name in enumerate(getattr(post, key)):
            if name not in known and "/" not in name:
                kind = "stap en geen post" if key == "bevat" else "post"
                message = f"`{cut(name, 60)}` is geen {kind} van deze lijst"
                remedy = did_you_mean(name, known, "noem een post zoals jeugd/ots")
                yield Finding(
                    "inhoud-onbekend", message, remedy, ("posten", code, key, number), of_value=True
                )


def post_findings(code: str, post: Post) -> Iterator[Finding]:
    """What is wrong with a post that can be read."""
    place = ("posten", code)
    forms = [name for name in FORMS if getattr(post, name) is not None]
    if not forms:
        message = "deze post heeft geen prijs"
        yield Finding("geen-omvang", message, "voeg `bedrag`, `tarieven` of `tabel` toe", place)
    elif len(forms) > 1:
        message = f"deze post heeft {len(forms)} vormen: {' en '.join(f'`{name}`' for name in forms)}"
        yield Finding(
            "twee-omvangen", message, "houd er één over, of maak er twee posten van", (*place, forms[1])
        )
    if any(part.amount is not None for part in post.betaler or ()):
        remedy = "geef aandelen, bijvoorbeeld {gemeente: 50%, rijk: rest}"
        message = "een post wordt per stuk gebruikt; de betalers krijgen een aandeel, geen bedrag"
        yield Finding("betaler-vorm", message, remedy, (*place, "betaler"), of_value=True)
    if post.langs is not None and post.tabel is None:
        yield Finding("hoort-bij", "`langs` hoort bij `tabel`", "haal `langs` weg", (*place, "langs"))
    if post.over_jaren is not None and not set(forms) & set(PRICED):
        message = "`over_jaren` hoort bij een prijs"
        yield Finding("hoort-bij", message, "haal `over_jaren` weg", (*place, "over_jaren"))
    if post.factoren is not None and not set(forms) & set(PRICED):
        message = "`factoren` vermenigvuldigen een prijs"
        yield Finding("hoort-bij", message, "haal `factoren` weg", (*place, "factoren"))
    if isinstance(post.terugval, Curve):
        yield from curve_findings(post.terugval, (*place, "terugval"))
    if isinstance(post.uitstroomkansen, Curve):
        yield from exit_findings(post.uitstroomkansen, (*place, "uitstroomkansen"))
