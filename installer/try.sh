#!/usr/bin/env bash
# From a fresh Debian 12 machine to a running enquiry about an invented child: installs what is needed, builds, starts
# the Northshire sandbox and opens the window; without a display it runs one enquiry on the command line instead.
#   ./installer/try.sh [--cli]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

./installer/install-packages.sh
echo "Building (the first time takes some minutes)..."
cmake --preset release -DKITH_TESTS=OFF >build-try.log 2>&1 || { tail -20 build-try.log >&2; exit 1; }
cmake --build --preset release >>build-try.log 2>&1 || { tail -40 build-try.log >&2; exit 1; }
rm -f build-try.log
bin=$root/build/release/bin

work=$(mktemp -d "${TMPDIR:-/tmp}/kith-try.XXXXXX")
"$bin/kith" sandbox serve --dir "$work/northshire" >"$work/sandbox.log" 2>&1 &
sandbox=$!
trap 'kill "$sandbox" 2>/dev/null || true; wait "$sandbox" 2>/dev/null || true' EXIT
for _ in $(seq 100); do
    grep -q '^ready ' "$work/sandbox.log" && break
    kill -0 "$sandbox" 2>/dev/null || { cat "$work/sandbox.log" >&2; exit 1; }
    sleep 0.1
done
settings=$work/northshire/settings.json
echo "The invented partnership of Northshire is running; its children are listed in $work/northshire/people.csv"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ "${1:-}" != "--cli" ]; then
    echo "Opening the window. Try NHS number 999 000 4838 under a MASH enquiry. Close it to stop the sandbox."
    "$bin/kith-desktop" --settings "$settings" --as a.okafor
else
    status=0
    "$bin/kith" ask --settings "$settings" --as a.okafor --purpose MASH_ENQUIRY --case NC-2026-10482 \
        --reason "School reports unexplained bruising to forearm; child unwilling to go home." \
        --given "Maisie Rose" --family Pellow --born 2017-02-14 --nhs 9990004838 --postcode "NS4 7QT" \
        --person "mother;Kerry;Pellow;1991;" --json "$work/picture.json" | tee "$work/picture.txt" || status=$?
    echo
    echo "The picture is in $work/picture.txt, and in full in $work/picture.json"
    [ "$status" -eq 0 ] || [ "$status" -eq 3 ] || exit "$status"
fi
