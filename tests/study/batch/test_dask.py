"""A batch over workers of Dask, on a real scheduler with two processes: the same bytes, the same options."""

import json
import os
import socket
import tempfile
import time
from functools import partial
from pathlib import Path

import dask
import numpy as np
import pytest

from dask_crew import Crew
from rendement.draws import beta
from rendement.report.batch import run as batch_run
from rendement.report.batch.row import score
from rendement.study.batch import dask_address, dask_engine
from rendement.study.batch.files import File
from rendement.study.batch.identity import PROBES, differences, identity
from rendement.study.batch.luggage import Luggage
from small_batch import LIST, LISTED, garbled, slowed

pytestmark = pytest.mark.skipif(os.name == "nt", reason="zulke tekens zijn er daar niet")

RANGED = """\
naam: Met een bandbreedte
gemeente: Borne
periode: 2018
baten:
  - {naam: Uitstroom, aantal: 10..12..20, bedrag: 37000}
kosten:
  - {naam: Personeel, bedrag: {laag: 1000, hoog: 20000, verdeling: normaal}}
"""
PROGRAMME = """\
naam: Een programma
gemeente: Borne
periode: 2018-2019
maatregelen:
  - {casus: zaken/lijst.yaml}
"""
MISSING = LISTED.replace("prijzen.yaml", "er-is-geen.yaml")


@pytest.fixture(scope="module")
def crew(tmp_path_factory):
    crew = Crew(tmp_path_factory.mktemp("dask"))
    try:
        crew.worker("--no-nanny")
        crew.worker("--no-nanny", HURRY="1")  # it hands back all but the first file of every chunk
        yield crew.ready()
    finally:
        crew.stop()


@pytest.fixture
def over(crew, run):
    """The same command over the workers."""
    return lambda *words: run(*words, "--executor", crew.address)


@pytest.fixture
def mixed(many, write):
    """With a list, a name with a space, ranges, a programme; broken files, and one of somebody else."""
    many(30)
    write("zaken/lijst.yaml", LISTED)
    write("zaken/prijzen.yaml", LIST.format(amount=100))
    write("zaken/spatie.yaml", LISTED.replace("prijzen.yaml", '"met spatie.yaml"'))
    write("zaken/met spatie.yaml", LIST.format(amount=300).replace("eigen", "tweede"))
    write("zaken/bereik.yaml", RANGED)
    write("zaken/kapot.yaml", "naam: [")
    write("zaken/zonder.yaml", MISSING)
    write("anders.yaml", "name: of another program\n")
    write("programma.yaml", PROGRAMME)


@pytest.mark.parametrize("sent", [[], ["--meesturen"]], ids=["paden", "meegestuurd"])
@pytest.mark.parametrize("name", ["uit.csv", "uit.json", "uit.parquet", "uit.md"])
def test_the_table_is_byte_for_byte_that_of_one_process(over, run, mixed, folder, name, sent):
    words = ["zaken", "programma.yaml", "anders.yaml", "--wortel", folder, "--draws", 500, "-o", name]
    alone = run("batch", *words, "--workers", 1)
    one = (folder / name).read_bytes()
    (folder / name).unlink()
    answer = over("batch", *words, *sent)
    assert (folder / name).read_bytes() == one
    assert answer.exit_code == alone.exit_code == 1  # one of them is broken, another lacks a list
    said = [line for line in answer.stderr.splitlines() if line != dask_engine.DONE_HERE]
    assert said == alone.stderr.splitlines()
    assert (dask_engine.DONE_HERE in answer.stderr) is bool(sent)


def test_files_by_their_whole_path_travel_as_well(over, run, many, write, folder):
    many(3)
    write("zaken/lijst.yaml", LISTED)
    write("zaken/prijzen.yaml", LIST.format(amount=100))
    write("zaken/zonder.yaml", MISSING)
    words = ["batch", folder / "zaken", "--format", "json"]
    assert over(*words, "--meesturen").stdout == run(*words).stdout
    assert f'"pad": "{folder}/zaken/z0000.yaml"' in run(*words).stdout


def test_what_travels_is_not_read_where_it_came_from_and_written_only_in_a_temporary_folder(
    over, crew, mixed, folder
):
    before = len(crew.opened())
    assert over("batch", "zaken", "--meesturen", "-o", "uit.csv").exit_code == 1
    opened = crew.opened()[before:]
    temporary = os.path.realpath(tempfile.gettempdir())
    sent = [path for how, path in opened if f"{folder}/zaken/" in path and "/rendement-" in path]
    assert len(sent) > 30  # they were read, in a folder of their own
    assert not [path for _, path in opened if path.startswith(f"{folder}/")]
    wrote = {path for how, path in opened if how == "w" and path != os.devnull}
    assert wrote
    assert {Path(path).parts[: len(Path(temporary).parts) + 1][-1][:10] for path in wrote} == {"rendement-"}
    assert not list(Path(temporary).glob("rendement-*/" + str(folder).strip("/")))


def test_only_what_is_inside_the_root_travels(over, run, many, write, folder):
    many(2)
    write("geheim.yaml", LIST.format(amount=100))
    write("zaken/brutaal.yaml", LISTED.replace("prijzen.yaml", "../geheim.yaml"))
    (folder / "zaken" / "koppeling.yaml").symlink_to(folder / "geheim.yaml")
    words = ["batch", "zaken", "--wortel", "zaken", "--format", "json"]
    assert over(*words, "--meesturen").stdout == run(*words).stdout
    assert "verlaat de map" in run(*words).stdout


def test_a_worker_that_asks_for_a_file_outside_the_root_does_not_get_it(folder, write):
    write("zaken/a.yaml", LISTED)
    outside, inside = write("geheim.yaml", "x"), write("zaken/prijzen.yaml", "x")
    luggage = Luggage("zaken")
    assert luggage.may_follow(File("zaken/a.yaml"), [str(inside)])
    assert not luggage.may_follow(File("zaken/a.yaml"), [str(inside), str(outside)])
    assert not luggage.may_follow(File("zaken/a.yaml"), ["/etc/passwd"])


def test_the_cache_is_that_of_every_other_batch_and_what_is_known_needs_no_scheduler(over, run, many, write):
    many(120)
    assert over("batch", "zaken", "--cache", "c", "-o", "een.csv").exit_code == 0
    nobody = run("batch", "zaken", "--cache", "c", "-o", "twee.csv", "--executor", "dask://127.0.0.1:1")
    assert "uit de cache: 120 van 120 bestanden" in nobody.stderr
    assert Path("een.csv").read_bytes() == Path("twee.csv").read_bytes()
    assert "uit de cache: 120 van 120" in run("batch", "zaken", "--cache", "c", "-o", "drie.csv").stderr


@pytest.mark.parametrize(
    "words",
    [
        ["--shard", "2/3", "--format", "csv"],
        ["--fail-under", "totaal.rendement=100000", "--format", "json"],
        ["--set", "baten[0].aantal=4", "--columns", "pad,set,totaal.baten", "--format", "csv"],
        ["--set", "baten[9].aantal=4", "--format", "csv"],
        ["--rangschik", "totaal.rendement", "--strict"],
    ],
    ids=lambda words: words[0],
)
def test_options_work_as_they_do_here(over, run, many, words):
    many(60)
    alone, answer = run("batch", "zaken", *words), over("batch", "zaken", *words)
    assert (answer.exit_code, answer.stdout, answer.stderr) == (alone.exit_code, alone.stdout, alone.stderr)


# -- who is not believed


def refused(answer, folder):
    """The sentence of a run that ended with exit code 1 and wrote nothing."""
    assert answer.exit_code == 1
    assert not (folder / "uit.csv").exists()
    first, second, *rest = answer.stderr.splitlines()
    assert second.startswith("rendement: er is geen tabel geschreven; ")
    assert rest == []
    return first


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("version", "heeft versie 0.0.1 van rendement, hier is het "),
        ("nothing", "): rendement ontbreekt, of is te oud; "),
    ],
)
def test_a_worker_that_is_another_is_refused_by_name(over, crew, many, folder, other, said):
    many(600)
    stranger = crew.worker("--no-nanny", OTHER=other)  # it joins when the work has begun
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(batch_run, "_load", lambda: partial(slowed, 0.02, score))
            sentence = refused(over("batch", "zaken", "-o", "uit.csv"), folder)
    finally:
        crew.stop(stranger)
    assert sentence.startswith("rendement: werker tcp://127.0.0.1:")
    assert said in sentence
    assert sentence.endswith(dask_engine.STRANGE)


def test_what_differs_is_said():
    here = identity(True)
    assert list(differences(here, here)) == []
    assert list(differences(here, here | {"programma": "x"})) == [
        "heeft een ander programma onder dezelfde versie"
    ]
    lists = here["lijsten"] | {"zoetermeer-2018.yaml": "x"}
    assert list(differences(here, here | {"lijsten": lists})) == [
        "heeft een andere lijst zoetermeer-2018.yaml"
    ]
    assert [text.split(":")[0] for text in differences(here, identity(False))] == ["trekt anders"]
    assert list(differences(here, "x")) == ["zegt niet wie hij is"]


def test_one_inverse_of_a_thousand_that_is_one_bit_off_is_seen(monkeypatch):
    here = identity(True)
    quantile = beta.beta_quantile

    def rounded(chances, first, second):
        found = quantile(chances, first, second)
        found[PROBES // 3] = np.nextafter(found[PROBES // 3], 1)
        return found

    monkeypatch.setattr(beta, "beta_quantile", rounded)
    assert [text.split(":")[0] for text in differences(here, identity.__wrapped__(True))] == ["trekt anders"]


def test_an_answer_that_is_no_outcome_is_refused(over, many, folder, monkeypatch):
    many(60)
    monkeypatch.setattr(batch_run, "_load", lambda: garbled)
    sentence = refused(over("batch", "zaken", "-o", "uit.csv"), folder)
    assert sentence.startswith("rendement: werker tcp://127.0.0.1:")
    assert "gaf een antwoord dat geen uitkomst van deze bestanden is" in sentence


def test_a_worker_that_does_not_see_the_folder_is_told_apart_and_sending_helps(over, run, crew, many, folder):
    many(60)
    blind = crew.folder / "blind"
    blind.write_text(str(folder))
    try:
        sentence = refused(over("batch", "zaken", "-o", "uit.csv"), folder)
        assert f" ziet de map {folder} niet; " in sentence
        assert "--meesturen" in sentence
        assert over("batch", "zaken", "-o", "uit.csv", "--meesturen").exit_code == 0
    finally:
        blind.unlink()
    run("batch", "zaken", "-o", "een.csv")
    assert (folder / "uit.csv").read_bytes() == (folder / "een.csv").read_bytes()


def test_a_worker_that_sees_another_file_under_the_same_name_is_told_apart(over, many, folder, monkeypatch):
    many(3)
    stamp = dask_engine.stamp
    monkeypatch.setattr("rendement.study.batch.files.stamp", lambda path: (1, 2))
    monkeypatch.setattr(dask_engine, "stamp", lambda path: (1, 2))
    assert stamp("zaken/z0000.yaml") != (1, 2)
    sentence = refused(over("batch", "zaken/z0000.yaml", "-o", "uit.csv"), folder)
    assert " ziet zaken/z0000.yaml niet zoals het hier staat; " in sentence


def test_a_file_that_changed_here_meanwhile_has_a_row_that_says_so(over, many, records, folder, monkeypatch):
    many(3)
    with monkeypatch.context() as patch:
        patch.setattr("rendement.study.batch.files.stamp", lambda path: (1, 2))  # when the batch began
        answer = over("batch", "zaken/z0001.yaml", "--format", "json", "--columns", "status,melding")
    row = json.loads(answer.stdout)[0]
    assert row["status"] == "goed"
    assert row["melding"].startswith("het bestand is gewijzigd terwijl de batch liep")


def test_a_worker_that_reads_another_list_is_told_apart(over, many, write, folder, monkeypatch):
    write("zaken/lijst.yaml", LISTED)
    write("zaken/prijzen.yaml", LIST.format(amount=100))
    monkeypatch.setattr(dask_engine, "as_noted", lambda name: "iets anders")
    sentence = refused(over("batch", "zaken", "-o", "uit.csv"), folder)
    assert " leest iets anders in zaken/prijzen.yaml dan hier staat; " in sentence


# -- nobody there


def test_without_a_scheduler_it_is_said_within_seconds(run, many, folder):
    many(1)
    began = time.monotonic()
    sentence = refused(run("batch", "zaken", "-o", "uit.csv", "--executor", "dask://127.0.0.1:1"), folder)
    assert time.monotonic() - began < 15
    assert sentence.startswith("rendement: op tcp://127.0.0.1:1 antwoordt geen scheduler van Dask (")
    assert sentence.endswith("start er een met `dask scheduler`, of verbeter het adres")


def test_who_listens_but_is_no_scheduler_is_not_waited_for(run, many, folder, monkeypatch):
    monkeypatch.setattr(dask_address, "PATIENCE", 1)
    many(1)
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"dask://127.0.0.1:{other.getsockname()[1]}"
        sentence = refused(run("batch", "zaken", "-o", "uit.csv", "--executor", address), folder)
    assert "antwoordt geen scheduler van Dask (TimeoutError" in sentence


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--executor", "ray"], "--executor ray: schrijf dask, dask://naam:8786, of dask+tls://naam:8786"),
        (["--executor", "dask://x:0"], "--executor dask://x:0: dit is geen naam met een poort; "),
        (["--executor", "dask://x/y:1"], "dit is geen naam met een poort"),
        (["--executor", "dask://"], "de instellingen van Dask noemen geen scheduler"),
        (["--executor", "dask://x:1", "--workers", "3"], "hoeveel werkers er zijn, zegt de scheduler"),
        (["--meesturen"], "--meesturen: dat hoort bij --executor"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_wrong_use_is_code_two(run, many, words, said):
    many(1)
    answer = run("batch", "zaken", *words)
    assert answer.exit_code == 2
    assert said in answer.stderr


def test_without_the_library_it_is_said_how_to_get_it(run, many, monkeypatch):
    many(1)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    answer = run("batch", "zaken", "--executor", "dask")
    assert answer.exit_code == 2
    assert answer.stderr == "rendement: voor --executor is Dask nodig: pip install 'rendement[dask]'\n"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dask", ""),
        ("dask://rekenaar", "tcp://rekenaar:8786"),
        ("dask://rekenaar:99", "tcp://rekenaar:99"),
        ("dask+tls://rekenaar:99", "tls://rekenaar:99"),
        ("dask://[::1]:99", "tcp://[::1]:99"),
        ("dask://[::1]", "tcp://[::1]:8786"),
    ],
)
def test_an_address_is_that_of_dask(text, address):
    assert dask_address.read_address(text, None).scheduler == address


def test_the_address_may_stand_in_the_settings_of_dask():
    with dask.config.set({"scheduler-address": "tls://rekenaar:1"}):
        assert dask_address.read_address("dask://", None).scheduler == "tls://rekenaar:1"
