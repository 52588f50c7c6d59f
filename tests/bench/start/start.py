#!/usr/bin/env python3
"""Cold start to first window, quiet, CPU and resident memory of kith-desktop beside a bare wxWidgets program, in turn.

usage: start.py BIN_DIR SETTINGS [RUNS]      (needs a display: run under xvfb-run)
"""
import os
import statistics
import subprocess
import sys
import time

TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_mib(pid):
    """Proportional set size: shared pages count by share."""
    with open(f"/proc/{pid}/smaps_rollup") as f:
        for line in f:
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def has_window(pid):
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(pid)], capture_output=True, text=True)
    return bool(found.stdout.strip())


def run(command):
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not has_window(child.pid):
        if child.poll() is not None or time.monotonic() - start > 30:
            child.kill()
            sys.exit(f"no window came: {command[0]}")
        time.sleep(0.01)
    shown = time.monotonic() - start
    last, quiet_since = cpu_seconds(child.pid), time.monotonic()
    while time.monotonic() - quiet_since < 0.3:  # quiet: no CPU for 0.3 s
        time.sleep(0.02)
        now = cpu_seconds(child.pid)
        if now != last:
            last, quiet_since = now, time.monotonic()
    quiet = quiet_since - start
    figures = (shown, quiet, last, memory_mib(child.pid))
    child.terminate()
    child.wait()
    return figures


def main():
    bin_dir, settings = sys.argv[1], sys.argv[2]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    programs = {
        "kith-desktop": [f"{bin_dir}/kith-desktop", "--settings", settings, "--as", "a.okafor"],
        "bare wx window": [f"{bin_dir}/bench_bare_window"],
    }
    taken = {name: [] for name in programs}
    for i in range(runs + 1):
        for name, command in programs.items():
            figures = run(command)
            if i:  # the first warms the disk cache
                taken[name].append(figures)
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in taken.items()}
    for name, (shown, quiet, cpu, mib) in medians.items():
        print(f"{name}: window {shown * 1000:.0f} ms, quiet {quiet * 1000:.0f} ms, CPU {cpu:.2f} s, memory {mib:.0f} MiB")
    ours, bare = medians["kith-desktop"], medians["bare wx window"]
    print("ratios: " + ", ".join(f"{label} {a / b:.2f}" for label, a, b in
                                 zip(("window", "quiet", "CPU", "memory"), ours, bare)))


if __name__ == "__main__":
    main()
