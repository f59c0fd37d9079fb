#!/usr/bin/env bash
# Installs what is missing, and nothing else. Usage: scripts/install.sh [demo|test]
#   (nothing)  only looks for the .NET SDK, which it never installs itself
#   demo       the MQTT broker, its command-line clients and the client library
#   test       the same, a browser for the page's tests, node with npm for the peers under tests/peers, and for the power-cut tests
#              QEMU, what makes its guest, and Debian's kernel in artifacts/guest (no root, no x86-64: these tests are skipped)
# Quiet when everything is there. Exit codes: 0 all there, 2 something is missing and why.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

broker=(mosquitto mosquitto-clients libmosquitto1)
guest=() # what the power-cut tests alone need; without it they are skipped
case ${1:-} in
    "") packages=() ;;
    demo) packages=("${broker[@]}") ;;
    test)
        packages=("${broker[@]}" chromium nodejs npm)
        [[ $(uname -m) != x86_64 ]] || guest=(qemu-system-x86 busybox-static cpio kmod e2fsprogs)
        ;;
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
        qemu-system-x86) command -v qemu-system-x86_64 ;;
        busybox-static) command -v busybox && ! ldd "$(command -v busybox)" 2>/dev/null ;;
        cpio) command -v cpio ;;
        kmod) command -v modprobe && command -v depmod ;;
        e2fsprogs) command -v mkfs.ext4 && command -v e2fsck && command -v debugfs ;;
    esac >/dev/null
}

dotnet --list-sdks 2>/dev/null | grep -q '^10\.' || die 2 \
    "The .NET 10 SDK is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0" \
    "(package dotnet-sdk-10.0 where your distribution has it), see that 'dotnet --list-sdks' shows 10.x, and try again."

# missing_of PACKAGE...: those that are not there, one a line
missing_of() {
    local package
    for package in "$@"; do
        is_there "$package" || printf '%s\n' "$package"
    done
}
mapfile -t missing < <(missing_of "${packages[@]}")
mapfile -t missing_guest < <(missing_of "${guest[@]}")
[[ ${#missing[@]} -gt 0 || ${#missing_guest[@]} -gt 0 || ${#guest[@]} -gt 0 ]] || exit 0

if ! command -v apt-get >/dev/null; then
    [[ ${#missing[@]} -eq 0 ]] || die 2 \
        "Missing: ${missing[*]} (Debian's names). This system has no apt-get: install them with its own package manager, and try again."
    say "No apt-get, so no guest: the power-cut tests are skipped."
    exit 0
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
        [[ ${#missing[@]} -eq 0 ]] || die 2 "Missing: ${missing[*]}. As root, run: apt-get install --no-install-recommends ${missing[*]}"
        as_root=(false)
    else
        as_root=(sudo)
        [[ -t 0 ]] || as_root=(sudo -n) # nobody is there to type a password
    fi
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

# install PACKAGE...: package lists that are absent or old make the first try fail; only then are they fetched.
install() {
    say "installing $* ..."
    apt install -y --no-install-recommends "$@" || { apt update && apt install -y --no-install-recommends "$@"; }
}

install_missing() {
    # The package would start a broker of the system's own; nothing here needs it. 101 = "not allowed".
    if [[ ! -e $policy ]]; then
        own_policy=yes
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
        "${as_root[@]}" chmod +x "$policy"
    fi
    install "${missing[@]}" || {
        tail -n 20 "$log" >&2
        die 2 "Could not install ${missing[*]}. Put right what apt-get says above, or install them yourself, and try again."
    }
    # Nor shall it start at the next boot.
    if [[ " ${missing[*]} " == *" mosquitto "* ]] && command -v systemctl >/dev/null; then
        "${as_root[@]}" systemctl --quiet disable mosquitto >>"$log" 2>&1 || true
    fi
    local package
    for package in "${missing[@]}"; do
        is_there "$package" || die 2 "$package is installed but what is needed of it is not found; is PATH complete? (PATH=$PATH)"
    done
}

# The kernel is fetched without root, from lists that only root can bring up to date.
make_guest() {
    [[ ${#missing_guest[@]} -eq 0 ]] || install "${missing_guest[@]}" || return 1
    scripts/guest.sh 2>>"$log" || { apt update && scripts/guest.sh; }
}

[[ ${#missing[@]} -eq 0 ]] || install_missing
if [[ ${#guest[@]} -gt 0 ]] && ! make_guest; then
    tail -n 5 "$log" >&2
    say "No guest to cut the power of${missing_guest[*]:+ (it needs ${missing_guest[*]}, which root can install)}: the power-cut tests are skipped."
fi
