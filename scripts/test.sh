#!/usr/bin/env bash
# Installs what tests need, builds everything and runs every test project.
# FILTER=Name runs the tests whose full name contains it, or what a 'dotnet test --filter' expression picks.
# The last line is 'N passed, N failed, N skipped'. Exit code 1 if a test failed, a run broke off, or no test ran.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# A package reference changed without its lock file stops the build here; 'make build' or a restore brings it up to date.
export RestoreLockedMode=true

readonly run_limit=40m # for one project: a hung test shall not hang CI

scripts/install.sh test

# Programs by other hands that tests talk to, as their lock files name them; again only when one of those has changed.
for lock in tests/peers/*/package-lock.json; do
    peer=$(dirname "$lock")
    [[ $peer/node_modules/.package-lock.json -nt $lock ]] && continue
    say "installing the packages of $peer ..."
    (cd "$peer" && npm ci --loglevel=error >&2) || die 2 \
        "Could not install the packages of $lock; npm says above what is missing." \
        "It needs the npm registry, or npm's cache of an earlier run, once: see that 'npm ping' answers, and try again."
done

scripts/build.sh
dotnet build EdgeStock.sln -c Release --verbosity quiet -nodeReuse:false

results=$(mktemp -d)
runner=
# `timeout` keeps a process group of its own, which Ctrl-C does not reach; it hands a SIGTERM on to all of it.
finish() {
    if [[ -n $runner ]]; then
        kill "$runner" 2>/dev/null || true
        wait "$runner" || true
    fi
    rm -rf "$results"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

filter=()
[[ -z ${FILTER:-} ]] || filter=(--filter "$FILTER")
broken=()
for project in tests/*/*.csproj; do
    grep -q 'Microsoft.NET.Test.Sdk' "$project" || continue
    name=$(basename "$project" .csproj)
    say "== $name"
    timeout --kill-after=30s "$run_limit" dotnet test "$project" -c Release --no-build "${filter[@]}" \
        --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" --results-directory "$results" </dev/null &
    runner=$!
    wait "$runner" || broken+=("$name")
    runner=
done

# counter NAME: its sum over all result files
counter() {
    find "$results" -name '*.trx' -exec grep -oh '<Counters [^>]*' {} + |
        sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

# failures PROJECT: names of its failed tests
failures() { grep -oh '<UnitTestResult [^>]*outcome="Failed"[^>]*' "$results/$1.trx" 2>/dev/null | sed 's/.* testName="\([^"]*\)".*/\1/; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'; }

passed=$(counter passed)
failed=$(($(counter failed) + $(counter error) + $(counter timeout) + $(counter aborted)))
skipped=$(($(counter total) - $(counter executed)))
for name in "${broken[@]}"; do
    if list=$(failures "$name"); then
        printf 'failed: %s\n' "$list" | sed '2,$s/^/failed: /'
    else
        say "$name broke off: no test of it failed, but the run did (see above)."
        failed=$((failed + 1))
    fi
done
ran=$((passed + failed))
((ran > 0)) || say "No test ran${FILTER:+; does FILTER=$FILTER match any?}"
echo "$passed passed, $failed failed, $skipped skipped"
((ran > 0 && failed == 0))
