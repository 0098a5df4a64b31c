#!/bin/sh
# SPDX-License-Identifier: MIT
# export_publish.t - exports in a folder: what is in it, how one follows the other, and what --verify
# finds

. tests/tap.sh

here=$PWD/tests/stage/store
cd "$tap_tmp" || exit 1
publish()
{
	winnow-export --quiet --publish out "$@" a.db
}
manifest() # FILTER [EXPORT]
{
	jq -c "$1" "out/${2:-$(cat out/LATEST)}/manifest.json"
}
answer() # N STATUS
{
	printf '{"record":"outcome","url":"http://a.example/%s","stage":"parse","class":"failed",' "$1"
	printf '"outcome":"http-error","http_status":%s,"fetched_at":"2026-11-13T00:00:00Z"}\n' "$2"
}

# The consumer of winnow-export(5), and whether it has what a full export has.
sed -n '/^.\\" consumer/,/^.Ed/p' "$here/../../../docs/man/winnow-export.5" | grep -v '^\.' >consumer.py
consume()
{
	python3 consumer.py out && python3 -c 'import json
lines = json.load(open("state.json"))[1]
print(end="".join(lines[url] for url in sorted(lines, key=str.encode)))' >consumed &&
		winnow-export -q a.db | cmp - consumed
}

# The records of the fixtures have every member there is; these have what the site gives.
"$here/pages.py" 30 | jq -c 'if .url == "http://a.example/2" then .page_kind = "qa" |
	.blocks += [{type: "heading", level: 2, text: "a"}, {type: "table", rows: [["a", "b"]]},
		{type: "list_item", ordered: true, text: "b"}, {type: "figure", url: "http://x/"}] |
	.terms = [{term: "疼痛", definition: "感觉"}] | .evidence = {title: "h1"} | .depth = 2 |
	.authors[0].job_rank = 3 | .flags = ["short"] | .of_others = {a: [1]} | .minhash = ["1"]
	else . end' >a.jsonl
winnow-store --quiet a.db a.jsonl

publish --since LATEST
is 'the first export is a full one' "$? $(cat out/LATEST)" '0 000001-full'
is 'its folder has this, and nothing else' "$(cd out/000001-full && echo ./*)" \
	'./SHA256SUMS ./articles.jsonl ./manifest.json ./schema.json'
ok 'sha256sum can check it' sh -c 'cd out/000001-full && sha256sum --check --strict SHA256SUMS'
ok 'it has what a full export has' sh -c 'winnow-export -q a.db | cmp - out/000001-full/articles.jsonl'
ok 'a consumer takes it' consume
is 'the manifest counts by kind' "$(manifest .winnow.counts)" "$(tr -d '\n' <<'E2'
{"lines":30,"articles":30,"tombstones":0,"page_kinds":{"article":29,"qa":1},
"causes":{"gone":0,"missing":0,"moved":0,"forgotten":0,"left":0}}
E2
)"
is 'it describes its files' \
	"$(manifest '.resources[] | [.name, .path, .bytes, .hash[0:7], .mediatype]')" \
	"[\"articles\",\"articles.jsonl\",$(wc -c <out/000001-full/articles.jsonl),\"sha256:\",\"application/jsonl\"]
[\"schema\",\"schema.json\",$(wc -c <out/000001-full/schema.json),\"sha256:\",\"application/schema+json\"]"
is 'it follows nothing' "$(manifest '[.winnow.previous, .winnow.since]')" '[null,null]'

publish --since LATEST
is 'nothing new is an export, too' "$? $(cat out/LATEST) $(wc -c <out/000002-changes/articles.jsonl)" \
	'0 000002-changes 0'
is 'its manifest says zero' "$(manifest '.winnow.counts | [.lines, .articles, .tombstones]')" '[0,0,0]'
is 'it goes on where the first one ended' \
	"$(manifest '[.winnow.since, .winnow.previous]')" \
	"$(jq -c --arg sum "sha256:$(sha256sum out/000001-full/manifest.json | cut -d' ' -f1)" \
		'[.winnow.cursor, {name: .name, manifest: $sum}]' out/000001-full/manifest.json)"

jq -c 'select(.url | endswith("7")) | .title = "new" | .fetched_at = "2026-11-14T00:00:00Z"' a.jsonl >b.jsonl
answer 3 410 >>b.jsonl
winnow-store --quiet a.db b.jsonl
winnow-store --quiet --forget http://a.example/4 a.db
publish --since LATEST
is 'changes, and what went' "$(manifest '.winnow.counts | [.articles, .causes.gone, .causes.forgotten]')" '[3,1,1]'
cp out/000001-full/articles.jsonl state
for export in 000002-changes 000003-changes; do
	"$here/fold.py" state out/$export/articles.jsonl >/dev/null
done
ok 'all exports folded are the full one' sh -c 'winnow-export -q a.db | cmp - state'
ok 'a consumer follows them' consume
if python3 -c 'import jsonschema' 2>/dev/null; then
	is 'every line is what schema.json says' \
		"$("$here/valid.py" out/000001-full/schema.json out/*/articles.jsonl 2>&1)" ''
	winnow-export -q --publish some --fields title,authors,page_kind a.db
	is 'with fields, too' "$("$here/valid.py" some/000001-full/schema.json some/*/articles.jsonl 2>&1)" ''
	jq -c '.word_count = "12"' out/000001-full/articles.jsonl >not.jsonl
	like 'and another line is not' "$("$here/valid.py" out/000001-full/schema.json not.jsonl)" 'not valid'
else
	skip 'every line is what schema.json says' 'no jsonschema for Python'
fi
publish
is 'a full export again' "$? $(cat out/LATEST)" '0 000004-full'
winnow-export -q --verify out
is 'what is published can be verified' $? 0
ok 'a consumer goes on with the full one' consume
ok 'and has nothing to do after that' consume
is 'every export by itself, too' \
	"$(for export in out/*/; do winnow-export -q --verify "$export" || echo "$export"; done)" ''

is 'winnow-export(5) has the members of a manifest' \
	"$(sed -n '/^.\\" manifest/,/^.El/s/^.It Va //p' "$here/../../../docs/man/winnow-export.5" | sort)" \
	"$(cat out/*/manifest.json | jq -r '.winnow | keys[]' | sort -u)"

# Tables: the schema is the one a Data Package refers to.
winnow-export -q --publish csv --format csv --gzip --bom a.db
winnow-export -q --verify csv
is 'CSV is verified' $? 0
is 'its columns are described' \
	"$(jq -r '.fields | map(.name) | join(",")' csv/000001-full/schema.json)" \
	"$(gzip -dc csv/000001-full/articles.csv.gz | head -1 | tr -d '\r\357\273\277')"
winnow-export -q --publish new/folder/tsv --format tsv --language zh a.db
winnow-export -q --verify new/folder/tsv
is 'TSV is verified, in a folder whose folders were not there' $? 0
is 'the sites are counted as they are selected' \
	"$(jq -c '.winnow | [.counts.articles, .sites[0].articles, .sites[0].with_author, .sites[0].new]' \
		new/folder/tsv/000001-full/manifest.json)" '[28,28,28,28]'
cp -r csv torn
truncate -s -9 torn/000001-full/articles.csv.gz
hash=$(sha256sum torn/000001-full/articles.csv.gz | cut -d' ' -f1)
jq --arg hash "sha256:$hash" '.resources[0].hash = $hash | .resources[0].bytes -= 9' \
	csv/000001-full/manifest.json >torn/000001-full/manifest.json
(cd torn/000001-full && sha256sum articles.csv.gz manifest.json schema.json >SHA256SUMS)
like 'a gzip member that was cut short is found' "$(winnow-export --verify torn 2>&1; echo $?)" \
	'cannot be unpacked'
if node -e 'require("datapackage")' 2>/dev/null; then
	winnow-export -q --publish plain --format csv --language zh a.db
	is 'others take the manifests for Data Packages' "$(node -e '
		require("datapackage").validate(process.argv[1]).then(r => console.log(r.valid))' \
		plain/000001-full/manifest.json) $(node -e '
		require("datapackage").Package.load(process.argv[1]).then(p =>
			p.resources[0].read().then(rows => console.log(rows.length)))' \
		plain/000001-full/manifest.json)" 'true 28'
else
	skip 'others take the manifests for Data Packages' 'no datapackage for node'
fi

# What does not fit into a folder is refused, and changes nothing there.
refused() # OPTION...
{
	before=$(ls -R out)
	winnow-export --publish out "$@" 2>err
	echo "$? $(wc -l <err) $(cat err)"
	[ "$before" = "$(ls -R out)" ] || echo 'something changed'
}
like 'another format' "$(refused --format csv a.db)" '^1 1 .*another request'
like 'another selection' "$(refused --site a.example a.db)" '^1 1 .*another request'
winnow-store --quiet b.db a.jsonl
like 'another database' "$(refused b.db)" '^1 1 .*of another database'
like 'a format of folders' "$(refused --format markdown a.db)" '^2 2 '
like 'a cursor' "$(refused --since "$(manifest .winnow.cursor | tr -d '"')" a.db)" '^2 2 '
winnow-export --since LATEST a.db >none 2>&1
is 'LATEST without a folder' $? 2
(
	flock 9
	winnow-export -q --publish out a.db 2>/dev/null
	echo $? >status
) 9>out/.lock
is 'who comes second is told to try again' "$(cat status)" 75
like 'what stays is sound' "$(winnow-export --verify out 2>&1)" '1 exports are as they were published'

# Every kind of damage is found, and said in one line.
damaged() # NAME PATTERN COMMANDS
{
	rm -rf bad
	cp -r sound bad
	(cd bad && eval "$3")
	winnow-export --verify bad >err 2>&1
	like "damage: $1" "$? $(wc -l <err) $(cat err)" "^3 1 .*$2"
}
sums()
{
	(cd "$1" && sha256sum articles.jsonl manifest.json schema.json >SHA256SUMS)
}
# The manifest is brought in line with the articles, as one who forges them would.
agree()
{
	hash=$(sha256sum "$1/articles.jsonl" | cut -d' ' -f1)
	jq --arg hash "sha256:$hash" --argjson bytes "$(wc -c <"$1/articles.jsonl")" \
		'.resources[0].hash = $hash | .resources[0].bytes = $bytes' "$1/manifest.json" >m
	mv m "$1/manifest.json"
	sums "$1"
}
cp -r out sound
rm -r sound/000004-full
echo 000003-changes >sound/LATEST
winnow-export -q --verify sound
is 'a chain of three is sound' $? 0
damaged 'a byte of the articles' 'not the file' 'printf x | dd of=000003-changes/articles.jsonl conv=notrunc bs=1 seek=9 2>/dev/null'
damaged 'articles cut short' 'bytes' 'truncate -s -1 000002-changes/../000001-full/articles.jsonl'
damaged 'a byte of the schema' 'schema.json' 'echo >>000003-changes/schema.json'
damaged 'sums that say something else' SHA256SUMS 'echo >>000003-changes/SHA256SUMS'
damaged 'a manifest that was changed' SHA256SUMS 'echo >>000003-changes/manifest.json'
damaged 'a manifest before that was changed' 'not the one that' \
	'echo >>000002-changes/manifest.json; sums 000002-changes'
damaged 'no manifest' 'manifest.json' 'rm 000003-changes/manifest.json'
damaged 'a file too many' 'does not belong' 'touch 000003-changes/more'
damaged 'LATEST that names nothing' LATEST 'echo ../000003-changes >LATEST'
damaged 'LATEST that names what is not there' 'No such file' 'echo 000009-full >LATEST'
damaged 'a name that is not its own' 'manifest is the one of' 'mv 000003-changes 000005-changes; echo 000005-changes >LATEST'
damaged 'a line that is no JSON' 'line 6 ' 'echo "{" >>000003-changes/articles.jsonl; agree 000003-changes'
damaged 'a line without end' 'has no end' 'printf "{}" >>000003-changes/articles.jsonl; agree 000003-changes'
damaged 'a line twice' 'come after the one before' \
	'sed -i 1p 000003-changes/articles.jsonl; agree 000003-changes'
damaged 'a line that is missing' 'counts' 'sed -i 1d 000003-changes/articles.jsonl; agree 000003-changes'
damaged 'a member of another type' 'line 1 .*word_count' \
	'sed -i "s/\"word_count\":12/\"word_count\":\"12\"/" 000003-changes/articles.jsonl; agree 000003-changes'
damaged 'an unknown cause' 'cause' 'sed -i s/\"gone\"/\"lost\"/ 000003-changes/articles.jsonl; agree 000003-changes'
tap_end
