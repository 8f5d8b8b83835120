"""Servers for this machine alone: where they listen, and whom they refuse.

The address is a loopback one. Host and Origin are compared with it, so that no page of another site
can reach a server by a name of its own (DNS rebinding).
"""

import socket
from collections.abc import Mapping

from designdoc.diagnostics import UsageError

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")


def listen(port: int) -> socket.socket:
    """A socket of the loopback interface; port 0 is a free one.

    Raises:
        UsageError: the port is taken.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()  # who is told the address may come at once, and waits
    except OSError as error:
        listening.close()
        raise UsageError(
            f"port {port} cannot be used: {error.strerror}; name another with --port, or none"
        ) from None
    return listening


def refused(headers: Mapping[bytes, bytes], port: int) -> tuple[int, str]:
    """Why a request is not answered, by its headers: HTTP status and words; 0 where it is."""
    hosts = {f"{name}:{port}" for name in NAMES}
    if headers.get(b"host", b"").decode("latin-1").lower() not in hosts:
        return 421, "this server answers to 127.0.0.1 and localhost only"
    origin = headers.get(b"origin")
    if origin is None:
        return 0, ""
    if origin.decode("latin-1").lower() not in {f"http://{host}" for host in hosts}:
        return 403, "web pages of other origins may not use this server"
    return 0, ""
