/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kicad/footprint_file.h"

#include "kicad/sexpr_item.h"

enum { MODELS_FIRST = 4 };

struct reading {
	struct sexpr *sexpr;
	struct arena *arena;
	int64_t version;
	struct sexpr_numbers pads;
	struct footprint_model *models;
	size_t model_count, model_room;
};

/* (model "PATH" ...), whose word was read. */
static bool
read_model(struct reading *reading, struct err *err)
{
	struct sexpr *sexpr = reading->sexpr;
	enum sexpr_kind kind = SEXPR_END;
	struct text path;
	if (!sexpr_next(sexpr, &kind, err) ||
	    !sexpr_item_text(sexpr, kind, "a model's path", reading->arena, &path, err))
		return false;
	if (reading->model_count == reading->model_room) {
		size_t room = reading->model_room == 0 ? MODELS_FIRST : 2 * reading->model_room;
		struct footprint_model *models = arena_grow(reading->arena, reading->models,
		                                            reading->model_room * sizeof *models,
		                                            room * sizeof *models, err);
		if (models == NULL)
			return false;
		reading->models = models;
		reading->model_room = room;
	}
	reading->models[reading->model_count++] = (struct footprint_model){path, sexpr->start,
	                                                                   sexpr->end};
	return true;
}

/* One list within a footprint; its '(' was read. */
static bool
read_member(struct reading *reading, struct err *err)
{
	struct sexpr *sexpr = reading->sexpr;
	enum sexpr_kind kind = SEXPR_END;
	if (!sexpr_next(sexpr, &kind, err))
		return false;
	bool is_word = kind == SEXPR_TEXT && !sexpr->text_is_string;
	if (is_word && sexpr_is(sexpr, "version"))
		return sexpr_item_version(sexpr, &reading->version, err);
	if (is_word && sexpr_is(sexpr, "model") && !read_model(reading, err))
		return false;
	if (is_word && sexpr_is(sexpr, "pad") &&
	    (!sexpr_next(sexpr, &kind, err) ||
	     !sexpr_item_number(sexpr, kind, "a pad's number", &reading->pads, err)))
		return false;
	return sexpr_leave(sexpr, 2, err);
}

bool
footprint_file_read(struct sexpr *sexpr, struct arena *arena, struct footprint_file *footprint,
                    struct err *err)
{
	struct reading reading = {.sexpr = sexpr, .arena = arena, .pads = {.arena = arena}};
	enum sexpr_kind kind = SEXPR_END;
	struct text name;
	if (!sexpr_is(sexpr, "footprint") && !sexpr_is(sexpr, "module"))
		return err_set(err, ERR_INPUT, "it is no footprint");
	if (!sexpr_next(sexpr, &kind, err) ||
	    !sexpr_item_text(sexpr, kind, "a footprint's name", arena, &name, err))
		return false;
	for (;;) {
		if (!sexpr_next(sexpr, &kind, err))
			return false;
		if (sexpr->depth == 0)
			break;
		if (kind == SEXPR_OPEN && !read_member(&reading, err))
			return false;
	}
	sexpr_item_sort(&reading.pads);
	*footprint = (struct footprint_file){
	    .version = reading.version,
	    .name = name,
	    .pads = reading.pads.items,
	    .pad_count = reading.pads.count,
	    .models = reading.models,
	    .model_count = reading.model_count,
	};
	return true;
}
