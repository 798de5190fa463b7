"""Web workers stop when they are told to, however they are told."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from trifecta.config import processes


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def press_ctrl_c(group: int) -> None:
    """As impatient people do: again and again. Which of the processes hears it first is chance."""
    for _ in range(5):
        os.killpg(group, signal.SIGINT)
        time.sleep(0.02)


def test_a_web_worker_leaves_ctrl_c_to_the_process_that_started_it():
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    try:
        processes.pages("trifecta.config.wsgi:application")
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@pytest.mark.server
def test_ctrl_c_reaches_every_process_and_all_stop(tmp_path: Path):
    port = free_port()
    command = [sys.executable, "-m", "trifecta", "serve", "--no-worker", "--port", str(port)]
    environment = {**os.environ, "TRIFECTA_HOME": str(tmp_path)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as serving:
        try:
            assert processes.answers("127.0.0.1", port, within_s=60)
        finally:
            press_ctrl_c(serving.pid)
        said, _ = serving.communicate(timeout=60)

    assert "refused to gracefully stop" not in said
