#!/bin/sh
# SPDX-License-Identifier: MIT
# wild.t - docs/WILD.md names a test for everything it says, and each is there

. tests/tap.sh

# The last column of each row: a file with a quoted case, or a golden case's folder.
grep '^| .*tests/' docs/WILD.md | sed 's/^.*| \(tests\/[^|]*\) |$/\1/' >"$tap_tmp/proofs"
is 'there are sixty rows and more' "$([ "$(wc -l <"$tap_tmp/proofs")" -ge 60 ] && echo yes)" yes
is 'each row has a proof' "$(grep '^| ' docs/WILD.md | grep -vc 'what goes wrong')" \
	"$(wc -l <"$tap_tmp/proofs")"
while read -r path case; do
	case=$(echo "$case" | sed 's/^"//; s/"$//')
	if [ -n "$case" ]; then
		ok "$path: $case" grep -qF -- "$case" "$path"
	else
		ok "$path" test -s "$path/cmd"
	fi
done <"$tap_tmp/proofs"
tap_end
