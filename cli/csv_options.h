/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv_options: what "import csv" and "export csv" are told alike.
 */
#ifndef KIDEPOT_CLI_CSV_OPTIONS_H
#define KIDEPOT_CLI_CSV_OPTIONS_H

#include "catalogue/csv_table.h"
#include "command.h"

/* The row of a table of options; the struct has a member delimiter. */
#define CSV_OPTIONS_DELIMITER(options, says)                                              \
	{                                                                                 \
		.name = "delimiter", .type = SETTING_CHOICE,                              \
		.offset = offsetof(options, delimiter), .choices = "comma semicolon tab", \
		.help = (says)                                                            \
	}

/* Of one of those words; `otherwise` of NULL. */
char csv_options_delimiter(const char *word, char otherwise);

/* Its word. */
const char *csv_options_delimiter_word(char delimiter);

/* The table of that name; NULL with an error of usage that lists all. */
const struct csv_table *csv_options_table(struct cli *cli, const char *name, struct err *err);

#endif
