/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pcm/regular_expression.h"

#include <stddef.h>
#include <string.h>

enum { REPETITIONS_MAX = 255 /* RE_DUP_MAX */ };

struct place {
	struct text text;
	size_t at;
	size_t depth;    /* of open parentheses */
	bool repeatable; /* what stands before may be repeated */
};

/* "[...]", from the "[" on: "]" may come first, classes are in "[:" and ":]". */
static bool
pass_bracket(struct place *place)
{
	struct text text = place->text;
	size_t at = place->at + 1;
	at += at < text.size && text.bytes[at] == '^';
	at += at < text.size && text.bytes[at] == ']';
	for (; at < text.size; at++) {
		char next = at + 1 < text.size ? text.bytes[at + 1] : '\0';
		if (text.bytes[at] == ']') {
			place->at = at + 1;
			return true;
		}
		if (text.bytes[at] != '[' || (next != ':' && next != '.' && next != '='))
			continue;
		for (at += 2; at + 1 < text.size; at++)
			if (text.bytes[at] == next && text.bytes[at + 1] == ']')
				break;
		at++;
	}
	return false;
}

static int
pass_number(struct text text, size_t *at)
{
	int number = -1;
	while (*at < text.size && text.bytes[*at] >= '0' && text.bytes[*at] <= '9') {
		number = (number < 0 ? 0 : number) * 10 + (text.bytes[*at] - '0');
		if (number > REPETITIONS_MAX)
			number = REPETITIONS_MAX + 1;
		(*at)++;
	}
	return number;
}

/* "{m}", "{m,}" or "{m,n}". */
static bool
pass_interval(struct place *place)
{
	size_t at = place->at + 1;
	int from = pass_number(place->text, &at), to = from;
	if (at < place->text.size && place->text.bytes[at] == ',') {
		at++;
		to = pass_number(place->text, &at);
		to = to < 0 ? REPETITIONS_MAX : to;
	}
	if (from < 0 || to < from || to > REPETITIONS_MAX || at >= place->text.size ||
	    place->text.bytes[at] != '}')
		return false;
	place->at = at + 1;
	return true;
}

static bool
pass_one(struct place *place)
{
	char c = place->text.bytes[place->at];
	bool repeatable = place->repeatable;
	place->repeatable = true;
	if (c == '[')
		return pass_bracket(place);
	if (c == '{')
		return repeatable && pass_interval(place);
	place->at++;
	if (c == '*' || c == '+' || c == '?')
		return repeatable;
	if (c == '\\')
		return place->at++ < place->text.size;
	place->repeatable = c != '(' && c != '|' && c != '^';
	if (c == '(')
		place->depth++;
	return c != ')' || place->depth-- > 0;
}

bool
regular_expression_check(struct text text)
{
	struct place place = {.text = text};
	while (place.at < text.size)
		if (!pass_one(&place))
			return false;
	return place.depth == 0;
}
