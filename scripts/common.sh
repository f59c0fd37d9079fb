# What the other scripts share; read with `source`, never run.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 2

# Debian keeps mosquitto and ldconfig outside an ordinary user's PATH.
PATH="$PATH:/usr/sbin:/sbin"

# No compiler or build server may outlive the command that started it.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*" >&2; }

# die EXIT-CODE SENTENCE...
die() {
    local code=$1
    shift
    say "$@"
    exit "$code"
}
