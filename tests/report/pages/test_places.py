"""Where pages stand: one for each file, whatever the files are called."""

from hypothesis import given
from hypothesis import strategies as st

from rendement.report.pages.places import PAGE, places_of
from rendement.study.batch.files import File

PIECES = st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=12).filter(
    lambda piece: piece.strip(".") != ""
)
NAMES = st.lists(
    st.builds(
        lambda folders, name, end: "/".join([*folders, name + end]),
        st.lists(st.sampled_from(("a", "A", "é", "a.html", "x.y")), max_size=2),
        PIECES | st.sampled_from(("a", "A", "index", "index-naam", "a.html")),
        st.sampled_from((".yaml", ".yml", ".YAML", "")),
    ),
    min_size=1,
    max_size=12,
    unique=True,
)


@given(NAMES)
def test_no_two_files_share_a_page_and_none_takes_a_folder_or_an_overview(names):
    files = [File(f"/nergens/bron/{name}") for name in names]
    pages = list(places_of(files, [], ("index.html", "index-naam.html")).pages.values())
    folded = [page.casefold() for page in pages]
    assert len(folded) == len(set(folded)) == len(names)
    assert not {"index.html", "index-naam.html"} & set(folded)
    folders = {page.rpartition("/")[0].casefold() for page in pages}
    assert not folders & set(folded)
    for page in pages:
        assert page.endswith(PAGE)
        page.encode()
        for piece in page.split("/"):
            assert piece not in (".", "..", "")
            assert not set(piece) & set('<>:"|?*\\#%\n\r\t')
            assert len(piece.encode()) <= 255


def test_the_folders_are_those_of_the_files_from_what_they_share(tmp_path):
    for name in ("a/een.yaml", "b/een.yaml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    files = [File(str(tmp_path / name)) for name in ("a/een.yaml", "b/een.yaml")]
    assert sorted(places_of(files, [], ()).pages.values()) == ["a/een.html", "b/een.html"]
    assert [*places_of(files[:1], [], ()).pages.values()] == ["een.html"]
    asked = [str(tmp_path)]
    assert [*places_of(files[:1], asked, ()).pages.values()] == ["a/een.html"]
