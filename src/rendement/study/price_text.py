"""The text of a price list: posts as YAML, every number spelt so that it can be read in one way only."""

from collections import Counter
from typing import Any

from rendement.model.values import Range, Uncertain, point
from rendement.source.currency import EURO
from rendement.source.grid import spell
from rendement.source.record import record

HEADING = (
    "# Prijslijst, gemaakt uit een tabel met `rendement prices import`.\n"
    "# In een casus: prijslijsten: [dit-bestand.yaml]\n\n"
)


@record
class About:
    """What is said of the list as a whole; a price level of None is taken from the rows."""

    name: str
    title: str | None = None
    source: str | None = None
    level: int | None = None
    currency: str = EURO


class Bare(str):
    """Text that YAML need not quote, though it looks like a number."""

    __slots__ = ()


def list_text(posts: dict[str, dict[str, Any]], about: About) -> str:
    """The whole list, with a heading that says where it came from."""
    return HEADING + _yaml(_whole(posts, about))


def spelt(value: Uncertain) -> str:
    """An amount or a range, as a price list has it."""
    if isinstance(value, Range):
        ends = (value.low, value.high) if value.mode is None else (value.low, value.mode, value.high)
        return Bare("..".join(spell(end) for end in ends))
    return Bare(spell(point(value)))


def _whole(posts: dict[str, dict[str, Any]], about: About) -> dict[str, Any]:
    """The list around the posts; the level most rows share is the list's own."""
    level: Any = about.level
    if level is None:
        counted = Counter(str(post["prijspeil"]) for post in posts.values() if "prijspeil" in post)
        every = counted.total() == len(posts)
        level = counted.most_common(1)[0][0] if every else "onbekend"
    for post in posts.values():
        if str(post.get("prijspeil")) == str(level):
            del post["prijspeil"]
    head: dict[str, Any] = {"prijslijst": about.name}
    head |= {"titel": about.title} if about.title else {}
    head |= {"valuta": about.currency} if about.currency != EURO else {}
    head["prijspeil"] = Bare(level)
    head |= {"bron": about.source} if about.source else {}
    return {**head, "posten": posts}


def _yaml(data: dict[str, Any]) -> str:
    import yaml  # noqa: PLC0415 - only here

    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    def bare(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        tag = dumper.resolve(yaml.ScalarNode, str(text), (True, False))  # type: ignore[no-untyped-call]
        return dumper.represent_scalar(tag, str(text))

    Dumper.add_representer(Bare, bare)
    return yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100_000)
