/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/secret.h"

#include <limits.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

bool
secret_random(unsigned char *bytes, size_t size, struct err *err)
{
	if (size > INT_MAX || RAND_bytes(bytes, (int)size) != 1)
		return err_set(err, ERR_SYSTEM, "the system gives no random bytes");
	return true;
}

static bool
no_sha256(struct err *err)
{
	return err_set(err, ERR_SYSTEM, "libcrypto gives no SHA-256");
}

bool
secret_sha256(struct text text, unsigned char digest[SECRET_SHA256_SIZE], struct err *err)
{
	return EVP_Digest(text.bytes, text.size, digest, NULL, EVP_sha256(), NULL) == 1 ||
	       no_sha256(err);
}

static bool
add_stream(EVP_MD_CTX *context, struct stream_in *in, int64_t *size, struct err *err)
{
	char piece[65536];
	size_t got;
	do {
		if (!stream_read(in, piece, sizeof piece, &got, err))
			return false;
		if (EVP_DigestUpdate(context, piece, got) != 1)
			return no_sha256(err);
		*size += (int64_t)got;
	} while (got > 0);
	return true;
}

bool
secret_sha256_stream(struct stream_in *in, unsigned char digest[SECRET_SHA256_SIZE], int64_t *size,
                     struct err *err)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	int64_t read = 0;
	bool ok = context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1;
	ok = ok ? add_stream(context, in, &read, err) : no_sha256(err);
	if (ok && EVP_DigestFinal_ex(context, digest, NULL) != 1)
		ok = no_sha256(err);
	EVP_MD_CTX_free(context);
	if (ok)
		*size = read;
	return ok;
}

bool
secret_sha256_hex(struct text text, char hex[SECRET_SHA256_HEX], struct err *err)
{
	unsigned char digest[SECRET_SHA256_SIZE];
	if (!secret_sha256(text, digest, err))
		return false;
	secret_hex(digest, sizeof digest, hex);
	return true;
}

bool
secret_equal(const unsigned char *a, const unsigned char *b, size_t size)
{
	return CRYPTO_memcmp(a, b, size) == 0;
}

void
secret_wipe(void *bytes, size_t size)
{
	OPENSSL_cleanse(bytes, size);
}

void
secret_hex(const unsigned char *bytes, size_t size, char *hex)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < size; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
	hex[2 * size] = '\0';
}
