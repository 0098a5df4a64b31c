/* SPDX-License-Identifier: MIT */
/* csv.c - rows of text as RFC 4180 has them, with a comma or a tab between the fields */
#include "store/csv.h"

/* RFC 4180, 2.5 to 2.7. */
void
csv_write_field(struct buf *out, struct str text, char delimiter)
{
	if (str_find_char(text, '"') == STR_NOT_FOUND &&
	    str_find_char(text, delimiter) == STR_NOT_FOUND &&
	    str_find_char(text, '\n') == STR_NOT_FOUND &&
	    str_find_char(text, '\r') == STR_NOT_FOUND) {
		buf_add_str(out, text);
		return;
	}
	buf_add_char(out, '"');
	for (struct str rest = text; rest.ptr;) {
		buf_add_str(out, str_cut(&rest, '"'));
		if (rest.ptr)
			buf_add_text(out, "\"\"");
	}
	buf_add_char(out, '"');
}

bool
csv_is_formula(struct str text)
{
	/* The last four are the full-width forms, which some spreadsheets take, too. */
	static const struct str marks[] = {STR_INIT("="), STR_INIT("+"), STR_INIT("-"),
	    STR_INIT("@"), STR_INIT("\t"), STR_INIT("\r"), STR_INIT("\n"), STR_INIT("＝"),
	    STR_INIT("＋"), STR_INIT("－"), STR_INIT("＠")};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(text, marks[i]))
			return true;
	return false;
}

void
csv_end_row(struct buf *out)
{
	buf_add_text(out, "\r\n");
}
