"""Check: what stands in a text that is no clean article, each with its place and the code that explains it.

Reported are the repairs that `cleaner fix` would make, damage that nothing can undo, and what leaked in
from the page around the article.
"""

from cleaner.check.text import Problem, check

__all__ = ["Problem", "check"]
