#!/usr/bin/env bash
# Kills, tears, fills up and cuts the power of a ledger that is being written, at random moments, and judges what is left: the same rounds
# as in the tests, more of them. ROUNDS=5000 says how many (1,000 otherwise, some ten minutes), SEED=7 draws other moments.
# Then lives through DAYS=90 simulated days of a storeroom of 120 articles, replays them, and compares cover with the truth; STORE_SEED=7 draws
# another storeroom. Then lives through CLIMATE_DAYS=365 simulated days of the climate of three storerooms (1.4 GB in $TMPDIR meanwhile), and judges
# the alarms by the truth; CLIMATE_SEED=5 draws another year. ONLY=faults, ONLY=coverage or ONLY=climate does one of the three.
# The last lines are the tables. Exit code 1: a commit was lost, an entry came twice, a ledger could not be read, a shortage came without a warning,
# or an excursion without an alarm; also when an alarm chattered, was false, or a power cut called more than once.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/install.sh test
dotnet build tests/EdgeStock.SystemTests -c Release --verbosity quiet -nodeReuse:false >&2

only=${ONLY:-}
[[ $only =~ ^(faults|coverage|climate|)$ ]] || die 2 "ONLY=$only: give faults, coverage or climate, or leave it out."
days=${DAYS:-90}
[[ $days =~ ^[0-9]{2,3}$ ]] && ((10#$days >= 42 && 10#$days <= 400)) || die 2 "DAYS=$days: give 42 to 400; fewer days hold too few shortages to judge by."
climate_days=${CLIMATE_DAYS:-365}
[[ $climate_days =~ ^[0-9]{2,3}$ ]] && ((10#$climate_days >= 60 && 10#$climate_days <= 400)) || die 2 "CLIMATE_DAYS=$climate_days: give 60 to 400; fewer days hold too few troubles to judge by."

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

if [[ -z $only || $only == faults ]]; then
    [[ -z ${SEED:-} ]] || export EDGESTOCK_SEED=$SEED
    campaign FaultCampaignTests
    unset EDGESTOCK_SEED
fi
if [[ -z $only || $only == coverage ]]; then
    [[ -z ${STORE_SEED:-} ]] || export EDGESTOCK_SEED=$STORE_SEED
    campaign SimulatedPastTests
fi
if [[ -z $only || $only == climate ]]; then
    export EDGESTOCK_CLIMATE_DAYS=$climate_days EDGESTOCK_CLIMATE_TABLE=$tables/climate.md
    [[ -z ${CLIMATE_SEED:-} ]] || export EDGESTOCK_CLIMATE_SEED=$CLIMATE_SEED
    campaign SimulatedRoomsTests
fi
for table in "$tables"/*.md; do
    [[ ! -e $table ]] || { echo; cat "$table"; }
done
exit "$code"
