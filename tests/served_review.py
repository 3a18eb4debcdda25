"""The review page served to the browser of a test, in a thread of this process."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import uvicorn

from pipeline.archive.store import Store
from pipeline.review.application import application
from pipeline.review.desk import Desk
from pipeline.review.serving import policy_of


@contextmanager
def served(where: str) -> Iterator[str]:
    """The address of the review page of a store, for as long as the block lasts."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening, closing(Store.open(where)) as store:
        port = listening.getsockname()[1]
        app = application(Desk(store, policy_of("127.0.0.1", port, None), who="Lan"))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()
