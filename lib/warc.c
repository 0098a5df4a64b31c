/* SPDX-License-Identifier: MIT */
/* warc.c - the words of WARC/1.1: record types and named fields */
#include "lib/warc.h"

#define AT(member) offsetof(struct warc_header, member)

const struct warc_field warc_fields[] = {
    {STR_INIT("WARC-Type"), AT(type_name), false},
    {STR_INIT("WARC-Record-ID"), AT(record_id), true},
    {STR_INIT("WARC-Date"), AT(date), false},
    {STR_INIT("WARC-Target-URI"), AT(target_uri), false},
    {STR_INIT("WARC-Concurrent-To"), AT(concurrent_to), true},
    {STR_INIT("WARC-Refers-To"), AT(refers_to), true},
    {STR_INIT("WARC-Refers-To-Target-URI"), AT(refers_to_target_uri), false},
    {STR_INIT("WARC-Refers-To-Date"), AT(refers_to_date), false},
    {STR_INIT("WARC-Profile"), AT(profile), false},
    {STR_INIT("WARC-IP-Address"), AT(ip_address), false},
    {STR_INIT("WARC-Warcinfo-ID"), AT(warcinfo_id), true},
    {STR_INIT("WARC-Filename"), AT(filename), false},
    {STR_INIT("WARC-Truncated"), AT(truncated), false},
    {STR_INIT("WARC-Payload-Digest"), AT(payload_digest), false},
    {STR_INIT("WARC-Block-Digest"), AT(block_digest), false},
    {STR_INIT("Content-Type"), AT(content_type), false},
};
const size_t warc_fields_len = sizeof warc_fields / sizeof *warc_fields;

static const char *const type_names[WARC_N_TYPES] = {
    [WARC_OTHER] = "",
    [WARC_WARCINFO] = "warcinfo",
    [WARC_RESPONSE] = "response",
    [WARC_REQUEST] = "request",
    [WARC_METADATA] = "metadata",
    [WARC_REVISIT] = "revisit",
    [WARC_RESOURCE] = "resource",
    [WARC_CONVERSION] = "conversion",
    [WARC_CONTINUATION] = "continuation",
};

struct str
warc_type_name(enum warc_type type)
{
	return str_from(type_names[type]);
}

enum warc_type
warc_type_of(struct str name)
{
	for (int type = WARC_OTHER + 1; type < WARC_N_TYPES; type++)
		if (str_eq_nocase(name, warc_type_name((enum warc_type)type)))
			return (enum warc_type)type;
	return WARC_OTHER;
}
