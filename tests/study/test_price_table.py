"""A price list from a table: what is read, what is refused and where, and that it reads back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rendement.model.library import entries_of, read_price_list
from rendement.source.finding import UsageError
from rendement.source.grid import MAX_ROWS, spell
from rendement.source.scalar import number
from rendement.source.sheet import read_sheet
from rendement.source.tree import parse
from rendement.study.price_table import COLUMNS, import_table
from rendement.study.price_text import About

HEAD = "code;naam;bedrag\n"


def imported(folder, text, about=None, encoding="utf-8"):
    file = folder / "tabel.csv"
    file.write_bytes(text.encode(encoding))
    sheet, findings = read_sheet(str(file))
    if sheet is None or findings:
        return None, findings
    return import_table(sheet, about or About("proef"))


def posts(text):
    source, findings = parse(text, "proef.yaml")
    assert findings == []
    price_list, findings = read_price_list(source)
    assert findings == []
    return {code: entry.post for code, entry in entries_of(price_list, source).items()}


def codes(findings, severity="fout"):
    return [(f.code, f.mark.line, f.path) for f in findings if f.severity == severity]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("code,naam,bedrag\na/b,Een post,1234.5\n", "utf-8"),
        ('code,naam,bedrag\na/b,"Een post","1234,5"\n', "utf-8"),
        ("code;naam;bedrag\na/b;Een post;1.234,5\n", "utf-8-sig"),
        ("code;naam;bedrag\r\na/b;Een post;€ 1.234,50\r\n", "utf-8-sig"),
        ("code\tnaam\tbedrag\na/b\tEen post\t1234,50\n", "utf-8"),
        ("sep=;\ncode;naam;bedrag\na/b;Een post;1234,5\n", "utf-8"),
        ("sep=\t\ncode\tnaam\tbedrag\na/b\tEen post\t1234,5\n", "utf-8-sig"),
        ("SEP=| \r\ncode|naam|bedrag\r\na/b|Een post|1.234,50\r\n", "utf-8"),
        ("\n;;\n Bedrag ; NAAM;Code\n1234,5;Een post;a/b\n;;\n", "utf-8"),
    ],
)
def test_either_notation_and_any_separator_give_the_same_post(tmp_path, text, encoding):
    result, findings = imported(tmp_path, text, encoding=encoding)
    assert codes(findings) == []
    post = posts(result)["a/b"]
    assert (post.naam, post.bedrag) == ("Een post", 1234.5)


@pytest.mark.parametrize("sign", ['"', " ", "a", "1"])
def test_a_separator_that_cannot_separate_is_named_at_its_line(tmp_path, sign):
    result, findings = imported(tmp_path, f"sep={sign}\ncode{sign}naam{sign}bedrag\n")
    assert (result, codes(findings)) == (None, [("csv-vorm", 1, "")])
    assert f"`sep={sign}`" in findings[0].message


def test_every_column_ends_up_in_the_post(tmp_path):
    row = "a/b;Naam: met #tekens;30000..40000;;7;keer;gemeente 50%, rijk: rest;jeugd;2017;r. 12;Let op"
    result, findings = imported(tmp_path, ";".join(COLUMNS) + "\n" + row + "\n")
    assert findings == []
    post = posts(result)["a/b"]
    assert (post.naam, post.eenheid, post.domein) == ("Naam: met #tekens", "keer", "jeugd")
    assert (post.bedrag.low, post.bedrag.high) == (30000, 40000)
    assert [(part.actor, part.share, part.rest) for part in post.betaler] == [
        ("gemeente", 0.5, False),
        ("rijk", None, True),
    ]
    assert (post.bron, post.toelichting, post.over_jaren) == ("r. 12", "Let op", 7)


@pytest.mark.parametrize(
    "written",
    [
        "gemeente 50%, rijk rest",
        "gemeente: 50%; rijk: rest",
        "gemeente:50%,rijk:rest",
        "gemeente 50 % , rijk 50%",
    ],
)
def test_payers_as_people_write_them(tmp_path, written):
    result, findings = imported(tmp_path, f'code;naam;bedrag;betaler;toelichting\na;A;1;"{written}";-\n')
    assert findings == []
    assert [part.actor for part in posts(result)["a"].betaler] == ["gemeente", "rijk"]
    assert posts(result)["a"].betaler[0].share == 0.5


def test_rows_of_one_code_are_its_tariffs_and_share_the_rest(tmp_path):
    text = "code;naam;bedrag;tarief;eenheid\na/b;Twee delen;35;dag;per tarief\na/b;;13500;interventie;\n"
    result, findings = imported(tmp_path, text)
    assert codes(findings) == []
    post = posts(result)["a/b"]
    assert dict(post.tarieven) == {"dag": 35, "interventie": 13500}
    assert post.bedrag is None
    assert post.eenheid == "per tarief"


def test_price_level_of_the_list_is_the_one_all_rows_share(tmp_path):
    same, _ = imported(tmp_path, "code;naam;bedrag;prijspeil\na;A;1;2020\nb;B;2;2020\n")
    mixed, _ = imported(tmp_path, "code;naam;bedrag;prijspeil\na;A;1;2020\nb;B;2;onbekend\nc;C;3;\n")
    given_, _ = imported(
        tmp_path,
        "code;naam;bedrag;prijspeil\na;A;1;2020\nb;B;2;\n",
        About("proef", "Titel: een", "Bron", 2021),
    )
    assert same.partition("prijslijst: proef\n")[2] == (
        "prijspeil: 2020\nposten:\n  a:\n    naam: A\n    bedrag: 1\n  b:\n    naam: B\n    bedrag: 2\n"
    )
    assert "prijspeil: onbekend\nposten:" in mixed
    assert "naam: A\n    bedrag: 1\n    prijspeil: 2020" in mixed
    assert "titel: 'Titel: een'\nprijspeil: 2021\nbron: Bron\nposten:" in given_
    assert "bedrag: 1\n    prijspeil: 2020" in given_
    assert given_.endswith("bedrag: 2\n")


REFUSED = {
    "onbekende-kolom": ("code;naam;bedrag;eenhied\na;A;1;x\n", 1, ""),
    "kolom-ontbreekt": ("code;bedrag\na;1\n", 1, ""),
    "dubbele-kolom": ("code;naam;bedrag;Naam\na;A;1;B\n", 1, ""),
    "cel-zonder-kolom": (HEAD + "a;A;1;2\n", 2, ""),
    "code-ontbreekt": (HEAD + ";A;1\n", 2, "code"),
    "code-vorm": (HEAD + "Jeugd OTS;A;1\n", 2, "code"),
    "dubbele-post": (HEAD + "a;A;1\nb;B;2\na;A;3\n", 4, "code"),
    "dubbelzinnig-getal": (HEAD + "a;A;1\nb;B;40.000\n", 3, "bedrag"),
    "geen-getal": (HEAD + "a;A;veel\n", 2, "bedrag"),
    "bereik-omgekeerd": (HEAD + "a;A;5..4\n", 2, "bedrag"),
    "euro-notatie": ('code,naam,bedrag\na,A,"€ 37,000"\n', 2, "bedrag"),
    "lege-waarde": (HEAD + "a;A;\n", 2, "bedrag"),
    "geen-jaar": ("code;naam;bedrag;prijspeil\na;A;1;18\n", 2, "prijspeil"),
    "betalers-geen-100": ("code;naam;bedrag;betaler\na;A;1;gemeente 50%, rijk 30%\n", 2, "betaler"),
    "tarief-ontbreekt": ("code;naam;bedrag;tarief\na;A;1;dag\na;;2;\n", 3, "tarief"),
    "tarief-vorm": ("code;naam;bedrag;tarief\na;A;1;dag\na;;2;dag\n", 3, "tarief"),
    "post-tegenspraak": ("code;naam;bedrag;tarief\na;A;1;dag\na;B;2;nacht\n", 3, "naam"),
    "csv-vorm": (HEAD + 'a;"A"x;1\n', 2, ""),
    "waarde-te-lang": (HEAD + f"a;A;1\nb;{'x' * 200_000};1\n", 3, ""),
    "codering-utf16": ("\ufeffcode;naam", 0, ""),
    "tabel-leeg": ("\n;;\n", 0, ""),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_wrong_is_named_at_its_row(tmp_path, code):
    text, line, column = REFUSED[code]
    result, findings = imported(tmp_path, text, encoding="utf-16" if code == "codering-utf16" else "utf-8")
    assert result is None
    assert codes(findings) == [(code, line, column)]
    assert all(finding.remedy and finding.message for finding in findings)


def test_a_payer_without_a_share_among_others_with_one_is_refused(tmp_path):
    text = "code;naam;bedrag;betaler\na;A;1;gemeente 50%, rijk\n"
    assert codes(imported(tmp_path, text)[1]) == [("lege-waarde", 2, "betaler")]


def test_suggestions_name_the_column_and_the_spelling(tmp_path):
    _, findings = imported(tmp_path, REFUSED["onbekende-kolom"][0])
    assert "`eenheid`" in findings[0].remedy
    _, findings = imported(tmp_path, REFUSED["code-vorm"][0])
    assert "jeugd-ots" in findings[0].remedy


def test_all_findings_of_a_table_come_at_once_with_a_caret_under_the_cell(tmp_path):
    text = HEAD + "a;;veel\nB C;;40.000\n"
    result, findings = imported(tmp_path, text)
    assert result is None
    assert sorted(codes(findings)) == [
        ("code-vorm", 3, "code"),
        ("dubbelzinnig-getal", 3, "bedrag"),
        ("geen-getal", 2, "bedrag"),
        ("lege-waarde", 2, "naam"),
        ("lege-waarde", 3, "naam"),
    ]
    (amount,) = [f for f in findings if f.code == "dubbelzinnig-getal"]
    assert (amount.mark.column, amount.mark.width, amount.mark.quote) == (6, 6, "B C;;40.000")


def test_a_cell_over_several_lines_keeps_the_line_numbers_right(tmp_path):
    _, findings = imported(tmp_path, HEAD + 'a;"een\ntwee\ndrie";1\nb;B;x\n')
    assert codes(findings) == [("geen-getal", 5, "bedrag")]


def test_heading_without_rows_and_too_many_rows(tmp_path):
    assert codes(imported(tmp_path, HEAD)[1]) == [("tabel-leeg", 0, "")]
    many = HEAD + "".join(f"a{n};A;1\n" for n in range(MAX_ROWS))
    assert codes(imported(tmp_path, many)[1]) == [("tabel-te-lang", 0, "")]


def test_a_list_that_would_not_read_back_is_refused_as_a_whole(tmp_path):
    _, findings = imported(tmp_path, HEAD + "a;A;1\n", About("proef", level=12345))
    assert codes(findings) == [("geen-jaar", 0, "prijspeil")]


def test_an_unknown_payer_or_a_missing_unit_is_a_warning_and_the_list_is_made(tmp_path):
    text = "code;naam;bedrag;betaler;toelichting\na;A;1;gemeent;\nb;B;2;;Eenheid niet bekend\n"
    result, findings = imported(tmp_path, text)
    assert list(posts(result)) == ["a", "b"]
    assert codes(findings) == []
    assert codes(findings, "waarschuwing") == [
        ("onbekende-actor", 2, "betaler"),
        ("post-onvolledig", 2, "eenheid"),
    ]
    assert "`gemeente`" in findings[0].remedy
    assert "eenheid, bron en prijspeil" in findings[1].message


@settings(max_examples=60)
@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60),
    st.integers(-(10**12), 10**12).map(lambda cents: cents / 100),
)
def test_any_text_and_amount_come_back_from_the_list_as_they_went_in(tmp_path_factory, name, amount):
    name = " ".join(name.replace("\ufeff", "").replace("\ufffe", "").replace("\uffff", "").split())
    if not name or name in ("~", "null"):
        return
    quoted = '"' + name.replace('"', '""') + '"'
    result, findings = imported(
        tmp_path_factory.mktemp("t"), f"code,naam,bedrag\na,{quoted},{spell(amount)}\n"
    )
    assert codes(findings) == []
    post = posts(result)["a"]
    assert (post.naam, post.bedrag) == (name, amount)


@given(st.floats(-(10**9), 10**9).map(lambda value: round(value, 5)))
def test_a_number_is_spelt_so_that_it_reads_as_itself(value):
    assert number(spell(value)) == value


def test_tab_of_a_csv_is_a_wrong_use(tmp_path):
    (tmp_path / "t.csv").write_text(HEAD)
    with pytest.raises(UsageError, match="--blad"):
        read_sheet(str(tmp_path / "t.csv"), "Blad1")
    with pytest.raises(UsageError, match="bestaat niet"):
        read_sheet(str(tmp_path / "weg.csv"))
