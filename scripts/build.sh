#!/usr/bin/env bash
# Publishes the three programs and writes a launcher for each:
#   artifacts/edgestock, artifacts/edgestock-firmware-host, artifacts/edgestock-simulator
# With nothing changed since the last build it only compares file names and times.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh

artifacts=$root/artifacts
stamp=$artifacts/lib/.sources

# sources [FIND-TEST...]: what the programs are made of, all of it or what passes the test
sources() {
    find firmware-host gateway simulator Directory.*.props .editorconfig BannedSymbols.txt scripts/build.sh \
        \( -name bin -o -name obj \) -prune -o -type f "$@" -print
}

up_to_date() {
    [[ -f $stamp && -x $artifacts/edgestock && -x $artifacts/edgestock-firmware-host && -x $artifacts/edgestock-simulator ]] || return 1
    [[ $(cat "$stamp") == "$found" && -z $(sources -newer "$stamp") ]]
}

# publish PROJECT NAME LAUNCHER: a program that runs from the old folder keeps its files until it ends.
publish() {
    local project=$1 name=$2 launcher=$3 fresh=$artifacts/lib/.$2
    rm -rf "$fresh"
    dotnet publish "$project" -c Release -o "$fresh" -p:UseAppHost=false --verbosity quiet -nodeReuse:false
    rm -rf "${artifacts:?}/lib/$name"
    mv "$fresh" "$artifacts/lib/$name"
    cat > "$artifacts/.$launcher" <<LAUNCHER
#!/bin/sh
here=\$(dirname "\$(readlink -f "\$0")")
exec dotnet "\$here/lib/$name/$(basename "$project").dll" "\$@"
LAUNCHER
    chmod +x "$artifacts/.$launcher"
    mv "$artifacts/.$launcher" "$artifacts/$launcher"
}

found=$(dotnet --version && sources | LC_ALL=C sort)
if up_to_date; then
    exit 0
fi

mkdir -p "$artifacts/lib"
begun=$artifacts/lib/.begun
printf '%s\n' "$found" > "$begun" # its time is the beginning: what is edited during the build is newer
rm -f "$stamp"
publish gateway/EdgeStock.Gateway gateway edgestock
publish firmware-host/EdgeStock.FirmwareHost firmware-host edgestock-firmware-host
publish simulator/EdgeStock.Simulator simulator edgestock-simulator
mv "$begun" "$stamp"
say "built artifacts/edgestock, artifacts/edgestock-firmware-host and artifacts/edgestock-simulator"
