#!/usr/bin/env bash
# Installs the Debian packages of packages.txt that are not on this machine yet. Quiet and quick when none is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

missing=()
while IFS=/ read -r name enough; do
    [ -z "$enough" ] || ! command -v "$enough" >/dev/null || continue
    dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null | grep -q '^installed$' || missing+=("$name")
done < <(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$here/packages.txt")
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "These packages are missing and need root to install: ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
fi
echo "Installing ${#missing[@]} Debian packages..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
if ! { "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update &&
       "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -20 "$log" >&2
    echo "The packages could not be installed; the lines above say why." >&2
    exit 1
fi
