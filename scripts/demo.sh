#!/usr/bin/env bash
# Runs a simulated ward storeroom from end to end until Ctrl-C: broker, simulator, firmware-host, gateway.
# Environment: SPEED=4      all clocks run four times as fast (1 to 100)
#              DURATION=30  stop after 30 seconds; exit 1 if a process failed meanwhile
#              HISTORY=0    begin with an empty ledger, without the two months before (some ten seconds less)
#              KEEP=1       leave the folder with ledger, truth and logs behind
#              ARTIFACTS=…  run the programs in this folder instead of building them
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# A shell that starts this in its background hands SIGINT down as ignored, and bash could not trap it.
[[ $(trap -p INT) != "trap -- ''"* ]] || exec env --default-signal=INT "$root/scripts/demo.sh"

speed=${SPEED:-1} duration=${DURATION:-0} history=${HISTORY:-1}
[[ $speed =~ ^[1-9][0-9]?$|^100$ ]] || die 2 "SPEED=$speed: give a whole number from 1 to 100."
[[ $duration =~ ^[0-9]{1,6}$ ]] || die 2 "DURATION=$duration: give whole seconds, or leave it out."
[[ $history =~ ^[01]$ ]] || die 2 "HISTORY=$history: give 0 to begin with an empty ledger, or leave it out."
# The past: the whole month before this one on every day of it; ticks five minutes apart, of which the gateway counts five seconds each.
readonly ready_s=60 stop_s=10 seed=7 past_days=62 past_tick_s=300

names=()           # in the order they were started
declare -A pids=() # of those not yet seen to have ended; each leads a process group of its own
trouble=0
dir=

# The terminal's Ctrl-C shall reach this script alone, which then stops them in order; and they end with it, whatever ends it.
apart=(setsid)
! command -v setpriv >/dev/null || apart+=(setpriv --pdeathsig TERM --)

# start NAME COMMAND...
start() {
    local name=$1
    shift
    : >"$dir/logs/$name.log" # there before anything looks for it
    "${apart[@]}" "$@" >>"$dir/logs/$name.log" 2>&1 </dev/null &
    names+=("$name")
    pids[$name]=$!
}

# Asks bash's own table, where a number is never another process that took it over.
running() { [[ -n ${pids[$1]:-} ]] && jobs -rp | grep -qx "${pids[$1]}"; }

# reap NAME: takes note of its end, sets `status`, and ends what it may have left in its process group.
reap() {
    local pid=${pids[$1]}
    status=0
    wait "$pid" 2>/dev/null || status=$?
    kill -KILL -- "-$pid" 2>/dev/null || true
    unset "pids[$1]"
}

stop() {
    local name=$1 deadline=$((SECONDS + stop_s)) status
    kill -TERM "${pids[$name]}" 2>/dev/null || true
    while running "$name" && ((SECONDS <= deadline)); do sleep 0.05; done
    if running "$name"; then
        say "$name did not stop within $stop_s s and was killed."
        kill -KILL -- "-${pids[$name]}" 2>/dev/null || true
    fi
    reap "$name"
    if ((status != 0)) && [[ $name != past-* ]]; then # what lives through the past has no way of its own to stop
        say "$name ended with exit code $status when it was asked to stop."
        trouble=1
    fi
}

stop_all() {
    trap '' INT TERM HUP # once is enough
    set +e
    local i
    for ((i = ${#names[@]} - 1; i >= 0; i--)); do
        [[ -z ${pids[${names[i]}]:-} ]] || stop "${names[i]}"
    done
    names=()
    if [[ -n $dir && -n ${KEEP:-} ]]; then
        say "kept $dir"
    elif [[ -n $dir ]]; then
        rm -rf "$dir"
    fi
    dir=
}
trap stop_all EXIT
trap 'exit 0' INT TERM HUP

# fail NAME SENTENCE
fail() {
    say "$1 $2 The end of its log:"
    tail -n 20 "$dir/logs/$1.log" >&2
    exit 1
}

# await NAME TEST...: until the test holds
await() {
    local name=$1 deadline=$((SECONDS + ready_s))
    shift
    until "$@"; do
        running "$name" || { reap "$name"; fail "$name" "ended with exit code $status before it was ready."; }
        ((SECONDS < deadline)) || fail "$name" "was not ready within $ready_s s."
        sleep 0.1
    done
}

# shellcheck disable=SC2317 # called by `await`
says_ready() { grep -q '^ready' "$dir/logs/$1.log"; }
listens() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() {
    local port
    while port=$((20000 + RANDOM % 10000)) && listens "$port"; do :; done # below the ports the kernel hands out
    echo "$port"
}

# finish NAME COMMAND...: runs it to its end
finish() {
    local name=$1 status
    shift
    start "$name" env DOTNET_EnableDiagnostics=0 "$@" # a runtime that is stopped while it starts leaves its debugger's pipes behind
    while running "$name"; do sleep 0.1; done
    reap "$name"
    ((status == 0)) || fail "$name" "ended with exit code $status."
}

if [[ -z ${ARTIFACTS:-} ]]; then
    scripts/install.sh demo
    scripts/build.sh
fi
artifacts=${ARTIFACTS:-artifacts}
[[ -x $artifacts/edgestock ]] || die 2 "$artifacts/edgestock is not there; run 'make build', or leave ARTIFACTS out."

dir=$(mktemp -d "${TMPDIR:-/tmp}/edgestock-demo.XXXXXX")
mkdir "$dir/logs" "$dir/data" "$dir/broker"
if ((history)); then
    echo "Living through the ward's last $past_days days ..."
    finish past-simulator "$artifacts/edgestock-simulator" history --scenario ward --dir "$dir/past" --seed $seed --days $past_days --tick $past_tick_s \
        --end "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
    finish past-replay "$artifacts/edgestock" replay "$dir/past/history.ndjson" --out /dev/null --ledger "$dir/data/ledger.db"
    rm "$dir/past/history.ndjson" # some 50 MB
fi
if ((speed > 1)); then
    now=$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)
    export EDGESTOCK_CLOCK="$now*$speed"
fi

broker=$(free_port)
page=8080
if listens "$page"; then
    page=$(free_port)
    say "Port 8080 is taken; the page is on port $page."
fi
cat >"$dir/mosquitto.conf" <<CONF
listener $broker 127.0.0.1
allow_anonymous true
max_queued_messages 10000
max_inflight_messages 100
persistence true
persistence_location $dir/broker/
user $(id -un)
CONF

start mosquitto mosquitto -c "$dir/mosquitto.conf"
await mosquitto listens "$broker"
start simulator "$artifacts/edgestock-simulator" run --dir "$dir" --seed $seed --visits-per-hour 240
await simulator says_ready simulator
start firmware-host "$artifacts/edgestock-firmware-host" run --config "$dir/hardware.yaml"
start gateway "$artifacts/edgestock" run --site "$dir/site.yaml" --data "$dir/data" --samples "$dir/samples.sock" \
    --broker "127.0.0.1:$broker" --http "127.0.0.1:$page"
await gateway says_ready gateway
running firmware-host || fail firmware-host "has ended."

cat <<BANNER

EdgeStock demo: a simulated ward storeroom$( ((speed == 1)) || echo ", clocks $speed times as fast")

  page    http://localhost:$page
  watch   mosquitto_sub -h 127.0.0.1 -p $broker -t 'edgestock/#' -v
  health  http://localhost:$page/health
  devices $artifacts/edgestock device list --data $dir/data
  record  $artifacts/edgestock record --data $dir/data --out demo.trace
  verify  $artifacts/edgestock verify $dir/data/ledger.db
  cover   $artifacts/edgestock coverage list --data $dir/data$( ((history == 0)) || printf '\n%s' "  report  $artifacts/edgestock report --month $(date -u -d "$(date -u +%Y-%m-01) -1 day" +%Y-%m) --lang sv --out report.html --data $dir/data")
  truth   $dir/truth.jsonl
  logs    $dir/logs/
  stop    Ctrl-C$([[ -n ${KEEP:-} ]] || echo "  (removes the folder; KEEP=1 keeps it)")

BANNER

began=$SECONDS
while ((duration == 0 || SECONDS - began < duration)); do
    sleep 0.5
    for name in "${!pids[@]}"; do
        running "$name" && continue
        reap "$name"
        trouble=1
        [[ $name != gateway ]] || fail gateway "ended with exit code $status."
        say "$name ended with exit code $status; the others go on. Its log: $dir/logs/$name.log"
    done
    # A make that was killed cannot hand that on: this script then has another parent.
    read -r _ _ _ parent _ <"/proc/$$/stat"
    [[ -z ${MAKELEVEL:-} || $parent == "$PPID" ]] || exit 0
done
stop_all
exit "$trouble"
