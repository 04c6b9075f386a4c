"""What only binding can see: too much to go on with, and figures of files that do not go together."""

import pytest

from rendement.bind.context import MAX_FINDINGS
from rendement.study.pipeline import calculate

HEAD = "naam: P\ngemeente: G\nperiode: 2020-2022\n"


def codes(outcome):
    return [finding.code for finding in outcome.findings]


def test_after_so_many_errors_a_case_is_read_no_further(written):
    lines = "".join(f"  - {{naam: N{i}, prijs: zorg/onbekend{i}}}\n" for i in range(MAX_FINDINGS + 20))
    outcome = calculate(written(f"{HEAD}prijslijsten: [zoetermeer-2018]\nbaten:\n{lines}"))
    assert outcome.result is None
    assert codes(outcome).count("onbekende-prijs") <= MAX_FINDINGS + 1


def test_and_a_programme_neither(written):
    measures = "".join(
        f"  - {{naam: N{i}, besparing: {{structureel: {{2099: 5}}}}}}\n" for i in range(MAX_FINDINGS + 20)
    )
    outcome = calculate(written(f"soort: programma\n{HEAD}maatregelen:\n{measures}"))
    assert outcome.programme is None
    assert set(codes(outcome)) >= {"jaar-buiten-periode"}


PART = f"soort: programma\n{HEAD}maatregelen:\n  - {{naam: M, besparing: {{structureel: {{2020: 5}}}}}}\n"


@pytest.mark.parametrize(
    ("inner", "outer", "severity"),
    [("prijspeil: 2020\n", "prijspeil: 2021\n", "waarschuwing"), ("prijspeil: 2020\n", "", None)],
)
def test_a_programme_of_another_price_level_in_a_programme(tmp_path, inner, outer, severity):
    (tmp_path / "deel.yaml").write_text(PART + inner, "utf-8")
    whole = f"soort: programma\n{HEAD}{outer}maatregelen:\n  - {{programma: deel.yaml}}\n"
    (tmp_path / "heel.yaml").write_text(whole, "utf-8")
    outcome = calculate(str(tmp_path / "heel.yaml"))
    found = [finding.severity for finding in outcome.findings if finding.code == "gemengd-prijspeil"]
    assert found == ([] if severity is None else [severity])


def test_an_amount_that_stands_where_a_post_belongs(written):
    lines = "baten:\n  - {naam: A, posten: {'500': 1}}\n"
    outcome = calculate(written(f"{HEAD}prijslijsten: [zoetermeer-2018]\n{lines}"))
    assert [finding.remedy for finding in outcome.findings if finding.code == "onbekende-prijs"] == [
        "schrijf hier een post van een lijst; een bedrag staat achter `bedrag`: `bedrag: 500`"
    ]


def test_of_two_horizons_the_one_that_no_period_is_too_long_for(tmp_path):
    """One year is too short for the case of two years, so the case of one year is asked for three."""
    gain = "baten:\n  - {naam: B, bedrag: 10, jaar: 2020, duur: 5}\n"
    for name, years, horizon in (("een", "2020", 1), ("twee", "2020-2021", 3)):
        text = f"naam: {name}\ngemeente: G\nperiode: {years}\nprijspeil: 2020\nhorizon: {horizon}\n{gain}"
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    whole = f"soort: programma\n{HEAD.replace('2020-2022', '2020-2025')}prijspeil: 2020\nmaatregelen:\n"
    (tmp_path / "heel.yaml").write_text(
        f"{whole}  - {{casus: een.yaml}}\n  - {{casus: twee.yaml}}\n", "utf-8"
    )
    outcome = calculate(str(tmp_path / "heel.yaml"))
    (found,) = [finding for finding in outcome.findings if finding.code == "gemengd-horizon"]
    assert found.remedy == f"schrijf `horizon: 3` in {tmp_path / 'een.yaml'}"


def test_binding_stops_where_there_is_too_much_to_say(written, monkeypatch):
    """Each line of the context is an error here; the 201st ends it, in a case and in a programme."""

    def noting(context, *_):
        for _ in range(MAX_FINDINGS + 1):
            context.add((), "fout-van-de-proef", "fout", "herstel haar")

    monkeypatch.setattr("rendement.bind.case._plan", noting)
    monkeypatch.setattr("rendement.bind.programme._plan", noting)
    case = calculate(written(f"{HEAD}baten:\n  - {{naam: N, bedrag: 5}}\n"))
    assert (case.result, "fout-van-de-proef" in codes(case)) == (None, True)
    programme = calculate(written(PART, "programma.yaml"))
    assert (programme.programme, "fout-van-de-proef" in codes(programme)) == (None, True)
