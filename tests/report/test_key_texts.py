"""Every key has a sentence; without one there is no schema at all, and this says which."""

import pytest

from rendement.model import case, index_series, line, monitor, pricelist, programme
from rendement.report.key_texts import KEYS, MODELS

BUNDLED = (
    pricelist.ActorList,
    pricelist.Norm,
    pricelist.NormException,
    pricelist.NormList,
)
BLOCKS = sorted(
    {
        item
        for module in (case, index_series, line, monitor, pricelist, programme)
        for item in vars(module).values()
        if isinstance(item, type) and issubclass(item, line.Written)
    }
    - {line.Written, line.Line, *BUNDLED},
    key=lambda model: model.__name__,
)


@pytest.mark.parametrize("model", BLOCKS, ids=lambda model: model.__name__)
def test_every_key_has_a_sentence(model):
    silent = [key for key in model.model_fields if not {key, f"{model.__name__}.{key}"} & set(KEYS)]
    assert silent == [], "zonder zin in report/key_texts.py"
    assert model.__name__ in MODELS, "zonder zin in report/key_texts.py"
