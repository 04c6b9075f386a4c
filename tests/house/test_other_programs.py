"""What is no Python of ours may be missing: then a test says so, and under `.ci/run` it fails."""

import json
import re
import sys

import pytest

import browser as chromium
import office as libreoffice
from other_program import REQUIRED, OtherProgram, Refused, missing
from project import ROOT

ECHO = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)["vraag"]
    if asked == "stop":
        raise SystemExit("het is op")
    if asked == "wacht":
        import time; time.sleep(30)
    print(json.dumps({"fout": "kan niet"} if asked == "fout" else {"antwoord": asked}), flush=True)
"""


@pytest.fixture
def echo():
    program = OtherProgram(sys.executable, "-c", ECHO)
    yield program
    program.close()


def test_a_question_is_answered_and_a_refusal_is_an_error_after_which_it_goes_on(echo):
    assert echo.ask(vraag=[1, "é"]) == [1, "é"]
    with pytest.raises(Refused, match="kan niet"):
        echo.ask(vraag="fout")
    assert echo.ask(vraag=None) is None


def test_a_program_that_stops_or_stays_silent_is_an_error_and_not_a_wait(echo):
    with pytest.raises(Refused, match="gestopt: het is op"):
        echo.ask(vraag="stop")
    with pytest.raises(Refused, match="gestopt"):
        echo.ask(vraag=1)
    silent = OtherProgram(sys.executable, "-c", ECHO)
    with pytest.raises(Refused, match="geen antwoord na 1 seconden"):
        silent.ask(1, vraag="wacht")
    silent.close()


@pytest.mark.parametrize("start", [libreoffice.started, chromium.started])
def test_where_a_program_is_missing_the_test_is_skipped_with_the_reason(start, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="is er niet"):
        start()
    monkeypatch.setenv(REQUIRED, "1")
    with pytest.raises(pytest.fail.Exception, match="is er niet: dit had hier moeten draaien"):
        start()


def test_missing_says_what():
    with pytest.raises((pytest.skip.Exception, pytest.fail.Exception), match="een hamer is er niet"):
        missing("een hamer is er niet")


def test_the_packages_of_the_browser_are_of_one_version_and_no_lock_names_a_host():
    folder = ROOT / "tests" / "browser"
    wanted = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    assert set(wanted) == {"axe-core", "puppeteer-core"}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert not list(folder.glob("*lock*"))


def test_the_automatic_check_tells_the_tests_that_nothing_may_be_missing():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert f"{REQUIRED}=1" in script
    assert f"{chromium.MODULES}=" in script
