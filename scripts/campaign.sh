#!/usr/bin/env bash
# Kills, tears, fills up and cuts the power of a ledger that is being written, at random moments, and judges what is left: the same rounds
# as in the tests, more of them. ROUNDS=5000 says how many (1,000 otherwise, some ten minutes), SEED=7 draws other moments.
# Then lives through DAYS=90 simulated days of a storeroom of 120 articles, replays them, and compares cover with the truth; STORE_SEED=7 draws
# another storeroom. ONLY=faults or ONLY=coverage does one of the two.
# The last lines are the tables. Exit code 1: a commit was lost, an entry came twice, a ledger could not be read, or a shortage came without a warning.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh test
dotnet build tests/EdgeStock.SystemTests -c Release --verbosity quiet -nodeReuse:false >&2

only=${ONLY:-}
[[ $only =~ ^(faults|coverage|)$ ]] || die 2 "ONLY=$only: give faults or coverage, or leave it out."
days=${DAYS:-90}
[[ $days =~ ^[0-9]{2,3}$ ]] && ((10#$days >= 42 && 10#$days <= 400)) || die 2 "DAYS=$days: give 42 to 400; fewer days hold too few shortages to judge by."

tables=$(mktemp -d)
trap 'rm -rf "$tables"' EXIT
export EDGESTOCK_ROUNDS=${ROUNDS:-1000} EDGESTOCK_FAULT_TABLE=$tables/faults.md
export EDGESTOCK_DAYS=$days EDGESTOCK_COVERAGE_TABLE=$tables/coverage.md
code=0

# campaign TESTS: runs them, their table included
campaign() {
    dotnet test tests/EdgeStock.SystemTests -c Release --no-build --filter "FullyQualifiedName~$1" \
        --logger "console;verbosity=normal" </dev/null >&2 || code=1
}

if [[ $only != coverage ]]; then
    [[ -z ${SEED:-} ]] || export EDGESTOCK_SEED=$SEED
    campaign FaultCampaignTests
    unset EDGESTOCK_SEED
fi
if [[ $only != faults ]]; then
    [[ -z ${STORE_SEED:-} ]] || export EDGESTOCK_SEED=$STORE_SEED
    campaign SimulatedPastTests
fi
for table in "$tables"/*.md; do
    [[ ! -e $table ]] || { echo; cat "$table"; }
done
exit "$code"
