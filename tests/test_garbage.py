"""The garbage collector rests while a block holds it, and runs again when the last one ends."""

import gc
from concurrent.futures import ThreadPoolExecutor

import pytest

from planner.garbage import uncollected


def test_the_collector_rests_until_the_last_block_ends():
    first, second = uncollected(), uncollected()
    with ThreadPoolExecutor(1) as other:
        first.__enter__()
        other.submit(second.__enter__).result()
        first.__exit__(None, None, None)
        assert not gc.isenabled()
        other.submit(second.__exit__, None, None, None).result()
    assert gc.isenabled()


def test_it_runs_again_after_an_error():
    with pytest.raises(ValueError), uncollected():
        raise ValueError
    assert gc.isenabled()


def test_one_that_was_off_stays_off():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
