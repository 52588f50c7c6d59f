#!/usr/bin/env python3
"""Adds up test cases over all programs of one CTest run and prints a plain count as the last line."""
import re
import sys


def count(log):
    passed = failed = skipped = 0
    for program in re.split(r"^-{10,}$", log, flags=re.M):
        cases = sum(int(n) for n in re.findall(r"^Running (\d+) test cases?\.\.\.", program, flags=re.M))
        broken = len(set(re.findall(r'error: in "([^"]+)"', program)))
        for p, f, s in re.findall(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", program, flags=re.M):
            passed, failed, skipped = passed + int(p), failed + int(f), skipped + int(s or 0)
        skipped += sum(int(n) for n in re.findall(r"^skipped (\d+)\b", program, flags=re.M))
        if "Test Failed." in program and cases and broken == 0:
            broken = 1  # it crashed
        passed, failed = passed + cases - broken, failed + broken
    return passed, failed, skipped


def main():
    with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
        passed, failed, skipped = count(log.read())
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
