/* SPDX-License-Identifier: MIT */
/* encoding_declared.c - the encoding that a page or its server declares */
#include "parse/encoding_declared.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "lib/ascii.h"
#include "parse/encoding_label.h"

#define PRESCAN_BYTES 1024        /* HTML standard 13.2.3.2 */
#define LATE_BYTES    (64u << 10) /* a parser that meets a later meta starts over (13.2.3.4) */
#define LABEL_MAX     64          /* longer than any label, with room for blanks around it */

/*
 * The value at the start of *rest, which then begins behind the next semicolon.  A quoted one has
 * its backslashes undone in `unquoted`; what does not fit there is no label.
 */
static struct str
parameter_value(struct str *rest, char *unquoted)
{
	if (rest->len == 0 || rest->ptr[0] != '"')
		return str_cut(rest, ';');
	size_t at = 1, len = 0;
	while (at < rest->len && rest->ptr[at] != '"') {
		if (rest->ptr[at] == '\\' && at + 1 < rest->len)
			at++;
		if (len < LABEL_MAX)
			unquoted[len++] = rest->ptr[at];
		at++;
	}
	*rest = str_slice(*rest, at, rest->len);
	(void)str_cut(rest, ';');
	return (struct str){unquoted, len};
}

const char *
encoding_of_content_type(struct str value)
{
	struct str rest = value;
	(void)str_cut(&rest, ';');
	while (rest.ptr) {
		rest = str_trim(rest);
		size_t at = 0;
		while (at < rest.len && rest.ptr[at] != ';' && rest.ptr[at] != '=')
			at++;
		if (at == rest.len || rest.ptr[at] == ';') {
			(void)str_cut(&rest, ';');
			continue;
		}
		char unquoted[LABEL_MAX];
		struct str name = str_slice(rest, 0, at);
		rest = str_slice(rest, at + 1, rest.len);
		struct str label = parameter_value(&rest, unquoted);
		if (str_eq_nocase(name, STR("charset")) && !str_is_blank(label))
			return encoding_label_name(label);
	}
	return NULL;
}

/* "Extracting a character encoding from a meta element" (HTML standard 2.6.6). */
static const char *
encoding_in_content(struct str content)
{
	size_t at;
	while ((at = str_find_nocase(content, STR("charset"))) != STR_NOT_FOUND) {
		content = str_trim(str_slice(content, at + strlen("charset"), content.len));
		if (content.len == 0 || content.ptr[0] != '=')
			continue;
		content = str_trim(str_slice(content, 1, content.len));
		if (content.len == 0)
			return NULL;
		char quote = content.ptr[0];
		if (quote == '"' || quote == '\'') {
			content = str_slice(content, 1, content.len);
			size_t end = str_find_char(content, quote);
			return end == STR_NOT_FOUND
				   ? NULL
				   : encoding_label_name(str_slice(content, 0, end));
		}
		size_t end = 0;
		while (end < content.len && content.ptr[end] != ';' &&
		       !ascii_is_space(content.ptr[end]))
			end++;
		return encoding_label_name(str_slice(content, 0, end));
	}
	return NULL;
}

/* A page whose declaration could be read in ASCII is not in UTF-16. */
static const char *
as_declared_in_ascii(const char *name)
{
	if (name && (strcmp(name, "UTF-16LE") == 0 || strcmp(name, "UTF-16BE") == 0))
		return "UTF-8";
	if (name && strcmp(name, "x-user-defined") == 0)
		return "windows-1252";
	return name;
}

struct attribute {
	struct str name, value;
};

static size_t
skip_spaces(struct str head, size_t at, bool slashes)
{
	while (at < head.len && (ascii_is_space(head.ptr[at]) || (slashes && head.ptr[at] == '/')))
		at++;
	return at;
}

/* The value behind '='; false when the bytes run out before it ends. */
static bool
read_value(struct str head, size_t *at, struct str *value)
{
	size_t i = skip_spaces(head, *at, false), from = i;
	if (i == head.len)
		return false;
	char quote = head.ptr[i];
	if (quote == '"' || quote == '\'') {
		from = ++i;
		while (i < head.len && head.ptr[i] != quote)
			i++;
		*at = i + 1;
	} else {
		while (i < head.len && !ascii_is_space(head.ptr[i]) && head.ptr[i] != '>')
			i++;
		*at = i;
	}
	*value = str_slice(head, from, i);
	return i < head.len;
}

/*
 * "Get an attribute": true with an attribute; false at the tag's end, or with *at == head.len when
 * the bytes ran out, which ends the whole prescan.
 */
static bool
read_attribute(struct str head, size_t *at, struct attribute *out)
{
	size_t i = skip_spaces(head, *at, true), from = i;
	*at = i;
	if (i == head.len || head.ptr[i] == '>')
		return false;
	while (i < head.len && !ascii_is_space(head.ptr[i]) && head.ptr[i] != '/' &&
	       head.ptr[i] != '>' && (head.ptr[i] != '=' || i == from))
		i++;
	*out = (struct attribute){str_slice(head, from, i), {NULL, 0}};
	i = skip_spaces(head, i, false);
	*at = i;
	if (i == head.len)
		return false;
	if (head.ptr[i] != '=')
		return true;
	*at = i + 1;
	if (read_value(head, at, &out->value))
		return true;
	*at = head.len;
	return false;
}

/* One meta element, *at behind its name: the encoding it declares, or NULL. */
static const char *
encoding_of_meta(struct str head, size_t *at)
{
	bool seen_equiv = false, seen_content = false, seen_charset = false;
	bool got_pragma = false, by_pragma = false;
	const char *name = NULL;
	struct attribute attribute;
	while (read_attribute(head, at, &attribute)) {
		if (str_eq_nocase(attribute.name, STR("http-equiv")) && !seen_equiv) {
			seen_equiv = true;
			got_pragma = str_eq_nocase(attribute.value, STR("content-type"));
		} else if (str_eq_nocase(attribute.name, STR("content")) && !seen_content) {
			seen_content = true;
			const char *found = encoding_in_content(attribute.value);
			if (found && !seen_charset && !name) {
				name = found;
				by_pragma = true;
			}
		} else if (str_eq_nocase(attribute.name, STR("charset")) && !seen_charset) {
			seen_charset = true;
			name = encoding_label_name(attribute.value);
			by_pragma = false;
		}
	}
	if (*at == head.len || (by_pragma && !got_pragma))
		return NULL;
	return as_declared_in_ascii(name);
}

static size_t
after(struct str head, size_t at, struct str needle)
{
	size_t found = str_find(str_slice(head, at, head.len), needle);
	return found == STR_NOT_FOUND ? head.len : at + found + needle.len;
}

static size_t
after_script(struct str head, size_t at)
{
	size_t found = str_find_nocase(str_slice(head, at, head.len), STR("</script"));
	return found == STR_NOT_FOUND ? head.len : at + found + strlen("</script");
}

/* A tag that is not meta: over its attributes, which may hold what looks like one. */
static size_t
skip_tag(struct str head, size_t at)
{
	struct attribute unused;
	while (at < head.len && !ascii_is_space(head.ptr[at]) && head.ptr[at] != '>')
		at++;
	bool more = true;
	while (more)
		more = read_attribute(head, &at, &unused);
	return at;
}

/* Of a parser that starts again no script's text can be the cause. */
static const char *
encoding_of_metas(struct str head, bool over_scripts)
{
	size_t at = 0;
	while (at < head.len) {
		struct str rest = str_slice(head, at, head.len);
		if (rest.ptr[0] != '<' || rest.len < 2) {
			at++;
		} else if (str_starts(rest, STR("<!--"))) {
			at = after(head, at + 2, STR("-->"));
		} else if (str_starts_nocase(rest, STR("<meta")) && rest.len > 5 &&
			   (ascii_is_space(rest.ptr[5]) || rest.ptr[5] == '/')) {
			at += 5;
			const char *name = encoding_of_meta(head, &at);
			if (name)
				return name;
			at++;
		} else if (over_scripts && str_starts_nocase(rest, STR("<script"))) {
			at = after_script(head, at);
		} else if (ascii_is_alpha(rest.ptr[1]) ||
			   (rest.ptr[1] == '/' && rest.len > 2 && ascii_is_alpha(rest.ptr[2]))) {
			at = skip_tag(head, at) + 1;
		} else if (strchr("!/?", rest.ptr[1]) && rest.ptr[1] != '\0') {
			at = after(head, at, STR(">"));
		} else {
			at++;
		}
	}
	return NULL;
}

/* "Get an XML encoding": <?xml version="1.0" encoding="gbk"?>. */
static const char *
encoding_of_xml(struct str head)
{
	if (!str_starts(head, STR("<?xml")))
		return NULL;
	head = str_slice(head, 0, str_find_char(head, '>'));
	size_t at = str_find(head, STR("encoding"));
	if (at == STR_NOT_FOUND)
		return NULL;
	at = skip_spaces(head, at + strlen("encoding"), false);
	if (at == head.len || head.ptr[at] != '=')
		return NULL;
	at = skip_spaces(head, at + 1, false);
	if (at == head.len || (head.ptr[at] != '"' && head.ptr[at] != '\''))
		return NULL;
	struct str label = str_slice(head, at + 1, head.len);
	size_t end = str_find_char(label, head.ptr[at]);
	if (end == STR_NOT_FOUND)
		return NULL;
	return as_declared_in_ascii(encoding_label_name(str_slice(label, 0, end)));
}

const char *
encoding_of_markup(struct str body)
{
	struct str head = str_slice(body, 0, PRESCAN_BYTES);
	if (str_starts(head, STR("<\0?\0x\0")))
		return "UTF-16LE";
	if (str_starts(head, STR("\0<\0?\0x")))
		return "UTF-16BE";
	const char *name = encoding_of_metas(head, false);
	if (!name)
		name = encoding_of_xml(head);
	return name ? name : encoding_of_metas(str_slice(body, 0, LATE_BYTES), true);
}
