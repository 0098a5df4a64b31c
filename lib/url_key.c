/* SPDX-License-Identifier: MIT */
/* url_key.c - the key by which two addresses of one page are known to be the same */
#include "lib/url_key.h"

#include "lib/limits.h"
#include "lib/url_percent.h"

/*
 * Parameters that say where a visitor came from, or who the visitor is, and never which page is
 * meant.  Names that some sites use for content (source, from, ref, scm, id, sid) have no place
 * here.  A name that ends in '*' stands for all that begin so.
 */
static const struct str tracking[] = {
    /* Campaigns: Google Analytics, Matomo, HubSpot, Baidu Tongji, Mailchimp, Marketo, Vero. */
    STR_INIT("utm_*"),
    STR_INIT("mtm_*"),
    STR_INIT("matomo_*"),
    STR_INIT("pk_campaign"),
    STR_INIT("pk_kwd"),
    STR_INIT("pk_source"),
    STR_INIT("pk_medium"),
    STR_INIT("_hsenc"),
    STR_INIT("_hsmi"),
    STR_INIT("hsa_*"),
    STR_INIT("hsctatracking"),
    STR_INIT("hmsr"),
    STR_INIT("hmpl"),
    STR_INIT("hmcu"),
    STR_INIT("hmkw"),
    STR_INIT("hmci"),
    STR_INIT("mc_cid"),
    STR_INIT("mc_eid"),
    STR_INIT("mkt_tok"),
    STR_INIT("vero_id"),
    STR_INIT("vero_conv"),
    STR_INIT("_openstat"),
    STR_INIT("oly_anon_id"),
    STR_INIT("oly_enc_id"),
    /* Clicks on advertisements and shared links: Google, Meta, Microsoft, Yandex, X, TikTok,
     * Instagram, LinkedIn, Baidu, Qihoo 360, Alibaba, Bilibili. */
    STR_INIT("gclid"),
    STR_INIT("gclsrc"),
    STR_INIT("dclid"),
    STR_INIT("gbraid"),
    STR_INIT("wbraid"),
    STR_INIT("srsltid"),
    STR_INIT("_gl"),
    STR_INIT("_ga"),
    STR_INIT("fbclid"),
    STR_INIT("msclkid"),
    STR_INIT("yclid"),
    STR_INIT("ysclid"),
    STR_INIT("twclid"),
    STR_INIT("ttclid"),
    STR_INIT("igshid"),
    STR_INIT("igsh"),
    STR_INIT("li_fat_id"),
    STR_INIT("bd_vid"),
    STR_INIT("qhclickid"),
    STR_INIT("spm"),
    STR_INIT("spm_id_from"),
    STR_INIT("vd_source"),
    /* Sessions of PHP and Java servers. */
    STR_INIT("phpsessid"),
    STR_INIT("jsessionid"),
};

#define N_TRACKING (sizeof tracking / sizeof tracking[0])

static bool
is_tracking(struct str parameter)
{
	struct str name = str_cut(&parameter, '=');
	for (size_t i = 0; i < N_TRACKING; i++) {
		struct str prefix = str_slice(tracking[i], 0, tracking[i].len - 1);
		if (str_ends(tracking[i], STR("*")) ? str_starts_nocase(name, prefix)
						    : str_eq_nocase(name, tracking[i]))
			return true;
	}
	return false;
}

/* Appends "?query" without its tracking parameters, or nothing if there were no others. */
static void
add_query(struct buf *key, struct str query)
{
	char separator = '?';
	while (query.ptr) {
		struct str parameter = str_cut(&query, '&');
		if (is_tracking(parameter))
			continue;
		buf_add_char(key, separator);
		buf_add_str(key, parameter);
		separator = '&';
	}
}

struct str
url_key(struct arena *arena, const struct url *url)
{
	struct buf key, query;
	buf_init(&key, LIMIT_URL_BYTES);
	buf_init(&query, LIMIT_URL_BYTES);
	buf_add_str(&key, str_slice(url->href, 0, (size_t)(url->path.ptr - url->href.ptr)));
	url_percent_unify(&key, url->path);
	if (url->query.ptr) {
		url_percent_unify(&query, url->query);
		add_query(&key, buf_str(&query));
	}
	struct str copy = arena_copy(arena, buf_str(&key));
	buf_clear(&query);
	buf_clear(&key);
	return copy;
}
