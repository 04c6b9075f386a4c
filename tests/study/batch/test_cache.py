"""What is kept of an earlier batch: used when nothing changed, and never when something did."""

import json
import math
import os
import time
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from rendement.model.library import known_actors, standing_norm
from rendement.model.list_files import bundled_source
from rendement.report.batch.columns import NAMES, PLACE
from rendement.study.batch import cache
from rendement.study.batch import job as study
from rendement.study.batch.job import Job, fingerprint
from small_batch import CASE, LIST, LISTED, numbered


@pytest.fixture
def kept(kept_in):
    """Run a batch with a cache: which files were computed for it."""
    return lambda *words: kept_in("uit.csv", *words)[0]


def journal_line(content):
    text = json.dumps(content).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def journals(folder):
    return sorted((folder / "cache").glob("*.jsonl"))


def test_nothing_changed_nothing_is_computed(kept, many):
    many(5)
    assert len(kept()) == 5
    assert kept() == []


def test_it_says_how_much_was_known(run, many):
    many(3)
    for known in ("0 van 3", "3 van 3"):
        answer = run("batch", "zaken", "--resume", "-o", "uit.csv")
        assert f"ongewijzigd en uit de cache: {known} bestanden\n" in answer.stderr


def test_what_is_kept_depends_on_no_place_of_the_program(kept, folder, write):
    """Bundled lists are part of the version, so shards of machines with another home can go together."""
    known_actors.cache_clear()
    standing_norm.cache_clear()
    bundled_source.cache_clear()  # as in a process that has read nothing yet
    write("zaken/zaak.yaml", f"prijslijsten: [zoetermeer-2018]\n{CASE.format(name='Zaak', count=1)}")
    kept()
    lines = [json.loads(line[9:]) for path in journals(folder) for line in path.read_text().splitlines()]
    assert [reads for _, reads, _ in lines] == [{}]


def test_only_the_case_that_changed_is_computed(kept, many, write):
    many(5)
    kept()
    write("zaken/z0003.yaml", CASE.format(name="Anders", count=9))
    assert kept() == ["zaken/z0003.yaml"]
    write("zaken/z0003.yaml", numbered(3))
    assert kept() == []  # what it was before is still known


def test_a_case_is_computed_again_when_its_price_list_changes(kept, write):
    write("zaken/met.yaml", LISTED)
    write("zaken/zonder.yaml", CASE.format(name="Zonder", count=1))
    write("zaken/prijzen.yaml", LIST.format(amount=9000))
    kept()
    assert kept() == []
    write("zaken/prijzen.yaml", LIST.format(amount=9500))
    assert sorted(kept()) == ["zaken/met.yaml", "zaken/prijzen.yaml"]
    for _ in range(3):  # the newest outcome counts, however often the older one is asked for
        assert kept() == []


def test_a_broken_case_is_computed_again_when_the_missing_list_appears(run, computed, write, folder):
    write("zaken/met.yaml", LISTED)
    words = ("batch", "zaken", "--cache", "cache", "--workers", 1, "--format", "json")
    assert json.loads(run(*words).stdout)[0]["status"] == "fout"
    assert json.loads(run(*words).stdout)[0]["status"] == "fout"
    assert computed == ["zaken/met.yaml"]
    write("zaken/prijzen.yaml", LIST.format(amount=9000))
    row = json.loads(run(*words).stdout)[0]
    assert (row["status"], row["totaal.baten"]) == ("goed", 2 * 9000)


def test_a_programme_is_computed_again_when_its_case_changes(kept, write):
    programme = (
        "soort: programma\nnaam: P\ngemeente: Borne\nperiode: 2018\nmaatregelen:\n  - casus: ../los/a.yaml\n"
    )
    write("zaken/programma.yaml", programme)
    write("los/a.yaml", CASE.format(name="A", count=1))
    write(".git/HEAD", "")  # the case stands beside the folder, inside the checkout
    kept()
    assert kept() == []
    write("los/a.yaml", CASE.format(name="A", count=2))
    assert kept() == ["zaken/programma.yaml"]


def test_a_programme_is_computed_again_when_its_monitor_or_a_table_of_that_changes(kept, run, write):
    monitor = "soort: monitor\nnaam: M\ngemeente: Borne\nkolommen: {2018: realisatie}\ntabel: t.csv\n"
    measure = "{naam: A, besparing: {structureel: {2018: 1}}, monitor: ../los/m.yaml, post: p}"
    head = "soort: programma\nnaam: P\ngemeente: Borne\nperiode: 2018\n"
    write("zaken/programma.yaml", f"{head}maatregelen:\n  - {measure}\n")
    write("los/m.yaml", monitor)
    write(".git/HEAD", "")
    hashes = set()
    for amount, change in ((1, ""), (1, "bron: B\n"), (2, "bron: B\n")):
        write("los/t.csv", f"post;soort;2018\nP;bedrag;{amount}\n")
        write("los/m.yaml", monitor + change)
        assert kept() == ["zaken/programma.yaml"]
        assert kept() == []
        (row,) = json.loads(run("batch", "zaken", "--format", "json").stdout)
        hashes.add(row["hash_overig"])
    assert len(hashes) == 3


def test_households_in_a_table_count_as_read(kept, write):
    line = "  - {naam: Huishoudens, casussen: huishoudens.csv, per: periode}"
    write("zaken/h.yaml", LISTED.replace("  - {naam: Plaatsing, aantal: 2, prijs: jeugd/plaatsing}", line))
    write("zaken/prijzen.yaml", LIST.format(amount=9000))
    write("zaken/huishoudens.csv", "casus;post;aantal\nA;jeugd/plaatsing;1\n")
    kept()
    assert kept() == []
    write("zaken/huishoudens.csv", "casus;post;aantal\nA;jeugd/plaatsing;2\n")
    assert kept() == ["zaken/h.yaml"]


@pytest.mark.parametrize(
    "words", [["--set", "baten[0].aantal=2"], ["--perspective", "gemeente"], ["--wortel", "zaken"]]
)
def test_another_option_is_another_outcome(kept, many, words):
    many(2)
    kept()
    assert len(kept(*words)) == 2
    assert kept(*words) == []
    assert kept() == []


def test_another_version_computes_everything_again(kept, many, monkeypatch):
    many(2)
    kept()
    monkeypatch.setattr(study, "__version__", "9.9.9")
    assert len(kept()) == 2


def test_the_fingerprint_holds_program_bundled_lists_options_and_columns(tmp_path, monkeypatch):
    first = fingerprint(Job(), NAMES)
    assert fingerprint(Job(), NAMES) == first
    assert fingerprint(replace(Job(), scenario="laag"), NAMES) != first
    assert fingerprint(Job(), NAMES[1:]) != first
    (tmp_path / "prijslijst").mkdir()
    (tmp_path / "prijslijst" / "a.yaml").write_text("posten: {}")
    monkeypatch.setattr(study, "data_folder", lambda: tmp_path)
    other = fingerprint(Job(), NAMES)
    (tmp_path / "prijslijst" / "a.yaml").write_text("posten: { }")
    assert len({first, other, fingerprint(Job(), NAMES)}) == 3


def test_shards_fill_one_cache_that_the_whole_then_uses(run, computed, many, folder):
    many(7)
    for number in (1, 2, 3):
        run("batch", "zaken", "--cache", f"cache-{number}", "--shard", f"{number}/3", "-o", "deel.csv")
    (folder / "cache").mkdir()
    for file in folder.glob("cache-*/*.jsonl"):  # as when machines hand in their caches
        file.rename(folder / "cache" / file.name)
    assert len(computed) == 7
    run("batch", "zaken", "--cache", "cache", "-o", "uit.csv")
    assert len(computed) == 7


def test_resume_keeps_beside_the_output(run, computed, many, folder):
    many(2)
    (folder / "uit").mkdir()
    for _ in range(2):
        run("batch", "zaken", "--resume", "-o", "uit/tabel.csv")
    assert len(computed) == 2
    assert (folder / "uit" / ".rendement-cache" / ".gitignore").read_text() == "*\n"


def first_row(change):
    """A file in which the first row was changed by who also knows of the checksum."""

    def damage(data):
        first, *rest = data.split(b"\n")
        key, reads, values = json.loads(first[9:])
        return journal_line([key, reads, change(values)]) + b"\n".join(rest)

    return damage


def first_row_with(column, value):
    """The same for one column."""
    return first_row(lambda values: [*values[: PLACE[column]], value, *values[PLACE[column] + 1 :]])


def with_(fact, place, value):
    """What a file brings along for the rules over all files, with another value at a place."""
    assert len(fact) == 9
    return [*fact[:place], value, *fact[place + 1 :]]


def first_line_with(old, new):
    """A file of which the first line has another text, and the checksum of that."""

    def damage(data):
        first, *rest = data.split(b"\n")
        text = first[9:].replace(old, new)
        assert text != first[9:]
        return b"%08x %s\n" % (zlib.crc32(text), text) + b"\n".join(rest)

    return damage


def reading(names):
    """A file of which the first row says that it read what no file can be called, or what never ends."""

    def damage(data):
        first, *rest = data.split(b"\n")
        key, _, values = json.loads(first[9:])
        return journal_line([key, dict.fromkeys(names, "x"), values]) + b"\n".join(rest)

    return damage


@pytest.mark.parametrize(
    ("damage", "lost"),
    [
        (lambda data: data[:-7], 1),  # cut off in its last line
        (lambda data: data + b'["abc", {}, [1, 2', 0),
        (lambda data: b"\xff\xfe\x00 geen tekst\n" + data, 0),
        (lambda data: data + b'{"a": 1}\n[1, 2, 3]\n"x"\n' + b"[" * 100_000 + b"\n", 0),
        (lambda data: data.replace(b"18500.0", b"18600.0"), 1),  # one figure, by a worn disk
        (lambda data: data.replace(b"[", b"{"), 4),
        (lambda data: data.replace(b"\n", b"\r\n"), 4),
        (lambda data: data + journal_line(["een andere versie", 3]), 0),
        (lambda data: b"", 4),
        (first_row(lambda values: values[:-1]), 1),
        (first_row(lambda values: [*values, None]), 1),
        (first_row(lambda values: [f"={value}" for value in values]), 1),
        (first_row(lambda values: [values, *values[1:]]), 1),
        (first_row(lambda values: [{}] * len(values)), 1),
        (first_row(lambda values: [None] * len(values)), 1),
        (first_row(lambda values: [math.nan if v == 18500 else v for v in values]), 1),  # no JSON at all
        (first_line_with(b",18500.0,", b",1e999,"), 1),
        (first_line_with(b",18500.0,", b",-1e999,"), 1),
        (first_line_with(b",18500.0,", b"," + b"9" * 400 + b","), 1),
        (first_line_with(b",18500.0,", b"," + b"9" * 5000 + b","), 1),  # no number at all
        (first_row_with("prijspeil", 10**400), 1),
        (first_row_with("naam", "Zaak \ud800"), 1),
        (first_row_with("naam", "\x1b[2J"), 1),
        (first_row_with("melding", "regel 1\n::error::x"), 1),
        (first_row_with("status", "onbekend"), 1),
        (first_row_with("status", "fout"), 1),  # without an error
        (first_row_with("fouten", 3), 1),  # and yet right
        (first_row_with("fouten", -1), 1),
        (first_row_with("waarschuwingen", 10**20), 1),
        (first_row(lambda values: [*values[:-1], [["R610", "baten[0]", "x"]]]), 1),
        (first_row(lambda values: [*values[:-1], [with_(values[-1][0], 1, "baten[")]]), 1),
        (first_row(lambda values: [*values[:-1], [with_(values[-1][0], 5, "erg")]]), 1),
        (first_row(lambda values: [*values[:-1], [with_(values[-1][0], 8, ["x"])]]), 1),
        (reading({"-> a\0b": "?", "a\0b": "?", "-> \ud800": "?", "zaken": "?"}), 1),
        (reading({"-> a\0b": "", "-> \ud800": ""}), 1),
        (reading({"a\0b": "", "/dev/zero": ""}), 1),
    ],
)
def test_a_damaged_file_costs_time_and_nothing_else(kept, many, folder, damage, lost):
    many(4)
    kept()
    (journal,) = journals(folder)
    assert b",18500.0," in journal.read_bytes()  # 1 x 37000 x 50%
    journal.write_bytes(damage(journal.read_bytes()))
    assert len(kept()) == lost  # and the table is right, as `kept` has checked
    assert kept() == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pijpen bestaan hier niet")
def test_only_files_of_the_cache_are_read(kept, many, folder):
    many(2)
    kept()
    (real,) = journals(folder)
    alike = real.name.rpartition("-")[0]
    real.with_name(f"{alike}-map.jsonl").mkdir()
    os.mkfifo(real.with_name(f"{alike}-pijp.jsonl"))
    real.with_name(f"{alike}-nul.jsonl").symlink_to("/dev/zero")
    assert kept() == []


def test_what_no_longer_serves_is_dropped_in_the_end(kept, many, write, folder, monkeypatch):
    monkeypatch.setattr(cache, "_TIDY_ABOVE", 3)
    many(2)
    for count in range(7):
        write("zaken/z0001.yaml", CASE.format(name="Steeds anders", count=count))
        kept()
    assert len(journals(folder)) == 7  # the seventh run found 7 lines, of which 2 serve: 2 x 2 + 3 is fine
    write("zaken/z0001.yaml", CASE.format(name="Steeds anders", count=8))
    kept()
    assert [len(path.read_text().splitlines()) for path in journals(folder)] == [1 + 2]  # its own, and those
    assert kept() == []


def test_other_options_keep_what_is_theirs_and_what_nobody_wants_goes(kept, many, folder, monkeypatch):
    monkeypatch.setattr(cache, "_TIDY_ABOVE", 0)
    many(3)
    ways = [("--set", f"baten[0].aantal={count}") for count in range(4)]
    for way in ways:
        assert len(kept(*way)) == 3
    for way in ways:
        assert kept(*way) == []
    old, *others = journals(folder)
    for path in (old, *others):
        os.utime(path, (0, 0))
    assert kept(*ways[0]) == []
    assert len(journals(folder)) == 1
    assert [kept(*way) == [] for way in ways] == [True, False, False, False]


def test_that_it_is_asked_for_does_not_make_an_outcome_newer(kept, many, folder):
    """Of two outcomes for the same bytes, as with other prices, the one written last counts."""
    many(1)
    kept()
    (done,) = journals(folder)
    os.utime(done, (1e9, 1e9))
    assert kept() == []
    assert done.stat().st_mtime == 1e9
    assert done.stat().st_atime > time.time() - 60


def test_a_full_disk_costs_the_cache_and_not_the_table(run, many, folder, monkeypatch):
    many(2)

    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "FileIO", type("Full", (cache.FileIO,), {"write": full}))
    answer = run("batch", "zaken", "--cache", "cache", "-o", "uit.csv")
    assert answer.exit_code == 0
    assert "de cache is niet bijgewerkt: de schijf is vol" in answer.stderr
    assert len((folder / "uit.csv").read_text("utf-8").splitlines()) == 1 + 2


def test_a_cache_that_cannot_be_a_folder_is_wrong_use(run, many, write):
    many(1)
    write("cache", "een bestand")
    for name, said in (
        ("cache", "rendement: de cache cache is niet te gebruiken: dit is een bestand, geen map"),
        ("cache/diep", "rendement: de cache cache/diep is niet te gebruiken: dit is een bestand, geen map"),
        ("", "rendement: noem achter --cache een map"),
    ):
        answer = run("batch", "zaken", "--cache", name)
        assert answer.exit_code == 2
        assert answer.stderr.startswith(said)
        assert answer.stdout == ""


def test_a_file_of_the_cache_that_may_not_be_read_costs_only_time(kept, many, folder, monkeypatch):
    many(2)
    kept()
    (done,) = journals(folder)
    open_ = Path.open

    def refuse(self, *words, **more):
        if self.name == done.name:
            raise PermissionError(13, "Permission denied")
        return open_(self, *words, **more)

    monkeypatch.setattr(Path, "open", refuse)
    assert len(kept()) == 2


def test_what_another_run_keeps_is_found_when_that_run_ends(many, folder, monkeypatch):
    """The file of a run that is busy gets its lasting name while we work."""
    many(1)
    monkeypatch.chdir(folder)
    (folder / "cache").mkdir()
    other = cache.open_cache("cache", "basis")
    reads = {"zaken/z0000.yaml": cache.hash_of_file("zaken/z0000.yaml")}
    other.add([("zaken/z0000.yaml", "genoemd", reads, [1, 2])])
    own = cache.open_cache("cache", "basis")
    other.close(complete=True)
    assert own.find("zaken/z0000.yaml", "genoemd").values == [1, 2]


def test_a_damaged_line_does_not_take_the_place_of_a_whole_one(many, folder, monkeypatch):
    many(1)
    monkeypatch.chdir(folder)
    first = cache.open_cache("cache", "basis")
    reads = {"zaken/z0000.yaml": cache.hash_of_file("zaken/z0000.yaml")}
    first.add([("zaken/z0000.yaml", "genoemd", reads, [1, 2])])
    first.close(complete=True)
    (journal,) = journals(folder)
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole.replace(b"[1,2]", b"[1,3]"))
    assert cache.open_cache("cache", "basis").find("zaken/z0000.yaml", "genoemd").values == [1, 2]


def test_a_cache_that_another_run_just_made_is_used(folder, monkeypatch):
    (folder / "cache").mkdir()
    seen = iter([False])  # as it was when we looked
    really = Path.is_dir
    monkeypatch.setattr(Path, "is_dir", lambda self: next(seen, None) is None and really(self))
    assert cache.open_cache("cache", "basis").kept == {}


def test_the_table_never_lands_among_the_files_of_the_cache(run, many, folder):
    many(1)
    run("batch", "zaken", "--cache", "cache")
    (done,) = journals(folder)
    before = done.read_bytes()
    for words in (["--cache", "cache"], ["--cache", str(folder / "cache")]):
        answer = run("batch", "zaken", *words, "-o", f"cache/{done.name}", "--format", "csv")
        assert answer.exit_code == 2
        assert "dit is de map van de cache" in answer.stderr
    assert done.read_bytes() == before


def test_only_what_is_ours_is_ever_touched(run, many, write, folder):
    """A cache in a folder that is somebody's own: their files and their git stay as they are."""
    many(1)
    for name in ("metingen-2023.jsonl", "rijen-eigen-werk.jsonl", "bezig.jsonl"):
        os.utime(write(f"data/{name}", "van mij\n"), (0, 0))
    assert run("batch", "zaken", "--cache", "data").exit_code == 0
    mine = {path.name for path in (folder / "data").iterdir() if path.read_text("utf-8") == "van mij\n"}
    assert mine == {"metingen-2023.jsonl", "rijen-eigen-werk.jsonl", "bezig.jsonl"}
    assert not (folder / "data" / ".gitignore").exists()


def test_a_part_does_not_drop_the_rows_of_the_rest(kept, many, monkeypatch):
    monkeypatch.setattr(cache, "_TIDY_ABOVE", 0)
    many(8)
    kept()
    assert kept("--shard", "1/8") == []
    assert kept("--shard", "2/8") == []
    assert kept() == []


def test_a_file_that_another_run_is_busy_with_stays(kept, many, folder, monkeypatch):
    many(2)
    kept()
    (done,) = journals(folder)
    busy = done.with_name(f"{done.name.replace(cache.DONE, cache.BUSY)[:-13]}0000000.jsonl")
    busy.write_bytes(done.read_bytes() * 3)
    monkeypatch.setattr(cache, "_TIDY_ABOVE", 0)
    assert kept() == []  # eight lines, of which two serve: written anew
    assert busy in journals(folder)
    assert done not in journals(folder)


def test_a_file_that_is_named_is_another_question_than_one_that_was_met(run, write):
    write("zaken/anders.yaml", "on: push\n")
    words = ("--cache", "cache", "--format", "json")
    assert json.loads(run("batch", "zaken", *words).stdout) == []
    (row,) = json.loads(run("batch", "zaken/anders.yaml", *words).stdout)
    assert row["status"] == "fout"
    assert json.loads(run("batch", "zaken", *words).stdout) == []


def test_another_root_is_another_outcome(run, write, folder):
    programme = "soort: programma\nnaam: P\ngemeente: Borne\nperiode: 2018\nmaatregelen:\n"
    write("zaken/programma.yaml", f"{programme}  - casus: ../los/a.yaml\n")
    write("los/a.yaml", CASE.format(name="A", count=1))
    head = write(".git/HEAD", "")
    words = ("batch", "zaken", "--cache", "cache", "--format", "json")
    assert [row["status"] for row in json.loads(run(*words).stdout)] == ["goed"]
    head.unlink()
    head.parent.rmdir()  # no checkout any more: the case lies outside the folder
    assert [row["status"] for row in json.loads(run(*words).stdout)] == ["fout"]


@pytest.mark.skipif(os.name == "nt", reason="koppelingen vragen daar een recht")
def test_a_link_that_leads_elsewhere_is_another_price_list(kept, write, folder):
    write("zaken/met.yaml", LISTED)
    for amount in (9000, 9500):
        write(f"prijzen-{amount}.yaml", LIST.format(amount=amount))
    link = folder / "zaken" / "prijzen.yaml"
    write(".git/HEAD", "")
    link.symlink_to("../prijzen-9000.yaml")
    kept()
    assert "zaken/met.yaml" not in kept()
    link.unlink()
    link.symlink_to("../prijzen-9500.yaml")
    assert "zaken/met.yaml" in kept()  # and `kept` compares with a table made without a cache
    link.unlink()
    link.write_text(LIST.format(amount=9000))
    assert "zaken/met.yaml" in kept()


@pytest.mark.skipif(os.name == "nt", reason="koppelingen vragen daar een recht")
def test_a_folder_that_is_a_link_to_another_one_is_another_folder(kept, run, write, folder):
    """Such a link often means `the newest`: what it led to before is no answer."""
    (folder / "zaken").rmdir()
    for amount in (9000, 9500):
        write(f"d{amount}/met.yaml", LISTED)
        write(f"d{amount}/prijzen.yaml", LIST.format(amount=amount))
    link, named = folder / "zaken", folder / "l.yaml"
    link.symlink_to("d9000")
    named.symlink_to("zaken/met.yaml")
    for names in (["zaken"], ["zaken/*.yaml"], ["l.yaml"]):
        for place, amount in (("d9000", 9000), ("d9500", 9500), ("d9000", 9000)):
            link.unlink()
            link.symlink_to(place)
            words = ("--cache", "cache", "--format", "json")
            found = json.loads(run("batch", *names, *words).stdout)
            assert [row["totaal.baten"] for row in found if row["naam"] == "Met een lijst"] == [2 * amount]


def test_two_checkouts_with_one_cache_have_their_own_prices(run, write, folder, monkeypatch):
    for name, amount in (("a", 1000), ("b", 2000)):
        write(f"{name}/.git/HEAD", "")
        write(f"{name}/zaken/diep/met.yaml", LISTED.replace("prijzen.yaml", "../prijzen.yaml"))
        write(f"{name}/zaken/prijzen.yaml", LIST.format(amount=amount))
        (folder / name / "werk").mkdir()
    for name, amount in (("a", 1000), ("b", 2000), ("a", 1000), ("b", 2000)):
        for place, what in (("werk", "../zaken/diep"), ("zaken/diep", "."), (".", "zaken")):
            monkeypatch.chdir(folder / name / place)
            words = ("--cache", folder / "cache", "--format", "json")
            (row,) = json.loads(run("batch", what, *words).stdout)
            assert row["totaal.baten"] == 2 * amount


@pytest.mark.skipif(os.name == "nt", reason="koppelingen vragen daar een recht")
def test_what_leaves_the_root_is_never_answered_from_memory(run, many, folder):
    many(2)
    run("batch", "zaken", "--cache", "cache")
    moved = (folder / "zaken" / "z0001.yaml").rename(folder / "buiten.yaml")
    (folder / "zaken" / "z0001.yaml").symlink_to(moved)
    found = json.loads(run("batch", "zaken", "--cache", "cache", "--format", "json").stdout)
    assert [row["status"] for row in found] == ["goed", "fout"]
    (folder / "zaken" / "z0001.yaml").unlink()
    moved.rename(folder / "zaken" / "z0001.yaml")
    found = json.loads(run("batch", "zaken", "--cache", "cache", "--format", "json").stdout)
    assert [row["status"] for row in found] == ["goed", "goed"]


def test_a_file_that_a_kill_left_busy_is_tidied_in_the_end(kept, many, folder):
    many(1)
    kept()
    (done,) = journals(folder)
    busy = done.rename(done.with_name(done.name.replace(cache.DONE, cache.BUSY)))
    assert kept() == []
    assert busy.exists()  # another run may still be at it
    os.utime(busy, (time.time() - 2 * 24 * 3600,) * 2)
    assert kept() == []
    assert journals(folder) == [done]


@pytest.mark.parametrize("text", [b"{", b"[" * 100_000, b"\xff", b"", b'["a", "b", "c"]', b'"a"', b'["a"'])
def test_a_line_of_somebody_else_with_a_right_checksum_costs_the_others_nothing(text, kept, many, folder):
    many(2)
    kept()
    (journal,) = journals(folder)
    journal.write_bytes(journal.read_bytes() + b"%08x %s\n" % (zlib.crc32(text), text))
    assert kept() == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pijpen bestaan hier niet")
def test_a_pipe_for_a_price_list_is_refused_and_not_waited_for(run, write, folder):
    write("zaken/met.yaml", LISTED)
    os.mkfifo(folder / "zaken" / "prijzen.yaml")
    for words in ([], ["--cache", "cache"]):
        (row,) = json.loads(run("batch", "zaken", "--format", "json", *words).stdout)
        assert "geen gewoon bestand" in row["melding"]
