"""Index series of one's own: which one counts, where it comes from, where it ends and what is refused."""

import json
import os
from contextlib import chdir

import pytest
from typer.testing import CliRunner

from finding_codes import is_known
from rendement.cli import app
from rendement.model.index_files import bundled_series
from rendement.model.list_files import MOST_FILES
from rendement.report.explain import derive
from rendement.report.explain.answer import subject_of
from rendement.source.reads import noting
from rendement.source.text import MAX_BYTES
from rendement.study.calculation import Options
from rendement.study.contract import contract, remarks_of
from rendement.study.pipeline import calculate

HEAD = "naam: Proef\ngemeente: Zoetermeer\nperiode: 2022\nprijspeil: 2022\n"
LINE = "baten: [{naam: Winst, bedrag: 1000, prijspeil: 2020}]\n"
CASE = HEAD + "index: huur\nindexcijfers: [reeksen.yaml]\n" + LINE
LIST = "prijslijst: eigen\nprijspeil: 2020\nposten:\n  a/b: {naam: Post, bedrag: 500, index: huur}\n"
PROGRAMME = "soort: programma\nnaam: Grip\ngemeente: Zoetermeer\nperiode: 2022\nprijspeil: 2022\n"


def series(levels="2020: 80, 2021: 90, 2022: 100", name="huur", more=""):
    return (
        f'reeksen:\n  {name}: {{naam: Huren, bron: "Woningcorporatie 2023"{more}, cijfers: {{{levels}}}}}\n'
    )


@pytest.fixture
def put(tmp_path):
    """Write files, then compute one of them."""

    def put(name="casus.yaml", options=None, **files):
        for file, text in files.items():
            path = tmp_path / f"{file.replace('__', '/')}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        target = tmp_path / name
        return calculate(str(target), options or Options(root=str(tmp_path))) if target.exists() else None

    return put


def net(found, number=0):
    assert found.result is not None, found.findings
    return contract(found)["baten"][number]["netto"]


def codes(found):
    return [finding.code for finding in found.findings]


# -- which series counts


def test_an_amount_goes_from_its_level_to_that_of_the_case(put):
    assert net(put(casus=CASE, reeksen=series())) == pytest.approx(1000 * 100 / 80)


def test_a_line_goes_before_the_case(put):
    line = LINE.replace("prijspeil: 2020", "prijspeil: 2020, index: ova")
    found = put(casus=CASE.replace(LINE, line), reeksen=series())
    assert net(found) == pytest.approx(1000 * 121.61 / 114.17)


def test_a_post_goes_before_the_case_and_without_a_choice_the_case_counts(put):
    text = HEAD + "index: ova\nprijslijsten: [lijst.yaml]\nindexcijfers: [reeksen.yaml]\n"
    text += "baten: [{naam: A, prijs: a/b}, {naam: C, prijs: c/d}]\n"
    lijst = LIST + "  c/d: {naam: Ander, bedrag: 500}\n"
    found = put(casus=text, lijst=lijst, reeksen=series())
    assert net(found, 0) == pytest.approx(500 * 100 / 80)
    assert net(found, 1) == pytest.approx(500 * 121.61 / 114.17)


def test_without_any_choice_it_is_that_of_consumer_prices(put):
    assert net(put(casus=HEAD + LINE)) == pytest.approx(1000 * 121.43 / 107.5)


def test_a_list_brings_its_own_series_from_its_own_folder(put):
    text = HEAD + "prijslijsten: [lijsten/lijst.yaml]\nbaten: [{naam: A, prijs: a/b}]\n"
    lijst = LIST.replace("posten:", "indexcijfers: [reeksen.yaml]\nposten:")
    found = put(casus=text, lijsten__lijst=lijst, lijsten__reeksen=series())
    assert net(found) == pytest.approx(500 * 100 / 80)


def test_a_series_of_the_case_goes_before_the_same_one_of_its_list(put):
    text = HEAD + "prijslijsten: [lijst.yaml]\nindexcijfers: [eigen.yaml]\nbaten: [{naam: A, prijs: a/b}]\n"
    lijst = LIST.replace("posten:", "indexcijfers: [reeksen.yaml]\nposten:")
    found = put(casus=text, lijst=lijst, reeksen=series(), eigen=series("2020: 50, 2021: 75, 2022: 100"))
    assert net(found) == pytest.approx(500 * 100 / 50)


def test_a_series_of_ones_own_replaces_the_bundled_one_of_that_name(put):
    text = HEAD + "indexcijfers: [reeksen.yaml]\n" + LINE
    assert net(put(casus=text, reeksen=series(name="cpi"))) == pytest.approx(1000 * 100 / 80)


def programme(put, case, more="", inner="", **files):
    text = PROGRAMME + more + "maatregelen:\n  - casus: casus.yaml\n"
    if inner:
        files["binnen"] = text.replace("Grip", "Deel").replace(more, inner)
        text = PROGRAMME + more + "maatregelen:\n  - programma: binnen.yaml\n"
    return put("programma.yaml", programma=text, casus=case, **files)


def saved(found):
    assert found.programme is not None, found.findings
    return contract(found)["maatregelen"][0]["gepland"]


def test_a_programme_has_series_for_the_cases_in_it(put):
    bare = HEAD + "index: huur\n" + LINE
    named = "indexcijfers: [reeksen.yaml]\n"
    found = programme(put, bare, named, reeksen=series())
    assert saved(found) == pytest.approx(1000 * 100 / 80)
    assert codes(programme(put, bare)) == ["onbekende-index"]
    assert saved(programme(put, bare, named, "bron: Binnen\n", reeksen=series())) == pytest.approx(1250)


def test_what_stands_nearer_to_the_case_goes_before_the_programme(put):
    named, files = "indexcijfers: [reeksen.yaml]\n", {"reeksen": series()}
    own = CASE.replace("reeksen.yaml", "eigen.yaml")
    files["eigen"] = series("2020: 50, 2021: 75, 2022: 100")
    assert saved(programme(put, own, named, **files)) == pytest.approx(2000)
    inner = "indexcijfers: [eigen.yaml]\n"
    assert saved(programme(put, HEAD + "index: huur\n" + LINE, named, inner, **files)) == pytest.approx(2000)


def test_a_programme_with_a_series_that_cannot_be_read_is_refused(put):
    found = programme(put, CASE, "indexcijfers: [weg.yaml]\n", reeksen=series())
    assert codes(found) == ["indexbestand-onbekend"]
    assert found.findings[0].mark.line == 6


def test_set_and_scenarios_choose_another_series(put, tmp_path):
    text = CASE + "scenarios: {zorg: {index: ova}}\n"
    found = put(casus=text, reeksen=series())
    with_scenario = contract(found)["scenarios"]["zorg"]["totaal"]["baten"]
    assert with_scenario == pytest.approx(1000 * 121.61 / 114.17)
    root = str(tmp_path)
    changed = put(casus=text, options=Options(sets=("index=cpi",), root=root))
    assert net(changed) == pytest.approx(1000 * 121.43 / 107.5)
    other = put(
        casus=text,
        ander=series("2020: 50, 2021: 75, 2022: 100"),
        options=Options(sets=("indexcijfers[0]=ander.yaml",), root=root),
    )
    assert net(other) == pytest.approx(2000)


# -- where it ends


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("prijspeil: 2023", ("eindigt in 2022", "met 2023 erin", "`prijspeil: 2020` in de casus")),
        ("prijspeil: 2019", ("begint in 2020", "met 2019 erin", "`prijspeil: 2020` in de casus")),
    ],
)
def test_a_level_that_a_series_does_not_reach_is_refused_with_both_ways_on(put, level, said):
    found = put(casus=CASE.replace("prijspeil: 2022", level), reeksen=series())
    (finding,) = found.findings
    assert finding.code == "jaar-buiten-index"
    assert all(part in finding.message + finding.remedy for part in said)
    year = level[-4:]
    longer = series(
        f"{year}: 70, 2020: 80" if year == "2019" else f"2020: 80, 2021: 90, 2022: 100, {year}: 110"
    )
    text = CASE.replace("prijspeil: 2022", level)
    assert net(put(casus=text, reeksen=longer)) == pytest.approx(1000 * (70 if year == "2019" else 110) / 80)
    assert net(put(casus=CASE.replace("prijspeil: 2022", "prijspeil: 2020"), reeksen=series())) == 1000


def test_a_price_beyond_the_end_is_told_where_it_stands(put):
    line = LINE.replace("2020", "2030")
    (finding,) = put(casus=CASE.replace(LINE, line), reeksen=series()).findings
    assert (finding.code, finding.path) == ("jaar-buiten-index", "baten[0].prijspeil")
    assert "eindigt in 2022" in finding.message


# -- what is said of it


def test_json_names_the_series_that_were_used_and_no_others(put, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    more = ', basis: "2022 = 100", toelichting: Vrije sector, voorlopig: [2021, 2022]'
    text = CASE.replace("[reeksen.yaml]", "[reeksen.yaml, ander.yaml]")
    found = put(casus=text, reeksen=series(more=more), ander=series(name="ander"))
    (use,) = contract(found)["herkomst"]["indexcijfers"]
    assert use.pop("hash").startswith("sha256:")
    assert use == {
        "reeks": "huur",
        "naam": "Huren",
        "basis": "2022 = 100",
        "bron": "Woningcorporatie 2023",
        "toelichting": "Vrije sector",
        "bestand": "reeksen.yaml",
        "voorlopig": [2022],  # 2021 was not used
    }
    (remark,) = [item for item in remarks_of(found) if item.code == "index-voorlopig"]
    assert "huur voor 2022" in remark.message


def test_a_programme_names_the_series_of_its_cases_once(put):
    two = "  - casus: casus.yaml\n  - casus: tweede.yaml\n"
    text = PROGRAMME + f"maatregelen:\n{two}"
    second = CASE.replace("Proef", "Tweede")
    found = put("programma.yaml", programma=text, casus=CASE, tweede=second, reeksen=series())
    assert [item["reeks"] for item in contract(found)["herkomst"]["indexcijfers"]] == ["huur"]


def test_explain_says_which_series_and_source(put, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = put(casus=CASE, reeksen=series(more=", voorlopig: [2022]"))
    derivation = derive(subject_of(found), ("baten", 0, "prijspeil"))
    wanted, own = (figure for term in derivation.terms for figure in term.figures if "index" in figure.name)
    assert (wanted.name, wanted.value, wanted.place) == ("indexcijfer huur 2022", 100, "reeksen.yaml:2")
    assert wanted.source == "Huren; Woningcorporatie 2023; voorlopig"
    assert (own.value, own.inverse, own.source) == (80, True, "Huren; Woningcorporatie 2023")


def test_an_index_figure_is_an_input_with_its_place(put, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = put(casus=CASE, reeksen=series())
    inputs = {item.path: item for item in found.plan.ledger.inputs}
    level = inputs["indexcijfers.huur.2020"]
    assert (level.value, level.fixed, level.label) == (80, True, "indexcijfer huur in 2020")
    assert (level.origin.file, level.origin.line) == ("reeksen.yaml", 2)
    assert level.origin.source == "Woningcorporatie 2023"


# -- which files


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("../buiten.yaml", "pad-verlaat-wortel"),
        ("/etc/reeksen.yaml", "pad-verlaat-wortel"),
        ("~/reeksen.yaml", "pad-verlaat-wortel"),
        ("https://voorbeeld.nl/reeksen.yaml", "pad-verlaat-wortel"),
        ("C:/reeksen.yaml", "pad-verlaat-wortel"),
        ("..\\buiten.yaml", "pad-verlaat-wortel"),
        ("weg.yaml", "indexbestand-onbekend"),
        ("cpi", "indexbestand-onbekend"),
        ("reeksen.txt", "indexbestand-onbekend"),
        ("map.yaml", "indexbestand-onleesbaar"),
        ("casus.yaml", "geen-indexcijfers"),
    ],
)
def test_no_other_file_is_opened(put, tmp_path, written, code):
    (tmp_path / "zaken" / "map.yaml").mkdir(parents=True)
    (tmp_path / "buiten.yaml").write_text(series(), "utf-8")
    text = CASE.replace("reeksen.yaml", f"'{written}'")
    options = Options(root=str(tmp_path / "zaken"))
    assert codes(put("zaken/casus.yaml", options, zaken__casus=text)) == [code]


@pytest.mark.skipif(os.name == "nt", reason="koppelingen vragen daar een recht")
def test_no_link_leads_out_and_no_pipe_is_waited_for(put, tmp_path):
    (tmp_path / "buiten.yaml").write_text(series(), "utf-8")
    (tmp_path / "zaken").mkdir()
    (tmp_path / "zaken" / "koppeling.yaml").symlink_to("../buiten.yaml")
    os.mkfifo(tmp_path / "zaken" / "pijp.yaml")
    options = Options(root=str(tmp_path / "zaken"))
    for name in ("koppeling", "pijp"):
        text = CASE.replace("reeksen.yaml", f"{name}.yaml")
        assert codes(put("zaken/casus.yaml", options, zaken__casus=text)) == ["pad-verlaat-wortel"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("wachtwoord: geheim\n", "geen-indexcijfers"),
        ("- geheim\n", "geen-indexcijfers"),
        ("", "geen-indexcijfers"),
        ("geheim: {", "indexbestand-onleesbaar"),
        ("\u00e9".join("ab"), "indexbestand-onleesbaar"),
        ("geheim\x00", "indexbestand-onleesbaar"),
        ("geheim" * 200_000, "indexbestand-onleesbaar"),
        ("&a [geheim, *a]", "indexbestand-onleesbaar"),
    ],
)
def test_a_case_that_names_something_else_learns_nothing_of_it(put, tmp_path, text, code):
    (tmp_path / "reeksen.yaml").write_text(text, encoding="latin-1")
    found = put(casus=CASE)
    (finding,) = found.findings
    assert finding.code == code
    assert "geheim" not in finding.message + finding.remedy + finding.mark.quote


def test_so_many_files_and_no_more(put, tmp_path):
    names = [f"r{i}.yaml" for i in range(MOST_FILES + 1)]
    for name in names:
        (tmp_path / name).write_text(series(name=f"x{name[1:-5]}"), "utf-8")
    text = CASE.replace("huur", "x3").replace("[reeksen.yaml]", f"[{', '.join(names[:-1])}]")
    assert net(put(casus=text)) == pytest.approx(1250)
    text = text.replace(f"{names[-2]}]", f"{names[-2]}, {names[-1]}]")
    assert codes(put(casus=text)) == ["te-veel-onderdelen"]


def test_together_they_are_no_larger_than_one_file(put):
    filler = "# " + "x" * (MAX_BYTES // 2)
    text = CASE.replace("[reeksen.yaml]", "[reeksen.yaml, ander.yaml]")
    found = put(casus=text, reeksen=series() + filler, ander=series(name="ander") + filler)
    assert codes(found) == ["bestand-te-groot"]


def test_the_same_file_through_a_list_and_a_case_has_its_mistakes_told_once(put):
    text = CASE.replace(LINE, "prijslijsten: [lijst.yaml]\nbaten: [{naam: A, prijs: a/b}]\n")
    lijst = LIST.replace("posten:", "indexcijfers: [reeksen.yaml]\nposten:")
    assert codes(put(casus=text, lijst=lijst, reeksen=series("2020: 80, 2022: 100"))) == ["reeks-met-gat"]


def test_what_was_read_is_noted(put, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    put(casus=CASE, reeksen=series())
    with noting() as reads:
        calculate("casus.yaml")
    assert set(reads) == {"casus.yaml", "reeksen.yaml"}


def test_a_batch_with_a_cache_sees_that_a_series_changed(put, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    totals = []
    for low in (80, 50):
        put(zaken__casus=CASE, zaken__reeksen=series(f"2020: {low}, 2021: 90, 2022: 100"))
        words = ["batch", "zaken", "--cache", "cache", "--format", "json"]
        (row,) = json.loads(CliRunner().invoke(app, words).stdout)
        totals.append((row["totaal.baten"], row["hash_overig"]))
    assert [total for total, _ in totals] == [1250, 2000]
    assert totals[0][1] != totals[1][1]


# -- the files by themselves


def run(*words):
    return CliRunner().invoke(app, list(words))


def test_check_looks_into_index_files_and_into_those_of_a_list(put, tmp_path):
    lijst = LIST.replace("posten:", "indexcijfers: [reeksen.yaml]\nposten:")
    put(casus=CASE, lijst=lijst, reeksen=series())
    with chdir(tmp_path):
        answer = run("check", ".")
        assert answer.exit_code == 0, answer.output
        assert "1 bestand · 1 prijslijst · 1 bestand met indexcijfers · 0 fouten" in answer.stderr
        (tmp_path / "reeksen.yaml").write_text(series("2020: 80, 2022: 100"), "utf-8")
        answer = run("check", "reeksen.yaml")
        assert (answer.exit_code, answer.stdout.count("[reeks-met-gat]")) == (1, 1)
        answer = run("check", "lijst.yaml")
        assert (answer.exit_code, answer.stdout.count("[reeks-met-gat]")) == (1, 1)
        (tmp_path / "reeksen.yaml").unlink()
        assert "[indexbestand-onbekend]" in run("check", "lijst.yaml").stdout


def test_an_index_file_is_no_case_and_passes_beside_one(put, tmp_path):
    put(casus=CASE, reeksen=series())
    with chdir(tmp_path):
        assert codes(calculate("reeksen.yaml")) == ["geen-casus"]
        answer = run("calc", "reeksen.yaml")
        assert (answer.exit_code, "[geen-casus]" in answer.stderr) == (1, True)
        answer = run("calc", "casus.yaml", "reeksen.yaml")
        assert answer.exit_code == 0
        assert "reeksen.yaml heeft indexcijfers en krijgt geen tabel" in answer.stderr
        answer = run("batch", ".", "--workers", "1", "-o", "uit.csv")
        found = answer.stderr.splitlines()[-1].split(" · ")
        assert (found[0], found[-1]) == ("1 rij", "1 bestand met indexcijfers")


def test_reeksen_lists_every_series_with_its_years(put, tmp_path):
    put(reeksen=series(more=", voorlopig: [2022]"))
    with chdir(tmp_path):
        answer = run("prices", "reeksen", "reeksen.yaml")
        assert answer.exit_code == 0
        for words in (
            "cpi   Consumentenprijsindex",
            "2010-2025",
            "huur  Huren",
            "2020-2022  2022",
            "4 reeksen",
        ):
            assert words in answer.stdout
        found = json.loads(run("prices", "reeksen", "reeksen.yaml", "--format", "json").stdout)
    assert [item["reeks"] for item in found] == [*bundled_series(), "huur"]
    assert found[-1] == {
        "reeks": "huur",
        "naam": "Huren",
        "basis": None,
        "bron": "Woningcorporatie 2023",
        "toelichting": None,
        "bestand": "reeksen.yaml",
        "voorlopig": [2022],
        "cijfers": {"2020": 80, "2021": 90, "2022": 100},
    }
    assert found[0]["cijfers"]["2022"] == 121.43


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CASE, "geen-indexcijfers"),
        (series("2020: 80, 2022: 100"), "reeks-met-gat"),
        ("reeksen: {", "blok-niet-gesloten"),
    ],
)
def test_reeksen_refuses_what_is_none(text, code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    answer = run("prices", "reeksen", "x.yaml")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert f"[{code}]" in answer.stderr or code == "blok-niet-gesloten"
    assert run("prices", "reeksen", "weg.yaml").exit_code == 2
    assert run("prices", "reeksen", "../x.yaml").exit_code != 0


# -- ten wrong values of every key

FILES = ["[5]", "{a: b}", "''", "[]x", "[[a.yaml]]", "[{a: b}]", "ova", "[reeksen.txt]", "[..]", "[null, 1]"]
NAMES = ["[cpi]", "{a: b}", "''", "CPI", "loon", "2", "cpi ova", "ja", "[]", "indexcijfers.cpi"]
TEXTS = ["[a]", "{a: b}", "''", "null", "", "[]", "{}", "[[a]]", "~", "' '"]
YEARS = [
    "[2030]",
    "2030",
    "[20]",
    "[a]",
    "{2022: ja}",
    "[[2022]]",
    "[2022, 2030]",
    "[-2022]",
    "[2022-2023]",
    "ja",
]
LEVELS = ["[100]", "{}", "100", "{2020: a}", "{2020: 0}", "{2020: -1}", "{2020: 40.000}", "{2020: 1..2}"]
LEVELS += ["{20: 100}", "{2020: 80, 2022: 100}", "{2020: 1e3}", "{2020: {2021: 3}}", "{2020: 50%}", "''"]
SERIES = ["[a]", "{}", "a", "{huur: 5}", "{huur: [a]}", "{huur: {}}", "''", "{huur: {naam: H, bron: B}}"]
SERIES += [
    "{Huur: {naam: H, bron: B, cijfers: {2020: 1}}}",
    "{huur: {naam: H, bron: B, cijfers: {2020: 1}, x: 1}}",
]
KEYS = {
    "index": (NAMES, CASE.replace("index: huur", "index: {}")),
    "indexcijfers": (FILES, CASE.replace("[reeksen.yaml]", "{}")),
}
OWN = {
    "naam": (
        TEXTS,
        "reeksen:\n  huur:\n    naam: {}\n    bron: B\n    cijfers: {{2020: 1, 2021: 2, 2022: 3}}\n",
    ),
    "bron": (
        TEXTS,
        "reeksen:\n  huur:\n    naam: N\n    bron: {}\n    cijfers: {{2020: 1, 2021: 2, 2022: 3}}\n",
    ),
    "cijfers": (LEVELS, "reeksen:\n  huur:\n    naam: N\n    bron: B\n    cijfers: {}\n"),
    "voorlopig": (
        YEARS,
        "reeksen:\n  huur:\n    naam: N\n    bron: B\n    voorlopig: {}\n    cijfers: {{2021: 2, 2022: 3}}\n",
    ),
    "reeksen": (SERIES, "reeksen: {}\n"),
}


def refused(found, wrong):
    assert found.result is None, wrong
    errors = [finding for finding in found.findings if finding.severity == "fout"]
    assert errors, wrong
    assert all(is_known(finding.code) and finding.remedy and finding.mark.line for finding in errors), wrong


@pytest.mark.parametrize("key", KEYS)
def test_ten_wrong_values_of_a_key_of_the_case_are_refused(key, put):
    values, text = KEYS[key]
    assert len(values) >= 10
    for wrong in values:
        refused(put(casus=text.replace("{}", wrong), reeksen=series()), wrong)


@pytest.mark.parametrize("key", OWN)
def test_ten_wrong_values_of_a_key_of_an_index_file_are_refused(key, put):
    values, text = OWN[key]
    assert len(values) >= 10
    for wrong in values:
        refused(put(casus=CASE, reeksen=text.format(wrong)), wrong)


@pytest.mark.parametrize("wrong", FILES)
def test_ten_wrong_values_in_a_list_and_in_a_programme_are_refused(wrong, put):
    text = CASE.replace("indexcijfers: [reeksen.yaml]", "prijslijsten: [lijst.yaml]").replace(
        "index: huur\n", ""
    )
    found = put(casus=text, lijst=LIST.replace("posten:", f"indexcijfers: {wrong}\nposten:"))
    refused(found, wrong)
    found = programme(put, HEAD + LINE, f"indexcijfers: {wrong}\n", reeksen=series())
    assert found.programme is None, wrong
    assert all(is_known(finding.code) and finding.remedy for finding in found.findings), wrong
