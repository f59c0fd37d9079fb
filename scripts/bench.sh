#!/usr/bin/env bash
# Measures what the design promises, each figure beside a floor in the same run (docs/performance.md).
# Arguments go to the benchmark program; --help lists them.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh demo
scripts/build.sh
dotnet build tests/EdgeStock.Benchmarks -c Release --verbosity quiet -nodeReuse:false >&2
exec dotnet tests/EdgeStock.Benchmarks/bin/Release/net10.0/EdgeStock.Benchmarks.dll --gateway artifacts/lib/gateway/EdgeStock.Gateway.dll "$@"
