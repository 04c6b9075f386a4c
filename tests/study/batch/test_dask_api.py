"""The same work over workers of Dask, asked from Python."""

import os

import pytest

import rendement
from dask_crew import Crew

pytestmark = pytest.mark.skipif(os.name == "nt", reason="zulke tekens zijn er daar niet")


@pytest.fixture(scope="module")
def crew(tmp_path_factory):
    crew = Crew(tmp_path_factory.mktemp("dask"))
    try:
        crew.worker("--no-nanny")
        yield crew.ready(1)
    finally:
        crew.stop()


def test_the_rows_are_the_same(crew, many, folder, monkeypatch):
    many(30)
    monkeypatch.chdir(folder)
    for options in ({}, {"send": True}, {"send": True, "root": folder}):
        plain = rendement.batch("zaken", root=options.get("root"))
        assert len(plain) == 30
        assert rendement.batch("zaken", executor=crew.address, **options).rows == plain.rows


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"executor": "slurm://x"}, "schrijf dask, dask://naam:8786"),
        ({"executor": ["dask"]}, "schrijf er één, als tekst"),
        ({"executor": "dask://x:1", "workers": 2}, "hoeveel werkers er zijn, zegt de scheduler"),
        ({"executor": "dask://127.0.0.1:1"}, "antwoordt geen scheduler van Dask"),
        ({"send": True}, "hoort bij een executor"),
    ],
)
def test_what_cannot_be_is_said(options, said, many, folder):
    many(3)
    with pytest.raises(rendement.CaseError, match=said):
        rendement.batch(folder / "zaken", **options)
