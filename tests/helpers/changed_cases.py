"""A random case, and the same with some keys of another."""

from hypothesis import strategies as st

from random_cases import cases

SIDES = ("baten", "kosten")
KEYS = (
    *(
        "aantal",
        "bedrag",
        "toerekening",
        "business_as_usual",
        "verdringing",
        "duur",
        "aanlooptijd",
        "terugval",
    ),
    *("afname", "ontvanger", "betaler", "additioneel", "slaagkans", "bereik", "prijs", "groei"),
)
HEADS = ("horizon", "discontovoet", "prijspeil", "deelnemers")


@st.composite
def pairs(draw, lines=20, most=2):
    """A case, and the same with at most so many keys of another, in the first so many lines and the whole."""
    one, other = draw(cases()), draw(cases())
    new = {key: [dict(line) for line in value] if key in SIDES else value for key, value in one.items()}
    for side in SIDES:
        for mine, theirs in zip(new.get(side, [])[:lines], other.get(side, ()), strict=False):
            for key in draw(st.lists(st.sampled_from(KEYS), max_size=most, unique=True)):
                if key in theirs:
                    mine[key] = theirs[key]
                else:
                    mine.pop(key, None)
    for key in draw(st.lists(st.sampled_from(HEADS), max_size=most, unique=True)):
        if key in other:
            new[key] = other[key]
    return one, new
