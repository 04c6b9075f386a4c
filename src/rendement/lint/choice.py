"""Which rules are asked for, and which of them count as errors."""

from collections.abc import Iterable

from rendement.lint.registry import choosable, is_number
from rendement.lint.rule import Method
from rendement.source.finding import Finding, UsageError
from rendement.source.record import record
from rendement.source.suggest import nearest


@record
class Choice:
    """Rules by number, family or slug; with nothing selected all that are not off."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()

    def runs(self, rule: Method) -> bool:
        """Whether a rule is to look."""
        wanted = _called(rule.number, rule.code, self.select) if self.select else not rule.off
        return wanted and not _called(rule.number, rule.code, self.ignore)

    def keeps(self, finding: Finding) -> bool:
        """Whether a finding is asked for; an error always is."""
        if finding.severity == "fout":
            return True
        wanted = not self.select or _called(finding.number, finding.code, self.select)
        return wanted and not _called(finding.number, finding.code, self.ignore)

    def is_error(self, finding: Finding) -> bool:
        """Whether it counts as an error."""
        return finding.waiver is None and _called(finding.number, finding.code, self.errors)


ALL = Choice()


def _called(number: str, code: str, names: tuple[str, ...]) -> bool:
    return code in names or (bool(number) and (number in names or number[:2] in names))


def read_names(option: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Names of rules as they are typed, with commas between; raises UsageError for one that is none."""
    names = [name.strip() for text in texts for name in text.split(",")]
    known = choosable()
    capital = {name.upper(): name for name in known if is_number(name)}
    found = [capital.get(name.upper(), name) for name in names]
    for name in found:
        if name not in known:
            near = None if is_number(name) else nearest(name, known)
            hint = f"bedoelt u {near}?" if near else "docs/regels.md noemt ze alle"
            hint = "zet komma's tussen de namen" if len(name.split()) > 1 else hint
            raise UsageError(f"{option} {name[:60]}: dat is geen regel; {hint}")
    return tuple(found)
