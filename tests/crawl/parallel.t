#!/bin/sh
# SPDX-License-Identifier: MIT
# parallel.t - a crawl by GNU parallel over three loopback sshd, of which one is killed in the middle;
# in the end all is as if one machine had done it alone

. tests/tap.sh
. tests/server.sh
. tests/crawl/shards.sh

made=
tap_cleanup()
{
	for node in 1 2 3; do
		node_kill "$node"
	done
	[ -z "$made" ] || rmdir "$made"
	server_stop
}
# The sshd of a node and all below it.
node_processes()
{
	node_list=$(cat "$tap_tmp/ssh/$1.pid" 2>/dev/null)
	node_level=$node_list
	while [ -n "$node_level" ]; do
		node_level=$(pgrep -P "$(echo "$node_level" | paste -sd,)")
		node_list="$node_list $node_level"
	done
	echo "$node_list"
}
node_kill()
{
	# shellcheck disable=SC2046 # process ids
	set -- $(node_processes "$1")
	[ $# -eq 0 ] || kill -9 "$@" 2>/dev/null
}
sshd=$(PATH=$PATH:/usr/sbin command -v sshd)
for program in "${sshd:-sshd}" ssh parallel; do
	if ! command -v "$program" >/dev/null; then
		skip 'shards by GNU parallel' "there is no $program here"
		tap_end
	fi
done

# Nodes with keys of their own; nothing of the system's or the user's configuration is used.
top=$PWD
mkdir "$tap_tmp/ssh" && cd "$tap_tmp/ssh" || exit 1
ssh-keygen -q -t ed25519 -N '' -f key
# sshd asks for this folder, whatever it is told.
[ "$(id -u)" -ne 0 ] || ! mkdir /run/sshd 2>/dev/null || made=/run/sshd
for node in 1 2 3; do
	ssh-keygen -q -t ed25519 -N '' -f host$node
	cat >config$node <<-END
		HostKey $PWD/host$node
		AuthorizedKeysFile $PWD/key.pub
		PidFile none
		StrictModes no
		UsePAM no
		PasswordAuthentication no
		PermitRootLogin prohibit-password
		SetEnv PATH=$PATH B=$B ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1} LC_ALL=C.UTF-8
	END
done
sshd_start()
{
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
		: >"$1.log"
		"$top/tests/bound" "$sshd" -D -e -f "config$1" -o "ListenAddress=127.0.0.1:$port" 2>"$1.log" &
		echo $! >"$1.pid"
		if wait_until_or_gone $! grep -q 'listening' "$1.log"; then
			echo "2/ssh -p $port -F $PWD/client 127.0.0.$1" >>nodes
			return
		fi
	done
	return 1
}
wait_until_or_gone()
{
	daemon=$1
	shift
	until "$@"; do
		kill -0 "$daemon" 2>/dev/null || return 1
		sleep 0.05
	done
}
cat >client <<END
Host *
	HostName 127.0.0.1
	IdentityFile $PWD/key
	IdentitiesOnly yes
	StrictHostKeyChecking no
	UserKnownHostsFile /dev/null
	LogLevel ERROR
	ServerAliveInterval 2
	ServerAliveCountMax 2
END
for node in 1 2 3; do
	sshd_start $node
done
# shellcheck disable=SC2046 # a command's words
if ! $(sed -n '1s|^2/||p' nodes) true 2>login; then
	sed 's/^/# /' login ./*.log
	skip 'shards by GNU parallel' 'no login over ssh here'
	tap_end
fi
cd "$top" || exit 1

sites_start
cd "$tap_tmp" || exit 1
winnow-crawl --quiet --db single.db --seeds seeds --sites profiles --allow-private --delay 0
exported single.db >single
: >server/run/access.log
mkdir local home
start()
{
	HOME=$tap_tmp/home PARALLEL_HOME=$tap_tmp/home sh "$top/crawl/slurm/winnow-parallel.sh" \
		ssh/nodes joblog 6 crawl --dir "$PWD/out" --tmp "$PWD/local" --stale 4 \
		--sites "$PWD/profiles" -- --seeds "$PWD/seeds" --allow-private --delay 0.15 \
		--contact 'shard-{}'
}
start >parallel.log 2>&1 &
job=$!
under_way()
{
	[ "$(jq -r .host server/run/access.log | grep -c 'www[.]one')" -ge 10 ]
}
wait_until under_way
# The node that makes the shard with that site.
shard=$(asked_by | sed -n 's/one.localhost shard-//p')
maker=$(sed 's/ .*//; s/.*-//' "out/shard-0000$shard-of-00006.running")
for node in 1 2 3; do
	node_processes $node | tr ' ' '\n' | grep -qx "$maker" && break
done
node_kill "$node"
: >"ssh/$node.pid"
winnow-shard progress --dir out >told
is 'a machine died: its shard is not made, and nothing of it is there' \
	"$? $(find out -name "shard-0000$shard-*db")" '3 '
wait "$job"
is 'parallel ends well' $? 0
is 'all shards are made' "$(winnow-shard progress --dir out)" '6 shards: 6 done, 0 running, 0 lost, 0 missing'
asked_by >asked
is 'each site is asked by one shard' "$(cut -d' ' -f1 asked | uniq -d)" ''
pace=$(paces 0.15)
echo "# of 19 delays, 20 requests took at least $pace in a hundred"
ok 'no host was asked faster than agreed, whoever asked' test "$pace" -ge 75
exported out/*.db >shards
is 'the shards have what one machine has' "$(differing shards single)" ''

requests=$(wc -l <server/run/access.log)
sed -i '$d' joblog # it may lag behind after a kill
start >again.log 2>&1
is 'the same command again finds all done' "$? $(grep -c 'is there' again.log)" '0 1'
is 'and asks no host' "$(wc -l <server/run/access.log)" "$requests"
winnow-shard merge --dir out --db merged.db
exported merged.db >merged
is 'so has the database they are merged into' "$(differing merged single)" ''
cd "$top" || exit 1
tap_end
