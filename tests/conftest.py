"""What tests of every folder may use."""

import pytest


@pytest.fixture
def written(tmp_path):
    """Write a case and give its name."""

    def write(text, name="casus.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write
