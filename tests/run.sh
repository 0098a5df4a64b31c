#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh - run every test through prove; `make check` builds what it needs
#
# usage: B=BUILD tests/run.sh [TEST...]
#
# Tests are C programs in BUILD/tests, tests/*/*.t and the golden cases. They print TAP,
# run from the project's folder, find the programs in PATH and may use, from the
# environment: B, the build folder; WINNOW_SHARED, a folder of public test data that
# may be missing.

cd "$(dirname "$0")/.." || exit 1
export B="${B:-$PWD/build}"
export PATH="$B/bin:$PATH"
export WINNOW_SHARED="${WINNOW_SHARED:-$PWD/../shared}"
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=1}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
export LC_ALL=C.UTF-8

if [ $# -eq 0 ]; then
	for source in tests/unit/test_*.c tests/fuzz/fuzz_*.c; do
		[ -e "$source" ] && set -- "$@" "$B/${source%.c}"
	done
	for script in tests/*/*.t; do
		[ -e "$script" ] && set -- "$@" "$script"
	done
	set -- "$@" tests/golden.sh
fi
exec prove --jobs 2 --exec '' "$@"
