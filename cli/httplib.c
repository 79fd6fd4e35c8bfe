/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/httplib.h"

#include <stdio.h>
#include <string.h>

#include "actions.h"
#include "base/file.h"
#include "output.h"

enum { TOKEN_FILE_LIMIT = 4096, TIMEOUT_MAX = 7 * 24 * 3600 };

struct httplib_options {
	const char *url;
	const char *name;
	const char *token;
	const char *token_file;
	const char *output;
	int64_t timeout_parts;
	int64_t timeout_categories;
};

#define MEMBER(member) .offset = offsetof(struct httplib_options, member)

static const struct setting httplib_settings[] = {
    {.name = "url",
     .type = SETTING_TEXT,
     MEMBER(url),
     .fallback = "",
     .unit = " URL",
     .help = "where KiCad finds the server, without the \"/v1\" (needed)"},
    {.name = "token",
     .type = SETTING_TEXT,
     MEMBER(token),
     .fallback = "",
     .unit = " SECRET",
     .help = "the token; \"-\" reads it from stdin (it or the next is needed)"},
    {.name = "token_file",
     .type = SETTING_TEXT,
     MEMBER(token_file),
     .fallback = "",
     .unit = " FILE",
     .help = "the file that holds the token, so that no process list shows it"},
    {.name = "name",
     .type = SETTING_TEXT,
     MEMBER(name),
     .fallback = "KiDepot",
     .help = "what the library is called"},
    {.name = "timeout_parts",
     .type = SETTING_NUMBER,
     MEMBER(timeout_parts),
     .fallback = "300",
     .min = 0,
     .max = TIMEOUT_MAX,
     .help = "seconds for which KiCad keeps parts; 0 where KiCad 10 shows stock"},
    {.name = "timeout_categories",
     .type = SETTING_NUMBER,
     MEMBER(timeout_categories),
     .fallback = "600",
     .min = 1,
     .max = TIMEOUT_MAX,
     .help = "seconds for which KiCad keeps a category's list"},
    {.name = "output",
     .type = SETTING_TEXT,
     MEMBER(output),
     .fallback = "",
     .unit = " FILE",
     .help = "write to this file, readable by you alone; else to stdout"},
};

/* Without blanks and line feeds at the end. */
static struct text
trim(struct text text)
{
	while (text.size > 0 && strchr(" \t\r\n", text.bytes[text.size - 1]) != NULL)
		text.size--;
	return text;
}

static bool
read_stdin(struct arena *arena, struct text *content, struct err *err)
{
	char *bytes = arena_alloc(arena, TOKEN_FILE_LIMIT + 1, err);
	if (bytes == NULL)
		return false;
	size_t size = fread(bytes, 1, TOKEN_FILE_LIMIT + 1, stdin);
	if (ferror(stdin))
		return err_set(err, ERR_INPUT, "cannot read the token from the standard input");
	if (size > TOKEN_FILE_LIMIT)
		return err_set(err, ERR_LIMIT,
		               "the standard input is larger than %d bytes; give the token alone",
		               TOKEN_FILE_LIMIT);
	*content = (struct text){bytes, size};
	return true;
}

static bool
read_token(struct cli *cli, const struct httplib_options *options, struct text *token,
           struct err *err)
{
	bool ok;
	if ((options->token[0] == '\0') == (options->token_file[0] == '\0'))
		return command_misused(cli, err,
		                       "give the token either as --token or as --token-file");
	if (strcmp(options->token, "-") == 0 || strcmp(options->token_file, "-") == 0)
		ok = read_stdin(cli->arena, token, err);
	else if (options->token_file[0] != '\0')
		ok = file_read(options->token_file, TOKEN_FILE_LIMIT, cli->arena, token, err);
	else
		ok = (*token = text_of(options->token), true);
	*token = ok ? trim(*token) : *token;
	return ok;
}

static bool
httplib(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)words;
	const struct httplib_options *wanted = options;
	struct buf out = {.arena = cli->arena};
	struct httplib httplib = {
	    .url = text_of(wanted->url),
	    .name = text_of(wanted->name),
	    .timeout_parts = wanted->timeout_parts,
	    .timeout_categories = wanted->timeout_categories,
	};
	if (wanted->url[0] == '\0')
		return command_misused(cli, err, "--url is missing");
	if (!read_token(cli, wanted, &httplib.token, err) || !httplib_write(&httplib, &out, err))
		return false;
	if (wanted->output[0] == '\0')
		return output_buf(&out, err);
	return file_write(wanted->output, 0600, buf_text(&out), err);
}

const struct command httplib_command = {
    .name = "httplib",
    .summary = "write the .kicad_httplib file that KiCad's symbol table names",
    .words = "",
    .help = "Writes the file by which KiCad finds the server. It holds the token, so each person\n"
	    "should have one of their own. No database is asked.\n\n"
	    "example: kidepot httplib --url https://parts.example.org/kicad --token-file token \\\n"
	    "             -o KiDepot.kicad_httplib",
    COMMAND_OPTIONS(httplib_settings, struct httplib_options),
    .letters = "------o",
    .run = httplib,
};
