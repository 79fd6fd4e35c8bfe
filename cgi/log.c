/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A long text is cut, so that no client can push the values behind it off the line. */
enum { LINE_MAX_BYTES = 4096, TEXT_MAX_BYTES = 1024 };

static const char *const level_words[] = {"error", "warning", "info", "debug"};

static struct {
	int fd;
	enum log_level level;
	bool json;
} out = {STDERR_FILENO, LOG_INFO, false};

struct line {
	char bytes[LINE_MAX_BYTES];
	size_t size;
	bool full; /* a byte found no room */
};

static void
add_byte(struct line *line, char byte)
{
	/* Two bytes are kept for the end of the line. */
	if (line->size < sizeof line->bytes - 2)
		line->bytes[line->size++] = byte;
	else
		line->full = true;
}

static void
add_string(struct line *line, const char *string)
{
	for (; *string != '\0'; string++)
		add_byte(line, *string);
}

/* In both forms a text stands between quotes with JSON's escapes; a byte that is
 * not UTF-8 is written as if it were Latin-1. */
static void
add_quoted(struct line *line, struct text text)
{
	bool utf8 = text_is_utf8(text);
	size_t end = line->size + TEXT_MAX_BYTES;
	add_byte(line, '"');
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		bool starts_character = !utf8 || (byte & 0xc0) != 0x80;
		if (starts_character && line->size >= end)
			break;
		char escaped[8];
		if (byte == '"' || byte == '\\')
			snprintf(escaped, sizeof escaped, "\\%c", byte);
		else if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !utf8))
			snprintf(escaped, sizeof escaped, "\\u%04x", byte);
		else
			snprintf(escaped, sizeof escaped, "%c", byte);
		add_string(line, escaped);
	}
	add_byte(line, '"');
}

static bool
is_plain_word(struct text text)
{
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		if (byte <= ' ' || byte >= 0x7f || byte == '"' || byte == '\\' || byte == '=')
			return false;
	}
	return text.size > 0 && text.size <= TEXT_MAX_BYTES;
}

/* A value that finds no room is left out whole. */
static void
add_value(struct line *line, const struct log_value *value)
{
	size_t start = line->size;
	char number[32];
	add_string(line, out.json ? ",\"" : " ");
	add_string(line, value->name);
	add_string(line, out.json ? "\":" : "=");
	if (!text_is_set(value->text)) {
		snprintf(number, sizeof number, "%lld", value->number);
		add_string(line, number);
	} else if (!out.json && is_plain_word(value->text)) {
		for (size_t i = 0; i < value->text.size; i++)
			add_byte(line, value->text.bytes[i]);
	} else {
		add_quoted(line, value->text);
	}
	if (line->full)
		line->size = start;
	line->full = false;
}

static void
add_start(struct line *line, enum log_level level, const char *message)
{
	struct timespec now;
	struct tm utc;
	char start[64];
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	size_t size = strftime(start, sizeof start, "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf(start + size, sizeof start - size, ".%03ldZ", now.tv_nsec / 1000000);
	if (out.json) {
		add_string(line, "{\"time\":\"");
		add_string(line, start);
		add_string(line, "\",\"level\":\"");
		add_string(line, level_words[level]);
		add_string(line, "\",\"message\":");
		add_quoted(line, text_of(message));
		return;
	}
	add_string(line, start);
	add_string(line, " ");
	add_string(line, level_words[level]);
	add_string(line, " ");
	for (; *message != '\0'; message++)
		add_byte(line, (unsigned char)*message < 0x20 || *message == 0x7f ? ' ' : *message);
}

void
log_values(enum log_level level, const char *message, const struct log_value *values, size_t count)
{
	if (level > out.level)
		return;
	struct line line = {.size = 0};
	add_start(&line, level, message);
	for (size_t i = 0; i < count; i++)
		add_value(&line, &values[i]);
	if (out.json)
		line.bytes[line.size++] = '}';
	line.bytes[line.size++] = '\n';
	/* Nobody is left to tell when the log cannot be written. */
	ssize_t ignored = write(out.fd, line.bytes, line.size);
	(void)ignored;
}

void
log_message(enum log_level level, const char *format, ...)
{
	char message[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	log_values(level, message, NULL, 0);
}

bool
log_open(const struct web_settings *settings, struct err *err)
{
	int fd = STDERR_FILENO;
	if (settings->log_file[0] != '\0')
		fd = open(settings->log_file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
	if (fd < 0)
		return err_set(err, ERR_OUTPUT, "cannot open log_file \"%s\": %s",
		               settings->log_file, strerror(errno));
	if (out.fd != STDERR_FILENO)
		close(out.fd);
	out.fd = fd;
	out.json = strcmp(settings->log_format, "json") == 0;
	for (size_t i = 0; i < sizeof level_words / sizeof level_words[0]; i++)
		if (strcmp(settings->log_level, level_words[i]) == 0)
			out.level = (enum log_level)i;
	return true;
}
