"""A template of a municipality: what of it stays, where the report comes, what stands for what lacks."""

import zipfile

import docx
import pytest
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Cm, Pt
from PIL import Image

from project import ROOT
from rendement.render.docx import made, opened
from rendement.render.docx.template import MAX_FILE, TemplateError
from rendement.source.finding import UsageError
from report_cells import report_of
from word_files import AFTER, BEFORE, COLOUR, FONT, FOOTER, HEADER, Word, changed, split_mark, template

ZOVEEL = ROOT / "cases" / "zoetermeer" / "zoveel-meer.yaml"
OLD = "Hier stond iets anders"
MAIN = "word/document.xml"


@pytest.fixture
def into(plain_pictures):
    """The report in a template, and which styles that lacked."""
    _, documents = report_of(ZOVEEL)

    def put(path):
        found = made(documents, opened(str(path)))
        return Word(found.data), found.lacking

    return put


def test_the_style_the_header_and_the_margins_stay_and_the_text_goes(tmp_path, into):
    seen, lacking = into(template(tmp_path / "huis.docx", OLD))
    document = seen.document
    assert lacking == {}
    assert not any(OLD in text for text in seen.texts)
    assert seen.items[0] == "Zoveel Meer"
    section = document.sections[0]
    assert section.header.paragraphs[0].text == HEADER
    assert section.footer.paragraphs[0].text == FOOTER
    assert round(section.left_margin.cm, 1) == 3.0
    assert document.styles["Normal"].font.name == FONT
    assert str(document.styles["Heading 1"].font.color.rgb) == COLOUR
    assert document.styles["Rendement tabeltekst"].base_style.name == "Normal"
    widest = max(sum(int(col.get(qn("w:w"))) for col in table._tbl.tblGrid) for table in document.tables)
    assert widest <= (21 - 2 * 3) / 2.54 * 1440 + 1


def test_a_style_that_stands_in_the_template_is_used_as_it_is(tmp_path, into):
    path = tmp_path / "eigen.docx"
    own = docx.Document(template(path))
    own.styles.add_style("Rendement tabelcijfer", 1).font.name = "Courier New"
    own.save(path)
    document = into(path)[0].document
    assert document.styles["Rendement tabelcijfer"].font.name == "Courier New"
    assert [style.name for style in document.styles].count("Rendement tabelcijfer") == 1
    ids = [style.style_id for style in document.styles]
    assert len(ids) == len(set(ids))


def test_the_table_that_word_takes_for_new_ones_is_the_one_that_is_used(tmp_path, into):
    path = tmp_path / "tabel.docx"
    own = docx.Document(template(path))
    chosen = own.styles["Medium Grid 1"].style_id
    own.settings.element.append(parse_xml(f'<w:defaultTableStyle {nsdecls("w")} w:val="{chosen}"/>'))
    own.save(path)
    document = into(path)[0].document
    assert {table.style.name for table in document.tables} == {"Medium Grid 1"}


def test_another_style_that_has_the_mark_of_ours_keeps_it(tmp_path, into):
    path = tmp_path / "zelfde.docx"
    own = docx.Document(template(path))
    own.styles.add_style("Iets anders", 1).element.set(qn("w:styleId"), "Rendementtabelcijfer")
    own.save(path)
    styles = into(path)[0].document.styles
    assert styles["Iets anders"].style_id == "Rendementtabelcijfer"
    assert styles["Rendement tabelcijfer"].style_id == "Rendementtabelcijfer1"
    assert styles["Rendement tabelcijfer"].base_style.name == "Rendement tabeltekst"


def test_a_picture_is_not_cut_off_by_the_lines_of_the_template(tmp_path, into):
    """Lines of exactly 14 points would leave as much of it."""
    path = tmp_path / "regels.docx"
    own = docx.Document(template(path))
    own.styles["Normal"].paragraph_format.line_spacing = Pt(14)
    own.save(path)
    document = into(path)[0].document
    drawn = [one for one in document.paragraphs if one._p.findall(f".//{qn('wp:inline')}")]
    assert len(drawn) == 3
    assert {one.style.name for one in drawn} == {"Rendement grafiek"}
    assert document.styles["Rendement grafiek"].paragraph_format.line_spacing == 1.0


def test_the_report_comes_at_the_mark_and_numbers_go_on(tmp_path, into):
    """One table stands before it, and one after: that number is out of date, and says so."""
    seen, _ = into(split_mark(tmp_path / "mark.docx"))
    assert seen.items[0] == BEFORE
    assert seen.items.index("Zoveel Meer") == 2
    assert seen.items[-2:] == [AFTER, "Tabel 2"]
    assert seen.kinds["Heading 1"][0] == "Zoveel Meer"
    assert "Inhoud" not in seen.items
    ours = [text for text in seen.kinds["Caption"] if text.startswith("Tabel ") and "." in text]
    assert ours[0].startswith("Tabel 2. ")
    assert ours[-1].startswith(f"Tabel {len(seen.tables) + 1}. ")
    begins = [mark for mark in seen.document.element.body.iter(qn("w:fldChar")) if mark.get(qn("w:dirty"))]
    assert len(begins) == 2
    assert not any("{{" in text for text in seen.texts)


def test_a_mark_that_ends_a_section_goes_on_doing_so(tmp_path, into):
    path = tmp_path / "secties.docx"
    own = docx.Document(template(path, BEFORE, "{{ Rapport }}"))
    own.add_section().left_margin = Cm(5)
    own.add_paragraph(AFTER)
    own.save(path)
    seen, _ = into(path)
    margins = [round(section.left_margin.cm, 1) for section in seen.document.sections]
    assert margins == [3.0, 5.0]
    assert (seen.items[0], seen.items[-1]) == (BEFORE, AFTER)


def test_a_mark_that_holds_the_end_of_a_section_leaves_it_there(tmp_path, into):
    path = tmp_path / "sectie.docx"
    own = docx.Document(template(path, BEFORE, "{{rapport}}"))
    own.add_section()
    (ends,) = own.element.body.xpath("./w:p/w:pPr/w:sectPr")
    closing, mark = ends.getparent().getparent(), own.paragraphs[1]._p
    mark.get_or_add_pPr().append(ends)
    closing.getparent().remove(closing)
    own.add_paragraph(AFTER)
    own.save(path)
    seen, _ = into(path)
    assert (seen.items[0], seen.items[-1]) == (BEFORE, AFTER)
    assert len(seen.document.sections) == 2
    assert not any("rapport}}" in text for text in seen.texts)


def test_a_mark_that_a_form_field_holds_alone_will_do(tmp_path, into):
    """The field goes on holding something, as it must."""
    path = tmp_path / "veld.docx"
    own = docx.Document(template(path, BEFORE, "{{rapport}}"))
    mark = own.paragraphs[1]._p
    field = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    mark.addprevious(field)
    field[1].append(mark)
    own.save(path)
    seen, _ = into(path)
    assert seen.items[1] == "Zoveel Meer"
    assert len(seen.document.element.body.xpath("./w:sdt/w:sdtContent/w:tbl")) > 5


def test_a_template_that_says_little_is_dutch_and_has_its_own_lists(tmp_path, into):
    """No size of paper, no language, no lists: as programs other than Word may leave it."""
    path = tmp_path / "schraal.docx"
    own = docx.Document(template(path, styles=("List Bullet", "List Bullet 2")))
    own.element.body.remove(own.element.body.sectPr)
    (language,) = own.styles.element.xpath("./w:docDefaults//w:lang")
    language.getparent().remove(language)
    rels = own.part.rels
    for name in [name for name, one in rels.items() if one.reltype.endswith("/numbering")]:
        del rels[name]
    own.save(path)
    document = into(path)[0].document
    (language,) = document.styles.element.xpath("./w:docDefaults//w:lang")
    assert language.get(qn("w:val")) == "nl-NL"
    (number,) = {one.get(qn("w:val")) for one in document.element.body.iter(qn("w:numId"))}
    assert number == "1"
    assert len(list(document.part.numbering_part.element.iter(qn("w:num")))) == 1


def test_fields_of_the_analyst_are_marked_only_where_they_change(tmp_path, into):
    path = tmp_path / "velden.docx"
    own = docx.Document(template(path, "{{rapport}}"))
    for instruction in (" TOC \\o ", " DATE "):
        field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{instruction}"/>')
        own.add_paragraph()._p.append(field)
    own.save(path)
    fields = {
        one.get(qn("w:instr")): one.get(qn("w:dirty"))
        for one in into(path)[0].document.element.body.iter(qn("w:fldSimple"))
    }
    assert (fields[" TOC \\o "], fields[" DATE "]) == ("true", None)


def test_the_header_of_an_earlier_section_is_not_lost_with_the_text(tmp_path, into):
    path = tmp_path / "voorblad.docx"
    own = docx.Document(template(path, "Voorblad"))
    own.add_section().header.is_linked_to_previous = True
    own.add_paragraph("Vervolg")
    own.save(path)
    document = into(path)[0].document
    assert len(document.sections) == 1
    assert document.sections[0].header.paragraphs[0].text == HEADER


def test_a_picture_and_remarks_of_the_old_text_do_not_travel_along(tmp_path, into):
    path, picture = tmp_path / "beeld.docx", tmp_path / "stip.png"
    Image.new("RGB", (40, 40), "red").save(picture)
    own = docx.Document(template(path, OLD))
    own.add_picture(str(picture))
    own.add_comment(own.paragraphs[0].runs, text="een geheim", author="Jan")
    own.save(path)
    document = into(path)[0].document
    blobs = [part.blob for part in document.part.package.iter_parts()]
    assert picture.read_bytes() not in blobs
    assert not any(b"een geheim" in blob for blob in blobs)


def test_the_nearest_style_stands_for_one_that_lacks_and_is_named(tmp_path, into):
    gone = ("Heading 2", "Caption", "Table Grid", "List Bullet", "List Bullet 2", "Strong")
    seen, lacking = into(template(tmp_path / "kaal.docx", styles=gone))
    assert lacking == {
        "Heading 2": "Heading 3",
        "Caption": "de gewone alinea",
        "Table Grid": "Light Shading",
        "List Bullet": "List Paragraph",
        "Strong": "Intense Emphasis",
    }
    body = seen.document.element.body
    assert "Conclusie" in seen.kinds["Heading 3"]
    levels = {level.get(qn("w:val")) for level in body.iter(qn("w:outlineLvl"))}
    assert levels == {"1"}
    marked = [p for p in body.iter(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None]
    assert marked
    number = marked[0].find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
    numbering = seen.document.part.numbering_part.element
    use = next(one for one in numbering.iter(qn("w:num")) if one.get(qn("w:numId")) == number)
    assert use.find(qn("w:abstractNumId")).get(qn("w:val")) in [
        one.get(qn("w:abstractNumId"))
        for one in numbering.iter(qn("w:abstractNum"))
        if one.find(f"{qn('w:lvl')}/{qn('w:numFmt')}").get(qn("w:val")) == "bullet"
    ]


def test_a_template_with_hardly_any_style_will_do(tmp_path, into):
    every = [style.name for style in docx.Document().styles if style.name != "Normal" and style.type != 4]
    seen, lacking = into(template(tmp_path / "niets.docx", styles=[n for n in every if n != "Heading 1"]))
    assert lacking["Strong"] == "vet"
    assert lacking["Table Grid"] == "geen"
    assert "Zoveel Meer" in seen.items


def refused(path):
    with pytest.raises(TemplateError) as error:
        made(report_of(ZOVEEL)[1], opened(str(path)))
    said = str(error.value)
    assert said.startswith(f"--sjabloon {path}: ")
    assert "\n" not in said
    return said.removeprefix(f"--sjabloon {path}: ")


KINDS = "[Content_Types].xml"
WORD = b"wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"naam: geen document", "het is geen Word-document"),
        (b"", "het is geen Word-document"),
        (b"PK\x03\x04 en dan niets", "het is geen Word-document"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"iets", "het is een oud .doc; bewaar het als .docx"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "het is met een wachtwoord versleuteld; haal dat eraf en bewaar het als .docx",
        ),
        (bytes(MAX_FILE + 1), "het is groter dan 20 MB"),
    ],
    ids=["tekst", "leeg", "halve zip", "doc", "versleuteld", "groot"],
)
def test_what_is_no_document_is_refused_in_one_sentence(tmp_path, data, why):
    path = tmp_path / "huis.docx"
    path.write_bytes(data)
    assert refused(path).startswith(why)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"add": [("word/vbaProject.bin", b"x")]}, "er zitten macro's in"),
        ({"swap": [(KINDS, WORD, b"x.macroEnabled.main+xml")]}, "er zitten macro's in"),
        ({"swap": [(KINDS, WORD, WORD.replace(b"document", b"template"))]}, "het is een sjabloon van Word"),
        ({"swap": [(MAIN, b"<w:body>", b"<w:body")]}, "het is geen leesbaar Word-document"),
        (
            {
                "swap": [
                    (
                        MAIN,
                        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                    )
                ]
            },
            "het is bewaard als Strict Open XML",
        ),
    ],
    ids=["vba", "docm", "dotx", "stuk", "strict"],
)
def test_a_document_that_will_not_do_says_what_helps(tmp_path, change, why):
    path = changed(template(tmp_path / "huis.docx"), tmp_path / "ander.docx", **change)
    assert refused(path).startswith(why)


def test_a_document_that_unpacks_to_much_is_not_read(tmp_path):
    path = changed(
        template(tmp_path / "huis.docx"), tmp_path / "bom.docx", add=[("word/media/x", bytes(210_000_000))]
    )
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(tmp_path / "klein.docx", "w", 8) as packed:
        for part in archive.infolist():
            packed.writestr(part.filename, archive.read(part))
    assert (tmp_path / "klein.docx").stat().st_size < 1_000_000
    assert refused(tmp_path / "klein.docx") == "het is uitgepakt groter dan 200 MB"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (["{{rapport}}", "{{rapport}}"], "{{rapport}} staat er 2 keer in; laat er een staan"),
        (
            ["Zie {{rapport}} hier"],
            "naast {{rapport}} staat andere tekst; zet het in een alinea van zichzelf",
        ),
        (["{{rapprt}}"], "{{rapprt}} is geen plaats voor het rapport; schrijf {{rapport}}"),
    ],
)
def test_a_mark_that_is_not_clear_is_refused(tmp_path, text, why):
    assert refused(template(tmp_path / "huis.docx", *text)).startswith(why)


def test_a_mark_in_a_table_is_refused(tmp_path):
    path = tmp_path / "tabel.docx"
    own = docx.Document(template(path))
    own.add_table(1, 1).rows[0].cells[0].text = "{{rapport}}"
    own.save(path)
    assert refused(path) == "{{rapport}} staat in een tabel; zet het in een gewone alinea"


@pytest.mark.parametrize("edge", ["header", "footer"])
@pytest.mark.parametrize("text", [(), ("{{rapport}}",)])
def test_a_mark_in_a_head_or_foot_is_refused(tmp_path, edge, text):
    path = tmp_path / "rand.docx"
    own = docx.Document(template(path, *text))
    getattr(own.sections[0], edge).paragraphs[0].text = "Gemeente {{ rapport }}"
    own.save(path)
    assert refused(path) == "{{rapport}} staat in een kop- of voettekst; zet het in de tekst zelf"


def test_a_file_that_cannot_be_read_is_said(tmp_path, monkeypatch):
    path = template(tmp_path / "huis.docx")

    def taken(*_):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.read_bytes", taken)
    with pytest.raises(TemplateError, match="het is niet te lezen; sluit het en kijk of u erbij mag"):
        opened(str(path))


def test_a_folder_and_a_file_that_is_not_there(tmp_path):
    assert refused(tmp_path).startswith("dit is een map")
    with pytest.raises(UsageError, match="dit bestand bestaat niet"):
        opened(str(tmp_path / "weg.docx"))


def test_no_entity_is_filled_in(tmp_path):
    """Neither a file of the machine nor much out of little."""
    kind = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document '
    swap = [
        (MAIN, b"<w:document ", kind),
        (MAIN, b"<w:body>", b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>"),
    ]
    path = changed(template(tmp_path / "huis.docx"), tmp_path / "entiteit.docx", swap=swap)
    assert refused(path).startswith("het is geen leesbaar Word-document")
