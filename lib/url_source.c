/* SPDX-License-Identifier: MIT */
/* url_source.c - text that may be a URL: cleaned, and its scheme told */
#include "lib/url_source.h"

#include "lib/ascii.h"
#include "lib/limits.h"

static const struct url_scheme schemes[] = {
    {STR_INIT("http"), 80},
    {STR_INIT("https"), 443},
};

#define N_SCHEMES (sizeof schemes / sizeof schemes[0])

/* The length of "letter (letter | digit | + | - | .)* :" in front, without the colon, or 0. */
static size_t
scheme_len(struct str text)
{
	size_t i = 0;
	if (text.len == 0 || !ascii_is_alpha(text.ptr[0]))
		return 0;
	while (i < text.len && (ascii_is_alnum(text.ptr[i]) || text.ptr[i] == '+' ||
				   text.ptr[i] == '-' || text.ptr[i] == '.'))
		i++;
	return i < text.len && text.ptr[i] == ':' ? i : 0;
}

static struct str
trim_controls(struct str text)
{
	while (text.len > 0 && (unsigned char)text.ptr[text.len - 1] <= ' ')
		text.len--;
	while (text.len > 0 && (unsigned char)text.ptr[0] <= ' ')
		text = str_slice(text, 1, text.len);
	return text;
}

static bool
is_removed(char c)
{
	return c == '\t' || c == '\n' || c == '\r';
}

/* A view of the text itself when there is nothing to remove, as nearly always. */
static struct str
without_line_ends(struct url_source *source, struct str text)
{
	size_t i = 0;
	while (i < text.len && !is_removed(text.ptr[i]))
		i++;
	if (i == text.len)
		return text;
	for (i = 0; i < text.len; i++)
		if (!is_removed(text.ptr[i]))
			buf_add_char(&source->text, text.ptr[i]);
	return buf_str(&source->text);
}

const struct url_scheme *
url_scheme_find(struct str name)
{
	for (size_t i = 0; i < N_SCHEMES; i++)
		if (str_eq_nocase(schemes[i].name, name))
			return &schemes[i];
	return NULL;
}

enum url_result
url_source_open(struct url_source *source, struct str input)
{
	input = trim_controls(input);
	buf_init(&source->text, LIMIT_URL_BYTES);
	source->rest = without_line_ends(source, str_slice(input, 0, LIMIT_URL_BYTES));
	source->scheme = NULL;
	size_t len = scheme_len(source->rest);
	if (len > 0) {
		source->scheme = url_scheme_find(str_slice(source->rest, 0, len));
		if (!source->scheme)
			return URL_OTHER_SCHEME;
		source->rest = str_slice(source->rest, len + 1, source->rest.len);
	}
	return input.len > LIMIT_URL_BYTES ? URL_TOO_LONG : URL_OK;
}
