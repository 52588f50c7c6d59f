"""Waiting for a state, never for a time: a deadline is only how long a broken program may keep us."""
import time


def until(what, predicate, deadline=20.0, pause=0.02):
    """The first true value of `predicate`; fails naming `what` when the deadline passes."""
    end = time.monotonic() + deadline
    while True:
        value = predicate()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"never came: {what}")
        time.sleep(pause)
