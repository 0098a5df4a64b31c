/* SPDX-License-Identifier: MIT */
/* kind.c - what a page is: article, qa, index, error, login, blocked, empty, needs-script */
#include "parse/kind.h"

#define LITTLE_BODY 300 /* units: a notice, not an article */
#define SHORT_BODY  40  /* units: less is hardly text at all */
#define INDEX_RATIO 2   /* units of teasers over the body's own */
#define LEN(array)  (sizeof(array) / sizeof *(array))

/* Words in the title or the first lines of a page that is little but a notice. */
struct notice {
	struct str words;
	const char *kind;
};

static const struct notice notices[] = {
    {STR_INIT("安全验证"), "blocked"},
    {STR_INIT("访问验证"), "blocked"},
    {STR_INIT("人机验证"), "blocked"},
    {STR_INIT("验证码"), "blocked"},
    {STR_INIT("访问过于频繁"), "blocked"},
    {STR_INIT("just a moment"), "blocked"},
    {STR_INIT("attention required"), "blocked"},
    {STR_INIT("verify you are human"), "blocked"},
    {STR_INIT("verifying you are human"), "blocked"},
    {STR_INIT("checking your browser"), "blocked"},
    {STR_INIT("are you a robot"), "blocked"},
    {STR_INIT("access denied"), "blocked"},
    {STR_INIT("access to this page has been denied"), "blocked"},
    {STR_INIT("登录后阅读"), "login"},
    {STR_INIT("登录后查看"), "login"},
    {STR_INIT("登录后可"), "login"},
    {STR_INIT("请先登录"), "login"},
    {STR_INIT("log in to continue"), "login"},
    {STR_INIT("sign in to continue"), "login"},
    {STR_INIT("log in to read"), "login"},
    {STR_INIT("subscribe to continue"), "login"},
    {STR_INIT("页面不存在"), "error"},
    {STR_INIT("页面找不到"), "error"},
    {STR_INIT("找不到页面"), "error"},
    {STR_INIT("页面已被删除"), "error"},
    {STR_INIT("不存在或已被删除"), "error"},
    {STR_INIT("您访问的页面"), "error"},
    {STR_INIT("404页面"), "error"},
    {STR_INIT("404 not found"), "error"},
    {STR_INIT("error 404"), "error"},
    {STR_INIT("page not found"), "error"},
    {STR_INIT("page cannot be found"), "error"},
    {STR_INIT("page doesn't exist"), "error"},
    {STR_INIT("seite nicht gefunden"), "error"},
    {STR_INIT("page introuvable"), "error"},
};

/* Lines and classes of pages that are a question and its answers. */
static const struct str question_lines[] = {STR_INIT("问题描述"), STR_INIT("病情描述"),
    STR_INIT("健康咨询描述"), STR_INIT("问题详情"), STR_INIT("提问")};
static const struct str answer_lines[] = {STR_INIT("医生回答"), STR_INIT("医生回复"),
    STR_INIT("专家回答"), STR_INIT("最佳答案"), STR_INIT("追答"), STR_INIT("回答"),
    STR_INIT("满意答案"), STR_INIT("全部回答")};

static uint32_t
units_of(const struct measure *m)
{
	return m->cjk + 2 * (m->words - m->cjk);
}

/* Units of the body that are no teasers of other articles; those of all teasers in *teasers. */
static uint32_t
own_units(const struct page *page, uint32_t *teasers)
{
	uint32_t own = 0;
	*teasers = 0;
	for (size_t i = 0; i < page->segments.n; i++) {
		const struct segment *segment = &page->segments.items[i];
		if (segment->in_teaser)
			*teasers += units_of(&segment->all);
		else if (segment->use == SEGMENT_BODY)
			own += units_of(&segment->all);
	}
	return own;
}

static uint32_t
units_of_blocks(const struct page *page)
{
	uint32_t units = 0;
	for (size_t i = 0; i < page->article->blocks.n; i++) {
		struct measure m = measure_of(page->article->blocks.items[i].text);
		units += units_of(&m);
	}
	return units;
}

static bool
is_one_of(struct str text, const struct str *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(text, lines[i]))
			return true;
	return false;
}

static const char *
kind_of_notice(const struct page *page)
{
	const struct fact *head = facts_first(&page->facts, FACT_TITLE, "title");
	for (size_t i = 0; i < LEN(notices); i++) {
		if (head && str_find_nocase(head->value, notices[i].words) != STR_NOT_FOUND)
			return notices[i].kind;
		for (size_t j = 0; j < page->segments.n; j++) {
			const struct segment *segment = &page->segments.items[j];
			uint32_t hints = page->hints.inherited[segment->block];
			if (segment->use != SEGMENT_RELATED &&
			    !(hints & (HINT_NAV | HINT_FOOTER | HINT_COMMENT)) &&
			    str_find_nocase(segment->text, notices[i].words) != STR_NOT_FOUND)
				return notices[i].kind;
		}
	}
	return NULL;
}

static bool
is_question(const struct page *page)
{
	bool question = false, answer = false;
	for (size_t i = 0; i < page->segments.n; i++) {
		struct str text = page->segments.items[i].text;
		question = question || is_one_of(text, question_lines, LEN(question_lines));
		answer = answer || is_one_of(text, answer_lines, LEN(answer_lines));
	}
	for (size_t i = 0; i < page->facts.n; i++)
		if (page->facts.items[i].field == FACT_TYPE &&
		    str_find(page->facts.items[i].value, STR("QAPage")) != STR_NOT_FOUND)
			return true;
	return question && answer;
}

static bool
has_scripts(const struct page *page)
{
	return dom_find(&page->dom, 0, page->dom.n, TAG_SCRIPT) != DOM_NONE;
}

static const char *
decide(const struct page *page)
{
	uint32_t body = units_of_blocks(page);
	uint32_t teasers, own = own_units(page, &teasers);
	uint32_t all = 0;
	for (size_t i = 0; i < page->segments.n; i++)
		all += units_of(&page->segments.items[i].all);
	const char *notice = body < LITTLE_BODY ? kind_of_notice(page) : NULL;
	if (notice)
		return notice;
	if (all + body == 0)
		return has_scripts(page) ? "needs-script" : "empty";
	if (body < SHORT_BODY && teasers == 0 && all < 4 * SHORT_BODY && has_scripts(page))
		return "needs-script";
	if (is_question(page))
		return "qa";
	if (teasers > INDEX_RATIO * own && own < SHORT_BODY)
		return "index";
	if (body < SHORT_BODY)
		return all < SHORT_BODY ? "empty" : "index";
	return "article";
}

void
kind_find(struct page *page)
{
	page->article->page_kind = str_from(decide(page));
}
