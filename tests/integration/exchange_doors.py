"""The panel on the loopback interface, for clients of other people."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from werkzeug.serving import make_server

from plugins.exchange.services import gate


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve ``app`` from a thread of this process and yield its address."""
    gate.forget()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
