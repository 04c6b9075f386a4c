"""What a worker elsewhere makes of a chunk, without a worker: what is read, answered and left behind."""

import json
import os
from functools import partial
from pathlib import Path

import pytest

from rendement.report.batch.row import score
from rendement.study.batch import away
from rendement.study.batch.away import Request, answer
from rendement.study.batch.files import collect
from rendement.study.batch.identity import identity
from rendement.study.batch.job import Job
from rendement.study.batch.parcel import Parcel, pack, unpacked
from small_batch import LIST, LISTED


@pytest.fixture
def ask(monkeypatch):
    """The answer to a request, as it would come from a worker that starts elsewhere."""
    monkeypatch.setattr(away, "_address", lambda: "tcp://hier")

    def ask(files, folder, parcel=None, root=None):
        here = Path.cwd()
        os.chdir("/")
        try:
            work = partial(_scored, Job(root=root))
            return json.loads(answer(Request(work, tuple(files), str(folder), False, parcel)))
        finally:
            assert str(Path.cwd()) == "/"
            os.chdir(here)

    return ask


def _scored(job, files):
    return score(files, job)


def outcomes(files):
    found = score(files, Job())
    return json.loads(json.dumps([[list(i.values), i.reads, i.keep, list(i.facts)] for i in found]))


@pytest.mark.parametrize("whole", [False, True], ids=["van hier", "hele paden"])
@pytest.mark.parametrize("sent", [False, True], ids=["gelezen", "meegestuurd"])
def test_it_is_what_is_said_here(ask, many, write, folder, sent, whole):
    many(3)
    write("zaken/lijst.yaml", LISTED)
    write("zaken/prijzen.yaml", LIST.format(amount=100))
    files = collect([str(folder / "zaken") if whole else "zaken"])
    parcel, left = pack(files, (), None) if sent else (None, [])
    assert left == []
    reply = ask(files, folder, parcel)
    assert reply["uitkomsten"] == outcomes(files)
    assert (reply["wie"], reply["waar"]) == (identity(False), "tcp://hier")
    assert not sent or str(folder / "zaken" / "prijzen.yaml") in parcel.contents


def test_a_folder_that_is_not_here_is_said(ask, many):
    many(1)
    assert ask(collect(["zaken"]), "/er/is/geen/map")["map"] == "/er/is/geen/map"


def test_a_file_that_is_another_here_is_said_and_nothing_is_done(ask, many, folder, write):
    many(2)
    files = collect(["zaken"])
    write("zaken/z0001.yaml", "naam: een ander")
    reply = ask(files, folder)
    assert (reply["anders"], reply["uitkomsten"]) == (["zaken/z0001.yaml"], [])


def test_when_time_is_up_what_is_done_goes_back(ask, many, folder, monkeypatch):
    many(5)
    monkeypatch.setattr(away, "LONG", 0)
    files = collect(["zaken"])
    assert ask(files, folder)["uitkomsten"] == outcomes(files[:1])


def test_links_and_what_cannot_be_read_do_not_travel(many, folder, write):
    many(2)
    write("elders/echt.yaml", "naam: x")
    (folder / "zaken" / "koppeling.yaml").symlink_to(folder / "elders" / "echt.yaml")
    (folder / "zaken" / "nergens.yaml").symlink_to(folder / "er-is-niets.yaml")
    parcel, left = pack(collect(["zaken"]), (), None)
    assert sorted(file.path for file in left) == ["zaken/koppeling.yaml", "zaken/nergens.yaml"]
    assert sorted(parcel.contents) == [str(folder / "zaken" / f"z000{n}.yaml") for n in (0, 1)]


def test_what_is_named_travels_only_from_inside_the_root(folder, write):
    write("geheim.yaml", "x")
    write("zaken/dieper/naast.csv", "post;aantal")
    named = ["dieper/naast.csv", '"../geheim.yaml"', "/etc/passwd.txt", "b.yaml"]
    write("zaken/a.yaml", "\n".join(f"sleutel{n}: {name}" for n, name in enumerate(named)))
    write("zaken/b.yaml", "casus: c.yaml")
    write("zaken/c.yaml", "naam: c")
    parcel, left = pack(collect(["zaken/a.yaml"]), (), "zaken")
    assert left == []
    names = {str(Path(path).relative_to(folder / "zaken")) for path in parcel.contents}
    assert names == {"a.yaml", "b.yaml", "c.yaml", "dieper/naast.csv"}


def test_nothing_is_unpacked_outside_its_folder_and_nothing_stays(tmp_path):
    parcel = Parcel({"/../../../stout.yaml": b"x", "../ook.yaml": b"x"}, ("/../..",), frozenset())
    with unpacked(parcel, "/../er/../../uit", ()) as (prefix, place, files):
        found = list(Path(prefix).rglob("*.yaml"))
        assert sorted(path.name for path in found) == ["ook.yaml", "stout.yaml"]
        assert place.startswith(prefix + os.sep)
        assert files == []
    assert not Path(prefix).exists()
