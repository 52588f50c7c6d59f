#!/usr/bin/env bash
# A real key store in a session of its own: keyring.sh PROBE FOLDER. Prints "step: what the probe said", a line each.
set -u
probe=$1
export HOME=$2/home XDG_RUNTIME_DIR=$2/run XDG_DATA_HOME=$2/home/.local/share XDG_CONFIG_HOME=$2/home/.config
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL
mkdir -p "$HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$HOME" "$XDG_RUNTIME_DIR"
export probe
say() { echo "$1: $(timeout 20 "$probe" "${@:2}" 2>/dev/null || echo "ended badly")"; }
export -f say

say "no bus" get shelf/a
timeout 120 dbus-run-session -- bash -c '
    keyring() { printf "%s" "$1" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1; }
    keyring "a password"
    say "nothing yet" get shelf/a
    say "put" put shelf/a first-value
    say "get" get shelf/a
    say "put again" put shelf/a second-value
    say "get again" get shelf/a
    say "put another" put log/b other-value
    say "names" names shelf/
    say "all names" names ""
    say "erase" erase log/b
    say "erase what is not there" erase log/b
    say "erased" get log/b
' 2>/dev/null
# The next session of the same person: what was kept is there again once the keyring is unlocked.
timeout 60 dbus-run-session -- bash -c '
    printf "%s" "a password" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
    say "next session" get shelf/a
' 2>/dev/null
# And locked: started without the password, nobody to ask for it.
timeout 100 dbus-run-session -- bash -c '
    gnome-keyring-daemon --start --components=secrets --daemonize >/dev/null 2>&1
    say "locked get" get shelf/a
    say "locked put" put shelf/a third-value
    say "locked erase" erase shelf/a
    say "locked and absent" get shelf/none
' 2>/dev/null
timeout 60 dbus-run-session -- bash -c '
    printf "%s" "a password" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1
    say "unharmed" get shelf/a
' 2>/dev/null
# A bus with no key store that could be started.
printf "%s" "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>" > "$2/bare.conf"
timeout 60 dbus-run-session --config-file="$2/bare.conf" -- bash -c 'say "no key store" get shelf/a; say "no key store put" put shelf/a x' 2>/dev/null
exit 0
