"""The same line in two files of one place: adding them up would count it twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rendement.lint.facts import Fact, Noted
from rendement.lint.known import KnownCase, KnownProgramme
from rendement.lint.overlap import written_at
from rendement.lint.waivers import Deviation
from rendement.source.names import visible

Pair = tuple[Noted, Noted]


def lines_of(known: KnownCase | KnownProgramme) -> Iterator[Fact]:
    """Every line that counts, by what it is called and what it is worth."""
    if known.figures.kind == "monitor":
        return
    from rendement.study.inside import hash_of, homes_of  # noqa: PLC0415 - only for the files of a run
    from rendement.study.shared_lines import counted_lines  # noqa: PLC0415

    plan, homes, own = known.result.plan, homes_of(known.figures), hash_of(known.figures)
    town = plan.place.casefold()
    lines = [
        ((town, section, visible(name).casefold(), amounts), name, path)
        for section, name, amounts, path in counted_lines(known.figures)
        if amounts
    ]
    whole = {"titel": plan.name, "regels": len({key for key, _, _ in lines})}
    for key, name, path in lines:
        said = {"naam": name, "uit": homes.get(path, own), "mee": path in homes, **whole}
        yield Fact(written_at(known, path), key, said)


def shared_with_another(facts: Sequence[Noted]) -> Iterator[list[Noted]]:
    """The lines that a file shares with the first file that has them, together; waived ones apart.

    Two versions of one thing share what they like. So does a file that stands whole in a larger one: it is a
    part of that, as whoever has both knows. A copy is no part.
    """
    for found in _pairs(facts).values():
        shared = len({item.fact.key for _, item in found})
        if len({shared == item.fact.said["regels"] for item in found[0]}) > 1:
            continue
        waivers: dict[Deviation | None, list[Pair]] = {}
        for pair in found:
            waivers.setdefault(pair[0].waiver or pair[1].waiver, []).append(pair)
        for same in waivers.values():
            yield _together(same)


def _pairs(facts: Sequence[Noted]) -> dict[tuple[str, str], list[Pair]]:
    first: dict[tuple[object, ...], Noted] = {}
    pairs: dict[tuple[str, str], list[Pair]] = {}
    for item in facts:
        one = first.setdefault(item.fact.key, item)
        files = one.where.mark.file, item.where.mark.file
        if files[0] != files[1] and not _versions(one, item) and not _one_file(one, item):
            pairs.setdefault(files, []).append((one, item))
    return pairs


def _versions(*items: Noted) -> bool:
    """Whether the name of one file is that of the other with something behind it."""
    short, long = sorted((visible(str(item.fact.said["titel"])).casefold() for item in items), key=len)
    return short != long and long.startswith(short) and not long[len(short)].isalnum()


def _one_file(one: Noted, other: Noted) -> bool:
    """Whether it is a line of one file that another takes along: then that file is what there is to name."""
    said, beside = one.fact.said, other.fact.said
    return bool(said["uit"] == beside["uit"] and (said["mee"] or beside["mee"]))


def _together(pairs: Sequence[Pair]) -> list[Noted]:
    """One group: the lines of the one file, then those of the other."""
    name, more = pairs[0][0].fact.said["naam"], len(pairs) - 1
    counted = {0: f"`{name}` staat", 1: f"`{name}` en nog een regel staan"}
    said = {"wat": counted.get(more, f"`{name}` en nog {more} regels staan")}
    group = [*(one for one, _ in pairs), *(other for _, other in pairs)]
    return [replace(item, fact=replace(item.fact, said=said)) for item in group]
