#!/usr/bin/env bash
# Installs what is needed, builds and passes every test; ends with a plain count.
#   ./tests/run.sh            the everyday build, window journeys included
#   ./tests/run.sh asan       the whole suite under the address and undefined-behaviour sanitizers
#   ./tests/run.sh tsan       all but the window under the thread sanitizer
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
preset=${1:-dev}

./installer/install-packages.sh
cmake --preset "$preset" >/dev/null
cmake --build "build/$preset"

export LSAN_OPTIONS="suppressions=$root/tests/lsan.supp:print_suppressions=0"
export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1"
export TSAN_OPTIONS="halt_on_error=0:exitcode=66:suppressions=$root/tests/tsan.supp"
failed=0
ctest --test-dir "build/$preset" --output-on-failure --timeout 900 || failed=1
python3 tests/count.py "build/$preset/Testing/Temporary/LastTest.log" || failed=1
exit $failed
