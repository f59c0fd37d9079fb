#!/usr/bin/env bash
# Installs what is missing, and nothing else. Usage: scripts/install.sh [demo|test]
#   (nothing)  only looks for the .NET SDK, which it never installs itself
#   demo       the MQTT broker, its command-line clients and the client library
#   test       the same, a browser for the page's tests, and node with npm for the peers under tests/peers
# Quiet when everything is there. Exit codes: 0 all there, 2 something is missing and why.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

broker=(mosquitto mosquitto-clients libmosquitto1)
case ${1:-} in
    "") packages=() ;;
    demo) packages=("${broker[@]}") ;;
    test) packages=("${broker[@]}" chromium nodejs npm) ;;
    *) die 2 "scripts/install.sh: no set '$1'; there is demo and test." ;;
esac

# A package counts as there when what we use of it is there, however it came.
is_there() {
    case $1 in
        mosquitto) command -v mosquitto ;;
        mosquitto-clients) command -v mosquitto_sub ;;
        libmosquitto1) ldconfig -p 2>/dev/null | grep -F libmosquitto.so.1 ;;
        chromium) command -v chromium ;;
        nodejs) command -v node ;;
        npm) command -v npm ;;
    esac >/dev/null
}

dotnet --list-sdks 2>/dev/null | grep -q '^10\.' || die 2 \
    "The .NET 10 SDK is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0" \
    "(package dotnet-sdk-10.0 where your distribution has it), see that 'dotnet --list-sdks' shows 10.x, and try again."

missing=()
for package in "${packages[@]}"; do
    is_there "$package" || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

command -v apt-get >/dev/null || die 2 \
    "Missing: ${missing[*]} (Debian's names). This system has no apt-get: install them with its own package manager, and try again."

as_root=()
if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || die 2 "Missing: ${missing[*]}. As root, run: apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
    [[ -t 0 ]] || as_root=(sudo -n) # nobody is there to type a password
fi

log=$(mktemp)
policy=/usr/sbin/policy-rc.d
own_policy=
restore() {
    [[ -z $own_policy ]] || "${as_root[@]}" rm -f "$policy"
    rm -f "$log"
}
trap restore EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" >>"$log" 2>&1 </dev/null; }
install_missing() { apt install -y --no-install-recommends "${missing[@]}"; }

say "installing ${missing[*]} ..."
# The package would start a broker of the system's own; nothing here needs it. 101 = "not allowed".
if [[ ! -e $policy ]]; then
    own_policy=yes
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod +x "$policy"
fi
# Package lists that are absent or old make the first try fail; only then are they fetched.
install_missing || { apt update && install_missing; } || {
    tail -n 20 "$log" >&2
    die 2 "Could not install ${missing[*]}. Put right what apt-get says above, or install them yourself, and try again."
}
# Nor shall it start at the next boot.
if [[ " ${missing[*]} " == *" mosquitto "* ]] && command -v systemctl >/dev/null; then
    "${as_root[@]}" systemctl --quiet disable mosquitto >>"$log" 2>&1 || true
fi
for package in "${missing[@]}"; do
    is_there "$package" || die 2 "$package is installed but what is needed of it is not found; is PATH complete? (PATH=$PATH)"
done
