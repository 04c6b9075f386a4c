"""A slip is said where it was made, not on the innocent line where YAML trips over it."""

import pytest

from rendement.source.tree import parse

# the items begin on lines 5, 8, 12 and 15
CASE = """naam: Goed
gemeente: G
periode: 2020
baten:
  - naam: Huur
    aantal: 2
    bedrag: 10
  - naam: Energie
    bedrag: "5"

kosten:
  - naam: Begeleider  # een halve
    fte: 0.5
    tarief: 70000
  - naam: Materiaal
    bedrag: 100
"""
ITEMS = {5: "naam: Huur", 8: "naam: Energie", 12: "naam: Begeleider  # een halve", 15: "naam: Materiaal"}
BULLETS = "•·●–—*"


def found(line, written, lines=CASE):
    """The only finding of the case with another text on a line: its code, place and remedy."""
    rows = lines.splitlines()
    rows[line - 1] = written
    source, findings = parse("\n".join(rows), "k.yaml")
    assert source is None
    (finding,) = findings
    return finding.code, finding.mark.line, finding.mark.column, finding.remedy


def test_the_case_is_right():
    source, findings = parse(CASE, "k.yaml")
    assert source is not None
    assert not findings


@pytest.mark.parametrize(("line", "pair"), ITEMS.items())
@pytest.mark.parametrize("bullet", [*BULLETS, "•\t", "•  ", "–\u00a0", ""])
def test_a_bullet(line, pair, bullet):
    if not bullet:  # stuck to the key
        assert found(line, f"  •{pair}") == found(line, f"  • {pair}")
        return
    code, *place, remedy = found(line, f"  {bullet}{'' if len(bullet) > 1 else ' '}{pair}")
    assert (code, place) == ("opsomteken", [line, 3])
    assert remedy == f"schrijf `- {pair}`: met `- ` in plaats van `{bullet[0]}`"


@pytest.mark.parametrize(("line", "pair"), ITEMS.items())
def test_a_dash_without_a_space(line, pair):
    assert found(line, f"  -{pair}") == ("streepje-zonder-spatie", line, 3, f"schrijf `- {pair}`")


@pytest.mark.parametrize(("line", "pair"), ITEMS.items())
@pytest.mark.parametrize("indent", ["  ", "    "])
def test_a_dash_that_is_missing(line, pair, indent):
    assert found(line, f"{indent}{pair}") == ("inspringing", line, 3, f"schrijf `- {pair}`")


@pytest.mark.parametrize(("line", "written"), [(1, "naam Goed"), (2, "gemeente G")])
def test_a_colon_that_is_missing_at_the_top(line, written):
    key, value = written.split()
    remedy = f"schrijf `sleutel: waarde`, dus `{key}: {value}`"
    assert found(line, written) == ("dubbele-punt-ontbreekt", line, 1, remedy)


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize(
    "later", [None, '    bedrag: "5"', "    bedrag: '5'", "    bedrag: 5'", '    bedrag: 5"']
)
@pytest.mark.parametrize(
    ("line", "written", "column"),
    [(1, "naam: QGoed", 7), (5, "  - naam: QHuur", 11), (7, "    bedrag: Q10", 13)],
)
def test_a_quote_that_is_not_closed(line, written, column, quote, later):
    rows = CASE.splitlines()
    rows[8] = later or rows[8]
    code, *place, _ = found(line, written.replace("Q", quote), "\n".join(rows))
    assert (code, place) == ("aanhaling-niet-gesloten", [line, column])


def test_a_quoted_text_may_run_over_lines():
    text = CASE.replace("naam: Goed", 'naam: "Goed,\n  bron: en meer"')
    source, findings = parse(text, "k.yaml")
    assert not findings
    assert source.data["naam"] == "Goed, bron: en meer"
