"""A server that speaks S3, moto's, for what reads and writes there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import s3fs
from moto.server import ThreadedMotoServer

KEYS = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_DEFAULT_REGION": "us-east-1"}


@contextmanager
def serving(*buckets: str) -> Iterator[Any]:
    """A server that this process and those that it starts find, with empty buckets; its file system."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    with pytest.MonkeyPatch.context() as environ:
        for name, value in KEYS.items():
            environ.setenv(name, value)
        environ.setenv("AWS_ENDPOINT_URL", "http://{}:{}".format(*server.get_host_and_port()))
        s3fs.S3FileSystem.clear_instance_cache()
        held = s3fs.S3FileSystem(use_listings_cache=False)
        for bucket in buckets:
            held.mkdir(bucket)
        yield held
        # All servers of a process have their buckets in common.
        for bucket in buckets:
            held.rm(bucket, recursive=True)
        s3fs.S3FileSystem.clear_instance_cache()
    server.stop()
