"""Run the bench: make the large commune, measure, print a table and JSON.

    python dev.py bench [--households 60000] [--keep FOLDER]

Figures are the program's own time on this machine beside a floor measured in the same minute; read the ratios.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measures import all_figures
from bench.measuring import Figure, as_table, peak_memory
from bench.starting import start_figures
from khuyenhoc_desktop.services.communes import open_commune


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("--households", type=int, default=60_000, help="how many households (default 60000)")
    parser.add_argument("--keep", type=Path, help="keep the commune made in this folder")
    chosen = parser.parse_args()
    place = chosen.keep or Path(tempfile.mkdtemp(prefix="khuyenhoc-bench-"))
    os.environ["KHUYENHOC_HOME"] = str(place / "home")
    try:
        figures = _measure(place, chosen.households)
    finally:
        if chosen.keep is None:
            shutil.rmtree(place, ignore_errors=True)
    print(
        json.dumps(
            {"households": chosen.households, "figures": [f.as_json() for f in figures]}, ensure_ascii=False
        )
    )
    return 0


def _measure(place: Path, count: int) -> list[Figure]:
    print(f"{count:,} households, 3 years · {platform.platform()} · Python {platform.python_version()}")
    # Made by another process, so that the peak of memory is that of working, not of making it up.
    subprocess.run([sys.executable, "-m", "bench.data", str(place / "commune"), str(count)], check=True)
    file = open_commune(place / "commune")
    figures = list(all_figures(file, place))
    file.close()
    figures = [*start_figures(place / "commune"), *figures]
    figures.append(Figure("peak memory of all this", "MB", peak_memory(), 300, None))
    print(as_table(figures))
    return figures


if __name__ == "__main__":
    sys.exit(main())
