#!/bin/sh
# SPDX-License-Identifier: MIT
# slurm.t - a crawl and a re-parse as Slurm job arrays; a node dies in the middle, and in the end all
# is as if one machine had done it alone

. tests/tap.sh
. tests/server.sh
. tests/crawl/shards.sh
. tests/crawl/cluster.sh

tap_cleanup()
{
	cluster_stop
	server_stop
}
for program in slurmctld slurmd munged; do
	if ! PATH=$PATH:/usr/sbin command -v $program >/dev/null; then
		skip 'job arrays of Slurm' "there is no $program here"
		tap_end
	fi
done
sites_start
top=$PWD
cd "$tap_tmp" || exit 1
winnow-crawl --quiet --db single.db --seeds seeds --sites profiles --archive warc --allow-private --delay 0
exported single.db >single
find "$PWD/warc" -name '*.gz' | sort >archives
: >server/run/access.log

if ! cluster_start "$tap_tmp/cluster" >up 2>&1; then
	sed 's/^/# /' up
	skip 'job arrays of Slurm' 'Slurm does not come up here'
	tap_end
fi
mkdir local
array()
{
	sbatch --parsable --chdir "$tap_tmp" --output %x-%A-%a.log --array="1-$1" --mem=200M \
		--cpus-per-task=1 "$top/crawl/slurm/winnow-array.sbatch" "$@" --sites profiles --tmp local --stale 4
}
# The array's options end before those of winnow-crawl.
crawl_array()
{
	sbatch --parsable --chdir "$tap_tmp" --output %x-%A-%a.log --array="1-$1" --mem=200M \
		--cpus-per-task=1 "$top/crawl/slurm/winnow-array.sbatch" "$1" crawl --dir "$PWD/out" \
		--sites profiles --tmp local --stale 4 -- --seeds seeds --allow-private --delay 0.15
}
crawl=$(crawl_array 4)
array 3 parse --dir "$PWD/again" --list archives >/dev/null

# The node that makes a shard, in the middle of it.
under_way()
{
	[ "$(jq -r .host server/run/access.log | grep -c 'www[.]one')" -ge 15 ]
}
wait_until under_way
shard=$(for i in 1 2 3 4; do
	winnow-due --quiet --shard "$i/4" --force single.db | grep -q 'www[.]one' && echo "$i"
done)
node=$(squeue -h -j "${crawl}_$shard" -o %N)
cluster_kill "$node"
winnow-shard progress --dir out --shards 4 >told
is 'a node died: its shard is not made, and nothing of it is there' \
	"$? $(find out -name "shard-0000$shard-*db")" '3 '

finished()
{
	cluster_release
	winnow-shard progress --dir out --shards 4 && winnow-shard progress --dir again --shards 3
}
wait_until finished || wait_until finished || { squeue; tail ./*.log; } | sed 's/^/# /'
is 'all shards of the crawl are made' "$(winnow-shard progress --dir out)" \
	'4 shards: 4 done, 0 running, 0 lost, 0 missing'
is 'and all of the re-parse' "$(winnow-shard progress --dir again)" \
	'3 shards: 3 done, 0 running, 0 lost, 0 missing'
like 'the lost one by another node, on its second start' \
	"$(sed -n 's/^attempt //p' "out/shard-0000$shard-of-00004.summary")" '^n[1-4]-[0-9]+-1-[0-9]+$'
ok 'not by the dead one' sh -c '! grep -q "attempt $1-" "$2"' sh "$node" "out/shard-0000$shard-of-00004.summary"
winnow-shard summary --dir out >line
is 'the summary of the crawl is good' $? 0
is 'and has the outcomes of one machine' "$(sed 's/.*articles; //; s/; .*//; s/ ([^)]*)//g' line)" \
	"$(winnow-store single.db --report 2000-01-01T00:00:00Z | jq -r '
		.outcomes | map_values(add) as $n | ([$n[]] | add) as $all | "\($all) outcomes: " +
		([("ok", "redirected", "denied", "failed", "duplicate") | select($n[.]) | "\($n[.]) \(.)"] |
			join(", "))')"
pace=$(paces 0.15)
echo "# of 19 delays, 20 requests took at least $pace in a hundred"
ok 'no host was asked faster than agreed, whoever asked' test "$pace" -ge 75
exported out/*.db >shards
is 'the shards have what one machine has' "$(differing shards single)" ''
winnow-shard merge --dir out --db merged.db
exported merged.db >merged
is 'so has the database they are merged into' "$(differing merged single)" ''
winnow-shard merge --dir again --db parsed.db
exported parsed.db >parsed
contents parsed >parsed.contents
contents single >single.contents
is 'and the one of the re-parse' "$(differing parsed.contents single.contents)" ''
cd "$top" || exit 1
tap_end
