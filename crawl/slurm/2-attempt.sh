# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2154 # shares its variables with the other parts
# 2-attempt.sh - an attempt at a shard: its folder, its claim, its processes

# SQLite's locks and syncs cannot be relied on over a network.
is_remote()
{
	case $(df --output=fstype "$1" | tail -n 1) in
	nfs* | cifs | smb* | 9p | afs | beegfs | ceph | coda | fuse.* | fhgfs* | gfs* | gpfs | lustre | \
		ocfs2 | panfs | pvfs2) true ;;
	*) false ;;
	esac
}
need_local()
{
	[ -d "$1" ] || die "no such folder: '$1'"
	is_remote "$1" && die "'$1' is on a network file system: a database needs a disk of this machine"
}

# Makes $work and locks it. The lock of $base is for the moment between the two.
open_work()
{
	need_local "$tmp"
	base=$tmp/winnow-$(id -u)
	mkdir -m 700 "$base" 2>/dev/null
	if [ ! -O "$base" ] || [ -h "$base" ]; then
		die "cannot use '$base'"
	fi
	exec 8>"$base/lock"
	flock 8
	work=$base/$name.$attempt
	mkdir "$work" || exit 1
	exec 9>"$work/lock"
	flock -n 9 || die "cannot lock '$work'"
	exec 8>&-
	export TMPDIR="$work"
}
# Removes what attempts have left here that were killed.
sweep()
{
	(
		flock 8
		for old in "$base"/shard-*; do
			[ "$old" != "$work" ] && flock -n "$old/lock" true && rm -rf "${base:?}/${old##*/}"
		done
	) 8>"$base/lock"
}

# ---- who makes a shard ----

# By the clock of the file system, which is the same for all.
is_stale()
{
	touch "$part.now" || die "cannot write to '$dir'"
	then=$(stat -c %Y "$mark" 2>/dev/null) || return 1
	[ $(($(stat -c %Y "$part.now" 2>/dev/null) - then)) -gt "$stale" ]
}
is_mine()
{
	[ "$(cut -d ' ' -f 1 "$mark" 2>/dev/null)" = "$attempt" ]
}
# One attempt at a time, or a host would be asked by two. Should two take over at the same moment,
# the later one stays: the other's heartbeat sees it.
claim()
{
	told=
	until (set -C && echo "$attempt $(date -u +%FT%TZ)" >"$mark") 2>/dev/null; do
		[ ! -e "$result" ] || return
		leave_if_stopped
		if is_stale; then
			say "$name: taken over from $(cut -d ' ' -f 1 "$mark")"
			mv "$mark" "$part.lost" 2>/dev/null
			continue
		fi
		[ -n "$told" ] || say "$name: waiting for $(cut -d ' ' -f 1 "$mark" 2>/dev/null)"
		told=1
		sleep 1
	done
}
# Ends processes. One signal may come between a shell's fork and exec, and be lost; as nothing of an
# attempt that is stopped is kept, a second one, which ends winnow-crawl at once, does no harm.
end()
{
	for process; do
		while kill -TERM "$process"; do
			sleep 1
		done </dev/null >/dev/null 2>&1 9>&- &
	done
}
# Nothing of this may hold the task's lock or its output when the task is over.
heartbeat()
{
	while sleep "$beat"; do
		# shellcheck disable=SC2046 # process ids
		kill -0 $$ || { end $(cat "$work/children"); exit; }
		is_mine || { kill -TERM $$; exit; }
		touch "$mark"
	done
}

# ---- processes ----

# Lets the children end, whatever interrupts; $status becomes the first one's that is not 0.
await()
{
	status=0
	echo "$@" >"$work/children"
	[ -z "$stopped" ] || end "$@"
	for child; do
		wait "$child"
		child_status=$?
		while kill -0 "$child" 2>/dev/null; do
			wait "$child"
			child_status=$?
		done
		[ $status -ne 0 ] || status=$child_status
	done
	children=
}
leave_if_stopped()
{
	[ -z "$stopped" ] || exit $((128 + stopped))
}
stop()
{
	stopped=$1
	# shellcheck disable=SC2086 # process ids
	end $children
}
leave()
{
	[ -z "$heart" ] || kill "$heart" 2>/dev/null
	is_mine && rm -f "$mark"
	rm -rf "${part:?}".*
	rm -rf "${work:?}"
}
