/* SPDX-License-Identifier: MIT */
/* main.c - winnow-fetch: URLs in, a web archive out */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "fetch/crawl.h"
#include "fetch/emit.h"
#include "fetch/settings.h"
#include "lib/diag.h"
#include "lib/io.h"
#include "lib/stage.h"

/* Two descriptors an exchange is plenty; the soft limit is usually 1,024. */
static void
raise_descriptor_limit(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

/* Honest, and with someone to write to. */
static void
name_agent(const struct settings *settings, char *agent, size_t size)
{
	if (settings->contact)
		snprintf(agent, size, "winnow/%s (+%s)", WINNOW_VERSION, settings->contact);
	else
		snprintf(agent, size, "winnow/%s", WINNOW_VERSION);
	if (!settings->contact && !settings->allow_private)
		diag_warn("no --contact: site owners cannot reach you");
}

int
main(int argc, char **argv)
{
	struct stage stage;
	struct settings settings;
	struct emit emit;
	struct io_out out;
	char agent[512];
	stage_start(&stage, "fetch");
	settings_read(&settings, argc, argv);
	name_agent(&settings, agent, sizeof agent);
	raise_descriptor_limit();
	if (!io_out_open(&out, "-"))
		diag_die("cannot write standard output");
	emit_init(&emit, &stage, &out);
	emit_warcinfo(&emit, agent);
	crawl_run(&stage, &emit, &settings, agent);
	emit_end(&emit);
	emit_clear(&emit);
	io_out_close(&out);
	return stage_finish(&stage, settings.common.min_success);
}
