"""The report on paper, read by poppler and by outloud: tagged, the same figures, a summary of one page."""

import io
import re
import sys
from datetime import date
from itertools import pairwise

import outloud
import pikepdf
import pytest

import printed
from project import ROOT, files, short
from rendement.render.measure import BAR
from rendement.render.pdf import as_pdf, require
from rendement.render.pdf_packed import packed
from rendement.report.contents import contents
from rendement.report.document import Chart, Facts, Notes, Table
from rendement.source.finding import UsageError
from report_cells import cells_of, report_of

CASE = ROOT / "examples" / "05-volledig.yaml"
KINDS = (
    CASE,
    ROOT / "cases" / "borne" / "taakstelling.yaml",
    ROOT / "cases" / "zoetermeer" / "monitor-huishoudens.yaml",
)
SIDE = 15 / 210  # of the width of a page
NEXT, BEHIND = "Op de volgende bladzijde: ", "In de bijlage: "
LONG = "cases/borne/monitor-prognose.yaml"  # 197 numbers went into it


def made_of(path, folder, *, day=""):
    """The report of a file, and its documents."""
    found, documents = report_of(path)
    target = folder / "uit.pdf"
    target.write_bytes(as_pdf(contents("drukwerk", found, day)))
    return target, documents


def bare(text):
    """A text without what a line's end may add or take: spaces, and the hyphen of a word that is broken."""
    return re.sub(r"[\s\u00ad\ufffd-]", "", text)


def shown(cell):
    """Whether this is a figure of the contract."""
    return cell.value is not None and (cell.path or cell.terms)


@pytest.mark.parametrize("path", files("cases", "examples"), ids=short)
def test_every_figure_of_the_report_stands_there_in_reading_order(path, tmp_path):
    """Typst refuses what is not accessible; here another program reads what it made."""
    target, documents = made_of(path, tmp_path)
    pages = printed.pages(target)
    _in_order(documents, "".join(bare(printed.above_foot(page)) for page in pages))
    _well_built(printed.structure(target))
    _one_page(pages, documents[0])
    wide = [word for left, right, word in printed.words(target) if left < 0 or right > 1 - SIDE / 2]
    assert wide == []
    assert short(path) == LONG or target.stat().st_size <= 200_000


def _in_order(documents, read):
    """Rows of figures one after another, each whole; and of sentences every piece with a figure."""
    place = 0
    for block in (block for document in documents for block in document.blocks):
        if isinstance(block, Notes | Facts):
            assert [cell.text for cell in cells_of(block) if bare(cell.text) not in read] == []
            continue
        tables = [block, *filter(None, [getattr(block, "narrow", None)])]
        ends = [end for table in tables if (end := _after(read, place, table)) is not None]
        assert ends, (block.key, read[place : place + 200])
        place = ends[0]


def _after(read, place, table):
    """Where all rows with figures of this table have been; None where one is not there."""
    for row in table.rows:
        if any(map(shown, row.cells)):
            words = "".join(bare(cell.text) for cell in row.cells if not BAR.issuperset(cell.text))
            found = read.find(words, place)
            if found < 0:
                return None
            place = found + len(words)
    return place


def _well_built(elements):
    """A document, headings that go down one step at a time, heads of columns that say so."""
    assert elements[0].kind == "Document"
    levels = [int(element.kind[1:]) for element in elements if re.fullmatch(r"H\d", element.kind)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    heads = [element for element in elements if element.kind == "TH"]
    assert {head.attributes.get("Scope") for head in heads} <= {"/Column"}
    inner = "".join(f"{element.kind} " for element in elements)
    assert [table for table in inner.split("Table ")[1:] if "TH " not in table] == []


def _one_page(pages, summary):
    """Every block stands on the first page, or that page says on which one it stands."""
    first, *others = pages
    here, _, more = bare(first).partition(bare(NEXT))
    said, rest = more.partition(bare(BEHIND))[0], bare("".join(others))
    pictures = [f"Grafiek: {block.title}" for block in summary.blocks if isinstance(block, Chart)]
    titles = [*(block.title for block in summary.blocks if block.title), *pictures]
    left = [bare(title) for title in titles if bare(title) not in here]
    assert [title for title in left if title not in said or title not in rest] == []
    assert bare("Conclusie") not in left
    assert bare(BEHIND) in bare(first)


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_another_checker_finds_no_error(path, tmp_path):
    """PDF/UA-1 by its checkpoints: nothing fails, and tables, headings, links and pictures were there."""
    target, documents = made_of(path, tmp_path)
    result = outloud.check(str(target))
    assert result.error is None
    errors = [item for item in result.findings if item.severity == "error"]
    assert [item for item in errors if not _head_again(item, documents)] == []
    judged = {row["name"]: row["status"] for row in result.criteria["pdfua1"]}
    assert "fail" not in judged.values()
    assert judged["Tables"] == judged["Headings"] == judged["Annotations"] == "pass"


def _head_again(item, documents):
    """Whether it is the head of a table again on its next page: eight words, which look like prose."""
    tables = [block for document in documents for block in document.blocks if isinstance(block, Table)]
    heads = {bare("".join(column.head for column in table.columns)) for table in tables}
    return item.rule == "TAG-002" and bare(item.evidence) in heads


def test_the_checker_does_find_an_error(tmp_path):
    """A table without heads, as typst makes it where nothing is asked of it."""
    target = tmp_path / "uit.pdf"
    target.write_bytes(
        require().compile(b'#set document(title: "t")\n#table(columns: 2, [a], [b], [c], [d])')
    )
    assert [item for item in outloud.check(str(target)).findings if item.severity == "error"]


def test_it_says_what_it_is(tmp_path):
    target, (summary, _) = made_of(CASE, tmp_path)
    about = printed.facts(target)
    assert (about["Title"], about["Tagged"], about["PDF version"]) == (summary.title, "yes", "1.7")
    assert about["CreationDate"].startswith("Fri Jan  1 00:00:00 2021")  # the period begins in 2021
    with pikepdf.open(target) as pdf:
        assert str(pdf.Root.Lang) in ("nl-NL", "nl")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        said = pdf.open_metadata()
        assert (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"]) == ("2", "A", "1")
        with pdf.open_outline() as outline:
            (first, behind) = outline.root
        assert [first.title, behind.title] == [summary.title, f"Bijlage bij {summary.title}"]
        assert {block.title for block in summary.blocks if block.title} <= {
            item.title for item in first.children
        }


def test_every_picture_says_what_it_shows(tmp_path):
    """A chart of the appendix once, and one of the summary once as well: there it is a table on the page."""
    target, documents = made_of(CASE, tmp_path)
    charts = [
        block.finding for document in documents for block in document.blocks if isinstance(block, Chart)
    ]
    with pikepdf.open(target) as pdf:
        spoken = [
            str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
    assert sorted(spoken) == sorted(charts)
    assert len(charts) == 4


def stands_on(item, pages):
    """The first page that something of the structure is on."""
    inside = item.get("/K", [])
    for child in [item, *(inside if isinstance(inside, pikepdf.Array) else [inside])]:
        if isinstance(child, pikepdf.Dictionary):
            if "/Pg" in child:
                return pages.index(child.Pg.objgen)
            found = stands_on(child, pages) if child is not item else None
            if found is not None:
                return found
    return None


def in_order(item):
    """An element of the structure, and all those in it."""
    yield item
    inside = item.get("/K", [])
    for child in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from in_order(child)


@pytest.mark.parametrize("name", ["cases/zoetermeer/zoveel-meer.yaml", "examples/02-keten.yaml"])
def test_a_chart_stands_below_its_heading_on_the_same_page(name, tmp_path):
    target, _ = made_of(ROOT / name, tmp_path)
    with pikepdf.open(target) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]
        found = [item for item in in_order(pdf.Root.StructTreeRoot) if item.get("/S") in ("/H2", "/Figure")]
        pairs = [(head, item) for head, item in pairwise(found) if item.S == "/Figure"]
        assert len(pairs) == 3
        assert [(head.S, stands_on(head, pages)) for head, _ in pairs] == [
            ("/H2", stands_on(item, pages)) for _, item in pairs
        ]


def test_a_name_in_a_first_column_is_not_broken_where_it_fits(tmp_path):
    """The longest word has eighteen letters, and a column of names at least twenty."""
    target, _ = made_of(ROOT / "cases/zoetermeer/zoveel-meer.yaml", tmp_path)
    lines = [line for page in printed.pages(target) for line in page.splitlines()]
    assert [line for line in lines if line.startswith("Vermindering") and line.endswith("\u00ad")] == []
    assert any(line.endswith("multiproblematiek:") for line in lines)


def test_the_summary_leads_to_its_parts(tmp_path):
    """Every title of the appendix is a link on the first page, with the page where it stands."""
    target, (_, appendix) = made_of(CASE, tmp_path)
    first, *others = printed.pages(target)
    for block in appendix.blocks:
        found = re.search(rf"{re.escape(bare(block.title))}\((\d+)\)", bare(first))
        assert found, block.title
        assert bare(block.title) in bare(others[int(found[1]) - 2])
    with pikepdf.open(target) as pdf:
        links = [item for item in pdf.pages[0].Annots if item.Subtype == "/Link"]
    assert len(links) >= len(appendix.blocks)


def test_every_page_says_which_it_is_and_of_what(tmp_path):
    target, _ = made_of(CASE, tmp_path, day="2026-11-30")
    found = printed.pages(target)
    for number, page in enumerate(found, 1):
        assert "Jongeren op koers · 2026-11-30 · rendement " in page
        assert re.search(r"Casus 05-volledig\.yaml sha256:[0-9a-f]{12}", page)
        assert f"{number} / {len(found)}" in page
    assert printed.facts(target)["CreationDate"].startswith("Mon Nov 30 00:00:00 2026")


def test_the_same_report_is_the_same_bytes_whatever_the_day_is(monkeypatch):
    found, _ = report_of(CASE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    first = as_pdf(contents("drukwerk", found))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert as_pdf(contents("drukwerk", found)) == first
    assert date.today().isoformat().replace("-", "").encode() not in first


LINES = "".join(f"  - {{naam: Baat {number}, bedrag: {number}00}}\n" for number in range(1, 121))
HEAD = "naam: Veel\ngemeente: Hier\nperiode: 2024\n"
CROWDED = f"{HEAD}baten:\n{LINES}kosten:\n  - {{naam: Team, bedrag: 40}}\n"


def test_what_the_first_page_has_no_room_for_is_said_and_stands_on_the_next(written, tmp_path):
    """120 lines are more than a page; what is smaller keeps its place on the first."""
    target, _ = made_of(written(CROWDED), tmp_path)
    first, second, *_ = printed.pages(target)
    assert f"{NEXT}Baten en kosten (2)" in first
    assert "Baat 1 100 " not in first
    assert "Conclusie" in first
    assert "Waarmee gerekend is" in first
    assert second.startswith("Baten en kosten\n")
    assert "Baat 1 100 100\n" in second


def test_a_word_without_a_space_is_broken_and_nothing_runs_off_the_page(written, tmp_path):
    name = "Kinderbeschermingsmaatregelengerelateerde" * 12
    text = HEAD.replace("Veel", name)
    lines = f"baten:\n  - {{naam: {name}, bron: {name}, bedrag: 5}}\n  - {{naam: Iets, bedrag: 6}}\n"
    target, _ = made_of(written(text + lines), tmp_path)
    assert max(right for _, right, _ in printed.words(target)) <= 1 - SIDE / 2
    pages = [bare(page) for page in printed.pages(target)]
    assert pages[0].startswith(name)
    assert sum(page.count(name) for page in pages) > 4


@pytest.mark.parametrize("sign", ["\ue000", "\U000f0000", "\ufffe", "\ufdd0", "\U0010ffff"])
def test_what_is_no_sign_at_all_is_shown_as_one_that_is_unknown(sign, written, tmp_path):
    """PDF/A takes nothing of private use, and no font has it."""
    quoted = f"\\U{ord(sign):08x}"
    text = CROWDED.replace("naam: Veel", f'naam: "voor{quoted}na"').replace("Baat 1,", f'"Baat {quoted}",')
    target, (summary, _) = made_of(written(text), tmp_path)
    assert summary.title == f"voor{sign}na"
    assert printed.pages(target)[0].startswith("voor\ufffdna\n")


def test_a_file_in_fewer_bytes_says_the_same(monkeypatch):
    found, _ = report_of(CASE)
    written = []
    monkeypatch.setattr("rendement.render.pdf.packed", lambda data: written.append(data) or packed(data))
    small = as_pdf(contents("drukwerk", found))
    (large,) = written
    assert len(small) < len(large) / 2
    with pikepdf.open(io.BytesIO(large)) as one, pikepdf.open(io.BytesIO(small)) as other:
        assert len(one.objects) > 1000
        for item in one.objects:
            assert other.get_object(item.objgen).unparse() == item.unparse()
            if isinstance(item, pikepdf.Stream):
                assert other.get_object(item.objgen).read_raw_bytes() == item.read_raw_bytes()
        assert other.trailer.ID[0] == one.trailer.ID[0]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n3\n%%EOF"])
def test_a_file_that_is_written_otherwise_is_not_packed(data):
    with pytest.raises(ValueError, match="xref"):
        packed(data)


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match=r"een pdf is typst nodig: pip install 'rendement\[report\]'"):
        require()
