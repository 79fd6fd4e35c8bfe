/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/export_rule.h"

enum { PIN_CHARACTERS = 4, KICAD_OF_WHOLE_PINS = 10, KICAD_OF_RAW_VALUES = 4 };

bool
export_rule_is_set(const char *text)
{
	return text != NULL && text[0] != '\0';
}

const char *
export_rule_value(const struct netlist_model *model,
                  const struct netlist_model_component *component)
{
	bool as_it_is = model->design.kicad == KICAD_OF_RAW_VALUES;
	return !as_it_is && netlist_text_is_none(component->value) ? "" : component->value;
}

struct text
export_rule_pin(const struct netlist_model *model, const char *number)
{
	struct text pin = text_of(number);
	int kicad = model->design.kicad;
	size_t characters = 0;
	if (kicad == 0 || kicad >= KICAD_OF_WHOLE_PINS)
		return pin;
	for (size_t i = 0; i < pin.size; i++)
		if (((unsigned char)number[i] & 0xc0) != 0x80 && characters++ == PIN_CHARACTERS)
			pin.size = i;
	return pin;
}
