"""How records are made of sources."""

import hashlib
import json
from typing import NamedTuple

from cleaner.outcomes import Options


class Work(NamedTuple):
    """How records are made of their sources; the same for all sources of a run."""

    options: Options
    format: str = "auto"
    nul: bool = False
    packed: bool = False
    """Files of many records are packed with Zstandard."""
    jobs: int = 1
    fresh: bool = False
    """Its processes share nothing with this one, which has threads, or may not fork."""

    def digests(self) -> "Digests":
        """What tells whether records would be the same."""
        from cleaner import __version__
        from cleaner.rule_files import digest

        rules = digest()
        held = json.dumps([__version__, rules, self.format, self.nul, self.packed, self.options])
        return Digests(hashlib.sha256(held.encode()).hexdigest()[:16], rules)


class Digests(NamedTuple):
    """Of the rules; and of these and all else that decides what the files are, but for the source."""

    key: str
    rules: str
