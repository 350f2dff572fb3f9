#!/usr/bin/env bash
# Builds everything and runs every suite. Installs what the tests need where it may (as root on Debian).
# The last line counts: "N passed, N failed, N skipped". With CI=true a suite that cannot run fails.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# One compiler for all projects; and programs that live for seconds are not profiled for a long life.
export UseSharedCompilation=true DOTNET_TieredPGO=0

say() { printf '\n== %s\n' "$*"; }

need() { # command, packages...
  local command=$1; shift
  command -v "$command" >/dev/null && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing $*"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  fi
  command -v "$command" >/dev/null || say "SKIPPED WITHOUT $command: install $* to run the tests that need it"
}

# Page numbers in briefings are held against a real layout engine.
need soffice libreoffice-writer-nogui fonts-liberation
need pdftotext poppler-utils
# The pages are tried in a real browser.
need chromium chromium
# The service is tried on PostgreSQL, and as two instances behind nginx, one of them with a network of its own.
need pg_ctlcluster postgresql
need nginx nginx-light
need ip iproute2

say "Build"
dotnet build TeamEurope.sln --nologo -v quiet || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

logs=$(mktemp -d)
suite() { # name, title, arguments of dotnet test...
  local log="$logs/$1"; say "$2"; shift 2
  dotnet test --no-build --nologo --logger "console;verbosity=normal" "$@" 2>&1 | tee "$log" | grep -vE '^\s+Passed |^\s*$|Standard Output|^\[xUnit|^(info|warn):|^      '
  [ "${PIPESTATUS[0]}" = 0 ] || touch "$log.failed"
}

# One project after the other: each keeps two cores busy by itself; side by side they save two minutes and disturb each other.
suite usual "Tests, on SQLite where they need a database" TeamEurope.sln -m:1 --filter 'FullyQualifiedName!~TeamEurope.Instances'

# A rolling upgrade needs the version before, built: infra/rolling-upgrade tries it.
suite instances "Several instances on PostgreSQL" tests/TeamEurope.Instances.Tests --filter 'FullyQualifiedName!~RollingUpgradeTests'

# The same tests on each server. What has a database of its own anyway runs once, and so do the pages, which send what the API sends.
own='FullyQualifiedName!~Api.Tests.Pages&FullyQualifiedName!~Operations&FullyQualifiedName!~FaultTests&FullyQualifiedName!~OutageTests&FullyQualifiedName!~WallTests&FullyQualifiedName!~TsqlTests'
if compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || command -v initdb >/dev/null; then
  TEAMEUROPE_TEST_DATABASE=PostgreSql suite postgresql "The API on PostgreSQL" tests/TeamEurope.Api.Tests --filter "$own"
else
  say "SKIPPED: the API on PostgreSQL, which is not installed"
  echo "     Skipped: 1" >"$logs/postgresql"
fi
if [ -n "${TEAMEUROPE_SQLSERVER:-}" ]; then
  TEAMEUROPE_TEST_DATABASE=SqlServer suite sqlserver "The API on SQL Server" tests/TeamEurope.Api.Tests --filter "$own"
fi

sum() { grep -ohE "^ +$1: +[0-9]+" "$logs"/* | grep -oE '[0-9]+' | awk '{ total += $1 } END { print total + 0 }'; }
passed=$(sum Passed) failed=$(sum Failed) skipped=$(sum Skipped)
compgen -G "$logs/*.failed" >/dev/null && [ "$failed" = 0 ] && failed=1
[ "$failed" = 0 ] || { say "Failed"; grep -ahE '^ +Failed [A-Za-z]' "$logs"/*; }
rm -rf "$logs"
[ "$passed" = 0 ] && failed=$((failed + 1))
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  say "In CI nothing may be skipped"
  failed=$((failed + skipped))
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
