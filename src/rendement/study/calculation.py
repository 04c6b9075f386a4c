"""What is asked of a file, and everything that came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from rendement.engine.plan import Plan
from rendement.engine.result import Result
from rendement.figures.asked import Asked, asked_for
from rendement.model.case import Case
from rendement.model.currencies import apart, refusal
from rendement.model.index_files import Series
from rendement.model.library import Library
from rendement.source.currency import KEY
from rendement.source.finding import Finding
from rendement.source.money import BARE, Money, money_of
from rendement.source.record import record
from rendement.source.today import judged_on
from rendement.source.tree import Source
from rendement.study.kind import is_index_file, is_price_list
from rendement.study.memory import Memory
from rendement.study.override import Change

if TYPE_CHECKING:  # not for a case
    from rendement.engine.monitor import MonitorResult
    from rendement.engine.programme import ProgrammeResult


@record
class Options:
    """What the command line adds to a file."""

    sets: tuple[str, ...] = ()
    scenario: str | None = None
    perspective: str | None = None
    root: str | None = None
    breakeven: bool = False
    draws: int | None = None
    seed: int = 1
    changes: tuple[Change, ...] = ()  # of a programme, for the file in it that this is
    chain: tuple[str, ...] = ()  # the programmes that this one stands in
    until: int | None = None  # the last year of the programme that it stands in
    series: Mapping[str, Series] = field(default_factory=dict)  # the index series of that programme
    memory: Memory | None = None  # of all that this run has read and computed
    scenarios: bool = True  # whether those of the file are computed as well
    day: str = ""  # on which it is judged, as 2026-11-30; today when nothing is said

    @property
    def judged_on(self) -> str:
        """The day on which it is judged."""
        return judged_on(self.day)

    @property
    def asked(self) -> Asked:
        """What figures are computed with beside the file itself."""
        return asked_for(self.sets, self.scenario, self.perspective)


@record
class Calculation:
    """A file with everything that could be made of it."""

    name: str
    source: Source | None = None
    case: Case | None = None
    plan: Plan | None = None
    result: Result | None = None
    scenarios: dict[str, Result | None] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    options: Options = Options()
    programme: "ProgrammeResult | None" = None
    library: Library | None = None
    measures: "dict[int, Calculation]" = field(default_factory=dict)  # the cases of a programme, by measure
    programmes: "dict[str, ProgrammeResult | None]" = field(default_factory=dict)  # its scenarios
    monitor: "MonitorResult | None" = None
    scenario_runs: "dict[str, Calculation]" = field(default_factory=dict)  # with what each scenario changes
    work: int = 0  # the steps that it asked, with all that is in it
    monitors: "dict[int, Calculation]" = field(default_factory=dict)  # those that measures name, by measure

    @property
    def money(self) -> Money:
        """What the amounts of the file are in."""
        return BARE if self.source is None else money_of(self.source.data)

    @property
    def failed(self) -> bool:
        """Whether there is no result."""
        return self.result is None and self.only_case

    @property
    def only_case(self) -> bool:
        """Whether it is neither a programme nor a monitor."""
        return self.programme is None and self.monitor is None

    @property
    def scenario_sources(self) -> dict[str, Source]:
        """The file with what each scenario changes."""
        return {key: run.source for key, run in self.scenario_runs.items() if run.source is not None}

    @property
    def is_price_list(self) -> bool:
        """Whether the file is a list of prices, and no case at all."""
        return self.failed and self.source is not None and is_price_list(self.source)

    @property
    def is_index_file(self) -> bool:
        """Whether the file has index series, and is no case at all."""
        return self.failed and self.source is not None and is_index_file(self.source)


def other_currency(calculations: Sequence[Calculation]) -> list[Finding]:
    """The files that cannot stand beside the first, for they count in another currency."""
    sources = [found.source for found in calculations if found.source is not None]
    first = sources[0] if sources else None
    return [
        source.placed(refusal(f"`{first.name}`", first, source, (KEY,)))
        for source in sources
        if first is not None and apart(source, first)
    ]
