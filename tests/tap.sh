# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# tap.sh - what a shell test needs to speak TAP; to be sourced
#
#   . tests/tap.sh
#   ok NAME COMMAND...        passes when the command does
#   is NAME GOT WANTED        passes when both texts are the same
#   like NAME GOT PATTERN     passes when the text matches the extended regular expression
#   skip NAME REASON
#   wait_until COMMAND...     tries the command for 30 s; fails when it never succeeded
#   tap_end                   last: prints the plan and exits
#
# A server is started by tests/bound, so that it ends with the test, however that ends.
#
# The programs of $B, build/ unless given, are found in PATH. $tap_tmp is a scratch folder
# that is removed at the end; tap_cleanup, which a test may define, stops what it started.

B=${B:-$PWD/build}
PATH=$B/bin:$PATH
LC_ALL=C.UTF-8
export B PATH LC_ALL

tap_count=0
tap_bad=0
tap_tmp=$(mktemp -d) || exit 1

tap_cleanup()
{
	:
}
trap 'tap_cleanup; rm -rf "$tap_tmp"' EXIT
trap 'exit 1' INT TERM HUP

tap_result()
{
	tap_count=$((tap_count + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $tap_count - $2"
	else
		tap_bad=1
		echo "not ok $tap_count - $2"
	fi
}

ok()
{
	tap_name=$1
	shift
	"$@" >"$tap_tmp/.ok" 2>&1
	tap_status=$?
	tap_result $tap_status "$tap_name"
	[ $tap_status -eq 0 ] || sed 's/^/# /' "$tap_tmp/.ok"
}

is()
{
	[ "$2" = "$3" ]
	tap_result $? "$1"
	[ "$2" = "$3" ] && return
	printf '%s\n' "$3" >"$tap_tmp/.wanted"
	printf '%s\n' "$2" | diff -u --label wanted --label got "$tap_tmp/.wanted" - |
		sed -n '1,60s/^/# /p'
}

like()
{
	printf '%s\n' "$2" | grep -Eq -e "$3"
	tap_status=$?
	tap_result $tap_status "$1"
	[ $tap_status -eq 0 ] || printf '%s\n' "got: $2" "wanted: $3" | sed 's/^/# /'
}

skip()
{
	tap_count=$((tap_count + 1))
	echo "ok $tap_count - $1 # SKIP $2"
}

wait_until()
{
	tap_tries=600
	until "$@" >/dev/null 2>&1; do
		tap_tries=$((tap_tries - 1))
		[ $tap_tries -gt 0 ] || return 1
		sleep 0.05
	done
}

tap_end()
{
	echo "1..$tap_count"
	exit $tap_bad
}
