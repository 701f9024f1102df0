#!/usr/bin/env bash
# What the action of GitHub runs: annotations to the log, SARIF to a file where one is asked for.
# Takes its inputs from FACTLINT_PATHS, _RULES, _LEVEL, _FAIL_ON and _SARIF.
set -euo pipefail

arguments=(--level "${FACTLINT_LEVEL:-warning}" --fail-on "${FACTLINT_FAIL_ON:-error}")
while IFS= read -r rules; do
  if [ -n "$rules" ]; then arguments+=(--rules "$rules"); fi
done <<<"${FACTLINT_RULES:-}"
paths=()
while IFS= read -r path; do
  if [ -n "$path" ]; then paths+=("$path"); fi
done <<<"${FACTLINT_PATHS:-.}"

if [ -n "${FACTLINT_SARIF:-}" ]; then
  # The exit code is that of the second run, over the same documents.
  factlint check --quiet --format sarif "${arguments[@]}" -- "${paths[@]}" >"$FACTLINT_SARIF" || true
fi
factlint check --format github "${arguments[@]}" -- "${paths[@]}"
