/* SPDX-License-Identifier: MIT */
/* url_source.c - text that may be a URL: cleaned, and its scheme told */
#include "lib/url_source.h"

#include <string.h>

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
	while (i < text.len && (ascii_is_alnum(text.ptr[i]) || memchr("+-.", text.ptr[i], 3)))
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
	for (size_t i = 0; i < input.len && i < LIMIT_URL_BYTES; i++)
		if (!memchr("\t\n\r", input.ptr[i], 3))
			buf_add_char(&source->text, input.ptr[i]);
	source->rest = buf_str(&source->text);
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
