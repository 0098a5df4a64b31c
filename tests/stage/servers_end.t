#!/bin/sh
# SPDX-License-Identifier: MIT
# servers_end.t - a test that is killed leaves no server running

. tests/tap.sh

# The servers of a test, in a shell of its own; what it leaves behind is in our folder.
cat >"$tap_tmp/test" <<'END'
TMPDIR=$1
export TMPDIR
. tests/tap.sh
. tests/stage/fetch/hostile.sh
. tests/server.sh
hostile_start
server_start "$tap_tmp/server" || exit 1
echo "$hostile_pid" "$server_pid" >"$1/pids.part"
mv "$1/pids.part" "$1/pids"
wait
END
tap_cleanup()
{
	# shellcheck disable=SC2046 # process ids
	[ ! -e "$tap_tmp/pids" ] || kill $(cat "$tap_tmp/pids") 2>/dev/null
}

# Nobody may be there to wait for an orphan: a zombie is gone, too.
runs()
{
	grep -qs '^State:.[^Z]' "/proc/$1/status"
}
gone()
{
	! runs "$1"
}

sh "$tap_tmp/test" "$tap_tmp" &
test_pid=$!
ok 'a test starts its servers' wait_until test -e "$tap_tmp/pids"
# shellcheck disable=SC2046 # process ids
set -- $(cat "$tap_tmp/pids")
hostile_pid=$1
nginx_pid=$2
ok 'the hostile server runs' runs "$hostile_pid"
ok 'nginx runs' runs "$nginx_pid"
kill -9 $test_pid
wait $test_pid 2>/dev/null
ok 'the hostile server has ended with the test' wait_until gone "$hostile_pid"
ok 'nginx has ended with the test' wait_until gone "$nginx_pid"

is 'a bound command has its own status' "$(sh -c 'tests/bound sh -c "exit 7"; echo $?')" 7
tap_end
