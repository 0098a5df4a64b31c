# outcomes.jq - records as lines of fixtures/expected/outcomes.tsv; duplicates are left out
select(.record == "article" or .record == "links" or .record == "outcome")
| select(.class != "duplicate")
| [(.url | sub("^[a-z]+://[^/]*"; "")),
	(.class // "ok"),
	(if .record == "links" then "links" else .page_kind // .outcome end),
	.http_status // 0]
| @tsv
