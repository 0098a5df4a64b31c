# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2154,SC3013
# hostile.sh - the hostile server for shell tests; to be sourced after tests/tap.sh
#
#   hostile_start            sets $port, and $hostile_log to the server's log
#   hostile_stop             call it in the cleanup
#   url N PATH               prints the URL of PATH at 127.0.0.N
#   fetch [OPTION...]        winnow-fetch at most 30 s, private addresses allowed, archive in
#                            $tap_tmp/out.warc, messages in $tap_tmp/err
#   outcomes [FILE...]       what the archive says, one line a record, without the port
#   outcome_of PATH          the kind and the word of one URL's record, "response 200"
#   asked N                  the server's log for 127.0.0.N: seconds, status, target

hostile_pid=

hostile_start()
{
	hostile_log=$tap_tmp/hostile.log
	tests/bound python3 tests/stage/fetch/hostile_server.py "$hostile_log" >"$tap_tmp/port" &
	hostile_pid=$!
	wait_until test -s "$tap_tmp/port"
	port=$(cat "$tap_tmp/port")
}

hostile_stop()
{
	[ -n "$hostile_pid" ] || return 0
	kill "$hostile_pid" 2>/dev/null
	wait "$hostile_pid" 2>/dev/null
	hostile_pid=
}

url()
{
	echo "http://127.0.0.$1:$port$2"
}

fetch()
{
	timeout 30 winnow-fetch --allow-private "$@" >"$tap_tmp/out.warc" 2>"$tap_tmp/err"
}

outcomes()
{
	if [ $# -gt 0 ]; then
		python3 tests/stage/fetch/outcomes.py "$@" | sed "s/:$port//g"
		return
	fi
	[ "$tap_tmp/outcomes" -nt "$tap_tmp/out.warc" ] || outcomes "$tap_tmp/out.warc" >"$tap_tmp/outcomes"
	cat "$tap_tmp/outcomes"
}

outcome_of()
{
	outcomes | awk -F '\t' -v path="$1" '
		{ target = $1; sub("^http://[^/]*", "", target) }
		target == path && $2 != "note" && $2 != "request" { print $2, $3 }'
}

asked()
{
	awk -v address="127.0.0.$1" '$3 == address { print $1, $4, $5 }' "$hostile_log"
}
