/* SPDX-License-Identifier: MIT */
/* diag.c - messages for people, on stderr, one line each */
#include "lib/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

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

/* Control characters would break the one line; quotes and backslashes the JSON. */
static void
print_safe(const char *text)
{
	for (const char *p = text; *p; p++) {
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			fprintf(stderr, as_json ? "\\u%04x" : "\\x%02x", (unsigned char)*p);
		else if (as_json && (*p == '"' || *p == '\\'))
			fprintf(stderr, "\\%c", *p);
		else
			fputc(*p, stderr);
	}
}

static void
say(enum diag_level level, const char *format, va_list args)
{
	char text[2048]; /* a message, cut rather than lost */
	if (level > shown)
		return;
	vsnprintf(text, sizeof text, format, args);
	if (as_json)
		fprintf(stderr, "{\"program\":\"%s\",\"level\":\"%s\",\"message\":\"", program,
		    level_names[level]);
	else
		fprintf(stderr, "%s: %s", program, level == DIAG_WARNING ? "warning: " : "");
	print_safe(text);
	fputs(as_json ? "\"}\n" : "\n", stderr);
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
