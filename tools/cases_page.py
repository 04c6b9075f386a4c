"""Write `cases/README.md`: per case what its source printed, what comes out, and why they differ.

Run without arguments to write the page; with `--toets` it only says what it found. Either way it ends with
exit code 1 when a printed figure differs and the case does not say why.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from rendement.report.dutch import euro, number, plain
from rendement.report.sensitivity.words import worth_sentences
from rendement.report.uncertainty import chance, rounded
from rendement.study.calculation import Options
from rendement.study.contract import contract
from rendement.study.pipeline import calculate
from rendement.study.sensitivity.questions import Questions
from rendement.study.sensitivity.whole import sensitivity

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "cases" / "README.md"

HEAD = """# De bronnen als casus

Elk bestand hieronder is een berekening uit een bron, zo opgeschreven dat iedereen haar kan narekenen.
Deze pagina is gemaakt met `python tools/cases_page.py`; een toets bewaakt dat zij klopt.

Bronnen: 000 Bergen op Zoom (businesscases 2022), 001 Zoetermeer (actieonderzoek proeftuinen, 2019),
002 Borne (Monitor Sociaal Domein, oktober 2023), 003 Noordoostpolder (uitvoeringsplan, april 2021),
004 Oude IJsselstreek (maatregelen 2019-2023). "r." is het regelnummer in de tekst van de bron.
"Bronberekeningen rij" is het nummer in het werkblad waarin elke berekening van de bronnen is nagerekend;
dat werkblad reist niet mee, en wat eruit volgt staat er telkens in woorden achter.
Onder `elders/` staan gepubliceerde analyses van anderen, uit Nederland en daarbuiten. Elk bestand noemt
titel, jaar, tabel en adres van zijn bron. Dollars en ponden zijn niet omgerekend; `valuta` zegt de munt.

Onder `zoetermeer/met-bandbreedte/` staan vier proeftuinen met de onzekerheid die de bron zelf noemt, en wat
10.000 trekkingen daarvan maken; `docs/onzekerheid.md` zegt wat dat betekent, en `docs/gevoeligheid.md` wat
meten waard is.

Wat een verschil kan zijn: de bron **rondt** af, de bron **dwaalt** (haar eigen invoer geeft iets anders),
of er **mist** invoer in de bron.
"""


def main() -> int:
    """Compute every case and write or check the page."""
    names = sorted(path.relative_to(ROOT) for path in (ROOT / "cases").rglob("*.yaml"))
    found = [(name, contract(calculate(str(ROOT / name), options(name)))) for name in names]
    counts = Counter(verdict(item) for _, data in found for item in data["gedrukt"])
    page = "\n".join([HEAD, *(section(str(name.relative_to("cases")), data) for name, data in found)])
    if "--toets" not in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
    total = sum(counts.values())
    shown = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
    sys.stdout.write(f"{len(found)} bestanden, {total} gedrukte cijfers: {shown}\n")
    current = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    return 0 if not counts["onverklaard"] and current == page else 1


def options(name: Path) -> Options:
    """What is asked of a case: draws, where its folder says so."""
    return Options(draws=10_000) if "met-bandbreedte" in name.parts else Options()


def drawn(found: dict[str, Any]) -> str:
    """What the draws say of the return."""
    net = found["rendement"]
    low, high = (euro(rounded(net[key], net["fout"][key])) for key in ("p5", "p95"))
    share = chance(net["kans_positief"])
    return f"Rendement in 90 van de 100 trekkingen: {low} tot {high}; positief in {share} ervan."


def worth(name: str) -> str:
    """What knowing more would be worth before deciding, as `sensitivity` says it."""
    found = sensitivity(calculate(str(ROOT / "cases" / name)), Questions())
    return " ".join(list(worth_sentences(found))[1:3])


def verdict(item: dict[str, object]) -> str:
    """What kind of agreement or difference a printed figure is."""
    error = str(item["fout"] or "")
    if item["oordeel"] == "volgt":
        difference = abs(float(str(item["verschil"])))
        return "afgerond" if item["afronding"] is not None and difference > 0.5 else "volgt"
    if not error or item["oordeel"] != "bronfout":
        return "onverklaard"
    return "mist invoer" if "ontbreekt" in error else "bronfout"


def section(name: str, data: dict[str, object]) -> str:
    """One case: a heading and a table of its printed figures."""
    lines = [
        f"## [{plain(str(data['naam']))}]({name})",
        "",
        f"{plain(str(data['gemeente']))}, `cases/{name}`",
        "",
    ]
    if "onzekerheid" in data:
        return "\n".join([*lines, drawn(data["onzekerheid"]), "", f"Wat meten? {worth(name)}", ""])
    printed = data["gedrukt"]
    if not isinstance(printed, list) or not printed:
        return "\n".join([*lines, "De bron drukt geen uitkomst af.", ""])
    lines += ["| uitkomst | gedrukt | berekend | oordeel |", "| --- | ---: | ---: | --- |"]
    for item in printed:
        reason = f": {plain(str(item['fout']))}" if item["fout"] and item["oordeel"] != "volgt" else ""
        where = f" ({plain(str(item['bron']))})" if item["bron"] else ""
        cells = (
            f"`{item['pad']}`{where}",
            figure(item["gedrukt"]),
            figure(item["berekend"]),
            verdict(item) + reason,
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*lines, ""])


def figure(value: float | None) -> str:
    """A figure with as many decimals as it needs."""
    if value is None:
        return "-"
    return number(value, 0 if abs(value - round(value)) < 0.005 or abs(value) >= 1000 else 2)


if __name__ == "__main__":
    sys.exit(main())
