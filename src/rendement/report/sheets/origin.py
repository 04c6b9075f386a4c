"""The sheet `Bron`: what the workbook was made of, and where each line comes from."""

from typing import Any

from rendement.report.sheets.desk import Desk


def origin_sheet(desk: Desk, data: Any) -> None:
    """The version, the hashes and the price lists; then the source and the remark of every line."""
    grid = desk.grid("Bron", (40.0, 60.0, 80.0))
    grid.texts("Bron", role="titel")
    grid.row += 1
    origin = data["herkomst"]
    grid.texts("versie van rendement", str(origin["versie"]))
    for key in ("casus", "programma", "monitor"):
        if isinstance(origin.get(key), str):
            grid.texts(f"kenmerk van het bestand ({key})", origin[key])
    for found in origin.get("prijslijsten") or ():
        grid.texts(f"prijslijst {found['naam']}", found["hash"], found["titel"] or "")
    for found in origin.get("indexcijfers") or ():
        grid.texts(f"indexcijfers {found['naam']}", found["hash"], found["bron"])
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
