#!/bin/sh
# One backup of the reports and the accounts into a folder of its own; the oldest ones go.
#   backup.sh FOLDER          DASHBOARD_STORE names the store, KEPT how many are kept (30)
# It ends with an error, and drops nothing, if either copy was not made whole.
set -eu

cd "$(dirname "$0")/../.."
to=$1
python=${PYTHON:-.venv/bin/python}
made="$to/$(date -u +%Y-%m-%dT%H%M%SZ)"

"$python" -m etl backup "$made.begun"
mv "$made.begun" "$made"

# By name, which is by age; what was begun and broke off goes with the next one that is whole.
ls -d "$to"/????-??-??T??????Z | sort -r | tail -n "+$((${KEPT:-30} + 1))" | while read -r old; do
    rm -r "$old"
done
for begun in "$to"/????-??-??T??????Z.begun; do
    [ ! -d "$begun" ] || rm -r "$begun"
done
echo "$made"
