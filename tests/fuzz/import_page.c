/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of a listing, as any server may send it: what is taken for a page has elements that
 * are objects, and no more of them than it says. */
#include "import/import_page.h"

#include "base/document_read.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(64 << 20);
	struct text bytes = fuzz_copy((struct text){(const char *)data, size});
	struct import_page page = {.count = 7};
	struct err err = {.code = ERR_NONE};
	if (import_page_read(bytes, arena, &page, &err)) {
		for (size_t i = 0; i < page.count; i++)
			FUZZ_CHECK(document_kind(import_page_element(&page, i)) == DOCUMENT_OBJECT);
		FUZZ_CHECK(!text_is_set(page.next) || text_is_utf8(page.next));
	} else {
		FUZZ_CHECK(page.count == 7 && err.message[0] != '\0');
		FUZZ_CHECK(err.code == ERR_INPUT || err.code == ERR_LIMIT);
	}
	arena_free(arena);
	free((char *)(uintptr_t)bytes.bytes);
	return 0;
}
