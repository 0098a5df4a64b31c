/* SPDX-License-Identifier: MIT */
/* digest.c - SHA-256 as it stands in records and archives (FIPS 180-4, by libcrypto) */
#include "lib/digest.h"

#include <openssl/evp.h>
#include <string.h>

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

static void
finish(struct digest *digest, char *out)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char sum[32];
	check(EVP_DigestFinal_ex(digest->context, sum, NULL));
	memcpy(out, "sha256:", 7);
	for (size_t i = 0; i < sizeof sum; i++) {
		out[7 + 2 * i] = digits[sum[i] >> 4];
		out[8 + 2 * i] = digits[sum[i] & 15];
	}
	out[DIGEST_LEN] = '\0';
}

void
digest_end(struct digest *digest, char *out)
{
	finish(digest, out);
	/* Without a name the context keeps its algorithm: to look that up takes longer than to
	 * hash. */
	check(EVP_DigestInit_ex2(digest->context, NULL, NULL));
}

void
digest_free(struct digest *digest, char *out)
{
	finish(digest, out);
	EVP_MD_CTX_free(digest->context);
	mem_free(digest);
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
