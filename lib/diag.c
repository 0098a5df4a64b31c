/* SPDX-License-Identifier: MIT */
/* diag.c - messages for people, on stderr, one line each */
#include "lib/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define TEXT_BYTES 2048                   /* a message, cut rather than lost */
#define LINE_BYTES (6 * TEXT_BYTES + 512) /* each byte as \u0001, and what stands around it */

static const char *program = "winnow";
static enum diag_level shown = DIAG_NOTE;
static bool as_json;

static const char *const level_names[] = {"error", "warning", "note", "detail"};

void
diag_program(const char *name)
{
	program = name;
}

const char *
diag_program_name(void)
{
	return program;
}

void
diag_show(enum diag_level most, bool json)
{
	shown = most;
	as_json = json;
}

/* A line is written at once: those of several programs on one terminal do not mix. */
struct line {
	char text[LINE_BYTES];
	size_t n;
};

PRINTF(2, 3)
static void
add(struct line *line, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(line->text + line->n, sizeof line->text - line->n, format, args);
	va_end(args);
	if (n > 0 && (size_t)n < sizeof line->text - line->n)
		line->n += (size_t)n;
}

/* Control characters would break the one line; quotes and backslashes the JSON. */
static void
add_safe(struct line *line, const char *text)
{
	for (const char *p = text; *p; p++) {
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			add(line, as_json ? "\\u%04x" : "\\x%02x", (unsigned char)*p);
		else if (as_json && (*p == '"' || *p == '\\'))
			add(line, "\\%c", *p);
		else
			add(line, "%c", *p);
	}
}

static void
say(enum diag_level level, const char *format, va_list args)
{
	char text[TEXT_BYTES];
	struct line line = {.n = 0};
	if (level > shown)
		return;
	vsnprintf(text, sizeof text, format, args);
	if (as_json)
		add(&line, "{\"program\":\"%s\",\"level\":\"%s\",\"message\":\"", program,
		    level_names[level]);
	else
		add(&line, "%s: %s", program, level == DIAG_WARNING ? "warning: " : "");
	add_safe(&line, text);
	add(&line, as_json ? "\"}\n" : "\n");
	fwrite(line.text, 1, line.n, stderr);
}

#define SAY(level)                                                                                 \
	do {                                                                                       \
		va_list args;                                                                      \
		va_start(args, format);                                                            \
		say((level), format, args);                                                        \
		va_end(args);                                                                      \
	} while (0)

void
diag_die(const char *format, ...)
{
	SAY(DIAG_ERROR);
	exit(EXIT_WORLD);
}

void
diag_usage(const char *format, ...)
{
	SAY(DIAG_ERROR);
	if (!as_json)
		fprintf(stderr, "Try '%s --help'.\n", program);
	exit(EXIT_USAGE);
}

void
diag_error(const char *format, ...)
{
	SAY(DIAG_ERROR);
}

void
diag_warn(const char *format, ...)
{
	SAY(DIAG_WARNING);
}

void
diag_note(const char *format, ...)
{
	SAY(DIAG_NOTE);
}

void
diag_detail(const char *format, ...)
{
	SAY(DIAG_DETAIL);
}
