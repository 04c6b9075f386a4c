"""Small files of each kind of which a rule of method has something to say."""

CASE = """naam: Proef
gemeente: Hier
periode: 2024
baten:
  - {naam: Een, bedrag: 50}
  - {naam: Twee, bedrag: 60}
kosten:
  - {naam: Team, bedrag: 40}
"""
PROGRAMME = """soort: programma
naam: Proef
gemeente: Hier
periode: 2024
maatregelen:
  - {naam: A, besparing: {structureel: {2024: 90}}, huidig_budget: 50}
"""
MONITOR = """soort: monitor
naam: Proef
gemeente: Hier
kolommen: {2024: realisatie}
posten: [{naam: A, bedragen: {2024: 5}, telt_mee: nee, reden: dubbel}]
"""
