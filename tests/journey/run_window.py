#!/usr/bin/env python3
"""Runs the window's journeys on a virtual display and prints plain counts.

    run_window.py --bin DIR --artefacts DIR [--only WORD]

The real window is driven by keys and read through AT-SPI, against the real sandbox. Exit 0: all passed; 1: some failed;
77: the machine lacks what they need (said in words), which CTest counts as skipped.
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
SCREEN = "1600x1000x24"


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="where kith and kith-desktop are")
    parser.add_argument("--artefacts", required=True, type=pathlib.Path, help="where pictures are kept")
    parser.add_argument("--only", default="", help="run only journeys whose name holds this word")
    return parser.parse_args()


def lacking(bin_folder):
    """What the machine lacks, in words; empty when nothing."""
    missing = [tool for tool in ("Xvfb", "xdotool", "import", "dbus-run-session") if not shutil.which(tool)]
    missing += [name for name in ("kith", "kith-desktop") if not (bin_folder / name).exists()]
    try:
        import gi
        gi.require_version("Atspi", "2.0")
    except (ImportError, ValueError):
        missing.append("python3 gi with Atspi 2.0")
    return missing


def start_display():
    """A virtual display on a number of its own choosing."""
    read, write = os.pipe()
    # -noreset: or it starts anew whenever the last program leaves, and turns the next one away meanwhile.
    process = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-noreset",
                                "-nolisten", "tcp"], pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    return process, f":{number}"


def in_own_session(arguments):
    """The same program again, with a display and a message bus of its own; its exit code."""
    display, name = start_display()
    variables = dict(os.environ, DISPLAY=name, KITH_JOURNEY_STAGE="1", NO_AT_BRIDGE="0", LC_ALL="C.UTF-8")
    # Nothing of the person who runs this may be read or changed.
    with tempfile.TemporaryDirectory(prefix="kith-runtime-") as runtime:
        os.chmod(runtime, 0o700)
        variables["XDG_RUNTIME_DIR"] = runtime
        try:
            return subprocess.run(["dbus-run-session", "--", sys.executable, __file__, *arguments],
                                  env=variables).returncode
        finally:
            display.terminate()
            display.wait()


def run_journeys(only):
    sys.path.insert(0, str(HERE))
    suite = unittest.TestSuite()
    for case in every_case(unittest.defaultTestLoader.discover(str(HERE), pattern="window_*.py")):
        if only in case.id():
            suite.addTest(case)
    result = unittest.TextTestRunner(verbosity=2, stream=sys.stdout).run(suite)
    failed = len(result.failures) + len(result.errors)
    print(f"window journeys: {result.testsRun} run, {failed} failed, {len(result.skipped)} skipped")
    return 1 if failed else 0


def every_case(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from every_case(item)
        else:
            yield item


def main():
    options = parse()
    os.environ["KITH_BIN"] = str(options.bin.resolve())
    os.environ["KITH_ARTEFACTS"] = str(options.artefacts.resolve())
    missing = lacking(options.bin)
    if missing:
        print(f"window journeys: skipped, this machine lacks: {', '.join(missing)}")
        return SKIPPED
    if "KITH_JOURNEY_STAGE" not in os.environ:
        return in_own_session(sys.argv[1:])
    return run_journeys(options.only)


if __name__ == "__main__":
    sys.exit(main())
