"""Inside the root: where a relative name leads, judged unopened, and the same for every Python."""

import os

import pytest

from rendement.source.root import OutsideRootError, find_root, inside, outside

pytestmark = pytest.mark.skipif(os.name == "nt", reason="koppelingen vragen daar een recht")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "zaken").mkdir()
    (tmp_path / "zaken" / "a.yaml").write_text("naam: x\n")
    (tmp_path / "buiten.yaml").write_text("naam: y\n")
    return tmp_path.resolve() / "zaken"


def link(folder, name, target):
    (folder / name).symlink_to(target)
    return name


@pytest.mark.parametrize("name", ["a.yaml", "./a.yaml", "x/../a.yaml", "weg.yaml", "a.yaml/b.yaml"])
def test_what_is_in_there_or_could_be(folder, name):
    (folder / "x").mkdir()
    assert inside(name, folder, folder) == folder / name.replace("x/../", "")


@pytest.mark.parametrize("target", ["a.yaml", "weg.yaml"])
def test_a_link_is_the_file_it_leads_to(folder, target):
    assert inside(link(folder, "link.yaml", target), folder, folder) == folder / target


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("kring.yaml", {"kring.yaml": "kring.yaml"}),
        ("heen.yaml", {"heen.yaml": "terug.yaml", "terug.yaml": "heen.yaml"}),
        ("map/a.yaml", {"map": "map"}),
        ("a\0b.yaml", {}),
    ],
)
def test_a_link_to_itself_leads_nowhere(folder, name, links):
    for where, to in links.items():
        link(folder, where, to)
    with pytest.raises(OutsideRootError, match="leidt nergens heen"):
        inside(name, folder, folder)


@pytest.mark.parametrize("name", ["../buiten.yaml", "link.yaml", "omhoog/buiten.yaml"])
def test_what_leads_out_is_refused(folder, name):
    link(folder, "link.yaml", "../buiten.yaml")
    link(folder, "omhoog", "..")
    with pytest.raises(OutsideRootError, match="verlaat de map"):
        inside(name, folder, folder)


def test_a_pipe_is_no_file(folder):
    os.mkfifo(folder / "pijp.yaml")
    with pytest.raises(OutsideRootError, match="geen gewoon bestand"):
        inside("pijp.yaml", folder, folder)
    assert inside(".", folder, folder) == folder


# -- a file that is named


@pytest.mark.parametrize("root", [None, "zaken"])
def test_a_named_link_that_leads_out_is_refused_and_one_that_stays_in_is_not(folder, monkeypatch, root):
    monkeypatch.chdir(folder.parent)
    for name, target in (("uit.yaml", "../buiten.yaml"), ("pw.yaml", "/etc/passwd"), ("in.yaml", "a.yaml")):
        link(folder, name, target)
        found = outside(f"zaken/{name}", find_root(f"zaken/{name}", root))
        assert (found is None) == (name == "in.yaml")
        assert found is None or (found.code, found.mark.file) == ("pad-verlaat-wortel", f"zaken/{name}")
    assert outside("zaken/a.yaml", find_root("zaken/a.yaml", root)) is None
    assert outside("-", find_root("-", root)) is None


def test_a_wider_root_lets_a_link_through_and_a_narrow_one_refuses_what_lies_beside_it(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    link(folder, "uit.yaml", "../buiten.yaml")
    assert outside("zaken/uit.yaml", find_root("zaken/uit.yaml", ".")) is None
    assert outside("buiten.yaml", find_root("buiten.yaml", "zaken")).message.startswith("dit bestand ligt")


def test_a_linked_folder_is_no_way_out_of_a_checkout(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("elders")
    (other / "b.yaml").write_text("naam: z\n")
    (folder / "map").symlink_to(other)
    file = str(folder / "map" / "b.yaml")
    assert outside(file, find_root(file)) is None  # the folder is where the file is; nothing says otherwise
    (folder.parent / ".git").mkdir()
    assert find_root(file) == folder.parent
    assert outside(file, find_root(file)).code == "pad-verlaat-wortel"
    assert outside(file, find_root(file, str(other))) is None
