"""A remedy can be followed: what it says to write is accepted, and the finding is gone."""

import re
from contextlib import chdir

import pytest
from typer.testing import CliRunner

import wrong_files
from rendement.cli import app

_GAIN = "  - naam: Minder huisuitzettingen\n    bedrag: "

# the wrong file, and what its remedy makes of it: the text that goes and the one that comes
FOLLOWED = [
    ("aantal-negatief--bandbreedte", "-3..10", "3..10"),
    ("aandeel-buiten-bereik--lognormaal", "lognormaal", "driehoek"),
    ("midden-bij-verdeling", "midden: 32000, ", ""),
    ("midden-bij-verdeling", "lognormaal", "driehoek"),
    ("lognormaal-te-breed", "laag: 1,", "laag: 100,"),
    ("te-klein--normaal", "normaal", "driehoek"),
    ("te-klein--bandbreedte", "-2..12", "0..12"),
    ("te-klein--omslag-bandbreedte", "0..40000", "1..40000"),
    ("aantal-nul--bandbreedte", "-3..10", "3..10"),
    ("aantal-nul--bandbreedte", "-3..10", "4"),
    ("bereik-hier-niet--geteld", "2..12", "7"),
    ("bereik-hier-niet", "2%..3%", "2.5%"),
    ("bereik-hier-niet", "2%..3%", "2.5%\nscenarios:\n  hoger: {discontovoet: 3%}"),
    ("bereik-hier-niet--horizon", "5..10", "7"),
    ("bereik-hier-niet--blok", "{laag: 5, hoog: 9, verdeling: uniform}", "7"),
    ("bereik-hier-niet--jaar", "2040..2050", "2045"),
    ("bereik-hier-niet--van", "80..90", "85"),
    ("bereik-hier-niet--looptijd", "6..8 maanden", "7 maanden"),
    ("te-klein--duur-normaal", "normaal", "driehoek"),
    ("te-groot--duur-bandbreedte", "normaal", "driehoek"),
    ("betalers-geen-100--bandbreedte", "€ 4.000", "40%"),
    ("kosten-negatief--casus", f"{_GAIN}-90000", f"baten:\n{_GAIN}90000"),
    ("kosten-negatief--bandbreedte", f"{_GAIN}-90000..-10000", f"baten:\n{_GAIN}10000..90000"),
    ("prijs-over-jaren", "duur: 7", "over_jaren: 7"),
    ("prijs-over-jaren--ander-aantal", "over_jaren: 5", "over_jaren: 7"),
]


@pytest.mark.parametrize(("name", "written", "remedy"), FOLLOWED)
def test_what_the_remedy_says_is_accepted(name, written, remedy, tmp_path):
    example = next(item for item in wrong_files.examples() if item.name == name)
    text = example.path.read_text("utf-8")
    assert text.count(written) == 1
    (tmp_path / "mended.yaml").write_text(text.replace(written, remedy), "utf-8")
    with chdir(tmp_path):
        result = CliRunner().invoke(app, ["calc", "mended.yaml"])
    assert re.findall(r"\[([a-z0-9-]+)\]$", result.stderr, re.MULTILINE) == []
    assert result.exit_code == 0
