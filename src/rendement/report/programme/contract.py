"""The JSON contract of a programme: by year, in total, by measure; unrounded; null where no figure exists."""

from typing import Any

from rendement import __version__
from rendement.engine.programme import DomainResult, MeasureResult, ProgrammeResult
from rendement.engine.programme_plan import KINDS, AmountRow, CaseOrigin, Measure, StaffRow
from rendement.engine.stream import Stream
from rendement.model.programme_rules import span_text

Data = dict[str, Any]


def programme_data(result: ProgrammeResult) -> Data:
    """A whole programme."""
    plan = result.plan
    years = [str(year) for year in plan.years]
    streams = _streams(result)
    running = {"cumulatief_saldo": streams["saldo"], "cumulatief": streams["verschil"]}
    unvalued = _unvalued(result)
    return {
        "naam": plan.name,
        "gemeente": plan.place,
        "soort": "programma",
        "periode": list(plan.period),
        "prijspeil": plan.price_level,
        "perspectief": plan.perspective,
        "telling": plan.counting,
        "maatregelen": [_measure(item) for item in result.measures],
        "kosten": [_row(row) for row in plan.costs],
        "formatie": [_staff(row) for row in plan.staff],
        "dekking": [_row(row) for row in plan.cover],
        "per_jaar": {
            year: {
                **{key: _at(stream, int(year)) for key, stream in streams.items()},
                **{key: stream and stream.cumulative[int(year)] for key, stream in running.items()},
                "fte": result.fte[int(year)],
            }
            for year in years
        },
        "niet_per_jaar": {
            key: stream and stream.total - sum(stream.by_year.values()) for key, stream in streams.items()
        },
        "per_domein": {domain: _domain(result, own) for domain, own in result.by_domain.items()},
        "per_actor": {actor: {"saldo": net} for actor, net in result.by_actor.items()},
        "pm": unvalued,
        "gedrukt": [],
        "herkomst": _origin(result),
        "totaal": {
            **{key: stream and stream.total for key, stream in (*streams.items(), *running.items())},
            "terugverdienjaar": result.payback,
            "verzilverbaar": _cashable(result),
            "pm": unvalued,
        },
    }


def _streams(result: ProgrammeResult) -> dict[str, Stream | None]:
    """Every figure that stands by year; None where it does not exist."""
    saved, valued = result.saving, result.valued
    counted = valued and result.plan.counting is not None
    aimed = counted and result.target is not None
    some = not result.empty
    return {
        "realisatie": saved.measured if counted else None,
        "in_plaats": saved.in_place if valued else None,
        "nieuw": saved.new if valued else None,
        "structureel": saved.structural if valued else None,
        "jaarlijks": saved.yearly if valued else None,
        "incidenteel": saved.once if valued else None,
        "gerealiseerd": saved.realised if valued else None,
        "verwacht": saved.expected if valued else None,
        "investering": result.investment if some else None,
        "kosten": result.costs if some else None,
        "formatie": result.staff if some else None,
        "saldo": result.net if some else None,
        "taakstelling": result.target,
        "dekking": result.cover if result.target is not None or result.plan.cover else None,
        "verschil": result.difference if aimed else None,
        "verschil_structureel": result.lasting if aimed else None,
    }


def _at(stream: Stream | None, year: int) -> float | None:
    return None if stream is None else stream.by_year[year]


def _measure(item: MeasureResult) -> Data:
    measure = item.measure
    saved = item.saving if measure.tranches else None
    data: Data = {
        "pad": measure.path,
        "id": measure.slug,
        "naam": measure.name,
        "domein": measure.domain,
        "groep": measure.group,
        **{kind: _booked(measure, kind) for kind in KINDS},
        "zonder_jaar": {
            kind: sum(amounts)
            for kind in KINDS
            if (amounts := [t.amount for t in measure.tranches if t.kind == kind and t.span is None])
        },
        "investering": _years(item.investment, item.investment.by_year) if measure.investments else {},
        "in_plaats": _years(saved.in_place if saved else None, item.net.by_year),
        "nieuw": _years(saved.new if saved else None, item.net.by_year),
        "saldo": _years(item.net if measure.tranches or measure.investments else None, item.net.by_year),
        "status": measure.status
        if measure.status is None or isinstance(measure.status, str)
        else dict(measure.status),
        "gepland": saved and saved.booked,
        "gerealiseerd": saved and saved.achieved,
        "telt_mee": measure.counted,
        "reden": measure.why_not,
        "pm": measure.unvalued,
    }
    return {**data, **_about(measure)}


def _about(measure: Measure) -> Data:
    """What is known of a measure beside its amounts."""
    decision, evidence = measure.decision, measure.evidence
    return {
        "eigenaar": measure.owner,
        "huidig_budget": measure.budget,
        "besluit": decision and {"nodig": decision.needed, "planning": decision.planned},
        "bewijs": evidence and {"graad": evidence[0], "looptijd": evidence[1]},
        "verzilverbaar": measure.cashable,
        "tegenpartij": measure.counterparty,
        "bron": measure.source,
        "toelichting": measure.note,
        "casus": measure.case and _case(measure.case),
    }


def _booked(measure: Measure, kind: str) -> Data:
    """The amounts of one kind, by the year or years that they were written with."""
    amounts: Data = {}
    for tranche in measure.tranches:
        if tranche.kind == kind and tranche.span is not None:
            key = span_text(tranche.span)
            amounts[key] = amounts.get(key, 0.0) + tranche.amount
    return amounts


def _years(stream: Stream | None, years: dict[int, float]) -> Data:
    return {str(year): _at(stream, year) for year in years}


def _case(case: CaseOrigin) -> Data:
    return {
        "bestand": case.file,
        "naam": case.name,
        "gemeente": case.place,
        "periode": list(case.period),
        "perspectief": case.perspective,
        "prijspeil": case.price_level,
        "horizon": case.horizon,
        "buiten_programma": {
            str(year): {"baten": benefits, "kosten": costs} for year, benefits, costs in case.outside
        },
    }


def _row(row: AmountRow) -> Data:
    amounts = {str(item.year): item.value for item in row.amounts}
    return {
        "pad": row.path,
        "naam": row.name,
        "per_jaar": amounts,
        "totaal": sum(amounts.values()),
        "bron": row.source,
        "toelichting": row.note,
    }


def _staff(row: StaffRow) -> Data:
    amounts = {str(item.year): row.rate * item.value for item in row.staff}
    return {
        "pad": row.path,
        "naam": row.name,
        "fte": {str(item.year): item.value for item in row.staff},
        "tarief": row.rate,
        "per_jaar": amounts,
        "totaal": sum(amounts.values()),
        "bron": row.source,
        "toelichting": row.note,
    }


def _domain(result: ProgrammeResult, own: DomainResult) -> Data:
    saved = own.saving
    return {
        "realisatie": saved.measured.total if result.plan.counting is not None else None,
        "in_plaats": saved.in_place.total,
        "nieuw": saved.new.total,
        "gerealiseerd": saved.realised.total,
        "verwacht": saved.expected.total,
        "investering": own.investment.total,
        "saldo": own.net.total,
    }


def _unvalued(result: ProgrammeResult) -> list[Data]:
    """What has no amount: of the programme, of a measure, of a case."""
    plan = result.plan
    found = [(item.path, item.name, item.reason, item.direction) for item in plan.unvalued]
    for measure in plan.measures:
        if measure.unvalued is not None:
            found.append((f"{measure.path}.pm", measure.name, measure.unvalued, "baat"))
        for item in measure.case.unvalued if measure.case is not None else ():
            name = f"{measure.name}: {item.name}"
            found.append((f"{measure.path}.casus.{item.path}", name, item.reason, item.direction))
    return [
        {"pad": path, "naam": name, "reden": reason, "richting": direction}
        for path, name, reason, direction in found
    ]


def _cashable(result: ProgrammeResult) -> float | None:
    """The part of the booked savings that is said to leave a budget; None when no measure says it."""
    said = [
        item.measure.cashable * item.measure.share * item.saving.booked
        for item in result.measures
        if item.measure.cashable is not None and item.measure.counted
    ]
    return sum(said) if said else None


def _origin(result: ProgrammeResult) -> Data:
    plan = result.plan
    cases = [measure.case for measure in plan.measures if measure.case is not None]
    lists = dict.fromkeys(item for case in cases for item in case.price_lists)
    return {
        "versie": __version__,
        "casus": plan.file_hash,
        "casussen": [{"naam": case.name, "bestand": case.file, "hash": case.hash} for case in cases],
        "prijslijsten": [{"naam": name, "hash": hash_} for name, hash_ in lists],
        "zaad": None,
    }
