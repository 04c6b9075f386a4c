"""The derivation of what measures say to have saved on a post of a monitor, and of how it moved."""

from rendement.engine.programme_post import by_post
from rendement.engine.stream import Stream, in_place
from rendement.report.explain.programme_terms import ProgrammeSubject, tranche_terms
from rendement.report.explain.records import Derivation, Figure, Term, sum_of


def post_figure(subject: ProgrammeSubject, number: int, year: str, key: str, value: float) -> Derivation:
    """The derivation of `monitor[i].per_jaar.<year>.<key>`."""
    found = by_post(subject.result.plan)[number]
    move = found.years[int(year)].move
    if key in ("besparing", "gerealiseerd"):
        before, after = move.years

        def more(stream: Stream) -> float:
            return stream.by_year[after] - stream.by_year.get(before, 0.0)

        terms = tranche_terms(
            subject,
            found.measures,
            in_place,
            lambda tranche: key == "besparing" or tranche.realised,
            more,
            money="gemeente",
        )
        formula = f"wat er in {after} meer staat dan in {before}, van de maatregelen bij deze post"
        return sum_of(formula, *terms)
    there = f"{found.post.read[0].file}: post {found.post.path}, {' naar '.join(move.pair)}"
    return sum_of("van de monitor, die apart is doorgerekend", Term((Figure(key, value, source=there),)))
