"""The door of the command `cleaner`, and of `python -m cleaner`."""

import gc
import os
import signal
from typing import NoReturn


def main() -> NoReturn:
    """Run the command; Ctrl-C while it is still loading ends it as quietly as later."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(128 + signal.SIGINT))
    # Start-up makes many objects that live to the end: looking for garbage among them is a tenth of a short run.
    gc.set_threshold(200_000, 20, 20)
    try:
        from cleaner.cli import main as run

        signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except ModuleNotFoundError as error:
        if (error.name or "cleaner").startswith("cleaner"):
            raise
        what = "'caption-cleaner[parquet]'" if error.name == "pyarrow" else "."
        told = f"cleaner: the package {error.name} is missing; python -m pip install {what} installs it\n"
        os.write(2, told.encode())
        os._exit(1)
    finally:
        # What is left goes with the process: looking for garbage among it at the end is a fifth of a short run.
        gc.freeze()


if __name__ == "__main__":
    main()
