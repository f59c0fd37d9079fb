#!/usr/bin/env bash
# Kills, tears, fills up and cuts the power of a ledger that is being written, at random moments, and judges what is left: the same rounds
# as in the tests, more of them. ROUNDS=5000 says how many (1,000 otherwise, some ten minutes), SEED=7 draws other moments.
# The last lines are the table. Exit code 1: a commit was lost, an entry came twice, or a ledger could not be read.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh test
dotnet build tests/EdgeStock.SystemTests -c Release --verbosity quiet -nodeReuse:false >&2

table=$(mktemp)
trap 'rm -f "$table"' EXIT
export EDGESTOCK_ROUNDS=${ROUNDS:-1000} EDGESTOCK_FAULT_TABLE=$table
[[ -z ${SEED:-} ]] || export EDGESTOCK_SEED=$SEED
code=0
dotnet test tests/EdgeStock.SystemTests -c Release --no-build --filter FullyQualifiedName~FaultCampaignTests \
    --logger "console;verbosity=normal" </dev/null >&2 || code=1
cat "$table"
exit "$code"
