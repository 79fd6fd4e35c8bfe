/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_settings.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CONFIG "/etc/kidepot/kidepot.conf"
#define MEMBER(name) #name, .offset = offsetof(struct web_settings, name)

static const struct setting table[] = {
    {MEMBER(conninfo), .type = SETTING_TEXT, .fallback = "",
     .help = "libpq connection string of the database; empty: libpq's own environment"},
    {MEMBER(admin_conninfo), .type = SETTING_TEXT, .fallback = "",
     .help = "the same for a login that may change the catalogue, for /api/; empty: no /api/"},
    {MEMBER(listen), .type = SETTING_TEXT, .fallback = "",
     .help = "path of a socket, or host:port; empty: the socket handed over, or plain CGI"},
    {MEMBER(socket_mode), .type = SETTING_MODE, .fallback = "0660", .min = 0, .max = 0777,
     .help = "access mode of a socket made by listen, octal"},
    {MEMBER(socket_group), .type = SETTING_TEXT, .fallback = "",
     .help = "group of a socket made by listen, so that the web server may connect"},
    {MEMBER(workers), .type = SETTING_NUMBER, .fallback = "4", .min = 1, .max = 256,
     .help = "processes that answer, each with one database connection"},
    {MEMBER(connect_timeout), .type = SETTING_NUMBER, .fallback = "3000", .min = 100, .max = 60000,
     .unit = "ms", .help = "how long to wait for a database connection"},
    {MEMBER(statement_timeout), .type = SETTING_NUMBER, .fallback = "5000", .min = 10,
     .max = 600000, .unit = "ms", .help = "how long a database statement may take"},
    {MEMBER(retry_max), .type = SETTING_NUMBER, .fallback = "500", .min = 50, .max = 60000,
     .unit = "ms", .help = "longest pause between two attempts to reach the database"},
    {MEMBER(transaction_pooling), .type = SETTING_BOOL, .fallback = "no",
     .help = "whether conninfo leads to a pooler that gives each transaction another session"},
    {MEMBER(kept_memory), .type = SETTING_NUMBER, .fallback = "128", .min = 0, .max = 65536,
     .unit = "MiB", .help = "most memory of a worker for answers it keeps; 0: it keeps none"},
    {MEMBER(stale_max), .type = SETTING_NUMBER, .fallback = "3600", .min = 0, .max = 604800,
     .unit = "s", .help = "how long kept answers are given while the database is away"},
    {MEMBER(look_every), .type = SETTING_NUMBER, .fallback = "250", .min = 10, .max = 60000,
     .unit = "ms", .help = "how old a kept answer of a standby, or behind a pooler, may be"},
    {MEMBER(io_timeout), .type = SETTING_NUMBER, .fallback = "10000", .min = 100, .max = 600000,
     .unit = "ms", .help = "how long the web server may leave a request or an answer half sent"},
    {MEMBER(stop_timeout), .type = SETTING_NUMBER, .fallback = "1500", .min = 100, .max = 600000,
     .unit = "ms", .help = "how long requests that came before SIGTERM may take after it"},
    {MEMBER(request_memory), .type = SETTING_NUMBER, .fallback = "256", .min = 1, .max = 65536,
     .unit = "MiB", .help = "most memory that one request may use"},
    {MEMBER(path_max), .type = SETTING_NUMBER, .fallback = "1024", .min = 64, .max = 65536,
     .unit = "bytes", .help = "longest path a client may send"},
    {MEMBER(body_max), .type = SETTING_NUMBER, .fallback = "1024", .min = 1, .max = 65536,
     .unit = "KiB", .help = "largest body a client may send to /api/"},
    {MEMBER(netlist_max), .type = SETTING_NUMBER, .fallback = "256", .min = 1, .max = 65536,
     .unit = "MiB", .help = "largest netlist a client may send to /api/netlist/"},
    {MEMBER(netlist_timeout), .type = SETTING_NUMBER, .fallback = "60000", .min = 10,
     .max = 3600000, .unit = "ms",
     .help = "how long a database statement of a netlist's import may take"},
    {MEMBER(nickname), .type = SETTING_TEXT, .fallback = "KiDepot", .max = 100,
     .help = "name designers give this library in KiCad; a part with a symbol in it is left out"},
    {MEMBER(contact), .type = SETTING_TEXT, .fallback = "your administrator", .max = 200,
     .help = "whom a designer without a good token is told to ask"},
    {MEMBER(stock_in_kicad_10), .type = SETTING_CHOICE, .fallback = "no",
     .choices = "no keywords description",
     .help = "where KiCad 10 has stock; each file must have timeout_parts_seconds 0 then"},
    {MEMBER(log_level), .type = SETTING_CHOICE, .fallback = "info",
     .choices = "error warning info debug", .help = "least important lines that are logged"},
    {MEMBER(log_format), .type = SETTING_CHOICE, .fallback = "plain", .choices = "plain json",
     .help = "form of a log line"},
    {MEMBER(log_file), .type = SETTING_TEXT, .fallback = "",
     .help = "file to append the log to, reopened at SIGHUP; empty: standard error"},
};

struct settings
web_settings_table(struct web_settings *target, struct arena *arena)
{
	return (struct settings){table, sizeof table / sizeof table[0], target, arena};
}

static bool
read_config(const struct settings *settings, const char *config, struct err *err)
{
	if (config == NULL)
		config = getenv("KIDEPOT_CONFIG");
	if (config == NULL && access(CONFIG, F_OK) == 0)
		config = CONFIG;
	return config == NULL || settings_read_file(settings, config, err);
}

static bool
read_options(const struct settings *settings, int argc, char **argv, struct err *err)
{
	for (int i = 0; i < argc; i++) {
		struct text option = text_of(argv[i]);
		const char *equals = strchr(argv[i], '=');
		if (equals != NULL)
			option.size = (size_t)(equals - argv[i]);
		const struct setting *setting = settings_find_option(settings, option);
		if (setting == NULL)
			return err_set(err, ERR_INPUT, "unknown option \"%.*s\"; --help lists them",
			               (int)option.size, option.bytes);
		if (equals == NULL && i + 1 == argc)
			return err_set(err, ERR_INPUT, "option \"%s\" needs a value", argv[i]);
		const char *value = equals != NULL ? equals + 1 : argv[++i];
		if (!settings_set(settings, text_of(setting->name), text_of(value), "command line",
		                  err))
			return false;
	}
	return true;
}

bool
web_settings_load(const struct web_settings_source *source, struct arena *arena,
                  struct web_settings *settings, struct err *err)
{
	struct web_settings loaded = {0};
	struct settings all = web_settings_table(&loaded, arena);
	if (!settings_reset(&all, err) || !read_config(&all, source->config, err) ||
	    !settings_read_environment(&all, err) ||
	    !read_options(&all, source->argc, source->argv, err))
		return false;
	*settings = loaded;
	return true;
}
