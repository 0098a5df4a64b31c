#!/bin/sh
# SPDX-License-Identifier: MIT
# winnow-shard - make one shard of a crawl or a re-parse, whole or not at all; look after all of them
#
# An attempt works in a folder of its own on this machine's disk, under a lock that ends with its
# last process. In DIR, which may be on a network, a shard has:
#   shard-I-of-N.running    who makes it; touched as long as that one lives
#   shard-I-of-N.summary    what it brought: lines of "articles WHAT N", "outcome CLASS NAME N" and more
#   shard-I-of-N.warc/      its archives, with --archive
#   shard-I-of-N.db         the database; it comes last, and its being there is the commit
# and, hidden, what is being copied: .shard-I-of-N.ATTEMPT.*

# shellcheck disable=SC2034 # the other parts use it
version=@VERSION@
LC_ALL=C.UTF-8
PATH=$(dirname "$(readlink -f "$0")"):$PATH
export LC_ALL PATH

# shellcheck disable=SC2034
help="usage: winnow-shard crawl --shard I/N --dir DIR [OPTION...] [-- CRAWL-OPTION...]
       winnow-shard parse --shard I/N --dir DIR --list FILE [OPTION...] [-- PARSE-OPTION...]
       winnow-shard progress --dir DIR [--shards N]
       winnow-shard summary --dir DIR [--shards N] [--min-success PERCENT]
       winnow-shard merge --dir DIR --db DB [--shards N]
Make one shard of a crawl or a re-parse; look after all of them.

      --shard I/N            make shard I of N
      --dir DIR              where the shards of this array are put
      --from DIR             crawl: go on from the shards of an earlier array
      --archive              crawl: keep all responses, in DIR/shard-I-of-N.warc
      --list FILE            parse: the archives, a line each; every N-th is this shard's
      --get COMMAND          parse: bring an archive with COMMAND NAME, which writes it to stdout
      --sites DIR            read site profiles from DIR
      --rules DIR            read the rules of normalization from DIR
      --tmp DIR              work in DIR, on a disk of this machine (default: TMPDIR, or /tmp)
      --stale SECONDS        take over a shard whose maker gave no sign for so long (default: 120)
      --shards N             how many shards there are (default: what the names in DIR say)
      --min-success PERCENT  call the array good only when so many pages are
      --db DB                merge: the database the shards are put into
  -q, --quiet                say nothing when all is well
  -h, --help
  -V, --version"

die()
{
	echo "winnow-shard: $*" >&2
	exit 1
}
usage_error()
{
	printf '%s\n' "winnow-shard: $*" "Try 'winnow-shard --help'." >&2
	exit 2
}
say()
{
	[ -n "$quiet" ] || echo "winnow-shard: $*" >&2
}

# A whole number from 1 to 65536, as winnow-due takes.
is_count()
{
	case $1 in
	'' | *[!0-9]* | 0* | ??????*) return 1 ;;
	esac
	[ "$1" -le 65536 ]
}
