#!/usr/bin/env bash
# Indexes the sample library, serves it on a free port and asks one question of each kind.
# Usage: smoke.sh HUB-INDEXER HUB-SEARCHD SOURCE-FOLDER
set -euo pipefail
indexer=$1 searchd=$2 source=$3
folder=$(mktemp -d)
daemon=
trap 'if [ -n "$daemon" ]; then kill "$daemon" 2>/dev/null; wait "$daemon" 2>/dev/null || true; fi; rm -rf "$folder"' EXIT

"$indexer" --corpus "$source/corpus" --data "$folder/data" reindex
"$indexer" --data "$folder/data" verify
"$searchd" --data "$folder/data" --web "$source/web" --port 0 --admin-port 0 2>"$folder/log" &
daemon=$!
for _ in $(seq 300); do
  grep -q '"listening"' "$folder/log" && break
  kill -0 "$daemon" || { cat "$folder/log"; exit 1; }
  sleep 0.1
done
address=$(sed -n 's/.*"address":"\([^"]*\)".*"listening".*/\1/p' "$folder/log")
admin=$(sed -n 's/.*"admin":"\([^"]*\)".*"listening".*/\1/p' "$folder/log")
ask() { curl -fsS --max-time 20 "$@" >"$folder/answer" || { echo "failed: $*"; tail -5 "$folder/log"; exit 1; }; }
ask "$address/api/v1/search?q=county%20lines" && grep -q '"passages"' "$folder/answer"
ask "$address/search?q=county%20lines" && grep -q '<mark' "$folder/answer"
ask "$address/api/v1/search.atom?q=missing" && grep -q '</feed>' "$folder/answer"
ask "$address/api/v1/search.csv?q=missing" && grep -q '^id,title\|id,title' "$folder/answer"
ask "$admin/readyz" && grep -q ready "$folder/answer"
ask "$admin/metrics" && grep -q '^hub_search_total' "$folder/answer"
echo "The programs index, serve and answer."
