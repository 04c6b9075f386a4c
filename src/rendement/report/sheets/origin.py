"""The sheet `Bron`: what the workbook was made of, what is found in that, and where each line comes from."""

from collections.abc import Sequence
from typing import Any

from rendement.report.document import Notes
from rendement.report.findings import in_full
from rendement.report.sheets.desk import Desk
from rendement.source.finding import Finding


def origin_sheet(desk: Desk, data: Any, findings: Sequence[Finding]) -> None:
    """The version, the hashes, the price lists and the findings; then the source and remark of every line."""
    grid = desk.grid("Bron", (40.0, 60.0, 80.0))
    grid.texts("Bron", role="titel")
    grid.row += 1
    origin = data["herkomst"]
    grid.texts("versie van rendement", str(origin["versie"]))
    for key in ("casus", "programma", "monitor"):
        if isinstance(origin.get(key), str):
            grid.texts(f"kenmerk van het bestand ({key})", origin[key])
    for found in origin.get("prijslijsten") or ():
        grid.texts(f"prijslijst {found['naam']}", found["hash"], found.get("titel") or "")
    for found in origin.get("indexcijfers") or ():
        grid.texts(f"indexcijfers {found['naam']}", found["hash"], found["bron"])
    grid.row += 1
    for block in in_full(findings):
        if isinstance(block, Notes):
            grid.texts(block.title, role="groep")
            for said in block.items:
                grid.sentence(said.replace("`", "") if block.coded else said, 3)
            grid.row += 1
    for key in ("baten", "kosten", "maatregelen", "formatie", "dekking", "posten", "pm"):
        rows = [item for item in data.get(key) or () if isinstance(item, dict) and "naam" in item]
        if not rows:
            continue
        grid.texts(key, "bron", "toelichting", role="groep")
        for item in rows:
            grid.texts(
                item["naam"], item.get("bron") or "", item.get("toelichting") or item.get("reden") or ""
            )
        grid.row += 1
