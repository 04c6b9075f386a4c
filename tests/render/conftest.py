"""What the tests of the formats share: files computed, and shown in any format."""

import pytest

from rendement.render.formats import FORMATS
from rendement.report.assembly import assemble
from rendement.study.pipeline import calculate


@pytest.fixture
def show():
    """One or more files in one format, as text."""

    known = {}

    def as_format(name, *files, way="stream", by=()):
        form = FORMATS[name]
        known.update({file: calculate(file) for file in files if file not in known})
        outcomes = [known[file] for file in files]
        assert not any(outcome.failed for outcome in outcomes), [outcome.findings for outcome in outcomes]
        return form.text(assemble(form.kind, outcomes, by), way)

    return as_format
