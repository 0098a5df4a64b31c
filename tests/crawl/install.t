#!/bin/sh
# SPDX-License-Identifier: MIT
# install.t - make install puts everything in its place, make uninstall leaves nothing

. tests/tap.sh

unset MAKEFLAGS MAKELEVEL MFLAGS
root=$tap_tmp/root
make_target()
{
	make -s B="$B" DESTDIR="$root" PREFIX=/opt/winnow "$1"
}

ok 'make install' make_target install
for program in "$B"/bin/winnow-*; do
	name=$(basename "$program")
	ok "$name is installed" test -x "$root/opt/winnow/bin/$name"
	ok "$name has its manual page" test -s "$root/opt/winnow/share/man/man1/$name.1"
done
ok 'the rules of normalization are installed' \
	sh -c 'ls "$1"/opt/winnow/share/winnow/rules/*' sh "$root"
ok 'example profiles are installed' sh -c 'ls "$1"/opt/winnow/share/winnow/sites/*.ini' sh "$root"
ok 'manual pages have no mistakes' sh -c '
	for page in docs/man/*.[1-9]; do
		complaints=$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l "$page" 2>&1 >/dev/null)
		[ -z "$complaints" ] || { echo "$page: $complaints"; exit 1; }
	done'
ok 'make uninstall' make_target uninstall
is 'make uninstall leaves no file' "$(find "$root" -type f)" ''

tap_end
