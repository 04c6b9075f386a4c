"""Beside a good case: what is broken fails, what may be a case is named, another thing is listed."""

import json
from xml.etree import ElementTree

import pytest

from small_batch import CASE, LIST

GOOD = CASE.format(name="Goed", count=1)
PAGE = (
    "<!DOCTYPE html>\n<html>\n<head><title>Inloggen</title></head>\n<body><p>Verlopen</p></body>\n</html>\n"
)

# every one of these was passed over in silence: exit code 0, no word in any format
ERRORS = {
    "haak": "naam: {kapot\n",
    "lijst die niet sluit": "a: [\n",
    "alleen een naam": "naam: kapot\n",
    "soort en naam": "soort: casus\nnaam: Goed\n",
    "programma zonder iets": "soort: programma\nmaatregel: []\n",
    "ons schema": "# yaml-language-server: $schema=casus.schema.json\nnam: Goed\n",
    "ingesprongen": "casus:\n" + "".join(f"  {line}\n" for line in GOOD.splitlines()),
    "naam met een schrijffout": "naam: x\nkostn: [{naam: K, bedrag: 5}]\n",
    # and of the same kind
    "aanhaling": 'naam: "Goed\ngemeente: Borne\n',
    "tab": "naam: Goed\n\tgemeente: Borne\n",
    "dubbele punt": "naam: Goed: beter\ngemeente: Borne\n",
    "half weg": "naam: Goed\ngemeente: Borne\nbaten:\n  - {naam: A, bed",
    "ander bestand, niet te lezen": "on: push\njobs: {test: [\n",
    "naam met toelichting": "naam: Goed\ntoelichting: volgt\nbron: nota\n",
    "hoofdletters": "Naam: Goed\nGemeente: Borne\n",
    "json": '{"naam": "Goed", "perspectief": "overheid"}',
    "een sleutel van een casus": "titel: Goed\ndiscontovoet: 2%\n",
    "een sleutel van een programma": "titel: Goed\ntaakstelling: {2020: 5}\n",
    "programma onder een sleutel": "programma:\n  soort: programma\n  naam: P\n",
    "onder een eigen sleutel": "zaak:\n" + "".join(f"    {line}\n" for line in GOOD.splitlines()),
    "schema als sleutel": '"$schema": ./programma.schema.json\nnaam2: P\n',
    "schema van een prijslijst": "# yaml-language-server: $schema=../prijslijst.schema.json\nposts: {}\n",
    "prijslijst zonder naam": "prijspeil: 2018\nposten: {}\n",
    "vastgeplakt": "naam:Goed\n",
    "leeg": "",
    "alleen commentaar": "# naam: Goed\n",
    "geen sleutels": "{}\n",
}
WARNINGS = {
    "lijst": "- naam: Goed\n- gemeente: Borne\n",
    "zonder dubbele punten": "naam Goed\ngemeente Borne\nperiode 2018\n",
    "pagina": PAGE,
    # and of the same kind
    "lege lijst": "[]\n",
    "lijst van casussen": f"- {GOOD.replace(chr(10), chr(10) + '  ').rstrip()}\n",
    "woord": "Goed\n",
    "aangehaald": '"naam: Goed"\n',
    "getal": "2018\n",
    "pagina met een dubbele punt": "<p>Prijs: 5</p>\n",
    "name": "name: Goed\n",
    "title": "title: Goed\n",
    "name en title": "name: Goed\ntitle: Beter\n",
    "alleen bijna-sleutels": "gemente: Borne\nkostn: []\n",
    "titel en bron": "titel: Goed\nbron: nota\n",
    "vastgeplakt woord": "sleutel:waarde\n",
}
OTHERS = {
    "workflow": "name: test\non: push\njobs: {}\n",
    "compose": "services:\n  web: {image: nginx}\n",
    "met ankers": "x: &a {b: 1}\ny: *a\nz: !Ref c\n",
    "meer documenten": "apiVersion: v1\n---\napiVersion: v2\n",
    "zelfde sleutel tweemaal": "a: 1\na: 2\n",
    "sleutel die geen woord is": "? [a, b]\n: c\nversie: 1\n",
    "diep": "a: " + "[" * 60 + "]" * 60 + "\n",
    "groot": "waarden: [" + ", ".join(["1"] * 50_001) + "]\n",
    "naam tussen andere sleutels": "naam: Piet\nleeftijd: 40\nhobby: schaken\n",
    "een zaak dieper": "on: push\njobs:\n  gemeente: {}\n",
    "instellingen": "kleur: blauw\nvenster: {breedte: 80}\n",
}
FORMS = ("table", "github", "json", "junit")
TABLES = ("table", "markdown", "html", "tsv", "csv", "csv-nl", "json")


@pytest.fixture
def beside(write):
    """Write a file next to a good one."""

    def beside(text):
        write("zaken/goed.yaml", GOOD)
        write("zaken/proef.yaml", text)

    return beside


def named(form, answer):
    """What a format says of the file: its severity, or None when it does not name it."""
    if form == "table":
        heads = [line for line in answer.stdout.splitlines() if line.startswith("zaken/proef.yaml")]
        words = {head.split(": ")[1] for head in heads}
        return next((word for word in ("fout", "waarschuwing") if word in words), listed(answer.stderr))
    if form == "github":
        levels = {"::error": "fout", "::warning": "waarschuwing", "::notice": "overgeslagen"}
        found = {line.split()[0] for line in answer.stdout.splitlines() if "file=zaken/proef.yaml" in line}
        return next((word for level, word in levels.items() if level in found), None)
    if form == "json":
        found = {item["ernst"] for item in json.loads(answer.stdout) if item["bestand"] == "zaken/proef.yaml"}
        found = {"overgeslagen" if severity == "opmerking" else severity for severity in found}
        return next((word for word in ("fout", "waarschuwing", "overgeslagen") if word in found), None)
    (suite,) = ElementTree.fromstring(answer.stdout)  # noqa: S314 - ours
    case = next(case for case in suite if case.get("name") == "zaken/proef.yaml")
    if case.find("failure") is not None:
        return "fout"
    skipped = case.find("skipped")
    return None if skipped is None else skipped.get("message")


def listed(stderr):
    """Whether the summary has the file among those that were passed over."""
    line = next((line for line in stderr.splitlines() if "overgeslagen" in line), "")
    return "overgeslagen" if line.endswith("zaken/proef.yaml") else None


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ERRORS)
def test_what_is_broken_fails(name, form, beside, run):
    beside(ERRORS[name])
    answer = run("check", "zaken", "--format", form)
    assert (answer.exit_code, named(form, answer)) == (1, "fout")


@pytest.mark.parametrize("name", ERRORS)
def test_in_a_batch_as_well(name, beside, run):
    beside(ERRORS[name])
    for form in TABLES:
        answer = run("batch", "zaken", "--format", form)
        if "prijslijst" in name:  # a price list has no row; the cases that use it say what is wrong with it
            assert (answer.exit_code, "1 prijslijst" in answer.stdout + answer.stderr) == (0, True)
            continue
        assert answer.exit_code == 1
        assert "zaken/proef.yaml: " in answer.stderr
    if "prijslijst" not in name:
        assert "1 met fouten" in answer.stderr


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", WARNINGS)
def test_what_may_be_a_case_is_named(name, form, beside, run):
    beside(WARNINGS[name])
    answer = run("check", "zaken", "--format", form)
    assert answer.exit_code == 0
    said = named(form, answer)
    if form == "junit":
        assert said.startswith("bovenaan staat ") or " van een casus; " in said
    else:
        assert said == "waarschuwing"
    strict = run("check", "zaken", "--format", form, "--strict")
    assert strict.exit_code == 1
    if form == "junit":  # whoever reads only this file sees that it failed
        assert 'failures="0"' in answer.stdout
        assert 'failures="1" errors="0" skipped="0"' in strict.stdout
    else:
        assert strict.stdout == answer.stdout
    assert strict.stderr == answer.stderr + "met --strict is de uitgangscode 1: er zijn waarschuwingen\n"


@pytest.mark.parametrize("name", WARNINGS)
def test_a_batch_names_it_too(name, beside, run):
    beside(WARNINGS[name])
    for form in TABLES:
        answer = run("batch", "zaken", "--format", form)
        assert answer.exit_code == 0
        assert "zaken/proef.yaml: waarschuwing: " in answer.stderr
        assert answer.stderr.endswith("overgeslagen: zaken/proef.yaml\n")
    assert run("batch", "zaken", "--strict").exit_code == 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", OTHERS)
def test_another_thing_is_listed(name, form, beside, run):
    beside(OTHERS[name])
    answer = run("check", "zaken", "--format", form, "--strict")
    said = named(form, answer)
    assert answer.exit_code == 0
    assert (said or "").endswith("overgeslagen")


@pytest.mark.parametrize("name", OTHERS)
def test_and_in_a_batch(name, beside, run):
    beside(OTHERS[name])
    for form in TABLES:
        answer = run("batch", "zaken", "--format", form, "--strict")
        assert answer.exit_code == 0
        assert answer.stderr.endswith("overgeslagen: zaken/proef.yaml\n")


@pytest.mark.parametrize("texts", [ERRORS, WARNINGS, OTHERS], ids=["fout", "twijfel", "anders"])
def test_a_file_that_is_named_is_meant(texts, beside, run):
    """Then every one of them is an error."""
    for name, text in texts.items():
        beside(text)
        assert run("check", "zaken/proef.yaml").exit_code == 1, name
        assert run("check", "zaken/*.yaml").exit_code == 1, name


@pytest.mark.parametrize("form", FORMS)
def test_everything_that_is_passed_over_is_listed_whole(form, write, run):
    write("zaken/goed.yaml", GOOD)
    names = [f"zaken/los{number:03d}.yaml" for number in range(60)]
    for name in names:
        write(name, "services: {}\n")
    answer = run("check", "zaken", "--format", form)
    said = answer.stderr if form == "table" else answer.stdout
    assert [name for name in names if name not in said] == []
    batch = run("batch", "zaken")
    assert f"overgeslagen: {', '.join(names)}\n" in batch.stderr
    assert "60 bestanden overgeslagen (geen casus, programma of monitor)" in batch.stdout


def test_price_lists_are_counted_apart(write, run):
    write("zaken/goed.yaml", GOOD)
    write("zaken/los.yaml", "services: {}\n")
    for number in range(2):
        write(f"zaken/lijst{number}.yaml", LIST.format(amount=9000))
    other = "1 overgeslagen (geen casus, programma, monitor of prijslijst): zaken/los.yaml"
    assert (
        run("check", "zaken", "--ignore", "R1,R2").stderr
        == f"1 bestand · 2 prijslijsten · 0 fouten · {other}\n"
    )
    assert (
        "1 rij · 1 goed · 0 met fouten · 2 prijslijsten · 1 bestand overgeslagen"
        in run("batch", "zaken").stdout
    )


def test_what_was_passed_over_is_known_to_a_memory_as_well(write, run):
    write("zaken/goed.yaml", GOOD)
    write("zaken/lijst.yaml", LIST.format(amount=9000))
    write("zaken/los.yaml", "services: {}\n")
    write("zaken/name.yaml", "name: Goed\n")
    first, again = (run("batch", "zaken", "--cache", "geheugen", "-o", "uit.csv") for _ in range(2))
    assert again.stderr == first.stderr.replace("0 van 4 bestanden", "4 van 4 bestanden")
    for part in (
        "zaken/name.yaml: waarschuwing: `name` lijkt op",
        "1 prijslijst",
        "zaken/los.yaml, zaken/name.yaml",
    ):
        assert part in again.stderr


# -- strict


def test_any_warning_counts_when_it_is_strict(write, run):
    text = GOOD + "resultaten: [{naam: r, aantal: 12, van: 10}]\n"
    write("zaken/goed.yaml", text)
    for verb in ("check", "batch"):
        assert run(verb, "zaken").exit_code == 0
        answer = run(verb, "zaken", "--strict")
        assert answer.exit_code == 1
        assert answer.stderr.endswith("met --strict is de uitgangscode 1: er zijn waarschuwingen\n")
    write("zaken/goed.yaml", GOOD)
    for verb in ("check", "batch"):
        answer = run(verb, "zaken", "--strict")
        assert (answer.exit_code, "strict" in answer.stderr) == (0, False)


# -- what the remedies say


def test_a_case_that_is_indented_is_one_once_it_begins_at_the_margin(write, run):
    write("zaken/proef.yaml", ERRORS["ingesprongen"])
    answer = run("check", "zaken")
    assert answer.stdout.count("[ingesprongen-casus]") == 1
    assert answer.stdout.count("fout:") == 1
    lines = ERRORS["ingesprongen"].splitlines()[1:]
    write("zaken/proef.yaml", "\n".join(line.removeprefix("  ") for line in lines))
    assert run("check", "zaken", "--strict").exit_code == 0


def test_who_names_another_file_hears_what_is_wrong_with_it(beside, run):
    beside(OTHERS["workflow"])
    assert "noem het dan apart" in run("check", "zaken", "--format", "github").stdout
    assert "hier ontbreekt `gemeente`" in run("check", "zaken/proef.yaml").stdout


@pytest.mark.parametrize("name", ["lijst", "zonder dubbele punten", "name"])
def test_what_begins_as_the_remedy_says_is_a_case(name, beside, run):
    beside(WARNINGS[name])
    assert "begin dan met `naam:`, `gemeente:` en `periode:`" in run("check", "zaken").stdout
    beside("naam: Goed\ngemeente: Borne\nperiode: 2018\nbaten: []\nkosten: [{naam: K, bedrag: 5}]\n")
    assert run("check", "zaken", "--strict").exit_code == 0
