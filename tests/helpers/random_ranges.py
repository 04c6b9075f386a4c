"""Random cases with ranges for how long, in their lists of amounts and in their curves."""

from copy import deepcopy

SPREADS = ("pert", "driehoek", "uniform", "normaal", "lognormaal")


def around(low, high, distribution="uniform"):
    return {"laag": low, "hoog": high, "verdeling": distribution}


def less(share):
    """From half of it to all of it: what rises goes on rising, at both ends and in the middle."""
    return around(f"{float(share.rstrip('%')) / 2:.4f}%", share)


def widened(case, distribution):
    """The same case with ranges where there were numbers."""
    case = deepcopy(case)
    for line in (*case.get("baten", ()), *case.get("kosten", ())):
        line.pop("opschalen_naar", None)  # a sample is drawn as well, and is no input to put back
        if "duur" in line:
            line["duur"] = around(line["duur"] * 0.75, line["duur"] * 1.5, distribution)
        if isinstance(line.get("bedrag"), list):
            line["bedrag"] = [around(amount, amount + 100) for amount in line["bedrag"]]
        for key in ("terugval", "ingroei"):
            if isinstance(line.get(key), dict):
                line[key] = {moment: less(share) for moment, share in line[key].items()}
        if "blijfkans" in line:
            line["blijfkans"]["uitstroomkansen"] = [*map(less, line["blijfkans"]["uitstroomkansen"])]
    return case
