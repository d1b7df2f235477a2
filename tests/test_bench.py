"""What the bench tells is what it measured."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.measuring import Figure, peak_memory

ROOT = Path(__file__).parent.parent
BALLAST = 150_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux mixes the two up")
def test_the_peak_of_a_process_is_its_own():
    """Not that of the process that started it."""
    held = b"x" * BALLAST
    code = "from bench.measuring import peak_memory; print(peak_memory())"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert 5 < float(told.stdout) < len(held) / 2e6
    assert peak_memory() > len(held) / 2e6


@pytest.mark.parametrize(("value", "within"), [(299.5, True), (300.0, True), (300.5, False), (0.0, None)])
def test_what_could_not_be_measured_keeps_no_budget(value, within):
    assert Figure("peak memory", "MB", value, 300, None).within is within
