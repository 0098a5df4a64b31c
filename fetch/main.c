/* SPDX-License-Identifier: MIT */
/* main.c - winnow-fetch: URLs in, a web archive out */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "fetch/crawl.h"
#include "fetch/emit.h"
#include "fetch/output.h"
#include "fetch/settings.h"
#include "lib/diag.h"
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

/* Bodies come and go all the time: what they leave behind is kept for the next ones, up to this,
 * instead of being given back to the system and fetched again, page by page. */
#define KEPT_BYTES (8 << 20)

/* A proxy hides the addresses that the guard must see: only the command line may ask for one. */
static void
refuse_environment_proxy(const struct settings *settings)
{
	static const char *const names[] = {
	    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
	for (size_t i = 0; !settings->proxy && i < sizeof names / sizeof *names; i++)
		if (getenv(names[i])) {
			diag_warn("%s in the environment is not used: see --proxy", names[i]);
			return;
		}
	if (settings->proxy && !settings->allow_private)
		diag_warn("behind a proxy private addresses cannot be refused");
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
	struct output output;
	char agent[512];
	stage_start(&stage, "fetch");
	settings_read(&settings, argc, argv);
	name_agent(&settings, agent, sizeof agent);
	refuse_environment_proxy(&settings);
	raise_descriptor_limit();
	mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
	mallopt(M_MMAP_THRESHOLD, KEPT_BYTES / 8);
	if (!output_open(
		&output, settings.output, settings.tee, (unsigned long long)settings.rotate))
		diag_usage("--tee needs a pipe on the standard output");
	emit_init(&emit, &stage, &output.out);
	emit.gzip = settings.gzip;
	emit.keep_requests = settings.requests;
	emit_warcinfo(&emit, agent);
	crawl_run(&stage, &output, &emit, &settings, agent);
	emit_end(&emit);
	emit_clear(&emit);
	output_close(&output);
	return stage_finish(&stage, settings.common.min_success);
}
