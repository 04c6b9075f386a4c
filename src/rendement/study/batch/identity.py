"""What a worker elsewhere says of itself before its answers are believed."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from rendement import __version__
from rendement.source.bundled import data_folder, files_below, package

PROBES = 1000  # chances of which every inverse is asked

Identity = dict[str, Any]  # texts by name, and of the lists a hash by name: what JSON holds

_VERSION, _PROGRAM, _LISTS, _INVERSES = "versie", "programma", "lijsten", "trekkingen"


@cache
def identity(draws: bool) -> Identity:
    """The version, the program and the bundled lists of this process; with draws also what they rest on."""
    program = sha256()
    for name, file in files_below(package(), ".py"):
        program.update(name.encode() + b"\0" + file.read_bytes())
    lists = {
        name: sha256(file.read_bytes()).hexdigest()
        for name, file in files_below(data_folder() / "prijslijst", ".yaml")
    }
    found = {_VERSION: __version__, _PROGRAM: program.hexdigest(), _LISTS: lists}
    return found | {_INVERSES: _inverses()} if draws else found


def _inverses() -> str:
    """The hash of a thousand inverses of the normal distribution, also far in its tail, and of two betas.

    Another processor or library may round a root or a logarithm otherwise.
    """
    import numpy as np  # noqa: PLC0415 - only with draws

    from rendement.draws.beta import beta_quantile  # noqa: PLC0415
    from rendement.draws.normal import normal_quantile, standard_normal  # noqa: PLC0415

    chances = (np.arange(PROBES) + 0.5) / PROBES
    total = sha256()
    for values in (
        normal_quantile(chances),
        normal_quantile(chances**8),  # far in the tail
        standard_normal(chances),
        beta_quantile(chances, 2.0, 5.0),
        beta_quantile(chances, 0.5, 0.75),
        np.exp(normal_quantile(chances)),
    ):
        total.update(values.astype("<f8").tobytes())
    return total.hexdigest()


def differences(here: Identity, there: object) -> Iterator[str]:
    """In what another differs from this process, in words."""
    if not isinstance(there, dict):
        yield "zegt niet wie hij is"
        return
    if there.get(_VERSION) != here[_VERSION]:
        yield f"heeft versie {str(there.get(_VERSION))[:40]} van rendement, hier is het {here[_VERSION]}"
        return
    if there.get(_PROGRAM) != here[_PROGRAM]:
        yield "heeft een ander programma onder dezelfde versie"
    lists = there.get(_LISTS)
    lists = lists if isinstance(lists, dict) else {}
    other = sorted(name for name in {*here[_LISTS], *lists} if here[_LISTS].get(name) != lists.get(name))
    if other:
        yield f"heeft een andere lijst {', '.join(str(name)[:60] for name in other[:3])}"
    if here.get(_INVERSES) != there.get(_INVERSES):
        yield "trekt anders: van duizend omkeringen van verdelingen is er een die afwijkt"
