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

bool
secret_sha256(struct text text, unsigned char digest[SECRET_SHA256_SIZE], struct err *err)
{
	if (EVP_Digest(text.bytes, text.size, digest, NULL, EVP_sha256(), NULL) != 1)
		return err_set(err, ERR_SYSTEM, "libcrypto gives no SHA-256");
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
