# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2154 # shares its variables with the other parts
# 6-main.sh - the command line

case ${1-} in
crawl | parse | progress | summary | merge) mode=$1 && shift ;;
-h | --help) printf '%s\n' "$help" && exit 0 ;;
-V | --version) echo "winnow-shard $version" && exit 0 ;;
*) usage_error "crawl, parse, progress, summary or merge?" ;;
esac

shard='' dir='' from='' archive='' list='' get='' sites='' rules='' shards='' min_success=''
db='' quiet='' stale=120 tmp=${TMPDIR:-/tmp}
while [ $# -gt 0 ]; do
	case $1 in
	--archive) archive=1 ;;
	-q | --quiet) quiet=1 ;;
	-h | --help) printf '%s\n' "$help" && exit 0 ;;
	-V | --version) echo "winnow-shard $version" && exit 0 ;;
	--) shift && break ;;
	--shard | --dir | --from | --list | --get | --sites | --rules | --tmp | --stale | --shards | \
		--min-success | --db)
		[ $# -gt 1 ] || usage_error "$1 needs an argument"
		option=$(echo "${1#--}" | tr - _)
		eval "$option=\$2"
		shift
		;;
	*) usage_error "unknown option '$1'" ;;
	esac
	shift
done
[ -n "$dir" ] || usage_error "--dir is missing: where are the shards?"
is_count "$stale" || usage_error "--stale takes a number of seconds, not '$stale'"
beat=$(((stale + 3) / 4))
[ -z "$shards" ] || is_count "$shards" || usage_error "--shards takes a number, not '$shards'"
case $mode in
crawl | parse) make_shard "$@" ;;
*)
	[ $# -eq 0 ] || usage_error "$mode takes no further arguments"
	lines=$(mktemp) || exit 1
	trap 'rm -f "$lines"' EXIT
	trap 'exit 1' INT TERM HUP
	"$mode"
	;;
esac
