#!/bin/sh
# SPDX-License-Identifier: MIT
# winnow-parallel.sh - a crawl or a re-parse over ssh, by GNU parallel: no scheduler is needed
#
#   winnow-parallel.sh NODES LOG 64 crawl --dir /net/night -- --seeds /net/seeds.txt
#
# NODES has a line for each machine, as "4/user@host" for four shards at a time there. A shard that
# fails, or whose machine is gone, is tried elsewhere. LOG is parallel's job log: the same command
# again goes on with what is not done. It lags behind after a kill; a shard that is there is skipped.

nodes=$1
log=$2
shards=$3
mode=$4
shift 4
seq "$shards" | parallel --quote --sshloginfile "$nodes" --jobs 2 --retries 4 --joblog "$log" \
	--resume --resume-failed winnow-shard "$mode" --shard "{}/$shards" "$@"
