"""The three Zoetermeer pilots come out as their source printed them."""

import pytest

from project import ROOT
from rendement.study.contract import contract
from rendement.study.pipeline import calculate

PRINTED = {
    "zoveel-meer": 6 * 37000 * 0.5 + 12 * 10000 * 0.5 - 2 * 0.5 * 65000 - 2 * 20000,
    "broedplaats": 13 * 33000 * 0.5 + 20000 * 0.45 - 110000,
    "gezondheid-en-bewegen": 3 * 37000 * 0.6 + 27500 * 0.5 - 33000 - 65000 * 0.5,
}


@pytest.mark.parametrize("name", PRINTED)
def test_return_and_every_printed_figure(name):
    data = contract(calculate(f"{ROOT}/cases/zoetermeer/{name}.yaml"))
    assert data["totaal"]["rendement"] == pytest.approx(PRINTED[name], abs=0.005)
    assert {item["oordeel"] for item in data["gedrukt"]} == {"volgt"}
