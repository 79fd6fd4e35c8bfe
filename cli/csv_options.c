/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv_options.h"

char
csv_options_delimiter(const char *word, char otherwise)
{
	if (word == NULL)
		return otherwise;
	return word[0] == 's' ? ';' : word[0] == 't' ? '\t' : ',';
}

const char *
csv_options_delimiter_word(char delimiter)
{
	return delimiter == ';' ? "semicolon" : delimiter == '\t' ? "tab" : "comma";
}

const struct csv_table *
csv_options_table(struct cli *cli, const char *name, struct err *err)
{
	const struct csv_table *table = csv_table_find(name);
	if (table != NULL)
		return table;
	const char *names = csv_table_names(cli->arena, err);
	if (names != NULL)
		command_misused(cli, err, "no table is called \"%s\", but %s", name, names);
	return NULL;
}
