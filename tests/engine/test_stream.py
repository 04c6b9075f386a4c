"""Amounts by year, of several years, and of no year at all."""

from rendement.engine.stream import Stream


def test_a_stream_of_years_alone_has_nothing_beside_them():
    stream = Stream({2020: 0.5, 2021: 0.25})
    assert (stream.spans, stream.undated, stream.nothing) == ({}, 0.0, 0.0)
    assert stream.total == 0.5 + 0.25
    assert stream.cumulative == {2020: 0.5, 2021: 0.75}


def test_a_span_counts_in_its_last_year_and_what_has_no_year_in_the_total_alone():
    stream = Stream({2020: 1.0, 2021: 2.0}, spans={2021: 5.0}, undated=9.0)
    assert stream.dated == {2020: 1.0, 2021: 7.0}
    assert stream.cumulative == {2020: 1.0, 2021: 1 + 2 + 5}
    assert stream.total == 1 + 2 + 5 + 9


def test_what_is_no_more_than_adding_up_leaves_is_nothing():
    stream = Stream({2020: 0.5, 2021: -0.25}, nothing=0.25)
    assert stream.total == 0.0
    assert stream.cumulative == {2020: 0.5, 2021: 0.0}
