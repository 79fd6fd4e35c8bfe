/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "netlist/netlist_import_title.h"

#include <string.h>

#include "netlist/netlist_variable.h"

static bool
keep(struct netlist_import_title *title, const char *text, const char **copy, struct err *err)
{
	*copy = text == NULL ? NULL : arena_copy(title->arena, text, strlen(text), err);
	return text == NULL || *copy != NULL;
}

bool
netlist_import_title_textvar(struct netlist_import_title *title,
                             const struct netlist_textvar *textvar, struct err *err)
{
	const char *name = textvar->name == NULL ? "" : textvar->name;
	size_t size = strlen(name) + (textvar->value == NULL ? 0 : strlen(textvar->value));
	if (title->count == NETLIST_IMPORT_TITLE_TEXTVARS ||
	    size > NETLIST_IMPORT_TITLE_SIZE - title->size)
		return true;
	struct netlist_model_textvar *own = arena_alloc(title->arena, sizeof *own, err);
	if (own == NULL || !keep(title, name, &own->textvar.name, err) ||
	    !keep(title, textvar->value, &own->textvar.value, err))
		return false;
	*(title->last == NULL ? &title->textvars : &title->last->next) = own;
	title->last = own;
	title->count++;
	title->size += size;
	return true;
}

static bool
keep_comments(struct netlist_import_title *title, const struct netlist_sheet *sheet,
              struct netlist_sheet *own, struct err *err)
{
	struct netlist_comment *comments = arena_alloc(
	    title->arena, sheet->comment_count * sizeof *comments, err);
	for (size_t i = 0; comments != NULL && i < sheet->comment_count; i++) {
		const struct netlist_comment *comment = &sheet->comments[i];
		if (!keep(title, comment->number == NULL ? "" : comment->number,
		          &comments[i].number, err) ||
		    !keep(title, comment->value == NULL ? "" : comment->value, &comments[i].value,
		          err))
			return false;
	}
	own->comments = comments;
	own->comment_count = sheet->comment_count;
	return comments != NULL;
}

bool
netlist_import_title_root(struct netlist_import_title *title, const struct netlist_sheet *sheet,
                          struct err *err)
{
	if (title->root != NULL)
		return true;
	struct netlist_model_sheet *root = arena_alloc(title->arena, sizeof *root, err);
	if (root == NULL || !keep(title, sheet->number, &root->sheet.number, err) ||
	    !keep(title, sheet->name, &root->sheet.name, err) ||
	    !keep(title, sheet->tstamps, &root->sheet.tstamps, err) ||
	    !keep(title, sheet->title, &root->sheet.title, err) ||
	    !keep(title, sheet->company, &root->sheet.company, err) ||
	    !keep(title, sheet->revision, &root->sheet.revision, err) ||
	    !keep(title, sheet->date, &root->sheet.date, err) ||
	    !keep(title, sheet->source, &root->sheet.source, err) ||
	    !keep_comments(title, sheet, &root->sheet, err))
		return false;
	title->root = root;
	return true;
}

bool
netlist_import_title_revision(const struct netlist_import_title *title,
                              const struct netlist_design *design, size_t sheets,
                              const char **revision, struct err *err)
{
	const struct netlist_model model = {
	    .design = *design, .textvars = title->textvars, .sheets = title->root};
	struct netlist_variables variables;
	if (title->root == NULL || title->root->sheet.revision == NULL) {
		*revision = NULL;
		return true;
	}
	if (!netlist_variable_start(&model, NULL, title->arena, &variables, err))
		return false;
	variables.sheet_count = sheets;
	return netlist_variable_expand(&variables, NULL, title->root->sheet.revision, title->arena,
	                               revision, err);
}
