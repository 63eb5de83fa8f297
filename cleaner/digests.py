"""SHA-256 as Python itself has it, where it does.

hashlib loads OpenSSL for it: a thirtieth of a short run. The standard library's `random` goes round that, too.
"""

import sys

try:
    if sys.version_info >= (3, 12):
        from _sha2 import sha256
    else:
        from _sha256 import sha256
except ImportError:
    from hashlib import sha256

__all__ = ["sha256"]
