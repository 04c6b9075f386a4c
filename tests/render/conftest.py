"""What the tests of the formats share: files computed, and shown in any format."""

from io import BytesIO

import pytest
from PIL import Image

from rendement.render.formats import FORMATS
from rendement.render.picture import Drawn
from rendement.report.assembly import assemble
from rendement.study.pipeline import calculate


@pytest.fixture
def plain_pictures(monkeypatch):
    """A report whose pictures are one dot, for who looks at its words alone."""
    dot = BytesIO()
    Image.new("L", (1, 1)).save(dot, "png")
    monkeypatch.setattr(
        "rendement.render.docx.on_page", lambda charts, _: [Drawn(dot.getvalue(), 2, 1) for _ in charts]
    )


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
