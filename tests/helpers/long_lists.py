"""Every list of the language at any length: a case, programme or price list with so many of one thing."""

from collections.abc import Callable, Iterable
from itertools import product

HEAD = "naam: Proef\ngemeente: Zoetermeer\nperiode: {}\n"
GAIN = "baten:\n- {naam: Winst, bedrag: 10}\n"
LISTS = "prijspeil: 2018\nprijslijsten: [zoetermeer-2018]\n"
PROGRAMME = "soort: programma\nnaam: Proef\ngemeente: Zoetermeer\nperiode: {}\n"
MEASURE = "maatregelen:\n- {naam: M, besparing: {structureel: {2020: 10}}}\n"

Text = Callable[[int], str]


def lines(items: Iterable[str]) -> str:
    return "".join(f"{item}\n" for item in items)


def case(text: str, period: str = "2020") -> str:
    return HEAD.format(period) + text


def gains(n: int) -> str:
    """So many benefits of 10."""
    return "baten:\n" + lines(f"- {{naam: b{i}, bedrag: 10}}" for i in range(n))


def of_line(key: str, items: Callable[[int], str], around: str = "bedrag: 10", period: str = "2020") -> Text:
    """A line in which one key holds so many of something."""
    return lambda n: case(f"baten:\n- naam: Winst\n  {around}\n  {key}: {items(n)}\n", period)


def mapping(pair: Callable[[int], str]) -> Callable[[int], str]:
    return lambda n: "{" + ", ".join(pair(i) for i in range(n)) + "}"


def years(n: int) -> list[int]:
    return list(range(2000, 2000 + n))


IN_A_CASE: dict[str, Text] = {
    "baten": lambda n: case(gains(n)),
    "baten over jaren": lambda n: case(
        "baten:\n" + lines(f"- {{naam: b{i}, bedrag: 10, per: jaar}}" for i in range(n)), "2000-2199"
    ),
    "baten met duur": lambda n: case(
        "baten:\n" + lines(f"- {{naam: b{i}, bedrag: 10, per: jaar, duur: 200}}" for i in range(n)),
        "2000-2199",
    ),
    "baten met dezelfde naam": lambda n: case(
        "baten:\n" + lines("- {naam: b, bedrag: 10}" for _ in range(n))
    ),
    "kosten": lambda n: case(GAIN + "kosten:\n" + lines(f"- {{naam: k{i}, bedrag: 10}}" for i in range(n))),
    "groepen": lambda n: case(
        "baten:\n" + lines(f"- {{naam: b{i}, bedrag: 10, groep: g{i}, domein: d{i}}}" for i in range(n))
    ),
    "pm": lambda n: case(GAIN + "pm:\n" + lines(f"- {{naam: p{i}}}" for i in range(n))),
    "resultaten": lambda n: case(
        GAIN + "resultaten:\n" + lines(f"- {{naam: r{i}, aantal: 1}}" for i in range(n))
    ),
    "omslag": lambda n: case(GAIN + "omslag:\n" + lines(f"- {{naam: o{i}, bedrag: 1}}" for i in range(n))),
    "actoren": lambda n: case(
        GAIN + "actoren:\n" + lines(f"  a{i}: {{naam: A, soort: organisatie}}" for i in range(n))
    ),
    "ontvangers": lambda n: case(
        "actoren:\n"
        + lines(f"  a{i}: {{naam: A, soort: organisatie}}" for i in range(n))
        + "baten:\n"
        + lines(f"- {{naam: b{i}, bedrag: 10, ontvanger: a{i}}}" for i in range(n))
    ),
    "verdeling": lambda n: case(
        "actoren:\n"
        + lines(f"  a{i}: {{naam: A, soort: organisatie}}" for i in range(n))
        + "baten:\n- naam: b\n  bedrag: 10\n  ontvanger:\n"
        + lines(f"    a{i}: {'rest' if i == 0 else '0.00001'}" for i in range(n))
    ),
    "verdeling over posten": lambda n: case(
        LISTS
        + "actoren:\n"
        + lines(f"  a{i}: {{naam: A, soort: organisatie}}" for i in range(n))
        + "baten:\n- naam: b\n  ontvanger:\n"
        + lines(f"    a{i}: {'rest' if i == 0 else '0.00001'}" for i in range(n))
        + "  posten:\n"
        + lines(f"    p{i}: {{bedrag: 1, reden: x}}" for i in range(n))
    ),
    "onbekende actoren": lambda n: case(
        "baten:\n" + lines(f"- {{naam: b{i}, bedrag: 10, ontvanger: onbekend{i}}}" for i in range(n))
    ),
    "onbekende actoren naast vele": lambda n: case(
        "actoren:\n"
        + lines(f"  actor{i}: {{naam: A, soort: organisatie}}" for i in range(n))
        + "baten:\n"
        + lines(f"- {{naam: b{i}, bedrag: 10, ontvanger: aktor{i}}}" for i in range(n))
    ),
    "scenarios": lambda n: case(
        GAIN + "scenarios:\n" + lines(f"  s{i}: {{'baten[0].bedrag': {i}}}" for i in range(n))
    ),
    "scenarios maal baten": lambda n: case(
        gains(n) + "scenarios:\n" + lines(f"  s{i}: {{'baten[0].bedrag': {i}}}" for i in range(n))
    ),
    "paden in een scenario": lambda n: case(
        gains(n) + "scenarios:\n  s:\n" + lines(f"    baten[{i}].bedrag: 20" for i in range(n))
    ),
    "namen in een scenario": lambda n: case(
        gains(n) + "scenarios:\n  s:\n" + lines(f"    baten.b{i}.bedrag: 20" for i in range(n))
    ),
    "andere namen in een scenario": lambda n: case(
        gains(n) + "scenarios:\n  s:\n" + lines(f"    baten.b{i}.naam: c{i}" for i in range(n))
    ),
    "paden die niets aanwijzen": lambda n: case(
        gains(n) + "scenarios:\n  s:\n" + lines(f"    baten.x{i}.bedrag: 20" for i in range(n))
    ),
    "onbekende prijzen in een scenario": lambda n: case(
        LISTS + GAIN + "scenarios:\n  s:\n" + lines(f'    prijzen."x/p{i}": 20' for i in range(n))
    ),
    "gedrukt": lambda n: case(
        GAIN + "gedrukt:\n" + lines(f"  'baten[{i}].netto': {{waarde: 1}}" for i in range(n))
    ),
    "gedrukt zonder plek": lambda n: case(
        GAIN + "gedrukt:\n" + lines(f"  onbekend{i}: {{waarde: 1}}" for i in range(n))
    ),
    "bedragen": of_line("bedrag", lambda n: f"[{', '.join('1' * n)}]", "aantal: 1"),
    "reeks": of_line(
        "bedrag",
        lambda n: "{" + ", ".join(f"{year}: 1" for year in years(min(n, 200))) + "}",
        "bron: x",
        "2000-2199",
    ),
    "vreemde jaren": of_line("bedrag", mapping(lambda i: f"{10000 + i}: 1"), "bron: x"),
    "status": of_line(
        "status", mapping(lambda i: f"{1900 + i % 300}: verwacht" if i < 300 else f"{i}x: verwacht")
    ),
    "bereiken": of_line("bedrag", mapping(lambda i: f"k{i}: 1"), "bron: x"),
    "discreet": of_line(
        "aantal", lambda n: "{discreet: " + mapping(lambda i: f"{i + 1}: {1 / n:.12f}")(n) + "}"
    ),
    "terugval": of_line(
        "terugval", mapping(lambda i: f"{(i + 1) / 1000:.4f}: {i / 1e6:.6f}"), "bedrag: 10\n  duur: 200"
    ),
    "uitstroomkansen": of_line(
        "blijfkans",
        lambda n: f"{{uitstroomkansen: [{', '.join('0.1' for _ in range(n))}]}}",
        "bedrag: 10\n  duur: 200",
    ),
    "uitstroomkansen per duur": of_line(
        "blijfkans",
        lambda n: "{vanaf: 1, uitstroomkansen: " + mapping(lambda i: f"{i + 1}: 0.1")(n) + "}",
        "bedrag: 10\n  duur: 200",
    ),
    "discontovoet": lambda n: case(GAIN + "discontovoet: " + mapping(lambda i: f"{i}: 0.01")(n) + "\n"),
    "posten": of_line(
        "posten", lambda n: "\n" + lines(f"    p{i}: {{bedrag: 1, reden: x}}" for i in range(n)), "bron: x"
    ),
    "onbekende posten": lambda n: case(
        LISTS + "baten:\n- naam: b\n  posten:\n" + lines(f"    onbekend/p{i}: 1" for i in range(n))
    ),
    "onbekende prijzen": lambda n: case(
        LISTS + "baten:\n" + lines(f"- {{naam: b{i}, prijs: onbekend/p{i}}}" for i in range(n))
    ),
    "voor en na": lambda n: case(
        "baten:\n- naam: b\n  voor:\n"
        + lines(f"    p{i}: {{bedrag: 2, reden: x}}" for i in range(n // 2))
        + "  na:\n"
        + lines(f"    p{i}: {{bedrag: 1, reden: x}}" for i in range(n // 2))
    ),
    "huishoudens": lambda n: case(
        LISTS
        + "baten:\n- naam: b\n  casussen:\n"
        + lines(f"  - {{naam: h{i}, posten: {{jeugd/ots: 1}}}}" for i in range(n))
    ),
    "huishoudens met eigen posten": lambda n: case(
        "baten:\n- naam: b\n  casussen:\n"
        + lines(f"  - {{naam: h{i}, posten: {{p{i}: {{bedrag: 1, reden: x}}}}}}" for i in range(n))
    ),
    "huishoudens met dezelfde naam": lambda n: case(
        LISTS
        + "baten:\n- naam: b\n  casussen:\n"
        + lines("  - {naam: h, posten: {jeugd/ots: 1}}" for _ in range(n))
    ),
    "regels met huishoudens": lambda n: case(
        LISTS
        + "baten:\n"
        + lines(
            f"- {{naam: b{i}, casussen: [{{naam: h, posten: {{jeugd/ots: 1}}}}], opschalen_naar: 5}}"
            for i in range(n)
        )
    ),
    "lijsten die er niet zijn": lambda n: case(
        f"prijslijsten: [{', '.join(f'lijst{i}' for i in range(n))}]\n" + GAIN
    ),
    "dezelfde lijst": lambda n: case(
        f"prijspeil: 2018\nprijslijsten: [{', '.join('zoetermeer-2018' for i in range(n))}]\n" + GAIN
    ),
    "onbekende sleutels": lambda n: case(GAIN + lines(f"sleutel{i}: 1" for i in range(n))),
    "onbekende sleutels in regels": lambda n: case(
        "baten:\n" + lines(f"- {{naam: b{i}, bedrag: 1, bedarg{i}: 2}}" for i in range(n))
    ),
    "foute bedragen": lambda n: case("baten:\n" + lines(f"- {{naam: b{i}, bedrag: veel}}" for i in range(n))),
    "waarschuwingen": lambda n: case(
        "baten:\n" + lines(f"- {{naam: b{i}, bedrag: 1, telt_mee: nee, reden: x}}" for i in range(n))
    ),
    "commentaar": lambda n: "# x\n" * n + case(GAIN),
    "lege regels": lambda n: "\n" * n + case(GAIN) + " fout",
    "diepe fout onderaan": lambda n: case(
        GAIN + "toelichting: |\n" + "  x\n" * n + "    y: z: q\nbron x\n  a: 1\n"
    ),
}

IN_A_PROGRAMME: dict[str, Text] = {
    "maatregelen": lambda n: (
        PROGRAMME.format("2020-2023")
        + "maatregelen:\n"
        + lines(f"- {{naam: m{i}, besparing: {{structureel: {{2020: 10}}}}}}" for i in range(n))
    ),
    "maatregelen over jaren": lambda n: (
        PROGRAMME.format("2000-2199")
        + "maatregelen:\n"
        + lines(f"- {{naam: m{i}, domein: d{i}, besparing: {{structureel: {{2020: 10}}}}}}" for i in range(n))
    ),
    "tranches": lambda n: (
        PROGRAMME.format("2000-2199")
        + "maatregelen:\n- naam: M\n  besparing:\n    incidenteel:\n"
        + lines(f"      {a}-{b}: 1" for a, b in list(product(range(2000, 2200), repeat=2))[:n] if a <= b)
    ),
    "status van tranches": lambda n: (
        PROGRAMME.format("2000-2199")
        + "maatregelen:\n- naam: M\n  besparing: {incidenteel: {2020: 1}}\n  status:\n"
        + lines(f"    {a}-{b}: verwacht" for a, b in list(product(range(2000, 2200), repeat=2))[:n] if a <= b)
    ),
    "dekking": lambda n: (
        PROGRAMME.format("2020")
        + MEASURE
        + "dekking:\n"
        + lines(f"- {{naam: d{i}, bedragen: {{2020: 1}}}}" for i in range(n))
    ),
    "kosten van een programma": lambda n: (
        PROGRAMME.format("2020")
        + MEASURE
        + "kosten:\n"
        + lines(f"- {{naam: d{i}, bedragen: {{2020: 1}}}}" for i in range(n))
    ),
    "formatie": lambda n: (
        PROGRAMME.format("2000-2199")
        + MEASURE
        + "formatie:\n"
        + lines(f"- {{naam: d{i}, fte: {{2020: 1}}, tarief: 10}}" for i in range(n))
    ),
    "taakstelling": lambda n: (
        PROGRAMME.format("2000-2199")
        + MEASURE
        + "telling: stand\ntaakstelling:\n"
        + lines(f"  {year}: 1" for year in years(min(n, 200)))
    ),
    "vreemde taakstelling": lambda n: (
        PROGRAMME.format("2020")
        + MEASURE
        + "telling: stand\ntaakstelling:\n"
        + lines(f"  {10000 + i}: 1" for i in range(n))
    ),
    "casussen die er niet zijn": lambda n: (
        PROGRAMME.format("2020") + "maatregelen:\n" + lines(f"- {{casus: weg{i}.yaml}}" for i in range(n))
    ),
    "dezelfde casus": lambda n: (
        PROGRAMME.format("2020") + "maatregelen:\n" + lines("- {casus: klein.yaml}" for i in range(n))
    ),
    "pm van een programma": lambda n: (
        PROGRAMME.format("2020") + MEASURE + "pm:\n" + lines(f"- {{naam: p{i}}}" for i in range(n))
    ),
}

IN_A_LIST: dict[str, Text] = {
    "posten van een lijst": lambda n: (
        "prijslijst: l\nprijspeil: 2020\nposten:\n"
        + lines(f"  p/n{i}: {{naam: N, bedrag: 1}}" for i in range(n))
    ),
    "tarieven": lambda n: (
        "prijslijst: l\nprijspeil: 2020\nposten:\n  p:\n    naam: P\n    tarieven:\n"
        + lines(f"      t{i}: 1" for i in range(n))
    ),
    "tabel": lambda n: (
        "prijslijst: l\nprijspeil: 2020\nposten:\n  p:\n    naam: P\n    tabel:\n"
        + lines(f"      {i}: 1" for i in range(n))
    ),
    "onbekende betalers": lambda n: (
        "prijslijst: l\nprijspeil: 2020\nposten:\n"
        + lines(f"  p/n{i}: {{naam: N, bedrag: 1, betaler: wie{i}}}" for i in range(n))
    ),
    "curven": lambda n: (
        "prijslijst: l\nprijspeil: 2020\nposten:\n  p:\n    naam: P\n    terugval:\n"
        + lines(f"      {i + 1}: {i / 1e6:.6f}" for i in range(n))
    ),
}
# lines of a case that use such a list
USES = {
    "posten van een lijst": lambda i: f"prijs: p/n{i}",
    "tarieven": lambda i: f"prijs: p@t{i}",
    "tabel": lambda i: f"prijs: p@{i}.5" if i else "prijs: p@1",
    "onbekende betalers": lambda i: f"prijs: p/n{i}",
    "curven": lambda i: "bedrag: 1, duur: 5, terugval: p",
}
