"""Waiting, always with a limit."""

import time


class NotInTime(AssertionError):
    """What was waited for did not come."""


def wait_until(what, condition, seconds, pause=0.1):
    """Returns the first true answer of condition; raises NotInTime, with the last answer, after seconds."""
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() >= deadline:
            raise NotInTime(f"{what}: not within {seconds} s")
        time.sleep(pause)
