"""A Dask cluster of this machine, and one that says nothing by itself."""

import logging
import signal
import warnings
from multiprocessing.resource_tracker import ensure_running

from distributed import LocalCluster


def local_cluster(jobs: int) -> LocalCluster:
    """A cluster of this machine, whose processes leave it to this one what Ctrl-C means."""
    # Threads and processes have from their start what is blocked here, and it waits; but the start of Python's own
    # resource tracker would unblock it.
    ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        with warnings.catch_warnings():
            # That another port is taken: it is told which one.
            warnings.simplefilter("ignore")
            address = "127.0.0.1:8787"
            return LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=address, silence_logs=logging.CRITICAL
            )
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hush() -> None:
    """What goes wrong is said once, by whoever runs this."""
    for name in list(logging.Logger.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
