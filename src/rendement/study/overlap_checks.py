"""What a programme says of overlap that its amounts contradict."""

from collections.abc import Iterator

from rendement.engine.overlap_conflict import conflicts
from rendement.engine.programme_plan import ProgrammePlan
from rendement.source.finding import Finding
from rendement.source.scalar import euros
from rendement.source.tree import Source

OVERLAP = "overlap"


def contradicted(plan: ProgrammePlan, source: Source) -> Iterator[Finding]:
    """Two measures that would share more with a third than that one saves; an error each."""
    place = (OVERLAP if OVERLAP in source.data else "maatregelen",)
    for found in conflicts(plan):
        one, other = (name[:60] for name in found.names)
        message = (
            f"op `{found.pot[:60]}` delen `{one}` en `{other}` in {found.year} samen "
            f"{euros(found.shared)} met `{found.third[:60]}`, dat {euros(found.there)} is, en met elkaar "
            f"hooguit {euros(found.most)}: dat kan niet alle drie waar zijn"
        )
        remedy = f"verlaag een van de twee delen, of schrijf welk deel `{one}` en `{other}` samen hebben"
        yield source.placed(Finding("overlap-strijdig", message, remedy, place))
