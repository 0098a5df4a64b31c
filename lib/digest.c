/* SPDX-License-Identifier: MIT */
/* digest.c - SHA-256 as it stands in records and archives (FIPS 180-4, by libcrypto) */
#include "lib/digest.h"

#include <openssl/evp.h>
#include <stdio.h>

#include "lib/mem.h"

struct digest {
	EVP_MD_CTX *context;
};

/* libcrypto's SHA-256 fails for want of memory only. */
static void
check(int worked)
{
	if (!worked)
		mem_refused();
}

struct digest *
digest_new(void)
{
	struct digest *digest = mem_alloc(sizeof *digest);
	digest->context = EVP_MD_CTX_new();
	check(digest->context && EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL));
	return digest;
}

void
digest_add(struct digest *digest, struct str bytes)
{
	check(EVP_DigestUpdate(digest->context, bytes.ptr, bytes.len));
}

void
digest_free(struct digest *digest, char *out)
{
	unsigned char sum[32];
	check(EVP_DigestFinal_ex(digest->context, sum, NULL));
	EVP_MD_CTX_free(digest->context);
	mem_free(digest);
	int at = snprintf(out, DIGEST_LEN + 1, "sha256:");
	for (size_t i = 0; i < sizeof sum; i++)
		at += snprintf(out + at, 3, "%02x", sum[i]);
}

struct str
digest_of(struct arena *arena, struct str bytes)
{
	char text[DIGEST_LEN + 1];
	struct digest *digest = digest_new();
	digest_add(digest, bytes);
	digest_free(digest, text);
	return arena_copy(arena, str_from(text));
}
