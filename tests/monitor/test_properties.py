"""What holds for every monitor: sums at each level, a change that is its parts, also the other way round."""

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from monitor_text import data

COLUMNS = ("2020", "2021", "2022")
HEAD = f"kolommen: {{{', '.join(f'{key}: realisatie' for key in COLUMNS)}}}\n"

amounts = st.integers(-10_000_000, 10_000_000)
clients = st.integers(0, 5_000)


@st.composite
def nodes(draw, depth=2):
    """A post: amounts, or parts; with clients of its own, or without."""
    node = {}
    if depth and draw(st.booleans()):
        node["onderdelen"] = [draw(nodes(depth - 1)) for _ in range(draw(st.integers(1, 3)))]
    else:
        node["bedragen"] = {key: draw(amounts) for key in COLUMNS}
    if draw(st.booleans()):
        node["cliënten"] = {key: draw(clients) for key in COLUMNS}
    return node


def text_of(node, name, keys):
    """A post as it is written, its columns under other names if need be."""
    pieces = [f"naam: {name}"]
    if "bedragen" in node:
        cells = ", ".join(f"{keys[key]}: {value}" for key, value in node["bedragen"].items())
        pieces.append(f"bedragen: {{{cells}}}")
    else:
        parts = ", ".join(text_of(part, f"{name}{i}", keys) for i, part in enumerate(node["onderdelen"]))
        pieces.append(f"onderdelen: [{parts}]")
    if "cliënten" in node:
        cells = ", ".join(f"{keys[key]}: {value}" for key, value in node["cliënten"].items())
        pieces.append(f"aantallen: {{cliënten: {{telt: uniek, {cells}}}}}")
    return f"{{{', '.join(pieces)}}}"


SAME = {key: key for key in COLUMNS}


def monitor(posts, keys=SAME, more=""):
    lines = "".join(f"  - {text_of(post, f'p{i}', keys)}\n" for i, post in enumerate(posts))
    return data(f"{HEAD}{more}posten:\n{lines}")


def every(items):
    for item in items:
        yield item
        yield from every(item["onderdelen"])


@given(st.lists(nodes(), min_size=1, max_size=4))
def test_parts_sum_to_totals_at_each_level_and_column(posts):
    found = monitor(posts)
    for item in every(found["posten"]):
        for key, value in item["bedragen"].items() if item["onderdelen"] else ():
            assert value == sum(part["bedragen"][key] for part in item["onderdelen"])
    for key in COLUMNS:
        assert found["totaal"]["bedragen"][key] == sum(post["bedragen"][key] for post in found["posten"])


@given(st.lists(nodes(), min_size=1, max_size=3))
def test_the_parts_of_a_change_are_the_change(posts):
    """To the cent, whatever has clients and whatever has not."""
    for change in monitor(posts)["volume"]:
        parts = ("volume", "samenstelling", "kosten_per_client", "zonder_aantal")
        together = sum(change[key] or 0 for key in parts)
        assert abs(together - change["verschil"]) < 0.005


@given(nodes())
def test_columns_the_other_way_round_flip_every_sign(post):
    both = [
        {change["pad"]: change for change in monitor([post], SAME, f"verschillen: [{pair}]\n")["volume"]
         if (change["van"], change["naar"]) == ends}
        for pair, ends in (
            ("{van: 2020, naar: 2022}", ("2020", "2022")),
            ("{van: 2022, naar: 2020}", ("2022", "2020")),
        )
    ]  # fmt: skip
    assert set(both[0]) == set(both[1])
    for path, change in both[0].items():
        for key in ("volume", "samenstelling", "kosten_per_client", "zonder_aantal", "verschil"):
            one, other = change[key], both[1][path][key]
            assert (one is None) == (other is None)
            assert one is None or isclose(one, -other, rel_tol=1e-9, abs_tol=1e-4)


@given(nodes(depth=0))
def test_a_monitor_of_one_post_is_that_post(post):
    found = monitor([post])
    assert found["totaal"]["bedragen"] == found["posten"][0]["bedragen"]
    assert found["per_domein"]["overig"]["bedragen"] == found["totaal"]["bedragen"]
    wrapped = monitor([{"onderdelen": [post]}])
    assert wrapped["totaal"]["bedragen"] == found["totaal"]["bedragen"]
    assert wrapped["posten"][0]["groei"] == found["posten"][0]["groei"]
