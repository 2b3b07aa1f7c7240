"""Desks that scan as fast as they are answered: one, four and eight at once."""

import multiprocessing
import time
import uuid
from dataclasses import dataclass

from bench.figures import percentile
from bench.schools import PASSWORD, School
from tests.soak.desks import Desk


@dataclass(frozen=True)
class Share:
    """What one desk scans: its own copies and readers, so that desks never ask for the same."""

    address: str
    cookie: str
    token: str
    copies: list[str]
    readers: list[str]
    pairs: int


@dataclass(frozen=True)
class Scans:
    """The times of all scans in seconds, and how many were done in a second by all desks."""

    lent: list[float]
    returned: list[float]
    per_second: float

    @classmethod
    def joined(cls, parts: list["Scans"]) -> "Scans":
        """Return several parts, one after the other at as many desks, as one."""
        return cls(
            [one for part in parts for one in part.lent],
            [one for part in parts for one in part.returned],
            sum(part.per_second for part in parts) / len(parts),
        )

    @property
    def all(self) -> list[float]:
        """The times of every scan."""
        return self.lent + self.returned

    @property
    def median(self) -> float:
        """The median scan in seconds."""
        return percentile(self.all, 0.5)


def scan_at(address: str, school: School, desks: int, pairs: int) -> Scans:
    """Lend and take back ``pairs`` copies at each of ``desks`` desks, each a process of its own."""
    head = Desk(address, "head", PASSWORD).sign_in()
    shares = [
        Share(
            address,
            head.cookie,
            head.token,
            school.copies[number::desks],
            school.readers[number::desks],
            pairs,
        )
        for number in range(desks)
    ]
    head.close()
    if desks == 1:
        begun = time.perf_counter()
        done = [work(shares[0])]
    else:
        with multiprocessing.get_context("fork").Pool(desks) as pool:
            pool.map(_nothing, range(desks))
            begun = time.perf_counter()
            done = pool.map(work, shares, chunksize=1)
    took = time.perf_counter() - begun or 1
    lent = [one for each in done for one in each[0]]
    returned = [one for each in done for one in each[1]]
    return Scans(lent, returned, (len(lent) + len(returned)) / took)


def _nothing(_number: int) -> None:
    """Let every process of the pool come to life before the clock starts."""


def work(share: Share) -> tuple[list[float], list[float]]:
    """Lend a copy and take it back, again and again; return the seconds of both."""
    desk = Desk(share.address, "", "")
    desk.cookie, desk.token = share.cookie, share.token
    lent, returned = [], []
    for number in range(share.pairs):
        copy = share.copies[number % len(share.copies)]
        reader = share.readers[number % len(share.readers)]
        answer = desk.scan(copy, reader=reader, request_id=uuid.uuid4().hex)
        if answer.status != 200 or answer.kind != "lent":
            raise RuntimeError(f"{copy} for {reader}: {answer.body.decode()}")
        lent.append(answer.seconds)
        answer = desk.scan(copy, mode="return", request_id=uuid.uuid4().hex)
        if answer.status != 200 or answer.kind != "returned":
            raise RuntimeError(f"{copy} back: {answer.body.decode()}")
        returned.append(answer.seconds)
    desk.close()
    return lent, returned
