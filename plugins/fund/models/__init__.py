"""The tables of the fund; callers import them from here."""

from plugins.fund.models.copies import CONDITIONS, FUNDS, Copy

__all__ = ["CONDITIONS", "FUNDS", "Copy"]
