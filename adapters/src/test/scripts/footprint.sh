#!/bin/bash
# Measures the daemon as it starts, settles and rests: 20 features, a systemctl whose start takes 0.5 s, a real Redis on a
# unix socket. Prints a table, with the median of RUNS runs (5) and 10 s of rest.
#   adapters/src/test/scripts/footprint.sh                 after mvn package
# Needs bash, a JDK, redis-cli. The machine should have nothing else to do.
set -euo pipefail
runs=${RUNS:-5} features=20 rest=${REST:-10}
module=$(cd "$(dirname "$0")/../../.." && pwd)
jar=$module/target/featured.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jartool=$(dirname "$(readlink -f "$(command -v "$java")")")/jar
folder=$(mktemp -d)
redis= daemon=
finish() {
  [ -z "$daemon" ] || kill "$daemon" 2>/dev/null || true
  [ -z "$redis" ] || kill "$redis" 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

cd "$folder"
machine=$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
server=redis-server-7.0.15-linux-$machine
"$jartool" xf "$jar" "$server"
chmod +x "$server"
"./$server" --port 0 --unixsocket "$folder/r.sock" --save '' >redis.log 2>&1 &
redis=$!
cli() { redis-cli -s "$folder/r.sock" -n "$@" >/dev/null 2>&1; }
until cli 0 ping; do sleep 0.05; done

cat >database_config.json <<X
{"INSTANCES": {"redis": {"hostname": "127.0.0.1", "port": 6379, "unix_socket_path": "$folder/r.sock"}},
 "DATABASES": {"APPL_DB": {"id": 0, "separator": ":", "instance": "redis"},
               "CONFIG_DB": {"id": 4, "separator": "|", "instance": "redis"},
               "STATE_DB": {"id": 6, "separator": "|", "instance": "redis"}}}
X
cat >systemctl <<X
#!/bin/bash
if ! [ -e $folder/first ]; then
  echo \${EPOCHREALTIME/./} >$folder/first
  # The name, in parentheses, is "java"; clock ticks are 10 ms.
  awk '{print (\$14 + \$15) * 10}' /proc/\$PPID/stat >$folder/cpu
fi
case \$1 in
  show) printf 'LoadState=loaded\nActiveState=inactive\nSubState=dead\nUnitFileState=disabled\nRestart=no\n' ;;
  start) sleep 0.5 ;;
esac
X
chmod +x systemctl
"$java" -Xshare:dump -XX:SharedClassListFile="$module/target/package/classes.lst" -XX:SharedArchiveFile=featured.jsa \
  -Xlog:disable -Xlog:all=error:stderr -Xmx256m -jar "$jar" >/dev/null
# What is not on the disk yet would count as written to by each process that maps it.
sync featured.jsa

now() { echo "${EPOCHREALTIME/./}"; }
# One run with these JVM options: prints first call (ms), processor time until then (ms), all settled (ms), RSS, PSS (MB),
# threads.
once() {
  local started name i
  cli 0 flushall
  for ((i = 10; i < 10 + features; i++)); do cli 4 hset "FEATURE|f$i" state enabled auto_restart enabled; done
  cli 4 set CONFIG_DB_INITIALIZED 1
  rm -rf first cpu root && mkdir root
  started=$(now)
  "$java" "$@" -jar "$jar" run --db-config database_config.json --systemctl "$folder/systemctl" --root root \
    --parallel $features 2>daemon.log &
  daemon=$!
  for ((i = 10; i < 10 + features; i++)); do
    until [ "$(redis-cli -s "$folder/r.sock" -n 6 hget "FEATURE|f$i" state)" = enabled ]; do sleep 0.02; done
  done
  local settled=$(($(now) - started)) first=$(($(cat first) - started))
  sleep "$rest"
  local status=/proc/$daemon/status rollup=/proc/$daemon/smaps_rollup
  echo "$((first / 1000)) $(cat cpu) $((settled / 1000))" \
    "$(awk '/^VmRSS/ {print int($2 / 1024)}' $status) $(awk '/^Pss:/ {print int($2 / 1024)}' $rollup)" \
    "$(awk '/^Threads/ {print $2}' $status)"
  kill "$daemon" && wait "$daemon" || true
  daemon=
}
median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }
measure() {
  local title=$1 i field
  shift
  for ((i = 0; i < runs; i++)); do once "$@"; done >runs
  printf '| %s |' "$title"
  for field in 1 2 3 4 5 6; do printf ' %s |' "$(cut -d' ' -f$field runs | median)"; done
  echo
}

echo "load $(cut -d' ' -f1 /proc/loadavg), $(nproc) processors, $("$java" -version 2>&1 | head -1)"
echo '| how | first call, ms | its processor time, ms | all settled, ms | RSS, MB | PSS, MB | threads |'
echo '|---|---|---|---|---|---|---|'
if [ $# -gt 0 ]; then measure "$*" "$@"; exit; fi
unset MALLOC_ARENA_MAX
measure '`java -jar`'
export MALLOC_ARENA_MAX=1
measure 'with the options of the launcher' "@$module/src/package/jvm.options"
measure '… and the archive: as it is installed' "@$module/src/package/jvm.options" -XX:SharedArchiveFile=featured.jsa
