/* SPDX-License-Identifier: MIT */
/* site_findings.c - what is wrong with a site profile, line by line */
#include "parse/site_findings.h"

#include <stdarg.h>
#include <stdio.h>

#define TEXT_BYTES 2000 /* of one finding: a value, and what is wrong with it */

void
site_findings_add(struct site_findings *findings, int line, const char *format, ...)
{
	char text[TEXT_BYTES];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	for (char *c = text; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7F)
			*c = ' ';
	struct site_finding *finding = ARENA_PUSH(findings->arena, findings);
	finding->line = line;
	finding->text = arena_copy(findings->arena, str_from(text));
}

/* Few, and nearly in order: by insertion, so that those of a line stay as they came. */
static void
sort(struct site_findings *findings)
{
	for (size_t i = 1; i < findings->n; i++) {
		struct site_finding finding = findings->items[i];
		size_t at = i;
		for (; at > 0 && findings->items[at - 1].line > finding.line; at--)
			findings->items[at] = findings->items[at - 1];
		findings->items[at] = finding;
	}
}

void
site_findings_print(struct site_findings *findings, struct str path, struct io_out *out)
{
	sort(findings);
	for (size_t i = 0; i < findings->n; i++) {
		const struct site_finding *finding = &findings->items[i];
		io_out_add(out, path);
		if (finding->line > 0)
			io_out_add(out, arena_printf(findings->arena, ":%d", finding->line));
		io_out_add(out, STR(": "));
		io_out_add(out, finding->text);
		io_out_add(out, STR("\n"));
		io_out_commit(out);
	}
}
