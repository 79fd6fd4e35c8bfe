/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What KiCad asks of a server on loopback, and how long it takes.
 *
 *   kicad_client [OPTION...] chooser PREFIX
 *       opens the symbol chooser of KiCad 10 once: root, categories, each listing,
 *       and one request for each row without "fields"
 *   kicad_client [OPTION...] load FILE
 *       asks for the paths in FILE, lines of "STATUS PATH", in random order
 *
 *   --port N        of 127.0.0.1
 *   --token SECRET
 *   --keep          one connection for all requests, as KiCad 10.0.7; else one each
 *   --plain         without Accept-Encoding
 *   --delay MS      a round trip of this length is imitated (http_client.h)
 *   --clients N     that ask at once (load; 1)
 *   --requests N    all of them together (load; 1000)
 *   --ms N          stop then at the latest (load; 60000)
 *   --check         each body of a path is the same to the byte (load)
 *
 * Prints one object of JSON. Exit status 0 when every answer was as it should be.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kicad_chooser.h"
#include "kicad_load.h"

static void
give_up(const char *what)
{
	fprintf(stderr, "kicad_client: %s\n", what);
	exit(2);
}

static long
number(const char *text)
{
	char *end;
	long value = strtol(text, &end, 10);
	if (*end != '\0' || end == text || value < 0)
		give_up("that is no number");
	return value;
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
	    {"port", required_argument, NULL, 'p'},     {"token", required_argument, NULL, 't'},
	    {"delay", required_argument, NULL, 'd'},    {"clients", required_argument, NULL, 'c'},
	    {"requests", required_argument, NULL, 'r'}, {"ms", required_argument, NULL, 'm'},
	    {"keep", no_argument, NULL, 'k'},           {"plain", no_argument, NULL, 'l'},
	    {"check", no_argument, NULL, 'h'},          {NULL, 0, NULL, 0},
	};
	struct http_client client;
	struct kicad_load load = {.clients = 1, .requests = 1000, .patience = 60000};
	int option;
	http_client_start(&client, 0, "");
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (option) {
		case 'p':
			client.port = (uint16_t)number(optarg);
			break;
		case 't':
			client.token = optarg;
			break;
		case 'd':
			client.delay_us = number(optarg) * 1000;
			break;
		case 'c':
			load.clients = number(optarg);
			break;
		case 'r':
			load.requests = number(optarg);
			break;
		case 'm':
			load.patience = number(optarg);
			break;
		case 'k':
			client.keep = true;
			break;
		case 'l':
			client.plain = true;
			break;
		case 'h':
			load.check = true;
			break;
		default:
			give_up("its first comment says how it is called");
		}
	}
	if (argc - optind != 2)
		give_up("its first comment says how it is called");
	if (strcmp(argv[optind], "chooser") == 0)
		return kicad_chooser_open(&client, argv[optind + 1]) ? 0 : 1;
	if (strcmp(argv[optind], "load") == 0)
		return kicad_load_run(&load, &client, argv[optind + 1]) ? 0 : 1;
	give_up("chooser or load");
}
