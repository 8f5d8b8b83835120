"""The ports of a check on the disk, with a record of what was asked or without."""

import time

from designdoc.adapters.files import DiskFiles
from designdoc.adapters.git import Git
from designdoc.adapters.recording import RecordingFiles, RecordingHistory
from designdoc.application.ports import Ports, Store
from designdoc.application.record import Record


def disk_ports(store: Store, record: Record | None = None) -> Ports:
    """Files and git; where there is a ``record``, they note what they are asked."""
    if record is None:
        return Ports(DiskFiles(), Git(store), store)
    files = RecordingFiles(record)
    return Ports(files, RecordingHistory(Git(store), files, time.time), store, record)
