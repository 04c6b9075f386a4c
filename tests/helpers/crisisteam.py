"""`cases/zoetermeer/crisisteam.yaml` by hand: seven households and their posts, and what it costs."""

from project import ROOT

CRISISTEAM = ROOT / "cases" / "zoetermeer" / "crisisteam.yaml"
SUPERVISION = 'prijzen."jeugd/ots"'
CARE = 'baten[0].casussen[5].posten."jeugd/jeugdzorg".bedrag'  # of the sixth, printed as one of 1.500

_EVICTED = 790 + 1_200 + 6_000 + 200  # the electricity, the house made ready, the eviction, the bailiff
_SHELTER = 12 * 400  # a year in an emergency dwelling
_PLACED = 2 * 40_000 + 730 * 35 + 2 * 13_500  # out of the home, by the day and the intervention
_PROTECTED = 2 * 5_400 + 2 * 7_000  # by the court, in foster care
_COSTS = 202_740 + 37_501 + 32_222


def crisisteam_net(supervision=8_900, care_of_the_sixth=1_500):
    """What the seven save less what all of it costs; six children are placed under supervision."""
    households = (
        _EVICTED,
        _EVICTED + _SHELTER + 2 * 7_500,
        _EVICTED + 50_000,
        _EVICTED + _SHELTER + 2 * 7_500 + 2 * supervision,
        _EVICTED + _SHELTER + 2 * 7_500 + 2 * supervision + 3_500,
        _EVICTED + 300 + 70_000 + _SHELTER + care_of_the_sixth,
        _EVICTED + _SHELTER + _PLACED + 3_500 + _PROTECTED + 2 * supervision,
    )
    return sum(households) - _COSTS


AS_PRINTED = crisisteam_net()
DEARER = crisisteam_net(supervision=10_000)  # 193.417 + 6 × (10.000 − 8.900)
MENDED = crisisteam_net(care_of_the_sixth=2 * 7_500)  # 193.417 + 2 × 7.500 − 1.500
assert (AS_PRINTED, DEARER, MENDED) == (193_417, 200_017, 206_917)
