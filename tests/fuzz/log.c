/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Log lines with what a client sent in them: always one line, without control
 * characters; in the form json an object. Input: the form, then pieces.
 */
#define _GNU_SOURCE
#include "log.h"

#include <json-c/json.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"

enum { VALUES = 5 };
static const char *const names[VALUES] = {"method", "path", "status", "client", "agent"};

static int file = -1;

static void
open_log(bool json)
{
	static char path[64];
	struct err err;
	if (file < 0) {
		file = memfd_create("log", 0);
		snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	}
	struct web_settings settings = {
	    .log_level = "debug", .log_format = json ? "json" : "plain", .log_file = path};
	FUZZ_CHECK(ftruncate(file, 0) == 0 && log_open(&settings, &err));
}

static void
check_json(const char *line, size_t size)
{
	/* Not strict, for 0.18 then refuses what is not ASCII. */
	struct json_tokener *tokener = json_tokener_new();
	json_tokener_set_flags(tokener, JSON_TOKENER_VALIDATE_UTF8);
	struct json_object *object = json_tokener_parse_ex(tokener, line, (int)size);
	FUZZ_CHECK(json_tokener_get_error(tokener) == json_tokener_success);
	FUZZ_CHECK(json_object_is_type(object, json_type_object));
	json_object_put(object);
	json_tokener_free(tokener);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text form = fuzz_piece(&data, &size);
	bool json = form.size > 0 && form.bytes[0] == 'j';
	open_log(json);
	char *message = fuzz_string(fuzz_piece(&data, &size));
	struct log_value values[VALUES];
	for (size_t i = 0; i < VALUES; i++)
		values[i] = i == 2 ? (struct log_value){.name = names[i], .number = 404}
		                   : (struct log_value){.name = names[i],
		                                        .text = fuzz_piece(&data, &size)};
	log_values(LOG_INFO, message, values, VALUES);
	free(message);

	char line[16384];
	ssize_t length = pread(file, line, sizeof line, 0);
	FUZZ_CHECK(length > 1 && line[length - 1] == '\n');
	FUZZ_CHECK(!text_has_control((struct text){line, (size_t)length - 1}));
	if (json)
		check_json(line, (size_t)length - 1);
	return 0;
}
