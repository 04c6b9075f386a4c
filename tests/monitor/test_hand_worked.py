"""Monitors worked out by hand: the sums stand in the tests, beside the figures of the source."""

import pytest

from monitor_text import YEARS, data
from rendement.figures.lookup import lookup
from rendement.source.path import parse_path

HELP = """
kolommen: {2020: realisatie, 2021: realisatie}
posten:
  - naam: Hulp bij huishouden
    bedragen: {2020: 2256763, 2021: 2650780}
    aantallen: {cliënten: {telt: uniek, 2020: 883, 2021: 945}}
"""
YOUTH = (  # amounts and unique clients of 2021 and 2022, category by category
    ("Landelijk ingekocht", 241939, 259233, 6, 5),
    ("Dyslexie", 117247, 159332, 52, 65),
    ("Groepsbegeleiding", 676073, 662090, 81, 79),
    ("Individuele begeleiding", 1701751, 1591389, 255, 263),
    ("Behandeling", 1392719, 1596161, 302, 334),
    ("Consultatie en diagnostiek", 89606, 144212, 49, 58),
    ("Wonen en verblijf", 1569069, 1005833, 74, 53),
    ("Maatregelhulp", 851323, 896822, 90, 65),
    ("Beschikbaarheidsvoorziening", 465142, 74245, 20, 9),
)


def at(found, path):
    return lookup(found, parse_path(path))


def test_more_clients_and_more_for_each_of_them():
    """883 clients cost 2.256.763 and 945 clients 2.650.780."""
    change = data(HELP)["volume"][0]
    before, after = 2256763 / 883, 2650780 / 945
    assert change["volume"] == pytest.approx((945 - 883) * (before + after) / 2)
    assert change["kosten_per_client"] == pytest.approx((after - before) * (883 + 945) / 2)
    assert round(change["volume"]) == 166_186
    assert round(change["kosten_per_client"]) == 227_831
    assert change["verschil"] == 2650780 - 2256763 == 394_017
    assert (change["samenstelling"], change["zonder_aantal"]) == (None, 0)


def youth(clients=", 2021: 588, 2022: 632"):
    parts = "".join(
        f"      - {{naam: {name}, bedragen: {{2021: {a0}, 2022: {a1}}}, "
        f"aantallen: {{cliënten: {{telt: uniek, 2021: {n0}, 2022: {n1}}}}}}}\n"
        for name, a0, a1, n0, n1 in YOUTH
    )
    own = f"    aantallen: {{cliënten: {{telt: uniek{clients}}}}}\n" if clients else ""
    return f"{YEARS}posten:\n  - naam: Jeugd\n{own}    onderdelen:\n{parts}"


def test_unique_clients_of_the_whole_take_the_composition_apart():
    """Youth 2021 to 2022: -715.552 = 488.241 - 1.185.798 - 17.996."""
    change = data(youth())["volume"][0]
    whole = [sum(row[i] for row in YOUTH) for i in (1, 2)]
    per_client = sum((a1 / n1 - a0 / n0) * (n0 + n1) / 2 for _, a0, a1, n0, n1 in YOUTH)
    volume = (632 - 588) * (whole[0] / 588 + whole[1] / 632) / 2
    volumes = sum((n1 - n0) * (a0 / n0 + a1 / n1) / 2 for _, a0, a1, n0, n1 in YOUTH)
    assert change["verschil"] == whole[1] - whole[0] == -715_552
    assert change["volume"] == pytest.approx(volume)
    assert change["kosten_per_client"] == pytest.approx(per_client)
    assert change["samenstelling"] == pytest.approx(volumes - volume)
    assert [round(change[key]) for key in ("volume", "samenstelling", "kosten_per_client")] == [
        488_241,
        -1_185_798,
        -17_996,
    ]


def test_without_clients_of_their_own_the_posts_are_only_added():
    """The opposite sign: -697.556 of volume, where the whole has more clients."""
    change = data(youth(clients=""))["volume"][0]
    assert (round(change["volume"]), change["samenstelling"]) == (-697_556, None)
    assert round(change["kosten_per_client"]) == -17_996


def test_what_has_no_count_stands_apart():
    text = (
        YEARS
        + """posten:
  - naam: Zorg
    onderdelen:
      - {naam: Hulp, bedragen: {2021: 100, 2022: 150}, aantallen: {cliënten: {2021: 10, 2022: 10}}}
      - {naam: Apparaat, bedragen: {2021: 50, 2022: 80}}
"""
    )
    whole = data(text)["volume"][0]
    assert (whole["volume"], whole["kosten_per_client"], whole["zonder_aantal"]) == (0, 50, 30)
    assert whole["verschil"] == 80


MONITOR = """
bedragen_x: 1000
kolommen:
  2021: realisatie
  2022: realisatie
  2023 prognose: {jaar: 2023, soort: prognose}
  2023 primitief: {jaar: 2023, soort: begroting}
verschillen: [{van: 2023 primitief, naar: 2023 prognose}]
posten:
  - naam: Hulp
    domein: wmo
    verklaring: {van: 2022, naar: 2023 prognose, stappen: [{naam: Prijsindex, bedrag: 200}]}
    onderdelen:
      - naam: Natura
        bedragen: {2021: 2631, 2022: 2858, 2023 prognose: 3110, 2023 primitief: 2845}
        waarvan: [{naam: Los, bedragen: {2021: 600}}]
      - {naam: Bijdragen, bedragen: {2021: -255, 2022: -216, 2023 prognose: -211, 2023 primitief: -211}}
  - naam: Jeugd
    domein: jeugd
    bedragen: {2021: 9217, 2022: 8317, 2023 prognose: 8000, 2023 primitief: 8191}
    aantallen: {cliënten: {2021: 600}}
"""


def test_sums_by_level_and_domain():
    found = data(MONITOR)
    assert at(found, "posten.hulp.bedragen.2022") == (2858 - 216) * 1000
    assert at(found, "totaal.bedragen.2021") == (2631 - 255 + 9217) * 1000
    assert at(found, "per_domein.wmo.bedragen")["2023 prognose"] == (3110 - 211) * 1000


def test_above_a_budget_is_a_disadvantage_and_below_it_an_advantage():
    found = data(MONITOR)
    natura = at(found, "posten.hulp.onderdelen.natura.verschillen")[0]
    assert (natura["bedrag"], natura["oordeel"]) == ((3110 - 2845) * 1000, "nadeel")
    assert natura["aandeel"] == pytest.approx((3110 - 2845) / 2845)
    youth_ = at(found, "posten.jeugd.verschillen")[0]
    assert (youth_["bedrag"], youth_["oordeel"]) == ((8000 - 8191) * 1000, "voordeel")
    income = at(found, "posten.hulp.onderdelen.bijdragen.verschillen")[0]
    assert (income["bedrag"], income["oordeel"], income["aandeel"]) == (0, "gelijk", None)
    assert found["verschillen"][0]["bedrag"] == (2899 + 8000 - (2634 + 8191)) * 1000


def test_growth_is_from_the_last_whole_realised_year_also_of_a_prognosis():
    growth = at(data(MONITOR), "posten.jeugd.groei")
    assert growth == {
        "2022": pytest.approx(8317 / 9217 - 1),
        "2023 prognose": pytest.approx(8000 / 8317 - 1),
    }


def test_a_share_is_of_what_it_is_a_part_of():
    found = data(MONITOR)
    assert at(found, "posten.jeugd.aandeel.2021") == pytest.approx(9217 / (2631 - 255 + 9217))
    assert at(found, "posten.hulp.onderdelen.natura.aandeel.2021") == pytest.approx(2631 / (2631 - 255))


def test_a_missing_figure_is_not_zero():
    text = (
        YEARS
        + """posten:
  - naam: Zorg
    onderdelen:
      - {naam: A, bedragen: {2021: 10, 2022: 20}}
      - {naam: B, bedragen: {2021: 5, 2022: pm}}
"""
    )
    post = data(text)["posten"][0]
    assert post["bedragen"] == {"2021": 15, "2022": 20}
    assert post["onvolledig"] == [{"kolom": "2022", "ontbreekt": ["B"]}]
    assert post["groei"] == {"2022": None}
    assert post["onderdelen"][1]["bedragen"] == {"2021": 5, "2022": None}


def test_unique_counts_do_not_add_up_and_others_do():
    text = (
        YEARS
        + """posten:
  - naam: Zorg
    onderdelen:
      - {naam: A, aantallen: {cliënten: {telt: uniek, 2021: 10}, uren: {telt: stroom, 2021: 3}, x: {2021: 1}}}
      - {naam: B, aantallen: {cliënten: {telt: uniek, 2021: 20}, uren: {telt: stroom, 2021: 4}, x: {2021: 1}}}
"""
    )
    assert data(text)["posten"][0]["aantallen"] == {"uren": {"2021": 7}}


QUARTERS = """
kolommen:
  2021-K1: realisatie
  2021-K2: realisatie
  2021 helft: {soort: realisatie, som: [2021-K1, 2021-K2]}
posten:
  - naam: Bijstand
    bedragen: {2021-K1: 10, 2021-K2: 12}
    aantallen:
      uitkeringen: {telt: stand, 2021-K1: 298, 2021-K2: 303}
      aanvragen: {telt: stroom, 2021-K1: 30, 2021-K2: 20}
"""


def test_columns_add_up_for_what_flows_alone():
    post = data(QUARTERS)["posten"][0]
    assert post["bedragen"]["2021 helft"] == 10 + 12
    assert post["aantallen"]["aanvragen"]["2021 helft"] == 30 + 20
    assert "2021 helft" not in post["aantallen"]["uitkeringen"]
    assert data(QUARTERS)["kolommen"]["2021 helft"]["maanden"] == 6


def test_staff_is_no_flow():
    text = QUARTERS.replace("naam: Bijstand", "naam: Bijstand\n    bedragen_in: fte")
    assert "2021 helft" not in data(text)["posten"][0]["bedragen"]


def test_part_of_a_year_is_never_compared_with_a_whole_one():
    text = """
kolommen: {2021: realisatie, 2022: realisatie, 2023: {soort: realisatie, tot_en_met: 2023-06}}
posten:
  - {naam: Hulp, bedragen: {2021: 10, 2022: 12, 2023: 7}, aantallen: {cliënten: {2021: 2, 2022: 2, 2023: 2}}}
"""
    found = data(text)
    assert set(found["posten"][0]["groei"]) == {"2022"}
    assert [(change["van"], change["naar"]) for change in found["volume"]] == [("2021", "2022")]
    assert found["kolommen"]["2023"]["maanden"] == 6


def test_nobody_counted_is_no_average():
    text = (
        YEARS + "posten:\n  - {naam: A, bedragen: {2021: 5, 2022: 6}, aantallen: {c: {2021: 0, 2022: 3}}}\n"
    )
    assert data(text)["posten"][0]["gemiddelden"] == {"c": {"2021": None, "2022": 2}}


def test_costs_are_divided_by_the_unique_count_where_there_is_one():
    """3 and 4 clients of whom 2 and 2 unique: 10 and 12 for each of those."""
    counts = (
        "{plek: {2021: 9, 2022: 9}, cliënten: {2021: 3, 2022: 4}, mensen: {telt: uniek, 2021: 2, 2022: 2}}"
    )
    post = f"posten: [{{naam: A, bedragen: {{2021: 20, 2022: 24}}, aantallen: {counts}}}]\n"
    change = data(YEARS + post)["volume"][0]
    assert (change["aantal"], change["volume"], change["kosten_per_client"]) == ("mensen", 0, (12 - 10) * 2)
    change = data(YEARS + post.replace("telt: uniek, ", ""))["volume"][0]
    assert change["aantal"] == "cliënten"


def test_columns_that_are_not_compared_are_when_they_are_explained():
    """2021 and 2022 are compared of themselves; 2020 and 2022 only where somebody explains them."""
    text = """
kolommen: {2020: realisatie, 2021: realisatie, 2022: realisatie}
posten:
  - naam: A
    bedragen: {2020: 10, 2021: 12, 2022: 30}
    verklaring: {van: 2020, naar: 2022, stappen: [{naam: Index, bedrag: 5}]}
"""
    (change,) = data(text)["volume"]
    assert (change["van"], change["naar"], change["aantal"]) == ("2020", "2022", None)
    assert (change["verklaard"], change["onverklaard"]) == (5, 30 - 10 - 5)


EXPLAINED = """
bedragen_x: 1000
kolommen: {2022: realisatie, 2023: {soort: prognose}}
posten:
  - naam: Hulp
    bedragen: {2022: 2973, 2023: 3255}
    aantallen: {cliënten: {telt: uniek, 2022: 1000, 2023: 1050}}
    verklaring:
      van: 2022
      naar: 2023
      stappen:
        - {naam: Prijsindex, bedrag: 245}
        - {naam: Meer cliënten, bedrag: 150}
        - {naam: Minder wassen, bedrag: -150}
"""


def test_an_explanation_that_does_not_add_up_leaves_a_rest():
    """2.973 + 245 + 150 - 150 = 3.218, and the prognosis is 3.255: 37 stays unexplained."""
    change = data(EXPLAINED)["volume"][0]
    assert change["verklaard"] == (245 + 150 - 150) * 1000
    assert change["onverklaard"] == (3255 - 2973 - 245) * 1000 == 37_000
    assert change["tarief"] is None


def test_an_index_takes_the_tariff_out_of_the_cost_per_client():
    change = data(EXPLAINED.replace("bedrag: 245", "index: 7%"))["volume"][0]
    assert change["tarief"] == pytest.approx(2973 * 1000 * 0.07)
    assert change["buiten_tarief"] == pytest.approx(change["kosten_per_client"] - 2973 * 1000 * 0.07)


def test_a_post_that_does_not_count_and_one_in_another_unit_are_no_part_of_the_total():
    text = (
        YEARS
        + """posten:
  - {naam: A, bedragen: {2021: 5}}
  - {naam: B, bedragen: {2021: 7}, telt_mee: nee, reden: dubbel}
  - {naam: C, bedragen: {2021: 9}, bedragen_in: fte}
"""
    )
    assert data(text)["totaal"]["bedragen"] == {"2021": 5}


def test_an_amount_with_a_word_has_its_own_scale_whatever_the_file_multiplies_by():
    post = 'posten:\n  - {naam: A, bedragen: {2021: "€ 7,5k", 2022: 1.3 mln}}\n'
    found = data("bedragen_x: 1000\n" + YEARS + post)
    assert found["posten"][0]["bedragen"] == {"2021": 7500, "2022": 1_300_000}


def test_a_sign_alone_says_enough_where_bare_amounts_are_euros():
    post = 'posten:\n  - {naam: A, bedragen_x: 1, bedragen: {2021: 5, 2022: "€ 7.500"}}\n'
    text = "bedragen_x: 1000\n" + YEARS + post
    assert data(text)["posten"][0]["bedragen"] == {"2021": 5, "2022": 7500}


@pytest.mark.parametrize(
    ("path", "written", "word"),
    [
        ("posten.hulp.bedragen.2022", "2642", "volgt"),
        ("posten.hulp.bedragen.2022", "2643", "wijkt af"),
        ("posten.hulp.bedragen.2022", "€ 2.642k", "volgt"),
        ("posten.hulp.bedragen.2022", "2,64 mln", "volgt"),
        ("posten.hulp.bedragen.2022", "2,65 mln", "wijkt af"),
        ("posten.hulp.bedragen.2022", "2642,0", "volgt"),
        ("posten.hulp.groei.2022", "11%", "volgt"),
        ("posten.hulp.groei.2022", "11,2%", "volgt"),
        ("posten.hulp.groei.2022", "11,3%", "wijkt af"),
        ('totaal.bedragen."2023 prognose"', "10899", "volgt"),
        ("verschillen[0].bedrag", "74", "volgt"),
        ("per_domein.jeugd.bedragen.2021", "9217", "volgt"),
        ("per_domein.jeugd.aandeel.2021", "80%", "volgt"),
        ("kolommen.2021.maanden", "12", "volgt"),
        ("volume.hulp-2022-2023-prognose.onverklaard", "57", "volgt"),
        ("posten.hulp.onderdelen.natura.waarvan.los.bedragen.2021", "600", "volgt"),
        ("posten.hulp.onderdelen.natura.rest.2021", "2031", "volgt"),
        ("posten.niets.bedragen.2021", "5", "onbekend pad"),
        ("posten.hulp.onderdelen.natura.verschillen[0].aandeel", "9%", "volgt"),
        ("posten.jeugd.gemiddelden.cliënten.2021", "15362", "volgt"),
    ],
)
def test_what_was_printed_is_compared_in_its_own_unit_and_decimals(path, written, word):
    text = MONITOR + f"gedrukt:\n  {path}: {{waarde: '{written}'}}\n"
    assert data(text)["gedrukt"][0]["oordeel"] == word


def test_of_which_leaves_the_rest_in_sight():
    text = (
        YEARS
        + """posten:
  - naam: Hulp
    bedragen: {2021: 100, 2022: 110}
    waarvan:
      - {naam: Natura, bedragen: {2021: 60, 2022: 70}}
      - {naam: Budget, bedragen: {2021: 10}}
"""
    )
    assert data(text)["posten"][0]["rest"] == {"2021": 100 - 60 - 10}


def test_a_change_from_nobody_stands_apart():
    text = (
        YEARS
        + "posten: [{naam: A, bedragen: {2021: 5, 2022: 65}, aantallen: {cliënten: {2021: 0, 2022: 3}}}]\n"
    )
    change = data(text)["volume"][0]
    assert (change["volume"], change["kosten_per_client"], change["zonder_aantal"]) == (0, 0, 65 - 5)


LACKING = """
kolommen:
  2021-K1: realisatie
  2021-K2: realisatie
  2021 helft: {soort: realisatie, som: [2021-K1, 2021-K2]}
posten:
  - {naam: Heel, bedragen: {2021-K1: 100, 2021-K2: 150}}
  - {naam: Ten dele, bedragen: {2021-K1: 100, 2021-K2: pm}}
"""


def test_a_column_adds_up_only_what_is_there_whole():
    """100 + 150 for the one; of the other the second quarter lacks, and 100 would be half of it."""
    whole, partly = data(LACKING)["posten"]
    assert whole["bedragen"]["2021 helft"] == 100 + 150
    assert "2021 helft" not in partly["bedragen"]


def test_counts_that_were_added_up_are_no_count_of_the_whole_itself():
    """What stands on a day adds up over the parts, and takes no composition apart."""
    parts = "".join(
        f"      - {{naam: {name}, bedragen: {{2021: {a0}, 2022: {a1}}}, "
        f"aantallen: {{cliënten: {{telt: stand, 2021: {n0}, 2022: {n1}}}}}}}\n"
        for name, a0, a1, n0, n1 in YOUTH[:2]
    )
    whole, *_ = data(f"{YEARS}posten:\n  - naam: Jeugd\n    onderdelen:\n{parts}")["volume"]
    assert whole["samenstelling"] is None
