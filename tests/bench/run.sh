#!/usr/bin/env bash
# Measures everything once, each beside its peer in the same run. On demand; never part of the tests.
#   ./tests/bench/run.sh [json|picture|fanout|central|policy|review|screen|start|log|shelf ...]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
bin=$root/build/release/bin
cd "$root"
cmake --preset release -DKITH_TESTS=ON >/dev/null
cmake --build build/release --target bench kith kith-desktop >/dev/null
what=("$@")
[ ${#what[@]} -gt 0 ] || what=(json picture fanout central policy review screen start log shelf)
for one in "${what[@]}"; do
    echo "== $one"
    case $one in
        start)
            work=$(mktemp -d)
            "$bin/kith" sandbox serve --dir "$work" >"$work/log" 2>&1 &
            sandbox=$!
            until grep -q '^ready ' "$work/log"; do kill -0 $sandbox; sleep 0.1; done
            xvfb-run -a -s "-screen 0 1440x900x24" python3 tests/bench/start/start.py "$bin" "$work/settings.json"
            kill $sandbox
            rm -rf "$work"
            ;;
        screen) xvfb-run -a -s "-screen 0 1440x900x24" "$bin/bench_screen" ;;
        *) "$bin/bench_$one" ;;
    esac
done
