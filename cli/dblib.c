/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/dblib.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "actions.h"
#include "library_options.h"
#include "output.h"
#include "secret_file.h"

enum { TIMEOUT_MAX = 3600 }; /* s */

struct dblib_options {
	const char *dsn;
	const char *host;
	int64_t port;
	const char *database;
	const char *user;
	const char *password_file;
	const char *sslmode;
	const char *platform;
	const char *driver;
	struct setting_list categories;
	bool by_category;
	struct setting_list columns;
	bool show_names;
	bool inherit_properties;
	const char *name;
	int64_t timeout;
	int64_t max_age;
	const char *output;
};

#define MEMBER(member) .offset = offsetof(struct dblib_options, member)

static const struct setting dblib_settings[] = {
    {.name = "host",
     .type = SETTING_TEXT,
     MEMBER(host),
     .fallback = "",
     .unit = " HOST",
     .help = "where KiCad finds the PostgreSQL server (it or --dsn is needed)"},
    {.name = "port",
     .type = SETTING_NUMBER,
     MEMBER(port),
     .fallback = "5432",
     .min = 1,
     .max = 65535,
     .help = "its port"},
    {.name = "database",
     .type = SETTING_TEXT,
     MEMBER(database),
     .fallback = "",
     .unit = " NAME",
     .help = "the database; else the one that is asked now"},
    {.name = "user",
     .type = SETTING_TEXT,
     MEMBER(user),
     .fallback = "",
     .unit = " ROLE",
     .help = "the role of \"kidepot role add\" that KiCad logs in as"},
    {.name = "password_file",
     .type = SETTING_TEXT,
     MEMBER(password_file),
     .fallback = "",
     .unit = " FILE",
     .help = "the file that holds its password; \"-\" reads it from stdin"},
    {.name = "sslmode",
     .type = SETTING_CHOICE,
     MEMBER(sslmode),
     .fallback = "prefer",
     .choices = "disable allow prefer require verify-ca verify-full",
     .help = "how the connection is secured"},
    {.name = "dsn",
     .type = SETTING_TEXT,
     MEMBER(dsn),
     .fallback = "",
     .unit = " DSN",
     .help = "the data source that the system's ODBC knows, instead of a host"},
    {.name = "platform",
     .type = SETTING_CHOICE,
     MEMBER(platform),
     .fallback = "linux",
     .choices = "linux flatpak macos windows",
     .help = "the system KiCad runs on, which says what the driver is called"},
    {.name = "driver",
     .type = SETTING_TEXT,
     MEMBER(driver),
     .fallback = "",
     .unit = " NAME",
     .help = "what the driver is called, or its file, where it is another"},
    {.name = "category",
     .type = SETTING_LIST,
     MEMBER(categories),
     .unit = " PATH|ID",
     .help = "this category and all below it; else all there are"},
    {.name = "by_category",
     .type = SETTING_BOOL,
     MEMBER(by_category),
     .fallback = "no",
     .help = "show a library for each category; its name becomes part of the links"},
    {.name = "column",
     .type = SETTING_LIST,
     MEMBER(columns),
     .unit = " FIELD",
     .help = "a field that the symbol chooser shows; else Value, Manufacturer and MPN"},
    {.name = "show_names",
     .type = SETTING_BOOL,
     MEMBER(show_names),
     .fallback = "no",
     .help = "draw the names of fields that are drawn"},
    {.name = "inherit_properties",
     .type = SETTING_BOOL,
     MEMBER(inherit_properties),
     .fallback = "no",
     .help = "let fields that the symbol has too look as they do there"},
    LIBRARY_OPTIONS_NAME(struct dblib_options),
    {.name = "timeout",
     .type = SETTING_NUMBER,
     MEMBER(timeout),
     .fallback = "5",
     .min = 1,
     .max = TIMEOUT_MAX,
     .help = "seconds that a connection may take"},
    {.name = "max_age",
     .type = SETTING_NUMBER,
     MEMBER(max_age),
     .fallback = "300",
     .min = 0,
     .max = LIBRARY_OPTIONS_AGE_MAX,
     .help = "seconds for which KiCad keeps what it has read"},
    LIBRARY_OPTIONS_OUTPUT(struct dblib_options),
};

/* As the installers of psqlODBC register it; unixODBC takes a file's path for it too. */
static struct text
driver(const struct dblib_options *options)
{
	if (options->driver[0] != '\0')
		return text_of(options->driver);
	return text_of(strcmp(options->platform, "windows") == 0 ? "PostgreSQL Unicode(x64)"
	                                                         : "PostgreSQL Unicode");
}

static bool
check_use(struct cli *cli, const struct dblib_options *options, struct err *err)
{
	if ((options->dsn[0] == '\0') == (options->host[0] == '\0'))
		return command_misused(cli, err, "give either --host or --dsn");
	if (options->dsn[0] != '\0')
		return true;
	if (options->user[0] == '\0')
		return command_misused(cli, err,
		                       "--user is missing; \"kidepot role add\" makes one");
	if (options->host[0] == '/' && strcmp(options->platform, "linux") != 0)
		return command_misused(
		    cli, err, "on %s KiCad reaches no socket \"%s\"; give --host localhost",
		    options->platform, options->host);
	return true;
}

/* `dblib` is of the options, but for the password. */
static bool
fill(struct cli *cli, const struct dblib_options *options, struct dblib *dblib, struct err *err)
{
	static const struct text columns[] = {{"Value", 5}, {"Manufacturer", 12}, {"MPN", 3}};
	*dblib = (struct dblib){
	    .source = {.dsn = text_of(options->dsn),
	               .driver = driver(options),
	               .host = text_of(options->host),
	               .port = options->port,
	               .database = text_of(options->database),
	               .user = text_of(options->user),
	               .password = text_of(""),
	               .sslmode = text_of(options->sslmode),
	               .timeout = options->timeout},
	    .name = text_of(options->name),
	    .max_age = options->max_age,
	    .by_category = options->by_category,
	    .shows_names = options->show_names,
	    .inherits = options->inherit_properties,
	    .columns = columns,
	    .column_count = sizeof columns / sizeof columns[0],
	    .categories = command_texts(&options->categories, cli->arena, err),
	    .category_count = options->categories.count,
	};
	if (options->columns.count > 0) {
		dblib->columns = command_texts(&options->columns, cli->arena, err);
		dblib->column_count = options->columns.count;
	}
	return dblib->categories != NULL && dblib->columns != NULL;
}

static void
tell_lost(const struct dblib_lost *lost)
{
	if (lost->parts == 0)
		return;
	fprintf(stderr,
	        "kidepot: warning: parts with a slash in their names, of which there are %" PRId64
	        ", \"%.*s\" the first, are not found again by KiCad 9 once they are placed, but "
	        "with --by-category\n",
	        lost->parts, (int)lost->first.size, lost->first.bytes);
}

static bool
dblib(struct cli *cli, const void *options, char **words, struct err *err)
{
	(void)words;
	const struct dblib_options *wanted = options;
	struct buf out = {.arena = cli->arena};
	struct dblib dblib;
	struct dblib_lost lost;
	if (!check_use(cli, wanted, err) || !fill(cli, wanted, &dblib, err))
		return false;
	if (wanted->password_file[0] != '\0' &&
	    !secret_file_read(wanted->password_file, "password", cli->arena, &dblib.source.password,
	                      err))
		return false;
	struct db *db = command_database(cli, 0, err);
	if (db == NULL || !dblib_write(db, &dblib, cli->arena, &out, &lost, err))
		return false;
	tell_lost(&lost);
	return output_secret(&out, wanted->output, err);
}

const struct command dblib_command = {
    .name = "dblib",
    .summary = "write the .kicad_dbl file of a database library",
    .words = "",
    .help =
	"Writes the file by which KiCad reads the parts from the database over ODBC, without a\n"
	"web server: the tables of all categories that are shown, with their fields. It is to be\n"
	"written anew when there are categories or fields that it has not; one that is older\n"
	"stays good. Names of parts are those of the HTTP library, so that sheets find their\n"
	"parts in either. The tables are kept where \"kidepot settings set database_library yes\"\n"
	"was said.\n\n"
	"example: kidepot role add anna >password && \\\n"
	"         kidepot dblib --host parts.example.org --user anna --password-file password \\\n"
	"             -o KiDepot.kicad_dbl",
    COMMAND_OPTIONS(dblib_settings, struct dblib_options),
    .letters = "-----------------o",
    .run = dblib,
};
