#!/usr/bin/env bash
# Measures what the design promises; arguments go to the benchmark program.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh demo
scripts/build.sh
exec dotnet run --project tests/EdgeStock.Benchmarks -c Release -- "$@"
