"""Work of which the next is made ahead."""

from threading import Event, Thread, get_ident

import pytest

from rendement.draws.lanes import ahead


def test_the_same_items_in_the_same_order():
    assert list(ahead(range(5))) == [0, 1, 2, 3, 4]
    assert list(ahead([])) == []


def test_the_next_is_made_while_one_is_used():
    """Nobody asks for the second, and it is made all the same, in another thread."""
    made, threads = Event(), []

    def items():
        threads.append(get_ident())
        yield 1
        made.set()
        yield 2

    found = ahead(items())
    assert next(found) == 1
    assert made.wait(10)
    assert threads != [get_ident()]
    assert list(found) == [2]


def test_what_goes_wrong_there_is_raised_here():
    def items():
        yield 1
        raise ValueError("no")

    found = ahead(items())
    assert next(found) == 1
    with pytest.raises(ValueError, match="no"):
        next(found)


def test_where_no_thread_may_start_there_is_one_lane(monkeypatch):
    def refuse(_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refuse)
    assert list(ahead(range(3))) == [0, 1, 2]
