"""The door of the command `cleaner`, and of `python -m cleaner`."""

import os
import signal
from typing import NoReturn


def main() -> NoReturn:
    """Run the command; Ctrl-C while it is still loading ends it as quietly as later."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(128 + signal.SIGINT))
    from cleaner.cli import main as run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()


if __name__ == "__main__":
    main()
