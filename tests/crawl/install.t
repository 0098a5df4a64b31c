#!/bin/sh
# SPDX-License-Identifier: MIT
# install.t - make install puts everything in its place, make uninstall leaves nothing

. tests/tap.sh

unset MAKEFLAGS MAKELEVEL MFLAGS
root=$tap_tmp/root
here=$root/opt/winnow
make_target()
{
	make -s B="$B" DESTDIR="$root" PREFIX=/opt/winnow "$@"
}

# A system that has some folders already, one of them empty.
mkdir -p "$root/etc" "$here/bin" "$here/share/man/man1"
echo other >"$here/bin/other"
find "$root" | sort >"$tap_tmp/before"

ok 'make install' make_target install
for program in "$B"/bin/winnow-*; do
	name=$(basename "$program")
	ok "$name is installed" test -x "$here/bin/$name"
	ok "$name has its manual page" test -s "$here/share/man/man1/$name.1"
done
ok 'there is an introduction' test -s "$here/share/man/man7/winnow.7"
ok 'the rules of normalization are installed' sh -c 'ls "$1"/share/winnow/rules/*' sh "$here"
ok 'example profiles are installed' sh -c 'ls "$1"/share/winnow/sites/*.ini' sh "$here"
ok 'the documents are' test -s "$here/share/doc/winnow/LICENSE"
ok 'manual pages have no mistakes' sh -c '
	for page in docs/man/*.[1-9]; do
		complaints=$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l "$page" 2>&1 >/dev/null)
		[ -z "$complaints" ] || { echo "$page: $complaints"; exit 1; }
	done'
is 'the installed normalize finds the installed rules' "$(cd / &&
	echo '{"record":"article","url":"http://a.example/","blocks":[{"type":"paragraph","text":"了解详情"}]}' |
	"$here/bin/winnow-normalize" --quiet | jq -r '.removed[0].rule')" 'phrase:了解详情'

# ---- the night ----

is 'the unit runs the installed crawl with the installed settings' \
	"$(sed -n 's/^ExecStart=//p' "$here/lib/systemd/system/winnow.service")" \
	'/opt/winnow/bin/winnow-crawl /etc/winnow/crawl.conf'
is 'no name is left to be replaced' \
	"$(grep -rlE '@[A-Z]+@' "$root/etc" "$here/lib" "$here/share/doc/winnow/examples")" ''
"$here/bin/winnow-crawl" "$root/etc/winnow/crawl.conf" --db "$tap_tmp/a.db" --archive "$tap_tmp" \
	--free 900000G 2>"$tap_tmp/err"
like 'the shipped settings are understood: what stops it is the disk' "$? $(cat "$tap_tmp/err")" \
	'^1 winnow-crawl: only [0-9]+ MiB are free'
"$here/bin/winnow-crawl" "$root/etc/winnow/crawl.conf" --db "$tap_tmp/a.db" --archive "$tap_tmp" \
	--free 1M 2>"$tap_tmp/err"
is 'who has written no profile yet is told so' "$? $(cat "$tap_tmp/err")" \
	"1 winnow-crawl: nothing to start from: no profile in '$root/etc/winnow/sites' names a start page"
if command -v systemd-analyze >/dev/null; then
	cp "$here"/lib/systemd/system/winnow.* "$tap_tmp"
	sed -i "s|/opt/winnow/bin|$here/bin|" "$tap_tmp/winnow.service"
	is 'systemd has nothing to say against the units' \
		"$(systemd-analyze verify --man=no "$tap_tmp/winnow.service" "$tap_tmp/winnow.timer" 2>&1 |
			grep -F winnow)" ''
else
	skip 'systemd has nothing to say against the units' 'no systemd-analyze here'
fi

# ---- completion ----

complete_words() # WORD...: what bash offers for the last one
{
	bash -c '. "$1/share/bash-completion/completions/winnow"; shift
		COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _winnow; printf "%s\n" "${COMPREPLY[@]}"' \
		bash "$here" "$@" | sort | tr '\n' ' '
}
is 'options are completed' "$(complete_words winnow-crawl --arch)" '--archive --archive-keep '
is 'known words are' "$(complete_words winnow-export --format m)" 'markdown '
is 'folders are where folders are wanted' "$(complete_words winnow-crawl --sites "$root/et")" "$root/etc "
is 'numbers are left to people' "$(complete_words winnow-crawl --pages '')" ' '
for program in "$B"/bin/winnow-*; do
	name=$(basename "$program")
	ok "$name has a completion" bash -c '. "$1/share/bash-completion/completions/winnow"
		complete -p "$2" && [ -n "$(_winnow_options "$2")" ]' bash "$here" "$name"
done

# ---- uninstall ----

ok 'a second install changes nothing' make_target install
echo '# mine' >>"$root/etc/winnow/crawl.conf"
make_target uninstall 2>"$tap_tmp/err"
is 'make uninstall' $? 0
like 'settings that were changed stay, and it says so' "$(cat "$tap_tmp/err")" "crawl.conf' was changed, and stays"
rm -r "${root:?}/etc/winnow"
find "$root" | sort >"$tap_tmp/after"
ok 'all else is as it was before, also the empty folder' cmp "$tap_tmp/before" "$tap_tmp/after"
make_target install
echo 'file - /opt/winnow/bin/winnow-of-old' >>"$here/share/winnow/installed"
touch "$here/bin/winnow-of-old"
make_target install
mkdir "$tap_tmp/elsewhere"
mv "$root" "$tap_tmp/elsewhere/root"
make_target DESTDIR="$tap_tmp/elsewhere/root" B="$tap_tmp/unbuilt" uninstall
mv "$tap_tmp/elsewhere/root" "$root"
find "$root" | sort >"$tap_tmp/after"
ok 'also when the tree moved, nothing is built and a version of before left files' \
	cmp "$tap_tmp/before" "$tap_tmp/after"
make_target uninstall 2>"$tap_tmp/err"
like 'what is not installed cannot be taken away' "$? $(cat "$tap_tmp/err")" '^2 install-tree: nothing is'

tap_end
