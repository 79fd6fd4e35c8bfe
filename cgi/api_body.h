/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * api_body: the body of a request to the REST interface, read by a table of fields.
 */
#ifndef KIDEPOT_CGI_API_BODY_H
#define KIDEPOT_CGI_API_BODY_H

#include "api.h"

/* `most` units of 1024 or 1024 * 1024 bytes. */
struct api_body_limit {
	int64_t most, unit;
	const char *setting;
};

/* Whether it is said to be of one of the types, "application/xml text/xml"; else a 415, which
 * names the first, and in which `word` is what they are called: "JSON". */
bool api_body_is_of(struct call *call, const char *types, const char *word);

/* What is said to come, -1 when nothing is; else a 400 or 413. */
bool api_body_length(struct call *call, const struct api_body_limit *limit, int64_t *length);

/* The 413. */
void api_body_too_large(struct call *call, const struct api_body_limit *limit);

/*
 * Reads the body into `size` zeroed bytes in the arena, `*body`. True with a refusal in
 * the reply: 400 when it is not JSON or not as long as said, 413 when it is longer than
 * the setting body_max, 415 when it is not said to be JSON, 422 for a key that is unknown,
 * missing (when `whole`) or has a value of another type. False without memory.
 */
bool api_body_read(struct call *call, const struct api_field *fields, size_t size, bool whole,
                   void **body, struct err *err);

/*
 * Reads the object at `index` of an array of them, of type API_OBJECTS and called `list`,
 * by its table: API_TEXT and API_OBJECTS, which become what they are in a body. ERR_INPUT,
 * without a field, for one that does not fit.
 */
bool api_body_element(const struct document *array, size_t index, const char *list,
                      const struct api_field *members, void *place, struct err *err);

#endif
