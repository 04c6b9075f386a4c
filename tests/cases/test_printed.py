"""All of cases/ at once: agreements, known source errors, nothing else."""

import runpy
import sys

import pytest
import yaml

from project import ROOT, files, short

FILES = files("cases")


def test_every_printed_figure_follows_or_is_a_known_error_and_the_page_is_current(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["cases_page.py", "--toets"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(ROOT / "tools/cases_page.py"), run_name="__main__")
    said = capsys.readouterr().out
    assert end.value.code == 0, f"{said}; maak de pagina opnieuw met: python tools/cases_page.py"
    assert "onverklaard" not in said


@pytest.mark.parametrize("path", FILES, ids=short)
def test_every_line_names_its_source(path):
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert data.get("bron"), "de casus noemt zijn bron niet"
    of_case = data.get("soort", "casus") == "casus"
    lines = [*(data.get("baten") or []), *(data.get("kosten") or [])] if of_case else []
    assert all(line.get("bron") for line in lines)
    assert all(item.get("bron") for item in (data.get("gedrukt") or {}).values())
