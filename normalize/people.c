/* SPDX-License-Identifier: MIT */
/* people.c - names, job titles, hospitals, grades and departments told apart */
#include "normalize/people.h"

#include "lib/unicode.h"

struct title {
	struct str text;
	int rank;
};

/* Job titles of hospitals and schools by rank; within one ending, the longer ones first. */
static const struct title titles[] = {
    {STR_INIT("副主任医师"), 4},
    {STR_INIT("副主任醫師"), 4},
    {STR_INIT("主任医师"), 5},
    {STR_INIT("主任醫師"), 5},
    {STR_INIT("主治医师"), 3},
    {STR_INIT("主治醫師"), 3},
    {STR_INIT("住院医师"), 2},
    {STR_INIT("住院醫師"), 2},
    {STR_INIT("执业医师"), 2},
    {STR_INIT("執業醫師"), 2},
    {STR_INIT("助理医师"), 1},
    {STR_INIT("助理醫師"), 1},
    {STR_INIT("医士"), 1},
    {STR_INIT("副主任药师"), 4},
    {STR_INIT("副主任藥師"), 4},
    {STR_INIT("主任药师"), 5},
    {STR_INIT("主任藥師"), 5},
    {STR_INIT("主管药师"), 3},
    {STR_INIT("主管藥師"), 3},
    {STR_INIT("执业药师"), 2},
    {STR_INIT("药师"), 2},
    {STR_INIT("藥師"), 2},
    {STR_INIT("药士"), 1},
    {STR_INIT("副主任护师"), 4},
    {STR_INIT("副主任護師"), 4},
    {STR_INIT("主任护师"), 5},
    {STR_INIT("主任護師"), 5},
    {STR_INIT("主管护师"), 3},
    {STR_INIT("主管護師"), 3},
    {STR_INIT("护师"), 2},
    {STR_INIT("護師"), 2},
    {STR_INIT("护士长"), 3},
    {STR_INIT("護士長"), 3},
    {STR_INIT("护士"), 1},
    {STR_INIT("護士"), 1},
    {STR_INIT("副主任技师"), 4},
    {STR_INIT("副主任技師"), 4},
    {STR_INIT("主任技师"), 5},
    {STR_INIT("主任技師"), 5},
    {STR_INIT("主管技师"), 3},
    {STR_INIT("主管技師"), 3},
    {STR_INIT("技师"), 2},
    {STR_INIT("技師"), 2},
    {STR_INIT("技士"), 1},
    {STR_INIT("副教授"), 4},
    {STR_INIT("教授"), 5},
    {STR_INIT("讲师"), 3},
    {STR_INIT("講師"), 3},
    {STR_INIT("助教"), 2},
    {STR_INIT("副研究员"), 4},
    {STR_INIT("副研究員"), 4},
    {STR_INIT("研究员"), 5},
    {STR_INIT("研究員"), 5},
    {STR_INIT("助理研究员"), 3},
    {STR_INIT("康复治疗师"), 2},
    {STR_INIT("康復治療師"), 2},
    {STR_INIT("心理治疗师"), 2},
    {STR_INIT("心理咨询师"), 2},
    {STR_INIT("营养师"), 2},
    {STR_INIT("營養師"), 2},
    {STR_INIT("医师"), 2},
    {STR_INIT("醫師"), 2},
};

struct grade {
	struct str text, brief;
};

static const struct grade grades[] = {
    {STR_INIT("三级甲等"), STR_INIT("三甲")},
    {STR_INIT("三級甲等"), STR_INIT("三甲")},
    {STR_INIT("三级乙等"), STR_INIT("三乙")},
    {STR_INIT("三級乙等"), STR_INIT("三乙")},
    {STR_INIT("三级特等"), STR_INIT("三特")},
    {STR_INIT("二级甲等"), STR_INIT("二甲")},
    {STR_INIT("二級甲等"), STR_INIT("二甲")},
    {STR_INIT("二级乙等"), STR_INIT("二乙")},
    {STR_INIT("二級乙等"), STR_INIT("二乙")},
    {STR_INIT("一级甲等"), STR_INIT("一甲")},
    {STR_INIT("一級甲等"), STR_INIT("一甲")},
    {STR_INIT("三甲"), STR_INIT("三甲")},
    {STR_INIT("三乙"), STR_INIT("三乙")},
    {STR_INIT("二甲"), STR_INIT("二甲")},
    {STR_INIT("二乙"), STR_INIT("二乙")},
    {STR_INIT("一甲"), STR_INIT("一甲")},
};

/* How the name of an institution ends. */
static const struct str institutions[] = {
    STR_INIT("医院"),
    STR_INIT("醫院"),
    STR_INIT("医学院"),
    STR_INIT("醫學院"),
    STR_INIT("卫生院"),
    STR_INIT("衛生院"),
    STR_INIT("保健院"),
    STR_INIT("卫生服务中心"),
    STR_INIT("医学中心"),
    STR_INIT("醫學中心"),
    STR_INIT("控制中心"),
    STR_INIT("疾控中心"),
    STR_INIT("急救中心"),
    STR_INIT("诊所"),
    STR_INIT("診所"),
    STR_INIT("门诊部"),
    STR_INIT("研究所"),
    STR_INIT("研究院"),
    STR_INIT("大学"),
    STR_INIT("大學"),
    STR_INIT("分院"),
    STR_INIT("院区"),
    STR_INIT("院區"),
};

/* The surnames that nine of ten Chinese people have, simplified and traditional. */
static const char surnames[] =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    "武戴莫孔向汤張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸賈韋鄒閆龍賀顧龔萬錢嚴湯";

enum part { PART_NONE, PART_NAME, PART_JOB, PART_GRADE, PART_DEPARTMENT, PART_AFFILIATION };

struct label {
	struct str text;
	enum part part;
};

/* What may stand before a colon in a line about a person. */
static const struct label labels[] = {
    {STR_INIT("作者"), PART_NAME},
    {STR_INIT("姓名"), PART_NAME},
    {STR_INIT("医生"), PART_NAME},
    {STR_INIT("醫生"), PART_NAME},
    {STR_INIT("专家"), PART_NAME},
    {STR_INIT("職稱"), PART_JOB},
    {STR_INIT("职称"), PART_JOB},
    {STR_INIT("职务"), PART_JOB},
    {STR_INIT("科室"), PART_DEPARTMENT},
    {STR_INIT("医院"), PART_AFFILIATION},
    {STR_INIT("醫院"), PART_AFFILIATION},
    {STR_INIT("单位"), PART_AFFILIATION},
    {STR_INIT("机构"), PART_AFFILIATION},
    {STR_INIT("等级"), PART_GRADE},
    {STR_INIT("医院等级"), PART_GRADE},
};

#define LEN(array)      (sizeof(array) / sizeof *(array))
#define NAME_MOST       4  /* Han characters of a name */
#define DEPARTMENT_MOST 10 /* of a department */
#define RAW_SEPARATOR   " "

/* As str_ends, for an end of at least three bytes; looks at the last three first, from the back,
 * because nearly all pairs differ there. */
static bool
ends(struct str text, struct str end)
{
	if (text.len < end.len)
		return false;
	const char *a = text.ptr + text.len, *b = end.ptr + end.len;
	return a[-1] == b[-1] && a[-2] == b[-2] && a[-3] == b[-3] && str_ends(text, end);
}

/* The title at the end of the text, or NULL. */
static const struct title *
title_at_end(struct str text)
{
	const struct title *best = NULL;
	for (size_t i = 0; i < LEN(titles); i++)
		if ((!best || titles[i].text.len > best->text.len) && ends(text, titles[i].text))
			best = &titles[i];
	return best;
}

/* The title at the start of the text, or NULL. */
static const struct title *
title_at_start(struct str text)
{
	const struct title *best = NULL;
	for (size_t i = 0; i < LEN(titles); i++)
		if (str_starts(text, titles[i].text) &&
		    (!best || titles[i].text.len > best->text.len))
			best = &titles[i];
	return best;
}

static const struct grade *
find_grade(struct str text)
{
	for (size_t i = 0; i < LEN(grades); i++)
		if (str_eq(text, grades[i].text))
			return &grades[i];
	return NULL;
}

static bool
is_institution(struct str text)
{
	for (size_t i = 0; i < LEN(institutions); i++)
		if (text.len > institutions[i].len && ends(text, institutions[i]))
			return true;
	return false;
}

/* The number of characters if all are Han (or the dot of a foreign name), else 0. */
static size_t
count_han(struct str text)
{
	size_t n = 0;
	for (size_t at = 0; at < text.len; n++) {
		uint32_t c = unicode_next(text, &at);
		if (!unicode_is_han(c) && c != 0xB7)
			return 0;
	}
	return n;
}

static bool
is_department(struct str text)
{
	size_t n = count_han(text);
	return n >= 2 && n <= DEPARTMENT_MOST &&
	       (str_ends(text, STR("科")) || str_ends(text, STR("科室")) ||
		   str_ends(text, STR("病区")));
}

static enum part
part_of(struct str text)
{
	const struct title *title = title_at_end(text);
	if (title && title->text.len == text.len)
		return PART_JOB;
	if (find_grade(text))
		return PART_GRADE;
	if (is_institution(text))
		return PART_AFFILIATION;
	if (is_department(text))
		return PART_DEPARTMENT;
	size_t n = count_han(text);
	return n >= 2 && n <= NAME_MOST && !title_at_start(text) ? PART_NAME : PART_NONE;
}

int
people_rank(struct str job_title)
{
	int best = 0;
	while (job_title.len > 0) {
		size_t from = 0, at = 0;
		uint32_t c = 0;
		while (at < job_title.len) {
			from = at;
			c = unicode_next(job_title, &at);
			if (unicode_is_space(c) || c == 0x3001 || c == ',' || c == 0xFF0C ||
			    c == '/')
				break;
			from = at;
		}
		const struct title *title = title_at_end(str_slice(job_title, 0, from));
		if (title && title->rank > best)
			best = title->rank;
		job_title = str_slice(job_title, at, job_title.len);
	}
	return best;
}

/* The parts of a person as they are being sorted out; a part that is set stays. */
struct sorter {
	struct arena *arena;
	struct person parts;
	bool moved;  /* a text did not stay whole in its member */
	bool failed; /* a text found no place: nothing is touched */
};

static struct str *
place_of(struct person *person, enum part part)
{
	switch (part) {
	case PART_NAME:
		return &person->name;
	case PART_JOB:
		return &person->job_title;
	case PART_GRADE:
		return &person->affiliation_grade;
	case PART_DEPARTMENT:
		return &person->department;
	case PART_AFFILIATION:
		return &person->affiliation;
	case PART_NONE:
		break;
	}
	return NULL;
}

/* Whether the text is one of the job titles that were joined by 、. */
static bool
has_item(struct str list, struct str text)
{
	for (;;) {
		size_t end = str_find(list, STR("、"));
		if (str_eq(str_slice(list, 0, end), text))
			return true;
		if (end == STR_NOT_FOUND)
			return false;
		list = str_slice(list, end + STR("、").len, list.len);
	}
}

static bool
put(struct sorter *sorter, enum part part, struct str text)
{
	struct str *place = place_of(&sorter->parts, part);
	if (!place)
		return false;
	const struct grade *grade = part == PART_GRADE ? find_grade(text) : NULL;
	if (grade)
		text = grade->brief;
	if (place->len == 0) {
		*place = text;
		return true;
	}
	if (str_eq(*place, text))
		return true;
	if (part != PART_JOB)
		return false;
	if (has_item(*place, text))
		return true;
	*place = arena_printf(sorter->arena, "%.*s、%.*s", STR_ARGS(*place), STR_ARGS(text));
	return true;
}

/* What stands before a title, and the title. */
static bool
put_titled(struct sorter *sorter, struct str before, const struct title *title)
{
	enum part part = part_of(before);
	if (before.len > 0 && (part == PART_NONE || !put(sorter, part, before)))
		return false;
	return put(sorter, PART_JOB, title->text);
}

/* "骨科主任医师范李": a name is known by its surname behind a title. */
static bool
put_name_behind_title(struct sorter *sorter, struct str piece)
{
	for (size_t at = 0; at < piece.len;) {
		size_t end = 0;
		struct str rest = str_slice(piece, at, piece.len);
		const struct title *title = title_at_start(rest);
		if (title) {
			struct str name = str_slice(rest, title->text.len, rest.len);
			if (part_of(name) != PART_NAME)
				return false;
			unicode_next(name, &end);
			return str_find(STR(surnames), str_slice(name, 0, end)) != STR_NOT_FOUND &&
			       put_titled(sorter, str_slice(piece, 0, at), title) &&
			       put(sorter, PART_NAME, name);
		}
		unicode_next(piece, &at);
	}
	return false;
}

/* "职称：主治医师" without its label; false when it has none. */
static bool
cut_label(struct str *piece, enum part *part)
{
	for (size_t i = 0; i < LEN(labels); i++) {
		struct str rest = str_slice(*piece, labels[i].text.len, piece->len);
		size_t colon = str_starts(rest, STR(":")) ? 1 : STR("：").len;
		if (!str_starts(*piece, labels[i].text) ||
		    (colon > 1 && !str_starts(rest, STR("："))))
			continue;
		*piece = str_slice(rest, colon, rest.len);
		*part = labels[i].part;
		return true;
	}
	return false;
}

/* One piece between separators: "范李主治医师" and "骨科主任医师" are two in one. */
static bool
put_piece(struct sorter *sorter, struct str piece)
{
	enum part labelled;
	if (cut_label(&piece, &labelled) && (piece.len == 0 || part_of(piece) == labelled))
		return piece.len == 0 || put(sorter, labelled, piece);
	enum part part = part_of(piece);
	if (part != PART_NONE && part != PART_NAME)
		return put(sorter, part, piece);
	const struct title *title = title_at_end(piece);
	if (title)
		return put_titled(sorter, str_slice(piece, 0, piece.len - title->text.len), title);
	if (part == PART_NAME)
		return put(sorter, PART_NAME, piece);
	return put_name_behind_title(sorter, piece);
}

static bool
is_separator(uint32_t c)
{
	return unicode_is_space(c) || c == '|' || c == ',' || c == 0xFF0C || c == 0x3001 ||
	       c == '/' || c == '(' || c == ')' || c == 0xFF08 || c == 0xFF09 || c == 0xFF5C;
}

/* All pieces of the text must be known, or none is taken from it. */
static bool
put_pieces(struct sorter *sorter, struct str text)
{
	struct sorter trial = *sorter;
	size_t from = 0, n = 0;
	for (size_t at = 0; at <= text.len;) {
		size_t here = at;
		bool end = at == text.len;
		if (!end && !is_separator(unicode_next(text, &at)))
			continue;
		struct str piece = str_slice(text, from, here);
		from = at;
		if (piece.len > 0) {
			if (!put_piece(&trial, piece))
				return false;
			n++;
		}
		if (end)
			break;
	}
	if (n == 0)
		return false;
	*sorter = trial;
	return true;
}

/* Takes the members in the order in which a wrong one is least likely to fill a place. */
static void
sort_member(struct sorter *sorter, struct str text, enum part own)
{
	if (text.len == 0)
		return;
	struct str *place = place_of(&sorter->parts, own);
	if (part_of(text) == own && own != PART_GRADE && put(sorter, own, text))
		return;
	if (!put_pieces(sorter, text)) {
		sorter->failed |= place->len > 0 && !str_eq(*place, text);
		*place = text;
		return;
	}
	sorter->moved |= !str_eq(*place, text);
}

static struct str
join_raw(struct arena *arena, const struct person *person)
{
	const struct str parts[] = {person->name, person->job_title, person->department,
	    person->affiliation, person->affiliation_grade};
	struct str raw = {NULL, 0};
	for (size_t i = 0; i < LEN(parts); i++) {
		if (parts[i].len == 0)
			continue;
		raw = raw.ptr ? arena_printf(arena, "%.*s" RAW_SEPARATOR "%.*s", STR_ARGS(raw),
				    STR_ARGS(parts[i]))
			      : parts[i];
	}
	return raw;
}

static bool
has_han(struct str text)
{
	for (size_t at = 0; at < text.len;)
		if (unicode_is_han(unicode_next(text, &at)))
			return true;
	return false;
}

void
people_normalize(struct arena *arena, struct person *person)
{
	struct sorter sorter = {arena, {.url = person->url, .raw = person->raw}, false, false};
	struct person before = *person;
	if (has_han(person->name) || has_han(person->affiliation)) {
		sort_member(&sorter, person->affiliation_grade, PART_GRADE);
		sort_member(&sorter, person->affiliation, PART_AFFILIATION);
		sort_member(&sorter, person->department, PART_DEPARTMENT);
		sort_member(&sorter, person->job_title, PART_JOB);
		sort_member(&sorter, person->name, PART_NAME);
		if (!sorter.failed && (sorter.parts.name.len > 0 || before.name.len == 0)) {
			*person = sorter.parts;
			if (sorter.moved && person->raw.len == 0)
				person->raw = join_raw(arena, &before);
		}
	}
	person->job_rank = people_rank(person->job_title);
}
