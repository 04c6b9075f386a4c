"""The JSON contract: every result fits its schema, and the schema has no key that no result has."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from project import ROOT, files, short
from rendement.figures.comparison_fields import COMPARISON
from rendement.figures.difference_fields import DIFFERENCE
from rendement.figures.differences_fields import DIFFERENCES
from rendement.figures.field import build
from rendement.figures.schema import result_schema
from rendement.figures.sensitivity_fields import SENSITIVITY
from rendement.source.tree import parse
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.diff.compared import difference
from rendement.study.diff.folders import TwoFolders
from rendement.study.diff.sides import side_of
from rendement.study.pipeline import calculate, calculate_source
from rendement.study.sensitivity.comparing import comparison
from rendement.study.sensitivity.questions import Questions
from rendement.study.sensitivity.whole import sensitivity

SCHEMA = result_schema()
DEFINITIONS = SCHEMA["$defs"]
FILES = files("cases", "examples")
OVERLAPPING = ROOT / "tests" / "figures" / "alles-programma.yaml"

RICH = """\
naam: Alles
gemeente: Proefstad
periode: 2018-2019
prijspeil: 2019
prijslijsten: [zoetermeer-2018]
horizon: 4
discontovoet: {0: 3.5%, 2: 3%}
baten:
  - {naam: Een, aantal: 2, bedrag: 1000, per: jaar, duur: 6, bewijs: {graad: gemeten, looptijd: 1},
     status: {2018: gerealiseerd, 2019: verwacht}, verzilverbaar: 50%, soort: structureel, groep: G,
     tegenpartij: client}
  - naam: Twee
    casussen:
      - {naam: A, omschrijving: O, posten: {jeugd/ots: 1, los: {bedrag: 5, aantal: 1, reden: proef}}}
      - {naam: B, posten: {jeugd/ots: 2}}
    opschalen_naar: 5
  - {naam: Drie, prijs: pwet/schadelast@7, over_jaren: 7, per: periode, telt_mee: nee, reden: dubbel}
kosten:
  - {naam: Kosten, fte: 1, tarief: tarief/klantmanager, additioneel: 50%, status: verwacht}
  - {naam: Bouw, bedrag: 9000, jaar: 2018, discontovoet: vaste-kosten, restwaarde: 2000,
     herhaling: {elke: 2, tot: 2024}, tot_horizon: ja, soort: incidenteel}
  - {naam: Kansen, aantal: {discreet: {4: 30%, 6: 70%}}, bedrag: 100, per: periode}
pm: [{naam: P, reden: R, richting: baat}]
deelnemers: 4
resultaten: [{naam: R, aantal: 2, van: 4, jaren: 1}]
omslag: [wonen/huisuitzetting, {naam: Los, bedrag: 10}]
scenarios:
  laag:
    baten[0].aantal: 1
gedrukt: {totaal.rendement: {waarde: 1, bron: B, fout: F, afronding: 2}}
afwijken: [{regel: R103, reden: volgt nog, tot: blijvend}]
"""

PROGRAMME = """\
soort: programma
naam: Alles
gemeente: Proefstad
periode: 2020-2022
peildatum: 2021
telling: nieuw
taakstelling: {per: domein, jeugd: {2020: 1000}}
dekking: [{naam: D, bedragen: {2021: 5}}]
maatregelen:
  - naam: M
    domein: jeugd
    eigenaar: E
    huidig_budget: {kolom: 2021}
    monitor: monitor.yaml
    post: jeugd.jeugdhulp
    verzilverbaar: 50%
    besparing: {structureel: {2020-2021: 500}, jaarlijks: {2021: 5}, incidenteel: 7}
    status: {2020-2021: gerealiseerd}
    besluit: {nodig: ja, planning: "2021"}
    bewijs: {graad: schatting, looptijd: 2}
    investering: {2020: 50}
  - {naam: J, besparing: {jaarlijks: 5}}
  - naam: V
    vervangt: [o]
    besparing: {structureel: {2020: 5}}
    gerealiseerd: {2020: 4, bewijs: {graad: gemeten, looptijd: 1}}
  - {naam: O, besparing: {structureel: {2020: 5}}, besluit: {genomen: 2019}}
  - {naam: S, besparing: {structureel: 3}}
  - {naam: P, pm: nog niet te zeggen, tegenpartij: rijk}
  - {casus: casus.yaml, status: verwacht}
  - {programma: deel.yaml}
scenarios: {laag: {'maatregelen[0].investering.2020': 60}}
formatie: [{naam: F, fte: {2020: 0.5}, tarief: 80000}]
kosten: [{naam: K, bedragen: {2020: 5..9}}]
pm: [{naam: Q, reden: R, richting: last}]
gedrukt: {totaal.saldo: {waarde: 1}}
afwijken: [{regel: besparing-zonder-status, reden: volgt nog, tot: blijvend}]
"""


def errors(data: Any) -> list[str]:
    kind = data["soort"]
    found = Draft7Validator({"$ref": f"#/$defs/{kind}", "$defs": DEFINITIONS}).iter_errors(data)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]


def result(text: str) -> Any:
    source, findings = parse(text, "casus.yaml")
    outcome = calculate_source("casus.yaml", source, findings)
    assert [finding for finding in outcome.findings if finding.severity == "fout"] == []
    return contract(outcome)


@pytest.fixture(scope="module")
def rich(tmp_path_factory) -> list[Any]:
    """A case, a programme and a monitor that use every key, in each way they can be computed."""
    folder = tmp_path_factory.mktemp("zaken")
    tabled = RICH.replace("kosten:\n", "  - {naam: Tabel, casussen: tabel.csv}\nkosten:\n", 1)
    (folder / "casus.yaml").write_text(tabled, encoding="utf-8")
    (folder / "tabel.csv").write_text("casus;post;aantal\nC;jeugd/ots;1\n", encoding="utf-8")
    (folder / "programma.yaml").write_text(PROGRAMME, encoding="utf-8")
    (folder / "tweede.yaml").write_text(RICH.replace("naam: Alles", "naam: Tweede", 1), encoding="utf-8")
    part = PROGRAMME.replace("naam: Alles", "naam: Deel", 1).replace("casus.yaml", "tweede.yaml")
    (folder / "deel.yaml").write_text(part.replace("  - {programma: deel.yaml}\n", ""), encoding="utf-8")
    figures = ROOT / "tests/figures"
    table = (figures / "alles-monitor.csv").read_text(encoding="utf-8")
    (folder / "alles-monitor.csv").write_text(table, encoding="utf-8")
    monitor = (figures / "alles-monitor.yaml").read_text(encoding="utf-8")
    (folder / "monitor.yaml").write_text(monitor, encoding="utf-8")
    many = [
        Options(breakeven=True),
        Options(draws=3),
        Options(scenario="laag"),
        Options(perspective="maatschappij"),
    ]
    outcomes = [calculate(str(folder / "casus.yaml"), options) for options in many]
    outcomes += [calculate(str(folder / "programma.yaml"), options) for options in many[1:]]
    outcomes.append(calculate(str(folder / "programma.yaml")))
    outcomes.append(calculate(str(folder / "monitor.yaml")))
    outcomes.append(calculate(str(figures / "rijen-per-jaar.yaml")))
    assert [
        finding for outcome in outcomes for finding in outcome.findings if finding.severity == "fout"
    ] == []
    file = str(folder / "casus.yaml")
    whole = sensitivity(calculate(str(folder / "programma.yaml")), Questions(draws=300))
    found = [sensitive(file), build(SENSITIVITY, whole), side_by_side(file), *moved(file)]
    return [*(contract(outcome) for outcome in outcomes), *found]


def sensitive(file: str) -> Any:
    """Everything that `sensitivity` can be asked, with a second range in the case."""
    number, other = "kosten[2].aantal", "baten[0].aantal"
    wanted = Questions(
        draws=300, certain=True, one_way=(number,), two_way=(number, other), know=(f"{number},{other}",)
    )
    found = calculate(file, Options((f"{other}=2..4",), perspective="maatschappij"))
    return build(SENSITIVITY, sensitivity(found, wanted))


def side_by_side(file: str) -> Any:
    """Options that differ in everything: the file itself with other costs, and a scenario of it."""
    other = Options(("horizon=3", "kosten[0].fte=9"), "laag", perspective="maatschappij")
    many = [calculate(file, Options(perspective="maatschappij")), calculate(file, other)]
    return build(COMPARISON, comparison(many, Questions(draws=300)))


def moved(file: str) -> list[Any]:
    """What changed, with parts that are joined and one that moves nothing; and a figure without parts."""
    sets = (
        "horizon=3",
        "baten[0].aantal=9",
        "toelichting=anders",
        "kosten[0].bedrag=1",
        "kosten[0].per=jaar",
    )
    both = calculate(file), calculate(file, Options(sets, perspective="maatschappij"))
    names = ("oud", "nieuw")
    figures = (None, "totaal.terugverdienjaar")
    return [build(DIFFERENCE, difference(*both, names, figure)) for figure in figures] + [in_folder(file)]


def in_folder(file: str) -> Any:
    """A folder against itself, in which a file has no such figure."""
    side = side_of(str(Path(file).parent))
    two = TwoFolders((side, side), (Options(), Options(perspective="maatschappij")))
    return build(DIFFERENCES, two.differences("totaal.rendement"))


def seen(data: Any, schema: Any, found: set[str]) -> None:
    """Note every key of the schema that the data uses."""
    if "$ref" in schema:
        schema = DEFINITIONS[schema["$ref"].rpartition("/")[2]]
    for option in schema.get("anyOf", []):
        if data is not None:
            seen(data, option, found)
    if isinstance(data, dict):
        for key, value in data.items():
            part = schema.get("properties", {}).get(key)
            if part is not None:
                found.add(f"{id(schema)}.{key}")
                seen(value, part, found)
            for inner in (*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")):
                if isinstance(inner, dict):
                    seen(value, inner, found)
    elif isinstance(data, list) and "items" in schema:
        for item in data:
            seen(item, schema["items"], found)


def declared(schema: Any, name: str = "") -> dict[str, str]:
    """Every key of the schema, by where it stands."""
    keys: dict[str, str] = {}
    if isinstance(schema, dict):
        for key, part in schema.get("properties", {}).items():
            if isinstance(part, dict) and isinstance(schema.get("properties"), dict):
                keys[f"{id(schema)}.{key}"] = f"{name}.{key}"
        for key, part in schema.items():
            keys |= declared(part, f"{name}.{key}" if key not in ("properties", "anyOf", "items") else name)
    elif isinstance(schema, list):
        for part in schema:
            keys |= declared(part, name)
    return keys


def test_the_schema_is_one():
    Draft7Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("file", FILES, ids=short)
def test_every_case_and_example_fits(file):
    data = json.loads(json.dumps(contract(calculate(str(file))), allow_nan=False))
    assert errors(data) == []


def test_whatever_a_case_or_programme_uses_fits(rich):
    assert [errors(json.loads(json.dumps(data))) for data in rich] == [[]] * len(rich)


def test_several_results_are_a_list(rich):
    assert Draft7Validator(SCHEMA).is_valid(rich)
    assert Draft7Validator(SCHEMA).is_valid(rich[0])
    assert not Draft7Validator(SCHEMA).is_valid([1])


def test_no_key_of_the_schema_is_never_there(rich):
    found: set[str] = set()
    for data in [*rich, *(contract(calculate(str(file))) for file in (*FILES, OVERLAPPING))]:
        seen(data, DEFINITIONS[data["soort"]], found)
    never = {place for key, place in declared(DEFINITIONS).items() if key not in found}
    assert never == set()


def test_a_case_without_a_valued_benefit_has_null_where_no_figure_exists():
    data = result("naam: A\ngemeente: B\nperiode: 2018\nkosten: [{naam: K, bedrag: 5}]\n")
    assert data["totaal"]["rendement"] is None
    assert errors(data) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: data.pop("totaal"), "'totaal' is a required property"),
        (lambda data: data["totaal"].update(rendement="66000"), "is not of type 'number', 'null'"),
        (lambda data: data["totaal"].update(baten=None), "None is not of type 'number'"),
        (lambda data: data.update(nieuw=1), "'nieuw' was unexpected"),
        (lambda data: data["baten"][0]["stappen"][0].pop("aandeel"), "'aandeel' is a required property"),
        (lambda data: data["per_jaar"].update(ooit={}), "'ooit' does not match"),
        (lambda data: data["gedrukt"][0].update(oordeel="klopt"), "'klopt' is not one of"),
    ],
)
def test_a_result_that_breaks_the_contract_does_not_fit(spoil, said):
    data = contract(calculate(str(ROOT / "cases/zoetermeer/zoveel-meer.yaml")))
    assert errors(data) == []
    spoil(data)
    (error,) = errors(data)
    assert said in error
