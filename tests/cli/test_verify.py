"""`rendement verify`: an outcome in JSON that was altered is found, and a hostile one does no harm."""

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from rendement.cli import app
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate
from rendement.study.verify import comparing, reading
from rendement.study.verify.again import Roots, roots_of, verified
from rendement.study.verify.comparing import compared

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "cases").glob("*/**/*.yaml"), *(ROOT / "examples").glob("*.yaml")])
CASE = """naam: Zaak
gemeente: Borne
periode: 2020-2021
prijspeil: 2020
prijslijsten: [lijst.yaml]
baten:
  - {naam: Winst, aantal: 3, prijs: dag, per: jaar}
kosten:
  - {naam: Inzet, bedrag: 100..300, per: jaar}
scenarios:
  laag: {'baten[0].aantal': 2}
"""
LIST = """prijslijst: eigen
prijspeil: 2020
bron: "rapport, blz. 1"
posten:
  dag: {naam: Een dag, bedrag: 500, eenheid: dag, bron: "blz. 2", betaler: gemeente}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "zaak.yaml").write_text(CASE, "utf-8")
    (tmp_path / "lijst.yaml").write_text(LIST, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return CliRunner().invoke(app, [*map(str, words)])


def made(*words, form="calc"):
    answer = run(form, *words, "--format", "json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def verify(data, *more):
    Path("uit.json").write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    answer = run("verify", "uit.json", *more)
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    return answer.exit_code, answer.output


# -- every case


def again(path, **asked):
    options = Options(**asked)
    data = json.loads(json.dumps(contract(calculate(str(path), options))))
    return verified(data, Roots((ROOT,)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_case_is_what_comes_out_of_it(path):
    calculation = calculate(str(path))
    if calculation.failed:  # a list beside an example
        return
    runs = [{}]
    plan = calculation.plan or (calculation.programme.plan if calculation.programme else None)
    own = [item for item in plan.ledger.inputs if not item.fixed] if plan is not None else []
    runs += [{"sets": (f"{item.path}={item.value / 2!r}",)} for item in own[:1]]
    runs += [{"scenario": name} for name in calculation.scenario_runs]
    if plan is not None and plan.ledger.ranges:
        runs += [{"draws": 20, "seed": 3, "perspective": "rijk"}]
    if calculation.only_case:
        runs += [{"breakeven": True}]
    for asked in runs:
        options = Options(**asked)
        if calculate(str(path), options).failed:
            continue
        verdict = again(path, **asked)
        assert (verdict.why, verdict.apart, verdict.changed) == ("", (), ()), asked
        assert verdict.figures > 0


# -- what is found


def leaves(node, path=()):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from leaves(value, (*path, place))
    elif re.search(r"\d", json.dumps(node)):
        yield path, node


def with_value(data, path, value):
    copy = json.loads(json.dumps(data))
    node = copy
    for piece in path[:-1]:
        node = node[piece]
    node[path[-1]] = value
    return copy


def altered(value):
    """The same with its last digit another one."""
    written = json.dumps(value)
    place = max(i for i, sign in enumerate(written) if sign.isdigit())
    for other in "123456789":
        changed = f"{written[:place]}{other}{written[place + 1 :]}"
        if json.loads(changed) != value:
            return json.loads(changed)
    raise AssertionError(value)


@pytest.mark.parametrize(
    "name",
    [
        "examples/02-keten.yaml",
        "examples/04-jaren.yaml",
        "cases/borne/taakstelling.yaml",
        "cases/borne/monitor-jeugd-natura.yaml",
    ],
)
def test_one_digit_altered_anywhere_is_found(name, monkeypatch):
    """Of what is asked, such as the file and the day, there is nothing to compare with."""
    monkeypatch.chdir(ROOT)
    data = json.loads(json.dumps(contract(calculate(name, Options(breakeven=name.startswith("ex"))))))
    seen = 0
    for place, value in leaves(data):
        if place in (("herkomst", "bestand"), ("herkomst", "op")):
            continue
        verdict = compared("x", with_value(data, place, altered(value)), data)
        assert verdict.apart or verdict.changed or verdict.other_version, place
        assert verdict.failed or place[0] in ("bevindingen", "herkomst"), place
        seen += 1
    assert seen > 20


def values(node, path=()):
    """Everything that is a value, and the place of every key."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inside:
        yield (*path, key), value
        yield from values(value, (*path, key))


@pytest.mark.parametrize("name", ["examples/02-keten.yaml", "cases/borne/taakstelling.yaml"])
def test_a_value_of_another_kind_or_under_another_key_is_found(name, monkeypatch):
    """Null, true, a text or a list for a figure, a figure where there was none, a year that was altered."""
    monkeypatch.chdir(ROOT)
    data = json.loads(json.dumps(contract(calculate(name))))
    kinds = [None, True, 0, 12.5, "", [1], {"a": 1}]
    found = [place for place in values(data) if place[0][0] not in ("herkomst", "bevindingen")]
    for number, (place, value) in enumerate(found):
        other = kinds[number % len(kinds)]
        if not isinstance(value, (dict, list)) and other != value:
            assert compared("x", with_value(data, place, other), data).failed, (place, other)
        if isinstance(place[-1], str):
            copy = with_value(data, place, value)
            around = copy
            for piece in place[:-1]:
                around = around[piece]
            around[f"{place[-1]}1"] = around.pop(place[-1])
            assert compared("x", copy, data).failed, place


def test_one_digit_altered_in_the_origin_is_found(folder):
    data = made("zaak.yaml", "--set", "baten[0].aantal=4", "--draws", "20", "--seed", "7")
    for place, value in leaves(data["herkomst"]):
        verdict = verified(with_value(data, ("herkomst", *place), altered(value)), Roots((folder,)))
        assert verdict.why or verdict.apart or verdict.changed or verdict.other_version, place


def test_an_altered_figure_is_named_with_what_stands_there_and_what_comes_out(folder):
    """3 × 500 = 1.500 a year, twice, less 200 a year, twice."""
    data = made("zaak.yaml")
    assert verify(data)[0] == 0
    data["totaal"]["rendement"] = 2601
    code, said = verify(data)
    assert code == 1
    assert "zaak.yaml: 1 cijfer komt er niet uit, en de bestanden zijn dezelfde" in said
    assert "totaal.rendement: er staat 2.601, berekend 2.600\n" in said
    assert said.endswith("maak de uitkomst dan opnieuw met `rendement calc … --format json -o uit.json`\n")


def test_a_figure_that_was_taken_out_or_put_in_is_found(folder):
    data = made("zaak.yaml")
    del data["totaal"]["rendement"]
    data["totaal"]["winst"] = 5
    code, said = verify(data)
    assert code == 1
    assert "zaak.yaml: 2 cijfers komen er niet uit" in said
    assert "totaal.rendement: er staat (ontbreekt), berekend 2.600\n" in said
    assert "totaal.winst: er staat 5, berekend (ontbreekt)\n" in said


def test_a_block_that_was_taken_out_counts_for_what_was_in_it(folder):
    data = made("zaak.yaml")
    data["baten"][0]["eigen"] = {"a": 1, "b": [2, "drie"]}
    code, said = verify(data)
    assert code == 1
    assert "zaak.yaml: 2 cijfers komen er niet uit" in said
    assert "baten[0].eigen: er staat een blok met 2 cijfers, berekend (ontbreekt)\n" in said
    data["baten"][0]["eigen"] = {"a": "een", "b": "twee"}
    code, said = verify(data)
    assert code == 1
    assert "zaak.yaml: 2 teksten komen er niet uit" in said


def test_a_word_that_was_altered_is_found(folder):
    data = made("zaak.yaml")
    data["baten"][0]["naam"] = "Verlies"
    code, said = verify(data)
    assert code == 1
    assert "1 tekst komt er niet uit" in said


# -- what changed


def test_a_list_that_changed_and_moves_a_figure(folder):
    data = made("zaak.yaml")
    (folder / "lijst.yaml").write_text(LIST.replace("500", "600"), "utf-8")
    code, said = verify(data)
    assert code == 1
    assert "veranderd: prijslijst eigen (sha256:" in said
    assert "totaal.rendement: er staat 2.600, berekend 3.200\n" in said
    assert "dezelfde" not in said


def test_a_file_that_changed_and_moves_nothing(folder):
    data = made("zaak.yaml")
    (folder / "zaak.yaml").write_text("# zelfde zaak\n" + CASE.replace("naam: Zaak", "naam: Anders"), "utf-8")
    code, said = verify(data)
    assert code == 0
    assert "een bestand is veranderd, en geen enkel cijfer" in said
    assert "veranderd: bestand (sha256:" in said


def test_another_version_may_differ_in_the_last_digits(folder):
    data = made("zaak.yaml")
    data["herkomst"]["versie"] = "0.0.1"
    data["totaal"]["rendement"] = 2600 * (1 + 1e-12)
    code, said = verify(data)
    assert code == 0
    assert "gemaakt met 0.0.1" in said
    assert "1 cijfer is gelijk op 10⁻⁹ na" in said
    data["totaal"]["rendement"] = 2600 * (1 + 1e-8)
    assert verify(data)[0] == 1


def test_the_same_version_may_not(folder):
    data = made("zaak.yaml")
    data["totaal"]["rendement"] = 2600 * (1 + 1e-12)
    assert verify(data)[0] == 1


def test_last_digits_of_draws_are_said(folder):
    data = made("zaak.yaml", "--draws", "20")
    band = data["onzekerheid"]["rendement"]
    band["p50"] *= 1 + 1e-13
    code, said = verify(data)
    assert code == 0
    assert "1 cijfer is gelijk op 10⁻⁹ na" in said
    band["p50"] += 1
    assert verify(data)[0] == 1


def test_a_finding_that_is_another_is_said_and_no_error(folder):
    data = made(str(ROOT / "cases/borne/beheersmaatregelen.yaml"))
    data["bevindingen"][0]["melding"] += "!"
    code, said = verify(data, "--wortel", str(ROOT))
    assert code == 0
    assert "1 bevinding is anders" in said


# -- more than one


def test_a_list_and_a_batch(folder):
    (folder / "twee.yaml").write_text(CASE.replace("aantal: 3", "aantal: 5").replace("Zaak", "Twee"), "utf-8")
    both = made("zaak.yaml", "twee.yaml")
    assert verify(both)[1].endswith("2 uitkomsten: 0 niet gelijk\n")
    for number, name in enumerate(("zaak.yaml", "twee.yaml")):
        for place, value in leaves(both[number]["totaal"]):
            code, said = verify(with_value(both, (number, "totaal", *place), altered(value)))
            assert (code, f"{name}: 1 cijfer komt er niet uit" in said) == (1, True), place
    asked = ("--scenario", "alle", "--set", "baten[0].toerekening=50%", "--draws", "20")
    rows = made(".", *asked, form="batch")
    assert len(rows) == 4
    assert verify(rows)[1].endswith("4 uitkomsten: 0 niet gelijk\n")
    for place, value in leaves(rows):
        if place[-1] != "pad":  # where it was seen from
            code, said = verify(with_value(rows, place, altered(value)))
            told = code == 1 or "veranderd:" in said or "anders" in said or "versie:" in said
            assert told or "10⁻⁹" in said, place
    empty = [key for key, value in rows[0].items() if value is None and key.startswith(("totaal", "onz"))]
    assert len(empty) > 10
    altogether = [{**rows[0], **dict.fromkeys(empty, 1)}, *rows[1:]]
    code, said = verify(altogether)
    assert (code, f"{len(empty)} cijfers komen er niet uit" in said) == (1, True)


def test_a_batch_from_another_folder_and_with_another_perspective(folder, tmp_path, monkeypatch):
    (folder / "twee.yaml").write_text(CASE, "utf-8")
    rows = made(".", "--perspective", "maatschappij", form="batch")
    (tmp_path / "onder").mkdir()
    monkeypatch.chdir(tmp_path / "onder")
    assert verify(rows)[0] == 0
    code, said = verify(rows, "--wortel", ".")
    assert code == 1
    assert said.count("niet na te rekenen: dit bestand is er niet\n") == 2
    assert said.count("--wortel de map waar twee.yaml in staat") == 1
    assert verify(rows, "--wortel", "..")[0] == 0


@pytest.mark.parametrize("form", ["calc", "batch"])
def test_a_file_above_is_found_as_calc_finds_it(folder, form, monkeypatch):
    """Without a checkout the root of `../zaak.yaml` is its own folder, above the one where the outcome is."""
    (folder / "el" / "diep").mkdir(parents=True)
    monkeypatch.chdir(folder / "el" / "diep")
    assert verify(made("../../zaak.yaml", form=form))[0] == 0


def test_a_file_of_a_checkout_is_found_from_where_the_outcome_is(folder, monkeypatch):
    (folder / "kopie" / ".git").mkdir(parents=True)
    (folder / "kopie" / "zaken").mkdir()
    for name in ("zaak.yaml", "lijst.yaml"):
        (folder / name).rename(folder / "kopie" / "zaken" / name)
    data = made("kopie/zaken/zaak.yaml")
    assert data["herkomst"]["bestand"] == "zaken/zaak.yaml"
    (folder / "kopie" / "uit.json").write_text(json.dumps(data), "utf-8")
    assert run("verify", "kopie/uit.json").exit_code == 0
    code, said = verify(data)
    assert code == 1
    assert "noem met --wortel de map waar de map zaken in staat" in said
    assert verify(data, "--wortel", "kopie")[0] == 0


def test_nothing_above_a_root_is_read(folder, monkeypatch):
    """Not above a checkout or the root that was given, and above a folder no other folder."""
    data = made("zaak.yaml")
    (folder / "kopie" / ".git").mkdir(parents=True)
    (folder / "el").mkdir()
    monkeypatch.chdir(folder / "kopie")
    assert "dit bestand is er niet" in verify(data)[1]
    monkeypatch.chdir(folder / "el")
    assert verify(data)[0] == 0
    assert "dit bestand is er niet" in verify(data, "--wortel", ".")[1]
    (folder / "naast").mkdir()
    (folder / "naast" / "zaak.yaml").write_text(CASE, "utf-8")
    data["herkomst"]["bestand"] = "naast/zaak.yaml"
    assert "dit bestand is er niet" in verify(data)[1]


def test_a_programme_with_its_cases(folder):
    head = "soort: programma\nnaam: P\ngemeente: Borne\nperiode: 2020-2021\n"
    (folder / "programma.yaml").write_text(f"{head}maatregelen:\n  - {{casus: zaak.yaml}}\n", "utf-8")
    data = made("programma.yaml")
    assert [item["bestand"] for item in data["herkomst"]["casussen"]] == ["zaak.yaml"]
    assert verify(data)[0] == 0
    (folder / "zaak.yaml").write_text(CASE.replace("aantal: 3", "aantal: 4"), "utf-8")
    code, said = verify(data)
    assert code == 1
    assert "veranderd: casus zaak.yaml (sha256:" in said


def test_a_table_of_households_is_among_what_was_read(folder):
    (folder / "h.csv").write_text("casus;post;aantal\nA;dag;2\nB;dag;1\n", "utf-8")
    text = CASE.replace("aantal: 3, prijs: dag, per: jaar", "casussen: h.csv").partition("scenarios")[0]
    (folder / "zaak.yaml").write_text(text, "utf-8")
    data = made("zaak.yaml")
    assert [item["naam"] for item in data["herkomst"]["tabellen"]] == ["h.csv"]
    (folder / "h.csv").write_text("casus;post;aantal\nA;dag;2\nB;dag;3\n", "utf-8")
    code, said = verify(data)
    assert code == 1
    assert "veranderd: tabel h.csv (sha256:" in said


def test_the_origin_never_says_an_absolute_path(folder, tmp_path, monkeypatch):
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    data = made(str(folder / "zaak.yaml"))
    assert data["herkomst"]["bestand"] == "zaak.yaml"
    assert str(tmp_path) not in json.dumps(data["herkomst"])


# -- bad input


def test_what_is_no_outcome(folder):
    wrong = {
        "": "dit is geen json",
        "{": "dit is geen json",
        "[]": "hier staat geen uitkomst in",
        "3": "dit is geen uitkomst van rendement",
        "[[]]": "dit is geen uitkomst van rendement",
        '{"soort": "casus"}': "dit is geen uitkomst van rendement",
        '{"soort": "gevoeligheid"}': "dit is van `rendement sensitivity`",
        '{"a": NaN}': "NaN en Infinity zijn geen cijfers",
        '{"a": 1e999}': "een getal is te groot",
        '{"a": 1, "a": 2}': "een sleutel staat er tweemaal",
        '{"pad": "a", "status": "goed"}': "schrijf de tabel zonder --columns",
        "[" * 100_000: "niveaus",
        "[" * 60 + "]" * 60: "niveaus",
        "9" * 5000: "dit is geen json",
    }
    for text, why in wrong.items():
        code, said = verify(text)
        assert (code, why in said) == (1, True), (text[:40], said)


def test_an_outcome_that_was_cut_off_is_no_outcome(folder):
    """After every sign."""
    text = json.dumps([made("zaak.yaml")["herkomst"]])
    for length in range(len(text)):
        Path("uit.json").write_text(text[:length], "utf-8")
        with pytest.raises(reading.NoOutcomeError, match="dit is geen json"):
            reading.read_outcomes("uit.json")
    for length in (1000, 5000, 9000):
        code, said = verify(json.dumps(made("zaak.yaml"))[:length])
        assert (code, "dit is geen json" in said) == (1, True)


def test_a_file_that_is_not_there_or_cannot_be_read(folder, monkeypatch):
    for name in ("weg.json", ".", "a\0b"):
        answer = run("verify", name)
        assert answer.exit_code == 2, answer.output
    if hasattr(os, "mkfifo"):
        os.mkfifo("pijp.json")
        assert run("verify", "pijp.json").exit_code == 2
    Path("ruw.xlsx").write_bytes(b"PK\x03\x04\xff\xfe{")
    answer = run("verify", "ruw.xlsx")
    assert answer.exit_code == 1
    assert "verify leest alleen json die met `--format json` gemaakt is" in answer.output
    data = made("zaak.yaml")
    assert verify(data, "--wortel", "weg")[0] == 2
    monkeypatch.setattr(reading, "LARGEST", 100)
    code, said = verify(data)
    assert (code, "groter dan" in said) == (1, True)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../geheim.yaml", "~/x.yaml", "C:\\x.yaml", "http://x/y", "", ".", "a" * 5000]
)
def test_no_path_outside_the_root(folder, name, tmp_path):
    (tmp_path.parent / "geheim.yaml").write_text(CASE, "utf-8")
    data = made("zaak.yaml")
    data["herkomst"]["bestand"] = name
    code, said = verify(data)
    assert code == 1
    assert "niet na te rekenen" in said
    rows = made("zaak.yaml", form="batch")
    rows[0]["bestand"] = name
    code, said = verify(rows)
    assert (code, "niet na te rekenen" in said) == (1, True)


def test_what_came_from_standard_input_cannot_be_computed_again(folder):
    answer = CliRunner().invoke(app, ["calc", "-", "--format", "json"], input=CASE)
    code, said = verify(json.loads(answer.stdout))
    assert code == 1
    assert "dit komt van standaardinvoer" in said


def test_a_file_that_does_not_compute_any_more(folder):
    data = made("zaak.yaml")
    (folder / "zaak.yaml").write_text(CASE.replace("aantal: 3", "aantal: drie"), "utf-8")
    code, said = verify(data)
    assert code == 1
    assert "het bestand rekent nu niet" in said


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def places(node, path=()):
    yield path
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in inside:
        yield from places(value, (*path, key))


@pytest.mark.parametrize("form", ["calc", "batch"])
def test_no_json_whatever_gives_a_traceback_or_writes_a_file(form, folder):
    data = made("zaak.yaml", "--set", "baten[0].aantal=4", form=form)
    every = [path for path in places(data) if path]
    origin = [path for path in every if "herkomst" in path or form == "batch"]
    verify(data)
    before = sorted(path.name for path in folder.iterdir())

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(every) | st.sampled_from(origin), JUNK)
    def hostile(path, junk):
        code, _ = verify(with_value(data, path, junk))
        assert code in (0, 1)

    hostile()
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_hostile_name_steers_no_terminal(folder):
    data = made("zaak.yaml")
    data["naam"] = "\x1b[2J::error::x\ud800"
    _, said = verify(data)
    assert "\x1b" not in said
    assert not re.search(r"(?m)^::", said)


def test_roots_are_here_and_where_the_outcome_stands(folder, tmp_path):
    assert roots_of("uit.json", None).own == (tmp_path.resolve(),)
    assert comparing.NEAR == 1e-9
