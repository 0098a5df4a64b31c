#!/bin/sh
# SPDX-License-Identifier: MIT
# golden.sh - run the cases tests/stage/STAGE/CASE: a command and what it must give, as files
#
# usage: B=BUILD tests/golden.sh [--bless] [CASE...]
#
# A case is a folder named by a sentence, with the files
#   cmd    a shell line, run in the case's folder with the programs in PATH
#   in     its standard input       (absent: empty)
#   out    its standard output      (absent: empty)
#   err    its standard error       (absent: empty)
#   exit   its exit status          (absent: 0)
# A scratch folder of its own is in $TMP. --bless writes out, err and exit anew.

cd "$(dirname "$0")/.." || exit 1
B="${B:-$PWD/build}"
export B
export PATH="$B/bin:$PATH"
export LC_ALL=C.UTF-8
root=$PWD
bless=
if [ "$1" = --bless ]; then
	bless=yes
	shift
fi
if [ $# -eq 0 ]; then
	for cmd in tests/stage/*/*/cmd; do
		[ -e "$cmd" ] && set -- "$@" "${cmd%/cmd}"
	done
fi

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM

# Runs the case in $1; leaves out, err and exit in the scratch folder.
run()
{
	rm -rf "$scratch/tmp"
	mkdir "$scratch/tmp"
	input=/dev/null
	[ -e "$1/in" ] && input=$root/$1/in
	(
		cd "$1" &&
			TMP="$scratch/tmp" timeout 60 sh -c "$(cat cmd)" <"$input" \
				>"$scratch/out" 2>"$scratch/err"
	)
	echo $? >"$scratch/exit"
}

# Whether file $2 of case $1 is as the run left it; prints the difference as a comment.
agrees()
{
	wanted=$root/$1/$2
	if [ ! -e "$wanted" ]; then
		wanted=$scratch/wanted
		: >"$wanted"
		[ "$2" = exit ] && echo 0 >"$wanted"
	fi
	diff -u --label "$2 wanted" --label "$2 got" "$wanted" "$scratch/$2" | sed 's/^/# /'
	cmp -s "$wanted" "$scratch/$2"
}

# Keeps what the run left as what is wanted; the default is kept as no file.
keep()
{
	default=
	[ "$2" = exit ] && default=0
	if [ "$(cat "$scratch/$2")" = "$default" ]; then
		rm -f "$1/$2"
	else
		cp "$scratch/$2" "$1/$2"
	fi
}

[ $# -eq 0 ] && echo '1..0 # SKIP there are no cases' && exit 0
echo "1..$#"
number=0
bad=0
for folder; do
	number=$((number + 1))
	folder=${folder%/}
	name=$(echo "${folder#tests/stage/}" | tr '/_' ': ')
	run "$folder"
	verdict=ok
	for file in out err exit; do
		[ -n "$bless" ] && keep "$folder" "$file"
		agrees "$folder" "$file" || verdict='not ok'
	done
	[ "$verdict" = ok ] || bad=1
	echo "$verdict $number - $name"
done
exit $bad
