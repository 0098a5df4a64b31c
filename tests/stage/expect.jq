# SPDX-License-Identifier: MIT
# expect.jq - print how a record differs from what a careful reader expects
#
# Input: a record. Argument: $want, an expected file as its only element.
# Output: one line of text a difference, none if the record is as expected.
# A member that the expected file leaves out is not looked at, one that is
# null there must be absent.
#
# Texts are compared after folding U+FF01-FF5E to ASCII and U+3000 to a space:
# the width of punctuation is a matter of taste, everything else is not.

def fold:
	explode
	| map(if . >= 65281 and . <= 65374 then . - 65248
		elif . == 12288 then 32 else . end)
	| implode;

def asterisks: gsub("\\*\\*"; "");

# The path of an address, whatever its scheme and host.
def path_of: sub("^[A-Za-z]+://[^/]*"; "");

def show: if . == null then "nothing" else tojson end;

# Two texts as a line of difference, or nothing. Long texts are cut to what
# stands around the first character that differs.
def text_differs($where; $want; $got):
	if $got == null or ($got | type) != "string" then
		"\($where): wanted \($want | show), got \($got | show)"
	else
		($want | fold) as $w | ($got | fold) as $g
		| if $w == $g then empty
		elif ($w | length) < 60 and ($g | length) < 60 then
			"\($where): wanted \($want | show), got \($got | show)"
		else
			($w | explode) as $a | ($g | explode) as $b
			| first(range(0; ($a | length) + 1)
				| select($a[.] != $b[.])) as $i
			| (if $i > 10 then $i - 10 else 0 end) as $from
			| "\($where): differs at character \($i): wanted "
				+ "\($a[$from:$i + 20] | implode | show) "
				+ "of \($a | length), got "
				+ "\($b[$from:$i + 20] | implode | show) "
				+ "of \($b | length)"
		end
	end;

def value_differs($where; $want; $got):
	if $want == null then
		if $got == null then empty
		else "\($where): wanted nothing, got \($got | show)" end
	elif ($want | type) == "string" then text_differs($where; $want; $got)
	elif $want == $got then empty
	else "\($where): wanted \($want | show), got \($got | show)" end;

def count_differs($where; $want; $got):
	if ($want | length) == ($got | length) then empty
	else "\($where): wanted \($want | length), got \($got | length)" end;

# A day is enough where the record knows the hour as well.
def date_differs($where; $want; $got):
	if ($want | type) == "string" and ($got | type) == "string"
		and ($want | length) == 10 and ($got | startswith($want))
	then empty
	else value_differs($where; $want; $got) end;

def authors_differ($where; $want; $got):
	count_differs($where; $want; $got),
	(range(0; [($want | length), ($got | length)] | min) as $i
	| ("name", "job_title", "affiliation", "affiliation_grade", "department")
		as $member
	| value_differs("\($where)[\($i)].\($member)";
		$want[$i][$member]; $got[$i][$member]));

# Every line stands in the text, in this order.
def lines_differ($where; $lines; $text):
	reduce $lines[] as $line ({rest: (($text // "") | fold), missing: []};
		($line | fold) as $l
		# Not index: it counts bytes in jq 1.6, and slices count characters.
		| (.rest | split($l)) as $parts
		| if ($parts | length) < 2 then .missing += [$line]
		else .rest = ($parts[1:] | join($l)) end)
	| .missing[]
	| "\($where): missing or out of order: \(show)";

def sections_differ($want; $got):
	count_differs("sections"; $want; $got),
	(range(0; $want | length) as $i
	| "sections[\($i)]" as $where
	| $want[$i] as $w
	| if $got[$i] == null then "\($where): missing: \($w.heading | show)"
	else
		$got[$i] as $g
		| value_differs("\($where).heading"; $w.heading; $g.heading),
		(if $w | has("level") then
			value_differs("\($where).level"; $w.level; $g.level)
		else empty end),
		(if $w | has("text") then
			text_differs("\($where).text"; $w.text; $g.text)
		else lines_differ("\($where).text"; $w.lines; $g.text) end)
	end),
	($got[($want | length):][]?
	| "sections: not wanted: \(.heading | show)");

def terms_differ($want; $got):
	count_differs("terms"; $want; $got),
	(range(0; [($want | length), ($got | length)] | min) as $i
	| ("term", "definition") as $member
	| value_differs("terms[\($i)].\($member)";
		$want[$i][$member]; $got[$i][$member]));

def related_differ($want; $got):
	count_differs("related"; $want; $got),
	($want[] as $w
	| ($w.title | fold) as $title
	| first(($got[]? | select((.title // "" | fold) == $title)), null) as $g
	| "related \($w.title | show)" as $where
	| if $g == null then "\($where): missing"
	else
		(if $w | has("url") then
			value_differs("\($where).url"; $w.url;
				$g.url | if . then path_of else . end)
		else empty end),
		(if $w | has("authors") then
			authors_differ("\($where).authors"; $w.authors; $g.authors)
		else empty end),
		(if $w | has("teaser") then
			# Leftover asterisks of a cut text may stay or go.
			text_differs("\($where).teaser"; $w.teaser | asterisks;
				$g.teaser | if . then asterisks else . end)
		else empty end),
		(if $w | has("teaser_truncated") then
			value_differs("\($where).teaser_truncated";
				$w.teaser_truncated; $g.teaser_truncated // false)
		else empty end)
	end),
	([$want[].title | fold] as $titles
	| $got[]?
	| select((.title // "" | fold) as $t | $titles | index([$t]) | not)
	| "related: not wanted: \(.title | show)");

def order_differs($want; $got):
	[$want[].title | fold] as $w
	| [$got[]? | .title // "" | fold] as $g
	| if ($w | sort) == ($g | sort) and $w != $g then
		"related: not in the order of the page"
	else empty end;

# Each wanted block agrees with a block, in this order, in the members it names.
def block_agrees($w):
	. as $b
	| all($w | to_entries[];
		if (.value | type) == "string" and ($b[.key] | type) == "string" then
			(.value | fold) == ($b[.key] | fold)
		elif .value == false then ($b[.key] // false) == false
		else .value == $b[.key] end);

def blocks_differ($want; $got):
	reduce $want[] as $w ({at: 0, missing: []};
		.at as $at
		| first((range($at; $got | length)
			| select($got[.] | block_agrees($w))), null) as $i
		| if $i == null then .missing += [$w] else .at = $i + 1 end)
	| .missing[]
	| "blocks: missing or out of order: \(show)";

# Every string of the record that a reader of the data would take for content.
def content_strings:
	[paths(strings) as $p
	| select(any($p[];
		. == "removed" or . == "links" or . == "url"
		or . == "canonical_url" or . == "requested_url"
		or . == "redirects" or . == "via" or . == "image"
		or . == "next_page") | not)
	| {path: ($p | map(tostring) | join(".")), text: (getpath($p) | fold)}];

def words_differ($forbidden; $demanded):
	content_strings as $strings
	| ($forbidden[]? as $word
	| ($word | fold) as $w
	| $strings[] | select(.text | contains($w))
	| "\(.path): must not contain \($word | show)"),
	($demanded[]? as $word
	| ($word | fold) as $w
	| select(any($strings[]; .text | contains($w)) | not)
	| "nowhere: \($word | show)");

$want[0] as $want
| . as $got
| (("page_kind", "title", "site_name", "language", "disclaimer") as $member
	| select($want | has($member))
	| value_differs($member; $want[$member]; $got[$member])),
(("date_published", "date_modified") as $member
	| select($want | has($member))
	| date_differs($member; $want[$member]; $got[$member])),
(if $want.url then
	value_differs("url"; $want.url; $got.url | if . then path_of else . end)
else empty end),
(if $want.evidence then
	($want.evidence | to_entries[]
	| value_differs("evidence.\(.key)"; .value; $got.evidence[.key]))
else empty end),
(if $want.authors then authors_differ("authors"; $want.authors; $got.authors)
else empty end),
(if $want.sections then sections_differ($want.sections; $got.sections)
else empty end),
(if $want.text_lines then lines_differ("text"; $want.text_lines; $got.text)
else empty end),
(if $want.blocks then blocks_differ($want.blocks; $got.blocks) else empty end),
(if $want.terms then terms_differ($want.terms; $got.terms) else empty end),
(if $want.related then
	related_differ($want.related; $got.related),
	order_differs($want.related; $got.related)
else empty end),
words_differ($want.must_not_contain; $want.must_contain)
