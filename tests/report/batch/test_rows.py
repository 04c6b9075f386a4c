"""The table of a batch: a row per file, whatever the file is worth."""

import json

import pytest

from project import ROOT, files, short
from rendement.cli import batch_output
from rendement.report.batch import columns as batch_report
from rendement.report.batch.threshold import read_threshold
from small_batch import CASE


def flat(total, path="totaal"):
    for key, value in total.items():
        if isinstance(value, dict):
            yield from flat(value, f"{path}.{key}")
        else:
            yield f"{path}.{key}", len(value) if isinstance(value, list) else value


def in_euros(*folders):
    """Those in one currency: others are never in one table."""
    return [short(path) for path in files(*folders) if "\nvaluta:" not in path.read_text("utf-8")]


def test_a_row_says_what_calc_says_for_every_case_in_the_repository(records, run, monkeypatch):
    monkeypatch.chdir(ROOT)
    rows = records(*in_euros("cases", "examples"))
    answers = json.loads(run("calc", *rows, "--format", "json").stdout)
    assert len(answers) == len(rows) >= 30
    for (path, row), answer in zip(rows.items(), answers, strict=True):
        expected = dict(flat(answer["totaal"])) if answer["soort"] != "monitor" else {}
        found = {key: value for key, value in row.items() if key.startswith("totaal.")}
        assert expected.items() <= found.items(), path  # every total has a column
        assert all(value is None for key, value in found.items() if key not in expected), path
        first, last = answer["periode"]
        assert row["periode"] == (str(first) if first == last else f"{first}-{last}")
        for key in ("naam", "gemeente", "soort", "prijspeil", "perspectief"):
            assert row[key] == answer.get(key), path
        assert row["hash"] == answer["herkomst"]["casus"]
        assert row["status"] == "goed"
        assert row["fouten"] == 0
    assert {row["soort"] for row in rows.values()} == {"casus", "programma", "monitor"}


def test_the_figures_of_a_row_can_be_worked_out_by_hand(records, write):
    write("zaken/a.yaml", CASE.format(name="A", count=6))
    row = records("zaken")["zaken/a.yaml"]
    assert row["totaal.baten"] == 6 * 37000 * 0.5
    assert row["totaal.kosten"] == 20000
    assert row["totaal.rendement"] == 6 * 37000 * 0.5 - 20000
    assert row["totaal.baten_per_euro"] == 6 * 37000 * 0.5 / 20000


def test_every_scenario_may_have_a_row(run, write, folder):
    """One that does not fit is a row that says so; the second time all of it comes from the cache."""
    kort = '{"baten[0].duur": 2, "baten[0].over_jaren": 3}'
    scenarios = f'scenarios:\n  laag: {{"baten[0].aantal": 4}}\n  kort: {kort}\n'
    write("zaken/a.yaml", CASE.format(name="A", count=6) + scenarios)
    write("zaken/b.yaml", CASE.format(name="B", count=2))
    asked = ("batch", "zaken", "--scenario", "alle", "--cache", "bewaard", "--format", "json")
    answers = [json.loads(run(*asked).stdout) for _ in range(2)]
    assert answers[0] == answers[1]
    rows = [(row["naam"], row["scenario"], row["status"], row["totaal.baten"]) for row in answers[0]]
    assert rows == [
        ("A", None, "goed", 6 * 37000 * 0.5),
        ("A", "laag", "goed", 4 * 37000 * 0.5),
        ("A", "kort", "fout", None),
        ("B", None, "goed", 2 * 37000 * 0.5),
    ]


@pytest.mark.parametrize("workers", [2, 3])
def test_rows_stand_in_path_order_whatever_the_number_of_workers(workers, run, many, folder):
    many(170)
    one = run("batch", "zaken", "--workers", 1, "-o", "een.csv")
    more = run("batch", "zaken", "--workers", workers, "-o", "meer.csv")
    assert (one.exit_code, more.exit_code) == (0, 0)
    text = (folder / "een.csv").read_text("utf-8")
    assert (folder / "meer.csv").read_text("utf-8") == text
    paths = [line.split(",")[0] for line in text.splitlines()[1:]]
    assert paths == [f"zaken/z{number:04d}.yaml" for number in range(170)]


def test_a_broken_case_is_a_row_and_stops_nothing(run, many, write):
    many(2)
    broken = CASE.format(name="Kapot", count="40.000").replace("gemeente:", "gemente:")
    write("zaken/kapot.yaml", broken)
    write("zaken/leeg.yaml", "")
    write("zaken/half.yaml", "naam: x\ngemeente: [")
    answer = run("batch", "zaken", "--format", "json")
    rows = {row["pad"]: row for row in json.loads(answer.stdout)}
    assert answer.exit_code == 1
    assert [row["status"] for row in rows.values()] == ["fout", "fout", "fout", "goed", "goed"]
    row = rows["zaken/kapot.yaml"]
    assert row["fouten"] == 2  # the key and the amount
    assert row["melding"] == "regel 2: `gemente` is hier geen bekende sleutel"
    assert (row["naam"], row["periode"], row["soort"]) == ("Kapot", "2018", "casus")
    assert row["hash"].startswith("sha256:")
    assert row["totaal.rendement"] is None
    assert rows["zaken/leeg.yaml"]["melding"] == "het bestand is leeg"
    assert "zaken/kapot.yaml: regel 2" in answer.stderr
    assert "5 rijen · 2 goed · 3 met fouten" in answer.stderr


def test_a_folder_gives_its_cases_and_passes_over_the_rest(run, many, write, records):
    many(1)
    write("zaken/prijzen.yaml", "prijslijst: eigen\nprijspeil: 2018\nposten: {}\n")
    write("zaken/diep/anders.yml", "on: push\njobs:\n  gemeente: {}\n")
    write("zaken/diep/wel.YML", CASE.format(name="Wel", count=1))
    write("zaken/ingesprongen.yaml", "  naam: x\n  gemeente: y\n")
    write("zaken/.verborgen/niet.yaml", CASE.format(name="Niet", count=1))
    write("zaken/lees.md", "gemeente: geen yaml")
    answer = run("batch", "zaken", "-o", "uit.csv")
    assert list(records("zaken")) == ["zaken/diep/wel.YML", "zaken/ingesprongen.yaml", "zaken/z0000.yaml"]
    assert "1 prijslijst · 1 bestand overgeslagen (geen casus, programma of monitor)" in answer.stderr
    assert "overgeslagen: zaken/diep/anders.yml" in answer.stderr
    named = records("zaken", "zaken/diep/anders.yml", "zaken/prijzen.yaml")
    assert "zaken/prijzen.yaml" not in named  # a price list is never a row
    assert named["zaken/diep/anders.yml"]["status"] == "fout"  # who names a file means it


@pytest.mark.parametrize(
    "text",
    [
        CASE.replace("periode:", "prijslijst: zoetermeer-2018\nperiode:"),  # a slip: it is no price list
        '{{"naam": "A", "gemeente": "Borne", "periode": 2018, "baten": [{{"naam": "B", "bedrag": 3}}]}}',
        CASE.replace("\n", "\r"),
        CASE.replace("\n", "\r\n"),
        "---\n" + CASE,
        CASE.replace("gemeente", "Gemeente").replace("periode", "Periode").replace("baten", "Baten"),
        "%YAML 1.1\n---\n" + CASE,
    ],
)
def test_no_case_is_passed_over_for_how_it_is_written(text, run, write):
    (write("zaken/a.yaml", "")).write_bytes(text.format(name="Zo", count=1).encode())
    for words in (["zaken"], ["zaken/a.yaml"]):
        (row,) = json.loads(run("batch", *words, "--format", "json").stdout)
        calc = run("calc", "zaken/a.yaml", "--format", "json")
        assert (row["status"] == "goed") == (calc.exit_code == 0)


def test_a_file_named_twice_is_one_row(records, many):
    many(2)
    assert len(records("zaken", "./zaken", "zaken/z0000.yaml", "zaken/*.yaml")) == 2


@pytest.mark.parametrize("words", [["bestaat-niet"], ["-"], ["*.niets"]])
def test_a_path_that_means_nothing_is_wrong_use(run, folder, words):
    answer = run("batch", *words)
    assert answer.exit_code == 2
    assert answer.stderr.startswith("rendement: ")


def test_options_hold_for_every_row(records, many, run):
    many(2)
    rows = records("zaken", "--set", "baten[0].bedrag=1000", "--perspective", "maatschappij")
    assert [row["totaal.baten"] for row in rows.values()] == [1 * 1000 * 0.5, 2 * 1000 * 0.5]
    assert {row["perspectief"] for row in rows.values()} == {"maatschappij"}
    assert run("batch", "zaken", "--set", "onzin").exit_code == 2


def test_shards_together_are_the_whole_and_share_nothing(records, many):
    many(11)
    shards = [set(records("zaken", "--shard", f"{number}/4")) for number in (1, 2, 3, 4)]
    assert sorted(len(shard) for shard in shards) == [2, 3, 3, 3]
    assert set.union(*shards) == set(records("zaken"))


def test_without_a_single_case_the_command_fails(run, write):
    write("zaken/prijzen.yaml", "prijslijst: eigen\nprijspeil: 2018\nposten: {}\n")
    answer = run("batch", "zaken")
    assert answer.exit_code == 1
    assert "geen enkele casus" in answer.stderr
    assert run("batch", "zaken", "--shard", "2/2").exit_code == 0


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1", "een/twee", "1/0", "-1/2"])
def test_a_shard_that_is_none_is_wrong_use(run, many, shard):
    many(1)
    assert run("batch", "zaken", "--shard", shard).exit_code == 2


def test_below_a_threshold_the_command_fails_and_says_where(run, many):
    many(3)  # 1, 2 and 3 x 18.500 less 20.000
    answer = run("batch", "zaken", "--fail-under", "totaal.rendement=0", "-o", "uit.csv")
    assert answer.exit_code == 1
    assert "zaken/z0000.yaml: totaal.rendement is -1.500, onder de grens 0" in answer.stderr
    assert "z0001" not in answer.stderr
    assert run("batch", "zaken", "--fail-under", "totaal.rendement=€ -1.500").exit_code == 0  # not below


def test_a_figure_that_does_not_exist_is_below_nothing(run, write):
    only_costs = CASE.format(name="Kosten", count=1).replace(
        "baten:\n  - {naam: Uitstroom", "pm:\n  - {naam: x}\n#"
    )
    write("zaken/kosten.yaml", only_costs)
    answer = run("batch", "zaken", "--fail-under", "totaal.rendement=0", "-o", "uit.csv")
    assert answer.exit_code == 0
    assert "totaal.rendement bestaat niet in 1 van de rijen" in answer.stderr


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("totaal.rendemant=0", "bedoelt u `totaal.rendement`?"),
        ("naam=0", "heeft geen cijfer `naam`"),
        (
            "per_jaar.2024.saldo=0",
            "alleen totalen; dit cijfer staat in `rendement calc BESTAND --format json`",
        ),
        ("totaal.rendement", "ontbreekt een grens"),
        ("totaal.rendement=veel", "geen getal"),
        ("totaal.rendement=40.000", "twee manieren"),
        ("totaal.rendement=50%", "geen percentage"),
        ("totaal.interne_rentevoet=5", "5%"),
        ("totaal.baten_per_euro=150%", "geen percentage"),
        ("totaal.terugverdienjaar=€ 4", "geen jaartal"),
    ],
)
def test_a_threshold_that_cannot_be_read_is_wrong_use(run, many, written, said):
    many(1)
    answer = run("batch", "zaken", "--fail-under", written)
    assert answer.exit_code == 2
    assert said in answer.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--perspective", "gemente"], "`gemente` is geen perspectief"),
        (["--set", "baten[0].aantal=4.000"], "`4.000` kan op twee manieren"),
        (["--scenario", "laagg"], "er is geen scenario `laagg`"),
    ],
)
def test_a_slip_in_the_command_is_said_once_and_writes_nothing(words, said, run, many, write, folder):
    many(25)
    table = write("uit.csv", "de goede tabel\n")
    answer = run("batch", "zaken", "-o", "uit.csv", *words)
    assert answer.exit_code == 2
    assert answer.stderr.count("\n") == 1
    assert answer.stderr.startswith("rendement: geen enkel bestand kan zo gerekend worden: ")
    assert said in answer.stderr
    assert table.read_text() == "de goede tabel\n"


SCENARIOS = "scenarios:\n  voorzichtig:\n    baten[0].aantal: 1\n"


def test_a_slip_is_the_fault_of_the_command_also_among_broken_files(run, write, folder):
    """Files that cannot be computed anyway do not hide that the command is wrong, nor other words for it."""
    for name, more in (("a", SCENARIOS), ("b", "horizon: 3\n" + SCENARIOS)):
        write(f"zaken/{name}.yaml", CASE.replace("baten:", more + "baten:").format(name=name, count=2))
    write("zaken/kapot.yaml", "naam: Kapot\ngemeente: [")
    table = write("uit.csv", "de goede tabel\n")
    for words, said in (
        (["--scenario", "voorzchtig"], "er is geen scenario `voorzchtig`; bedoelt u `voorzichtig`?"),
        (["--perspective", "overhied"], "bedoelt u `overheid`?"),
        (["--set", "baten[0].aantl=4"], "bedoelt u `aantal`?"),
    ):
        answer = run("batch", "zaken", "-o", "uit.csv", *words)
        assert answer.exit_code == 2
        assert said in answer.stderr
        assert table.read_text() == "de goede tabel\n"
    assert run("batch", "zaken", "--scenario", "voorzichtig", "-o", "uit.csv").exit_code == 1  # two are good
    write("zaken/c.yaml", CASE.format(name="c", count=2))  # without scenarios
    answer = run("batch", "zaken", "--scenario", "voorzichtig", "--shard", "3/4", "-o", "uit.csv")
    assert answer.exit_code == 1  # a part says nothing of the whole
    answer = run("batch", "zaken/kapot.yaml", "--scenario", "voorzichtig", "-o", "uit.csv")
    assert answer.exit_code == 1  # broken without it too: a row says so
    assert "`rendement calc` met dezelfde opties zegt" in answer.stderr


def test_what_is_wrong_is_counted_and_where_to_look_is_said(run, write):
    write("zaken/kapot.yaml", "naam: Kapot\ngemeente: Borne\nfoutje: 1\n")
    assert "foutje" not in CASE
    answer = run("batch", "zaken", "-o", "uit.csv")
    first = next(line for line in answer.stderr.splitlines() if line.startswith("zaken/kapot.yaml"))
    assert first.endswith(" (en nog 2)")  # the period that is missing; the key, and that nothing is counted
    assert "`rendement check` zegt bij elke fout" in answer.stderr


def test_warnings_are_counted_in_the_summary(run, write):
    programme = "soort: programma\nnaam: P\ngemeente: Borne\nprijspeil: 2020\nperiode: 2022\nmaatregelen:\n"
    write("zaken/programma.yaml", f"{programme}  - casus: ../los.yaml\n")
    write(".git/HEAD", "")
    write(
        "los.yaml", CASE.format(name="A", count=1).replace("periode: 2018", "periode: 2022\nprijspeil: 2022")
    )
    answer = run("batch", "zaken")
    assert "1 rij · 1 goed · 0 met fouten · 1 waarschuwing (zie `rendement check`)" in answer.stdout


def test_a_limit_is_shown_as_the_table_shows_the_figure(run, many):
    many(1)  # 18.500 against 20.000
    words = ("--fail-under", "totaal.rendement=0", "--fail-under", "totaal.baten_per_euro=1")
    answer = run("batch", "zaken", *words)
    assert answer.exit_code == 1
    assert "totaal.rendement is -1.500, onder de grens 0\n" in answer.stderr
    assert "totaal.baten_per_euro is 0,93, onder de grens 1\n" in answer.stderr  # 0.925
    assert read_threshold("totaal.terugverdienjaar=2020").below(row(2018)) == (
        "x: totaal.terugverdienjaar is 2018, onder de grens 2020"
    )
    assert read_threshold("totaal.interne_rentevoet=3%").below(row(-0.211)) == (
        "x: totaal.interne_rentevoet is -21,1%, onder de grens 3%"
    )


def test_a_figure_and_its_limit_are_told_apart():
    ratio, rate = (
        read_threshold(f"totaal.{text}") for text in ("baten_per_euro=0,93", "interne_rentevoet=3,21%")
    )
    assert "is 0,925, onder de grens 0,930" in ratio.below(row(0.925))
    assert "is 3,2096%, onder de grens 3,2100%" in rate.below(row(0.032096))
    assert "is 0,92999, onder de grens 0,93000" in ratio.below(row(0.92999))
    assert "is 0,929999998, onder de grens 0,930000000" in ratio.below(row(0.93 - 2e-9))


def test_what_adding_leaves_behind_is_no_shortage():
    assert 0.1 + 0.7 < 0.8
    assert read_threshold("totaal.rendement=0,8").below(row(0.1 + 0.7)) is None
    assert read_threshold("totaal.rendement=0,8").below(row(0.79)) is not None


def row(value):
    return ["x", *[value] * (len(batch_report.NAMES) - 1)]


def test_progress_is_only_for_who_looks(many, run, monkeypatch, capfd):
    many(3)
    assert "\r" not in run("batch", "zaken").stderr
    monkeypatch.setattr(batch_output, "EVERY", 0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with batch_output.progress(3) as tick:
        tick()
        tick()
    assert capfd.readouterr().err == "\r\x1b[K1 van 3 (33%)\r\x1b[K2 van 3 (66%)\r\x1b[K"


def test_the_time_left_is_told_once_there_is_ground_for_it(monkeypatch, capfd):
    clock = iter([0.0, 1.0, 4.0, 9.0])
    monkeypatch.setattr("rendement.cli.batch_output.time.monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with batch_output.progress(1500) as tick:
        for _ in range(3):
            tick()
    shown = capfd.readouterr().err.split("\r\x1b[K")
    assert shown[1] == "1 van 1.500 (0%)"
    assert shown[2] == "2 van 1.500 (0%), nog 50 min"  # 4 s / 2 x 1498 = 2996 s
    assert shown[3] == "3 van 1.500 (0%), nog 75 min"  # 9 s / 3 x 1497 = 4491 s
