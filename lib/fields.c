/* SPDX-License-Identifier: MIT */
/* fields.c - the one table of record members: the codec, the manual and the export walk it */
#include "lib/fields.h"

#define LEN(array) (sizeof(array) / sizeof *(array))
#define SET(id, type, table)                                                                       \
	const struct field_set id = {                                                              \
	    .name = #type, .size = sizeof(struct type), table, LEN(table), 0}

#define AT(member) offsetof(struct OWNER, member)

#define OWNER visit
static const struct field visit[] = {
    {"url", FIELD_TEXT, AT(url), NULL, false, "the URL that was fetched, as it was requested"},
    {"fetched_at", FIELD_TEXT, AT(fetched_at), NULL, false, "when the response came (RFC 3339)"},
    {"http_status", FIELD_INT, AT(http_status), NULL, false, "the status of the response"},
    {"requested_url", FIELD_TEXT, AT(requested_url), NULL, false,
	"the URL at the start of the redirects"},
    {"redirects", FIELD_TEXTS, AT(redirects), NULL, false, "the URLs passed on the way, in order"},
    {"via", FIELD_TEXT, AT(via), NULL, false, "the page or sitemap that led here"},
    {"depth", FIELD_INT, AT(depth), NULL, false,
	"links followed from a start page; absent means 0"},
    {"etag", FIELD_TEXT, AT(etag), NULL, false, "the ETag header of the response"},
    {"last_modified", FIELD_TEXT, AT(last_modified), NULL, false,
	"the Last-Modified header of the response"},
    {"payload_digest", FIELD_TEXT, AT(payload_digest), NULL, false,
	"SHA-256 of the body without codings"},
};
SET(fields_visit, visit, visit);
#undef OWNER

#define OWNER person
static const struct field person[] = {
    {"name", FIELD_TEXT, AT(name), NULL, false, "the person's name"},
    {"job_title", FIELD_TEXT, AT(job_title), NULL, false, "the job title, as the page has it"},
    {"affiliation", FIELD_TEXT, AT(affiliation), NULL, false, "the institution"},
    {"affiliation_grade", FIELD_TEXT, AT(affiliation_grade), NULL, false,
	"the grade of a hospital (三甲)"},
    {"department", FIELD_TEXT, AT(department), NULL, false, "the department"},
    {"url", FIELD_TEXT, AT(url), NULL, false, "the person's page"},
    {"job_rank", FIELD_INT, AT(job_rank), NULL, false,
	"rank of the job title in its profession, 1 is the lowest"},
    {"raw", FIELD_TEXT, AT(raw), NULL, false,
	"the text as the page has it, where normalize split or rewrote it"},
};
static SET(person_set, person, person);
#undef OWNER

#define OWNER block
static const struct field block[] = {
    {"type", FIELD_BLOCKTYPE, AT(type), NULL, true,
	"paragraph, heading, list_item, quote, code, table or figure"},
    {"level", FIELD_INT, AT(level), NULL, false, "heading: 1 to 6"},
    {"marker", FIELD_TEXT, AT(marker), NULL, false, "heading: the ordinal it begins with"},
    {"depth", FIELD_INT, AT(depth), NULL, false, "list_item: lists around its own; absent means 0"},
    {"ordered", FIELD_BOOL, AT(ordered), NULL, false, "list_item: of a numbered list"},
    {"text", FIELD_TEXT, AT(text), NULL, false, "the text; code keeps its line breaks"},
    {"rows", FIELD_ROWS, AT(rows), NULL, false, "table: an array of rows, each an array of cells"},
    {"url", FIELD_TEXT, AT(url), NULL, false, "figure: the image"},
    {"caption", FIELD_TEXT, AT(caption), NULL, false, "figure, table: its caption"},
};
static SET(block_set, block, block);
#undef OWNER

#define OWNER related
static const struct field related[] = {
    {"title", FIELD_TEXT, AT(title), NULL, false, "the title of the other article"},
    {"url", FIELD_TEXT, AT(url), NULL, false, "its URL"},
    {"authors", FIELD_OBJECTS, AT(authors), &person_set, false, "its authors"},
    {"teaser", FIELD_TEXT, AT(teaser), NULL, false, "the teaser's text"},
    {"teaser_truncated", FIELD_BOOL, AT(teaser_truncated), NULL, false,
	"the teaser stops in mid-sentence"},
};
static const struct field_set related_set = {
    "related", sizeof(struct related), related, LEN(related), AT(source)};
#undef OWNER

#define OWNER term
static const struct field term[] = {
    {"term", FIELD_TEXT, AT(term), NULL, false, "the term"},
    {"definition", FIELD_TEXT, AT(definition), NULL, false, "its definition"},
    {"url", FIELD_TEXT, AT(url), NULL, false, "the page about it"},
};
static SET(term_set, term, term);
#undef OWNER

#define OWNER section
static const struct field section[] = {
    {"heading", FIELD_TEXT, AT(heading), NULL, true, "the heading; empty for the lead"},
    {"level", FIELD_INT, AT(level), NULL, true, "the heading's level; 0 for the lead"},
    {"text", FIELD_TEXT, AT(text), NULL, true, "its blocks, joined by line feeds"},
};
static SET(section_set, section, section);
#undef OWNER

#define OWNER removed
static const struct field removed[] = {
    {"rule", FIELD_TEXT, AT(rule), NULL, true, "the rule that took it"},
    {"at", FIELD_INT, AT(at), NULL, true, "its index among the blocks that came in"},
    {"text", FIELD_TEXT, AT(text), NULL, true, "the text"},
    {"member", FIELD_TEXT, AT(member), NULL, false,
	"the member it stood in, if not blocks; `at` is then an index there"},
};
static SET(removed_set, removed, removed);
#undef OWNER

#define OWNER article
static const struct field article[] = {
    {"page_kind", FIELD_TEXT, AT(page_kind), NULL, false,
	"article, qa, index, error, login, blocked, empty or needs-script"},
    {"canonical_url", FIELD_TEXT, AT(canonical_url), NULL, false, "the URL the page gives itself"},
    {"title", FIELD_TEXT, AT(title), NULL, false, "the title, without the site's name"},
    {"site_name", FIELD_TEXT, AT(site_name), NULL, false, "the site's name"},
    {"language", FIELD_TEXT, AT(language), NULL, false, "the language (BCP 47)"},
    {"description", FIELD_TEXT, AT(description), NULL, false, "the page's summary of itself"},
    {"keywords", FIELD_TEXTS, AT(keywords), NULL, false, "the page's keywords"},
    {"image", FIELD_TEXT, AT(image), NULL, false, "the lead image"},
    {"authors", FIELD_OBJECTS, AT(authors), &person_set, false, "the authors"},
    {"date_published", FIELD_TEXT, AT(date_published), NULL, false,
	"RFC 3339, or YYYY-MM-DD where the page gives no time"},
    {"date_modified", FIELD_TEXT, AT(date_modified), NULL, false, "the same for the last change"},
    {"blocks", FIELD_OBJECTS, AT(blocks), &block_set, false, "the body, in order"},
    {"related", FIELD_OBJECTS, AT(related), &related_set, false, "teasers of other articles"},
    {"terms", FIELD_OBJECTS, AT(terms), &term_set, false, "glossary cards beside the article"},
    {"links", FIELD_TEXTS, AT(links), NULL, false, "same-site links a crawl may follow"},
    {"next_page", FIELD_TEXT, AT(next_page), NULL, false, "the next page of the same article"},
    {"pages", FIELD_TEXTS, AT(pages), NULL, false, "further pages whose text is in this record"},
    {"evidence", FIELD_PAIRS, AT(evidence), NULL, false, "where the value of each field was found"},
    {"profile", FIELD_TEXT, AT(profile), NULL, false, "the site profile that was used"},
    {"extractor", FIELD_TEXT, AT(extractor), NULL, false, "the version of winnow-parse"},
    {"rules", FIELD_TEXT, AT(rules), NULL, false, "digest of the rules normalize used"},
    {"text", FIELD_TEXT, AT(text), NULL, false, "the whole body as plain text"},
    {"sections", FIELD_OBJECTS, AT(sections), &section_set, false, "the body by its headings"},
    {"disclaimer", FIELD_TEXT, AT(disclaimer), NULL, false, "the page's disclaimer"},
    {"disclaimer_kind", FIELD_TEXT, AT(disclaimer_kind), NULL, false,
	"medical, copyright or advertising"},
    {"removed", FIELD_OBJECTS, AT(removed), &removed_set, false,
	"what normalize and the joining of pages took out"},
    {"content_digest", FIELD_TEXT, AT(content_digest), NULL, false, "SHA-256 of the content"},
    {"simhash", FIELD_TEXT, AT(simhash), NULL, false,
	"SimHash of character 4-grams, 16 hex digits"},
    {"minhash", FIELD_TEXTS, AT(minhash), NULL, false,
	"MinHash of character 4-grams: a key for each of 20 bands"},
    {"word_count", FIELD_INT, AT(word_count), NULL, false,
	"words of the body; each Han character counts as one"},
    {"flags", FIELD_TEXTS, AT(flags), NULL, false, "what is worth a second look"},
};
static SET(article_set, article, article);
#undef OWNER

#define OWNER record_run
static const struct field run[] = {
    {"run", FIELD_TEXT, AT(run), NULL, false, "the run's id, a UUID"},
    {"program", FIELD_TEXT, AT(program), NULL, false, "the program that opened the stream"},
    {"version", FIELD_TEXT, AT(version), NULL, false, "its version"},
    {"started", FIELD_TEXT, AT(started), NULL, false, "when it started (RFC 3339)"},
};
static SET(run_set, record_run, run);
#undef OWNER

#define OWNER record_links
static const struct field links[] = {
    {"format", FIELD_TEXT, AT(format), NULL, false,
	"sitemap, sitemap-index, rss, atom, text, robots or seeds"},
    {"links", FIELD_TEXTS, AT(links), NULL, false, "the URLs it lists"},
};
static SET(links_set, record_links, links);
#undef OWNER

#define OWNER record_outcome
static const struct field outcome[] = {
    {"stage", FIELD_TEXT, AT(stage), NULL, false, "the stage that knows it"},
    {"class", FIELD_TEXT, AT(class), NULL, false, "the outcome's class"},
    {"outcome", FIELD_TEXT, AT(outcome), NULL, false, "the outcome"},
    {"detail", FIELD_TEXT, AT(detail), NULL, false, "the reason, for people"},
    {"retry_at", FIELD_TEXT, AT(retry_at), NULL, false, "deferred: not before (RFC 3339)"},
    {"location", FIELD_TEXT, AT(location), NULL, false, "redirected: where to"},
    {"input", FIELD_TEXT, AT(input), NULL, false, "bad-record: what could not be read"},
};
static SET(outcome_set, record_outcome, outcome);
#undef OWNER

#define OWNER record_end
static const struct field end[] = {
    {"run", FIELD_TEXT, AT(run), NULL, false, "the run that ends"},
    {"stage", FIELD_TEXT, AT(stage), NULL, false, "the program that wrote this record"},
    {"in", FIELD_INT, AT(in), NULL, true, "records it read"},
    {"out", FIELD_INT, AT(out), NULL, true, "records it wrote"},
    {"rejected", FIELD_INT, AT(rejected), NULL, true, "inputs it could not read"},
};
static SET(end_set, record_end, end);
#undef OWNER

const struct field_set *const fields_of_kind[RECORD_N_KINDS] = {
    [RECORD_RUN] = &run_set,
    [RECORD_ARTICLE] = &article_set,
    [RECORD_LINKS] = &links_set,
    [RECORD_OUTCOME] = &outcome_set,
    [RECORD_END] = &end_set,
};

static const char *const block_types[BLOCK_N_TYPES] = {
    [BLOCK_PARAGRAPH] = "paragraph",
    [BLOCK_HEADING] = "heading",
    [BLOCK_LIST_ITEM] = "list_item",
    [BLOCK_QUOTE] = "quote",
    [BLOCK_CODE] = "code",
    [BLOCK_TABLE] = "table",
    [BLOCK_FIGURE] = "figure",
};

const char *
fields_block_type(enum block_type type)
{
	return block_types[type];
}

static const char *const kind_names[RECORD_N_KINDS] = {
    [RECORD_RUN] = "run",
    [RECORD_ARTICLE] = "article",
    [RECORD_LINKS] = "links",
    [RECORD_OUTCOME] = "outcome",
    [RECORD_END] = "end",
};

const char *
fields_kind_name(enum record_kind kind)
{
	return kind_names[kind];
}
