"""One file: read, bind, compute; and its scenarios beside it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rendement.bind import bind
from rendement.engine.compute import compute
from rendement.model.library import load_library
from rendement.model.parse import Node
from rendement.model.read import read_case
from rendement.source.finding import Finding, Mark, first_ones, has_errors, in_order, too_many
from rendement.source.money import counted_in, money_of
from rendement.source.notes import cut
from rendement.source.root import find_root, outside
from rendement.source.tree import Source, read_source
from rendement.study.calculation import Calculation, Options
from rendement.study.kind import is_index_file, is_outcome, is_price_list, key_around
from rendement.study.memory import Memory
from rendement.study.override import SCENARIOS, Change, apply, apply_prices, from_command, scenario_changes
from rendement.study.work import too_much, work_of

_ROW_KEYS = ("kleinste_groep", "splits")  # how a table of rows is added up
_BESIDE_TABLE = frozenset({"blad", "leeg", *_ROW_KEYS})


def calculate(name: str, options: Options = Options()) -> Calculation:
    """Everything there is to say about one file. Raises UsageError when it does not exist."""
    return calculate_each(name, (options,))[0]


def calculate_each(name: str, every: Sequence[Options]) -> list[Calculation]:
    """The same in several ways that read from one folder, of a file that is read once."""
    wrong = outside(name, find_root(name, every[0].root))
    if wrong is not None:
        return [Calculation(name, findings=(wrong,))] * len(every)
    source, findings = read_source(name)
    return [calculate_source(name, source, findings, options) for options in every]


def calculate_source(
    name: str, source: Source | None, findings: list[Finding], options: Options = Options()
) -> Calculation:
    """The same, for a source already read."""
    if source is None:
        return Calculation(name, findings=_shown(findings))
    if (misplaced := _misplaced(source)) is not None:
        return Calculation(name, source, findings=_shown([*findings, misplaced]))
    source, changes, found = _prepared(name, source, options)
    findings = findings + found
    memory = options.memory or Memory()
    run = partial(_run, name, options=replace(options, memory=memory))
    calculation = run(source, changes)
    findings += calculation.findings
    scenarios: dict[str, Calculation] = {}
    beside = options.scenarios and options.scenario is None and calculation.monitor is None
    if beside and source.data.get(SCENARIOS):
        from rendement.study.scenarios import scenarios_of  # noqa: PLC0415 - most cases have none

        scenarios, found = scenarios_of(source, changes, calculation, run, memory)
        known = set(findings)
        findings += [finding for finding in found if finding not in known]
    if "afwijken" in source.data:
        from rendement.study.waivers import with_waivers  # noqa: PLC0415 - most files depart from nothing

        findings = with_waivers(findings, source, options)
    if source.rows and has_errors(findings):
        from rendement.study.rows.unknown import with_rows  # noqa: PLC0415 - only of a table with rows

        findings = with_rows(findings, source, find_root(name, options.root))
    programme = calculation.programme is not None
    if has_errors(findings):
        calculation = replace(calculation, plan=None, result=None, programme=None, monitor=None)
    return replace(
        calculation,
        findings=_shown(findings),
        changes=tuple(changes),
        options=options,
        scenarios={} if programme else {key: found.result for key, found in scenarios.items()},
        programmes={key: found.programme for key, found in scenarios.items()} if programme else {},
        scenario_runs=scenarios,
    )


def _misplaced(source: Source) -> Finding | None:
    """What is no case at all: prices, index series, an outcome, or a case indented under a key of its own."""
    if is_price_list(source):
        remedy = "reken de casus door die deze lijst noemt; de lijst zelf kijkt u na met `rendement check`"
        message, place = "dit is een prijslijst, geen casus", ("prijslijst",)
        return source.placed(Finding("geen-casus", message, remedy, place, of_value=True))
    if is_index_file(source):
        message, place = "dit zijn indexcijfers, geen casus", ("reeksen",)
        remedy = "noem dit bestand in een casus onder `indexcijfers:`; nakijken kan met `rendement check`"
        return source.placed(Finding("geen-casus", message, remedy, place))
    if is_outcome(source):
        remedy = "noem het YAML-bestand, of kijk de uitkomst na met `rendement verify`"
        message, place = "dit is een uitkomst van calc, geen casus", ("herkomst",)
        return source.placed(Finding("geen-casus", message, remedy, place))
    if (key := key_around(source)) is not None:
        message = f"de hele casus staat ingesprongen onder `{cut(key)}:`"
        remedy = "haal die regel weg en begin wat eronder staat aan de kantlijn"
        return source.placed(Finding("ingesprongen-casus", message, remedy, (key,)))
    return None


def _prepared(name: str, source: Source, options: Options) -> tuple[Source, list[Change], list[Finding]]:
    """The source with its tables, and with what is changed in its scenarios; and the changes of the rest."""
    changes, found = from_command(options.sets)
    changes += options.changes
    source = _asked(source, changes)
    source, findings = _with_tables(name, source, options)
    if options.perspective is not None:
        mark = Mark(f"--perspective {options.perspective}")
        source = replace(source, foreign={**source.foreign, ("perspectief",): mark})
    findings = findings + found
    source, found = apply(source, [change for change in changes if change.path[0] == SCENARIOS])
    findings += found
    changes = [change for change in changes if change.path[0] != SCENARIOS]
    if options.scenario is not None:
        first, found = scenario_changes(source, options.scenario)
        findings += found
        changes = first + changes
    return source, changes, findings


def _asked(source: Source, changes: list[Change]) -> Source:
    """The source with how its tables are to be read: what is asked otherwise may be refused as written."""
    asked = [item for item in changes if item.path[-1] in _ROW_KEYS and item.path[0] != SCENARIOS]
    return apply(source, asked)[0] if asked else source


def _shown(findings: list[Finding]) -> tuple[Finding, ...]:
    if not findings:
        return ()
    from rendement.study.other_errors import without_echoes  # noqa: PLC0415 - only when something is wrong

    return tuple(first_ones(in_order(without_echoes(findings))))


def _with_tables(name: str, source: Source, options: Options) -> tuple[Source, list[Finding]]:
    """Households that stand in a table are read before anything else."""
    lines = [line for section in ("baten", "kosten") for line in _listed(source.data.get(section))]
    if not any(isinstance(line, dict) and _names_table(line) for line in lines):
        return source, []
    from rendement.study.household_table import expand_tables  # noqa: PLC0415 - only where there is a table
    from rendement.study.rows import expand_rows  # noqa: PLC0415

    root = find_root(name, options.root)
    source, findings = expand_rows(source, root)
    source, found = expand_tables(source, root)
    return source, findings + found


def _names_table(line: dict[str, Node]) -> bool:
    return not _BESIDE_TABLE.isdisjoint(line) or isinstance(line.get("casussen"), str)


def _listed(node: Node) -> list[Node]:
    return node if isinstance(node, list) else []


def _run(name: str, source: Source, changes: list[Change], options: Options) -> Calculation:
    if {"maatregelen", "kolommen"} & source.data.keys() or source.data.get("soort", "casus") != "casus":
        from rendement.study.included import MONITOR, PROGRAMME, kind_of  # noqa: PLC0415 - not for a case

        if (kind := kind_of(source)) == PROGRAMME:
            from rendement.study.programme import run_programme  # noqa: PLC0415

            return run_programme(name, source, changes, options, calculate_source)
        if kind == MONITOR:
            from rendement.study.monitor import run_monitor  # noqa: PLC0415

            return run_monitor(name, source, changes, options)
    source, findings = _changed(name, source, changes, options)
    with counted_in(money_of(source.data)):
        return _run_case(name, source, findings, changes, options)


def _run_case(
    name: str, source: Source, findings: list[Finding], changes: list[Change], options: Options
) -> Calculation:
    case, found = read_case(source)
    findings += found
    if case is None or has_errors(findings):
        return _unfinished(name, source, changes, findings, options)
    work = work_of(case)
    if (refused := too_much(work)) is not None:
        return Calculation(name, source, findings=(*findings, source.placed(refused)))
    root = find_root(name, options.root)
    library, found = load_library(case.prijslijsten, source, root, case.indexcijfers, options.series)
    findings += found
    library, found = apply_prices(library, changes)
    findings += found
    if has_errors(findings):
        return _unfinished(name, source, changes, findings, options)
    plan, found = bind(case, source, library, options.perspective)
    findings += found
    result = compute(plan) if plan is not None and not has_errors(findings) else None
    return Calculation(name, source, case, plan, result, findings=tuple(findings), library=library, work=work)


def _changed(
    name: str, source: Source, changes: list[Change], options: Options
) -> tuple[Source, list[Finding]]:
    """The source with its changes; a table of households that one of them names is read before the others."""
    tables = [change for change in changes if change.path[-1] in ("casussen", "blad", *_ROW_KEYS)]
    source, findings = apply(source, tables)
    if tables:
        source, found = _with_tables(name, source, options)
        findings += found
    source, found = apply(source, [change for change in changes if change not in tables])
    return source, findings + found


def _unfinished(
    name: str, source: Source, changes: list[Change], findings: list[Finding], options: Options
) -> Calculation:
    """A file with errors: whatever else is wrong with it is said as well."""
    from rendement.study.other_errors import other_errors  # noqa: PLC0415 - only when something is wrong

    if too_many(findings):
        return Calculation(name, source, findings=tuple(findings))
    found = other_errors(name, source, changes, findings, options)
    return Calculation(name, source, findings=tuple(findings + found))
