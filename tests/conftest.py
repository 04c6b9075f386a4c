"""What tests of every folder may use."""

import os
import sys

import pytest
from hypothesis import settings

import browser as chromium
import office as libreoffice
import toets
from project import ROOT, whole_run

# how long a try takes says more of the machine than of the code; the gate tries the same values every time,
# so that a change fails by what it changes, and the whole run (`toets.py --alles`) looks for others
settings.register_profile("poort", deadline=None, derandomize=True)
settings.register_profile("alles", deadline=None)
settings.load_profile("alles" if whole_run() else "poort")

# else hypothesis keeps its examples in whatever folder the tests are started from
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(ROOT / ".hypothesis"))


def pytest_collection_modifyitems(items):
    """Leave what sweeps past everything out of the measurement of coverage, which makes it thrice as slow."""
    unmeasured = toets.listed(toets.UNMEASURED)
    for item in items:
        if toets.is_listed(item.nodeid.partition("[")[0], unmeasured):
            item.add_marker("unmeasured")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Stop the measurement of coverage for such a test; `no_cover` of pytest-cov does nothing in a worker."""
    if item.get_closest_marker("unmeasured") is None or not item.config.pluginmanager.hasplugin("_cov"):
        return (yield)  # or tools/mutation.py measures what a test reaches: it needs them all
    measuring = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(measuring)


@pytest.fixture
def written(tmp_path):
    """Write a case and give its name."""

    def write(text, name="casus.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def at_root(monkeypatch):
    """The test stands at the root of the project, where files have the names that the docs give them."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site, laid out and built once (tools/make_site.py): the folder with its pages."""
    import make_site  # noqa: PLC0415 - loads much that few tests need

    target = tmp_path_factory.mktemp("site")
    make_site.stage(target)
    assert make_site.build(target), "de site bouwt niet zonder meldingen"
    return target / "uit"


@pytest.fixture(scope="session")
def office():
    """A real LibreOffice, started once (tests/helpers/office.py); skipped where there is none."""
    started = libreoffice.started()
    yield started
    started.close()


@pytest.fixture(scope="session")
def browser():
    """A real Chromium, started once (tests/helpers/browser.py); skipped where there is none."""
    started = chromium.started()
    yield started
    started.close()
