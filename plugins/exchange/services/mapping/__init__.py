"""What the fields of a MARC record are among ours, and which fields ours become."""

from plugins.exchange.services.mapping.description import Description, Name, Subject
from plugins.exchange.services.mapping.merge import read, write

__all__ = ["Description", "Name", "Subject", "read", "write"]
