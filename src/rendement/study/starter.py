"""The first file of an analyst: a starter case to fill in, or one of the cases that travel along."""

from pathlib import Path

from rendement.source.bundled import data_folder
from rendement.source.finding import UsageError
from rendement.source.record import record
from rendement.source.suggest import nearest
from rendement.source.tree import read_source

EDITOR_LINE = "# yaml-language-server: $schema={schema}\n"

# A line that begins with ## explains; lines that begin with one # are options, and those that stand together
# belong together: without `# ` they are valid, which a test tries for every one of them.
STARTER = """\
## Uw eerste casus. Reken hem door met: rendement calc {file}
##
## Een regel met ## is uitleg. Een regel met één # is een mogelijkheid: haal `# ` weg om haar te gebruiken;
## regels zonder uitleg ertussen horen bij elkaar. Bedragen: 37000, € 37.000 of 30000..40000. Aandelen: 50%.

naam: Mijn aanpak
gemeente: Voorbeeldstad
## De jaren waarin de aanpak loopt: 2024, of 2024-2025.
periode: 2024-2025
## Het prijspeil van de uitkomst; prijzen van een ander jaar worden hiernaar geïndexeerd.
prijspeil: 2024
## Prijzen om uit te kiezen. Zoek er een met: rendement prices zoek uithuisplaatsing
prijslijsten: [zoetermeer-2018]
## Wat een lezer wil weten.
# beschrijving: Wat er gebeurde, in een of twee zinnen.
# bron: Jaarverslag 2024, blz. 12
# toelichting: Wat u hebt aangenomen, en waarom.

## Stap 1. Wat leverde het op? Een regel per soort resultaat: hoeveel, en wat er een waard is.
baten:
  - naam: Uitstroom uit de bijstand
    domein: participatiewet
    aantal: 6
    bedrag: 14000
    ## De aanpak duurt meer jaren: per periode telt eenmaal, per jaar telt elk jaar opnieuw.
    per: periode

    ## Stap 2. Wat was er ook zonder de aanpak gebeurd? Dat deel gaat eraf.
    business_as_usual: 50%
    ## Welk deel is het werk van deze aanpak, en niet van anderen?
    # toerekening: 80%
    ## Welk deel gaat elders verloren, en hoeveel gaat eraf omdat schattingen vaak te mooi zijn?
    # verdringing: 10%
    # optimismecorrectie: 10%
    ## Hoeveel mensen worden bereikt, en bij wie lukt het?
    # bereik: 60%
    # slaagkans: 33%

    ## Hoe lang houdt het aan? Het bedrag geldt dan per jaar.
    # duur: 3
    ## ... en het begint pas na een jaar.
    # aanlooptijd: 1
    ## ... en elk jaar vallen er mensen terug (cumulatief).
    # duur: 5
    # terugval: {1: 25%, 2: 42%, 5: 45%}
    ## ... of het effect neemt elk jaar af.
    # duur: 5
    # afname: 10%
    ## ... of mensen waren zonder de aanpak elk jaar met deze kansen ook uitgestroomd.
    # duur: 5
    # blijfkans: {uitstroomkansen: [20%, 15%, 10%], vanaf: 1}
    ## Het bedrag is de som over een aantal jaren.
    # over_jaren: 7

    ## Bij wie komt het terecht, en is het een overdracht (zoals een uitkering)?
    # ontvanger: {gemeente: 80%, rijk: rest}
    # tegenpartij: client
    ## Hoeveel ervan is geld dat echt uit een begroting verdwijnt?
    # verzilverbaar: 50%
    # soort: structureel
    ## Hoe zeker is het? Hoe sterk is de onderbouwing, en hoeveel jaren dekt zij?
    # status: verwacht
    # bewijs: {graad: registratie, looptijd: 2}
    ## Het bedrag is van een ander prijspeil.
    # prijspeil: 2022
    # index: cpi
    ## Hoe deze regel in de tabel en in paden heet.
    # groep: Werk en inkomen
    # id: uitstroom
    ## Wel tonen, niet meetellen.
    # telt_mee: nee
    # reden: Zit al in een andere regel.

  ## Andere vormen van een regel. Een prijs uit een prijslijst:
  # - naam: Voorkomen huisuitzettingen
  #   aantal: 2
  #   prijs: wonen/huisuitzetting
  #   per: periode
  ## Een onzeker aantal per jaar:
  # - naam: Minder meldingen
  #   aantal: {2024: 5..9, 2025: 8..14}
  #   bedrag: 1400
  ## Een bedrag voor allen samen, in een deel van de periode:
  # - naam: Minder dagbesteding
  #   aantal: 7
  #   totaal: 67000
  #   jaren: 2025-2025
  ## Een mandje met prijzen:
  # - naam: Minder inzet bij een gezin
  #   posten: {jeugd/ots: 2, wonen/mutatie: 1}
  #   per: periode
  ## Een mandje per huishouden, opgeschaald naar de hele groep:
  # - naam: Huishoudens
  #   casussen:
  #     - {naam: Eerste, omschrijving: Dreigende uitzetting, posten: {wonen/huisuitzetting: 1}}
  #     - {naam: Tweede, posten: {jeugd/ots: 1, jeugd/jeugdzorg: 2}}
  #   opschalen_naar: 20
  ## Voor en na:
  # - naam: Lichtere hulp
  #   voor: {jeugd/ots: 1}
  #   na: {jeugd/jeugdzorg: 1}

## Stap 3. Wat kostte het?
kosten:
  - naam: Begeleiding
    fte: 0.25
    tarief: 80000
    ## Alleen wat extra is, telt.
    # additioneel: 50%
    ## Wie betaalt?
    # betaler: {gemeente: 50%, rijk: rest}
  ## Uren in plaats van fte, een deel van een jaar:
  # - naam: Coach
  #   uren_per_week: 24
  #   voltijd: 36
  #   tarief: tarief/klantmanager
  #   jaar: 2024
  #   maanden: 9
  ## Een vast bedrag per jaar:
  # - naam: Werkbudget
  #   bedrag: 5000
  #   per: jaar

## Stap 4. Wat er verder over te zeggen is. Effecten zonder bedrag:
# pm:
#   - {naam: Minder eenzaamheid, reden: niet in geld te vangen, richting: baat}
## Resultaten die resultaat blijven, met hun kosten per stuk:
# resultaten:
#   - {naam: Deelnemers met werk, aantal: 6, van: 40, jaren: 1}
## Hoeveel hiervan moeten worden voorkomen om uit te komen?
# omslag: [wonen/huisuitzetting]
## Andere aannamen naast elkaar, als pad: waarde.
# scenarios:
#   laag:
#     baten[0].aantal: 4
#   hoog:
#     baten[0].aantal: 8
#     baten[0].business_as_usual: 40%
## Wie telt mee? financieel (zo staat het nu), overheid, maatschappij, of een actor.
# perspectief: overheid
## Een eigen actor, naast de bekende:
# actoren: {wijkteam: {naam: Wijkteam, soort: organisatie}}
## Tot en met hoeveel jaar tellen effecten, en met welke rente wordt er teruggerekend naar nu?
# horizon: 7
# disconteren: {voet: 2.25%, basisjaar: 2024, moment: begin}
## Korter: alleen de rente.
# discontovoet: 2.25%
## Wat een ander erover drukte, om mee te vergelijken.
# gedrukt: {totaal.kosten: {waarde: 40000, afronding: 500, bron: Jaarverslag}}
## Wat voor bestand dit is, en in welke versie van de schrijftaal.
# soort: casus
# taal: 1
"""


@record
class Start:
    """A file to begin with: its name, its text, and which schema describes it."""

    file: str
    text: str
    kind: str


def starter(file: str) -> Start:
    """The case to fill in."""
    return Start(file, STARTER.replace("{file}", file), "casus")


def example(name: str, file: str | None = None) -> Start:
    """A bundled case, by its whole name or its last part. Raises UsageError with the names that exist."""
    known = bundled_cases()
    wanted = name.strip().removesuffix(".yaml")
    matches = [wanted] if wanted in known else [full for full in known if full.rpartition("/")[2] == wanted]
    if len(matches) != 1:
        raise UsageError(_not_one(wanted, matches, list(known)))
    source, findings = read_source(str(known[matches[0]]))
    if source is None or findings:
        raise RuntimeError(f"{matches[0]}: {findings}")
    kind = "programma" if source.data.get("soort") == "programma" else "casus"
    return Start(file or f"{matches[0].rpartition('/')[2]}.yaml", source.text, kind)


def bundled_cases() -> dict[str, Path]:
    """The cases that travel with the program, by their name below `cases/`."""
    folder = data_folder() / "cases"
    files = sorted(folder.rglob("*.yaml"))
    return {file.relative_to(folder).with_suffix("").as_posix(): file for file in files}


def _not_one(name: str, matches: list[str], known: list[str]) -> str:
    listed = "\n  ".join(matches or known)
    if matches:
        return f"er is meer dan één voorbeeld {name[:60]}; noem de map erbij:\n  {listed}"
    tails = {full.rpartition("/")[2]: full for full in known}
    near = nearest(name, tails) or nearest(name, known)
    hint = f"; bedoelt u {near}?" if near else "."
    return f"er is geen voorbeeld {name[:60]}{hint} Kies uit:\n  {listed}"
