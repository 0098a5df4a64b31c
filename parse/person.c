/* SPDX-License-Identifier: MIT */
/* person.c - people out of the pieces of a byline: name, job title, hospital, grade, department */
#include "parse/person.h"

#include <string.h>

#include "lib/ascii.h"
#include "lib/unicode.h"
#include "parse/text.h"

/* Job titles of Chinese hospitals and schools, and their traditional forms. */
static const struct str job_titles[] = {
    STR_INIT("副主任医师"),
    STR_INIT("主任医师"),
    STR_INIT("主治医师"),
    STR_INIT("住院医师"),
    STR_INIT("执业医师"),
    STR_INIT("副主任药师"),
    STR_INIT("主任药师"),
    STR_INIT("主管药师"),
    STR_INIT("执业药师"),
    STR_INIT("药师"),
    STR_INIT("副主任护师"),
    STR_INIT("主任护师"),
    STR_INIT("主管护师"),
    STR_INIT("护师"),
    STR_INIT("护士长"),
    STR_INIT("副主任技师"),
    STR_INIT("主任技师"),
    STR_INIT("主管技师"),
    STR_INIT("技师"),
    STR_INIT("康复治疗师"),
    STR_INIT("康复师"),
    STR_INIT("营养师"),
    STR_INIT("心理咨询师"),
    STR_INIT("心理治疗师"),
    STR_INIT("副教授"),
    STR_INIT("教授"),
    STR_INIT("讲师"),
    STR_INIT("副研究员"),
    STR_INIT("研究员"),
    STR_INIT("主治醫師"),
    STR_INIT("主任醫師"),
    STR_INIT("副主任醫師"),
    STR_INIT("住院醫師"),
    STR_INIT("醫師"),
    STR_INIT("医师"),
    STR_INIT("医生"),
};

static const struct str grades[] = {
    STR_INIT("三级甲等"),
    STR_INIT("三级乙等"),
    STR_INIT("二级甲等"),
    STR_INIT("二级乙等"),
    STR_INIT("三甲"),
    STR_INIT("三乙"),
    STR_INIT("二甲"),
    STR_INIT("二乙"),
    STR_INIT("一甲"),
};

/* How the name of an institution ends. */
static const struct str institution_ends[] = {
    STR_INIT("医院"),
    STR_INIT("醫院"),
    STR_INIT("医学院"),
    STR_INIT("卫生院"),
    STR_INIT("卫生服务中心"),
    STR_INIT("医学中心"),
    STR_INIT("诊所"),
    STR_INIT("门诊部"),
    STR_INIT("研究所"),
    STR_INIT("研究院"),
    STR_INIT("大学"),
    STR_INIT("疾控中心"),
    STR_INIT("疾病预防控制中心"),
    STR_INIT("妇幼保健院"),
    STR_INIT("保健院"),
    STR_INIT("急救中心"),
    STR_INIT("学会"),
    STR_INIT("分院"),
    STR_INIT("院区"),
};

static const struct str department_ends[] = {
    STR_INIT("科"),
    STR_INIT("科室"),
    STR_INIT("中心"),
    STR_INIT("部"),
    STR_INIT("病区"),
};

struct label {
	struct str word;
	enum person_part part;
};

/* Words that say what follows them. */
static const struct label labels[] = {
    {STR_INIT("作者"), PERSON_NAME},
    {STR_INIT("医生"), PERSON_NAME},
    {STR_INIT("姓名"), PERSON_NAME},
    {STR_INIT("文"), PERSON_NAME},
    {STR_INIT("职称"), PERSON_JOB_TITLE},
    {STR_INIT("职务"), PERSON_JOB_TITLE},
    {STR_INIT("医院"), PERSON_AFFILIATION},
    {STR_INIT("单位"), PERSON_AFFILIATION},
    {STR_INIT("科室"), PERSON_DEPARTMENT},
    {STR_INIT("来源"), PERSON_NOTHING},
    {STR_INIT("出处"), PERSON_NOTHING},
    {STR_INIT("编辑"), PERSON_NOTHING},
    {STR_INIT("责任编辑"), PERSON_NOTHING},
    {STR_INIT("责编"), PERSON_NOTHING},
    {STR_INIT("审核"), PERSON_NOTHING},
    {STR_INIT("审校"), PERSON_NOTHING},
    {STR_INIT("摄影"), PERSON_NOTHING},
    {STR_INIT("阅读"), PERSON_NOTHING},
    {STR_INIT("浏览"), PERSON_NOTHING},
    {STR_INIT("点击"), PERSON_NOTHING},
    {STR_INIT("字号"), PERSON_NOTHING},
    {STR_INIT("患者"), PERSON_NOTHING},
};

#define LEN(array)             (sizeof(array) / sizeof *(array))
#define MOST_NAME_CHARS        4
#define MOST_AFFILIATION_BYTES 120

static bool
is_one_of(struct str piece, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(piece, list[i]))
			return true;
	return false;
}

static bool
ends_with_one_of(struct str piece, const struct str *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (piece.len > list[i].len && str_ends(piece, list[i]))
			return true;
	return false;
}

static bool
is_han_only(struct str piece, size_t *n_chars)
{
	*n_chars = 0;
	for (size_t i = 0; i < piece.len;) {
		uint32_t c = unicode_next(piece, &i);
		if (!unicode_is_han(c) && c != 0xB7)
			return false;
		++*n_chars;
	}
	return true;
}

enum person_part
person_part_of(struct str piece)
{
	size_t n;
	if (piece.len == 0 || piece.len > MOST_AFFILIATION_BYTES)
		return PERSON_NOTHING;
	if (is_one_of(piece, job_titles, LEN(job_titles)))
		return PERSON_JOB_TITLE;
	if (is_one_of(piece, grades, LEN(grades)))
		return PERSON_GRADE;
	if (!is_han_only(piece, &n))
		return PERSON_NOTHING;
	if (ends_with_one_of(piece, institution_ends, LEN(institution_ends)))
		return PERSON_AFFILIATION;
	if (n <= 10 && ends_with_one_of(piece, department_ends, LEN(department_ends)))
		return PERSON_DEPARTMENT;
	return n >= 2 && n <= MOST_NAME_CHARS ? PERSON_NAME : PERSON_NOTHING;
}

struct reader {
	struct arena *arena;
	struct person person;
	const struct label *label; /* the piece before, if it was one */
	bool labelled;             /* the name followed a label */
};

static struct str *
member_of(struct person *person, enum person_part part)
{
	switch (part) {
	case PERSON_NAME:
		return &person->name;
	case PERSON_JOB_TITLE:
		return &person->job_title;
	case PERSON_GRADE:
		return &person->affiliation_grade;
	case PERSON_DEPARTMENT:
		return &person->department;
	case PERSON_AFFILIATION:
		return &person->affiliation;
	default:
		return NULL;
	}
}

static void
set_part(struct reader *reader, enum person_part part, struct str piece)
{
	struct str *member = member_of(&reader->person, part);
	if (member && !member->ptr)
		*member = arena_copy(reader->arena, piece);
}

/* "范李主治医师" without a space: a job title at the end of a name. */
static bool
split_name_and_title(struct reader *reader, struct str piece)
{
	for (size_t i = 0; i < LEN(job_titles); i++) {
		if (!str_ends(piece, job_titles[i]))
			continue;
		struct str rest = str_slice(piece, 0, piece.len - job_titles[i].len);
		if (person_part_of(rest) != PERSON_NAME)
			return false;
		set_part(reader, PERSON_NAME, rest);
		set_part(reader, PERSON_JOB_TITLE, job_titles[i]);
		return true;
	}
	return false;
}

static const struct label *
find_label(struct str piece)
{
	for (size_t i = 0; i < LEN(labels); i++)
		if (str_eq(piece, labels[i].word))
			return &labels[i];
	return NULL;
}

/* What a label announced is taken at its word; a labelled name replaces a guessed one. */
static void
take_labelled(struct reader *reader, enum person_part part, struct str piece)
{
	if (part == PERSON_NOTHING)
		return;
	if (part == PERSON_NAME) {
		if (person_part_of(piece) != PERSON_NAME)
			return;
		if (!reader->labelled)
			reader->person.name = (struct str){NULL, 0};
		reader->labelled = true;
	}
	set_part(reader, part, piece);
}

static void
take_piece(struct reader *reader, struct str piece)
{
	const struct label *before = reader->label;
	/* No word of the tables and no Chinese name begins with an ASCII character. */
	bool foreign = (unsigned char)piece.ptr[0] < 0x80;
	reader->label = foreign ? NULL : find_label(piece);
	if (reader->label)
		return;
	if (before) {
		take_labelled(reader, before->part, piece);
		return;
	}
	if (foreign)
		return;
	enum person_part part = person_part_of(piece);
	if ((part == PERSON_NOTHING || part == PERSON_AFFILIATION) &&
	    split_name_and_title(reader, piece))
		return;
	set_part(reader, part, piece);
}

/* White space of any kind, and marks that stand between the parts of a byline. */
static bool
is_separator(uint32_t c)
{
	static const uint32_t marks[] = {
	    0xFF08, 0xFF09, 0xFF1A, 0xFF0C, 0xFF1B, 0x3001, 0x2022, 0xFF5C, 0x3010, 0x3011, 0x2014};
	if (c < 0x80)
		return c <= ' ' || str_find_char(STR("|:,;/()[]<>"), (char)c) != STR_NOT_FOUND;
	if (c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B))
		return true;
	for (size_t i = 0; i < LEN(marks); i++)
		if (marks[i] == c)
			return true;
	return false;
}

static void
take_text(struct reader *reader, struct str text)
{
	size_t from = 0;
	for (size_t i = 0; i < text.len;) {
		size_t at = i;
		if (!is_separator(unicode_next(text, &i)))
			continue;
		if (at > from)
			take_piece(reader, str_slice(text, from, at));
		from = i;
	}
	if (from < text.len)
		take_piece(reader, str_slice(text, from, text.len));
}

static bool
done(const struct reader *reader, struct person *out)
{
	const struct person *p = &reader->person;
	if (!p->name.ptr)
		return false;
	if (!reader->labelled && !p->job_title.ptr && !p->affiliation.ptr)
		return false;
	*out = *p;
	return true;
}

bool
person_is_as_full(const struct person *a, const struct person *b)
{
	return (a->name.ptr || !b->name.ptr) && (a->job_title.ptr || !b->job_title.ptr) &&
	       (a->affiliation.ptr || !b->affiliation.ptr) &&
	       (a->affiliation_grade.ptr || !b->affiliation_grade.ptr) &&
	       (a->department.ptr || !b->department.ptr);
}

static void
fill_text(struct str *text, struct str more)
{
	if (text->len == 0)
		*text = more;
}

void
person_fill(struct person *person, const struct person *more)
{
	fill_text(&person->job_title, more->job_title);
	fill_text(&person->affiliation, more->affiliation);
	fill_text(&person->affiliation_grade, more->affiliation_grade);
	fill_text(&person->department, more->department);
	fill_text(&person->url, more->url);
}

bool
person_read(
    struct arena *arena, const struct dom *dom, uint32_t from, uint32_t to, struct person *out)
{
	struct reader reader = {.arena = arena};
	for (uint32_t i = from; i < to; i++) {
		const struct dom_node *node = &dom->nodes[i];
		if (node->tag == TAG_NONE)
			take_text(&reader, node->text);
		else if (tag_role(node->tag) == TAG_SILENT)
			i = node->end - 1;
	}
	return done(&reader, out);
}

bool
person_read_text(struct arena *arena, struct str text, struct person *out)
{
	struct reader reader = {.arena = arena};
	take_text(&reader, text);
	return done(&reader, out);
}
