/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/httplib.h"

#include <string.h>

#include "actions.h"
#include "library_options.h"
#include "output.h"
#include "secret_file.h"

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
    LIBRARY_OPTIONS_NAME(struct httplib_options),
    {.name = "timeout_parts",
     .type = SETTING_NUMBER,
     MEMBER(timeout_parts),
     .fallback = "300",
     .min = 0,
     .max = LIBRARY_OPTIONS_AGE_MAX,
     .help = "seconds for which KiCad keeps parts; 0 where KiCad 10 shows stock"},
    {.name = "timeout_categories",
     .type = SETTING_NUMBER,
     MEMBER(timeout_categories),
     .fallback = "600",
     .min = 1,
     .max = LIBRARY_OPTIONS_AGE_MAX,
     .help = "seconds for which KiCad keeps a category's list"},
    LIBRARY_OPTIONS_OUTPUT(struct httplib_options),
};

static bool
read_token(struct cli *cli, const struct httplib_options *options, struct text *token,
           struct err *err)
{
	if ((options->token[0] == '\0') == (options->token_file[0] == '\0'))
		return command_misused(cli, err,
		                       "give the token either as --token or as --token-file");
	if (strcmp(options->token, "-") == 0)
		return secret_file_read("-", "token", cli->arena, token, err);
	if (options->token_file[0] != '\0')
		return secret_file_read(options->token_file, "token", cli->arena, token, err);
	*token = secret_file_trim(text_of(options->token));
	return true;
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
	return output_secret(&out, wanted->output, err);
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
