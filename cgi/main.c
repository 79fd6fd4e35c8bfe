/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kidepot.fcgi: serves the parts catalogue to KiCad, as FastCGI or CGI. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "listener.h"
#include "log.h"
#include "master.h"
#include "route.h"
#include "web_settings.h"
#include "worker.h"

enum { EXIT_INPUT = 2, EXIT_OUTPUT = 3, EXIT_USAGE = 4, SETTINGS_MEMORY = 1024 * 1024 };

static const char usage[] =
    "usage: kidepot.fcgi [--config FILE] [--SETTING VALUE ...]\n"
    "       kidepot.fcgi --help | --version | --sample | --routes | --check\n"
    "\n"
    "Serves a parts catalogue to KiCad, as FastCGI or CGI.\n"
    "\n"
    "  --config FILE          read settings from FILE [/etc/kidepot/kidepot.conf if there]\n"
    "  --check                read all settings, say whether they are good, end\n"
    "  --sample               print a configuration file with every setting, end\n"
    "  --routes               print each address with its methods, end\n"
    "  --help, --version      print this or the version, end\n"
    "\n"
    "Settings (a file is overruled by the environment, KIDEPOT_<SETTING>, and that by an\n"
    "option):\n";

static int
print(const struct buf *text)
{
	if (text->failed || fwrite(text->bytes, 1, text->size, stdout) != text->size ||
	    fflush(stdout) != 0)
		return EXIT_OUTPUT;
	return EXIT_SUCCESS;
}

static int
print_help(struct arena *arena)
{
	struct web_settings unused;
	struct settings settings = web_settings_table(&unused, arena);
	struct buf help = {.arena = arena};
	buf_append_string(&help, usage);
	settings_help(&settings, &help);
	buf_append_string(&help,
	                  "\nExit status: 0 good, 1 the system refused, 2 a setting is wrong, "
	                  "3 output failed, 4 usage.\n");
	return print(&help);
}

static int
print_sample(struct arena *arena)
{
	struct web_settings unused;
	struct settings settings = web_settings_table(&unused, arena);
	struct buf sample = {.arena = arena};
	buf_append_string(&sample,
	                  "# Settings of kidepot.fcgi, see kidepot.conf(5). What is commented out\n"
	                  "# is the default.\n\n");
	settings_sample(&settings, &sample);
	return print(&sample);
}

static int
print_routes(struct arena *arena)
{
	struct buf routes = {.arena = arena};
	char allow[64];
	for (size_t i = 0; i < route_count; i++) {
		route_allow(&route_table[i], allow, sizeof allow);
		const char *location = route_table[i].location;
		buf_append_format(&routes, "%s\t%s%s%s\n", route_table[i].pattern, allow,
		                  location != NULL ? "\t" : "", location != NULL ? location : "");
	}
	return print(&routes);
}

static int
print_version(struct arena *arena)
{
	struct buf version = {.arena = arena};
	buf_append_string(&version, "kidepot.fcgi " KIDEPOT_VERSION "\n");
	return print(&version);
}

/* The exit status, or -1 when nothing that is printed is asked for. */
static int
print_asked(const struct web_settings_source *source, struct arena *arena)
{
	static const struct {
		const char *option;
		int (*print)(struct arena *);
	} prints[] = {{"--help", print_help},
	              {"--version", print_version},
	              {"--sample", print_sample},
	              {"--routes", print_routes}};
	for (size_t i = 0; source->argc == 1 && i < sizeof prints / sizeof prints[0]; i++)
		if (strcmp(source->argv[0], prints[i].option) == 0)
			return prints[i].print(arena);
	return -1;
}

/* Serves until told to stop; the exit status. */
static int
serve(const struct web_settings_source *source, const struct web_settings *settings)
{
	struct listener listener;
	struct err err;
	if (!log_open(settings, &err) || !listener_open(settings, &listener, &err)) {
		log_message(LOG_ERROR, "%s", err.message);
		return err.code == ERR_INPUT ? EXIT_INPUT : EXIT_FAILURE;
	}
	if (listener.fd >= 0)
		return master_run(source, settings, &listener);
	if (getenv("REQUEST_METHOD") != NULL)
		return worker_run_cgi(settings);
	fprintf(stderr,
	        "kidepot.fcgi: nothing to listen at; give --listen PATH or --listen HOST:PORT, "
	        "or let a web server start it\n");
	return EXIT_USAGE;
}

static int
run(int argc, char **argv, struct arena *arena)
{
	struct web_settings_source source = {.argc = argc, .argv = argv};
	struct web_settings settings;
	struct err err;
	bool check = false;
	if (source.argc >= 1 && strncmp(source.argv[0], "--config=", 9) == 0) {
		source.config = source.argv[0] + 9;
		source.argc--, source.argv++;
	} else if (source.argc >= 2 && strcmp(source.argv[0], "--config") == 0) {
		source.config = source.argv[1];
		source.argc -= 2, source.argv += 2;
	}
	int status = print_asked(&source, arena);
	if (status >= 0)
		return status;
	if (source.argc >= 1 && strcmp(source.argv[0], "--check") == 0) {
		check = true;
		source.argc--, source.argv++;
	}
	if (!web_settings_load(&source, arena, &settings, &err)) {
		fprintf(stderr, "kidepot.fcgi: %s\n", err.message);
		return EXIT_INPUT;
	}
	return check ? EXIT_SUCCESS : serve(&source, &settings);
}

/* A web server puts the words of a client's query behind the name of a CGI program
 * (RFC 3875 4.4), where options would stand. */
static bool
has_words_of_client(void)
{
	const char *query = getenv("QUERY_STRING");
	return query != NULL && query[0] != '\0';
}

int
main(int argc, char **argv)
{
	struct arena *arena = arena_new(SETTINGS_MEMORY);
	if (arena == NULL)
		return EXIT_FAILURE;
	if (has_words_of_client())
		argc = 1;
	int status = run(argc - 1, argv + 1, arena);
	arena_free(arena);
	return status;
}
