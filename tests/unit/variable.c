/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/variable.h"

#include <stdlib.h>

#include "tap.h"

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

enum { LIMIT = 8 * 1024 * 1024 };

/* A scope is a list of names and their values, up to a name that is NULL. */
struct pair {
	const char *name, *text;
	const struct pair *scope; /* NULL: that in which it was found */
};

static const struct pair other[];

static const struct pair own[] = {
    {"VALUE", "10k", NULL},
    {"MPN", "RC-1", NULL},
    {"EMPTY", "", NULL},
    {"BOTH", "${VALUE} ${MPN}", NULL},
    {"WHICH", "MPN", NULL},
    {"SELF", "a${SELF}b", NULL},
    {"PING", "1${PONG}", NULL},
    {"PONG", "2${PING}", NULL},
    {"OPEN", "${VALUE", NULL},
    {"PLAIN", "\\${VALUE}", NULL},
    {"LAUGH", "${LAUGHS}${LAUGHS}${LAUGHS}", NULL},
    {"LAUGHS", "", NULL},
    {"OTHER", "${VALUE} of ${BACK}", other},
    {NULL, NULL, NULL},
};

static const struct pair other[] = {
    {"VALUE", "22k", NULL},
    {"BACK", "${VALUE}", own},
    {NULL, NULL, NULL},
};

static bool
resolve(void *context, const void *scope, struct text name, struct arena *arena,
        struct variable_value *value, struct err *err)
{
	int *asked = context;
	(void)arena;
	++*asked;
	if (text_equal(name, text_of("FAIL")))
		return err_set(err, ERR_AWAY, "nobody is there");
	for (const struct pair *pair = scope; pair->name != NULL; pair++) {
		if (!text_equal(name, text_of(pair->name)))
			continue;
		value->text = text_of(pair->text);
		if (pair->scope != NULL)
			value->scope = pair->scope;
		return true;
	}
	return true;
}

static const char *const pairs[][2] = {
    {"", ""},
    {"plain $ {VALUE} } {", "plain $ {VALUE} } {"},
    {"${VALUE}", "10k"},
    {"<${VALUE}${MPN}>", "<10kRC-1>"},
    {"$${VALUE}}", "$10k}"},
    {"~{${VALUE}}", "~{10k}"},
    {"µ${VALUE}Ω", "µ10kΩ"},
    {"${EMPTY}", ""},
    {"${BOTH}!", "10k RC-1!"},
    {"${OTHER}", "22k of 10k"},
    /* what stands for nothing stays */
    {"a ${NONE} ${MPN}", "a ${NONE} RC-1"},
    {"${value}${ VALUE }", "${value}${ VALUE }"},
    {"${{VALUE}}", "${{VALUE}}"},
    {"${a}b}", "${a}b}"},
    /* names with references in them */
    {"${${WHICH}}", "RC-1"},
    {"${${EMPTY}VALUE${EMPTY}}", "10k"},
    {"${x${MPN}}", "${xRC-1}"},
    {"${x${NONE}}", "${x${NONE}}"},
    {"${${${${WHICH}}}}", "${${RC-1}}"},
    /* not closed */
    {"x ${VALUE", "x 10k"},
    {"x ${NONE", "x ${NONE"},
    {"x ${NONE ${MPN}", "x ${NONE RC-1"},
    {"${", ""},
    {"$", "$"},
    {"${OPEN}}", "10k}"},
    /* silent */
    {"a${}b", "ab"},
    {"a${ERC_WARNING x}${ERC_ERROR}b", "ab"},
    /* escaped */
    {"\\${VALUE}", "${VALUE}"},
    {"\\\\${VALUE} \\$\\${VALUE}", "\\${VALUE} \\$${VALUE}"},
    {"\\${${VALUE}}", "${10k}"},
    {"${PLAIN}", "${VALUE}"},
    {"\\", "\\"},
    /* over and over */
    {"${SELF}", "a${SELF}b"},
    {"${PING}", "12${PING}"},
    {"${SELF}${SELF}", "a${SELF}ba${SELF}b"},
};

static void
test_texts(void)
{
	for (size_t i = 0; i < LENGTH(pairs); i++) {
		struct arena *arena = arena_new(LIMIT);
		struct text expanded = {NULL, 0};
		int asked = 0;
		struct err err;
		/* The text ends where its bytes end. */
		size_t size = strlen(pairs[i][0]);
		char *bytes = malloc(size + 1);
		memcpy(bytes, pairs[i][0], size);
		bytes[size] = '!';
		variable_expand((struct text){bytes, size}, resolve, &asked, own, arena, &expanded,
		                &err);
		tap_is(expanded, pairs[i][1], pairs[i][0]);
		arena_free(arena);
		free(bytes);
	}
}

static void
test_itself(void)
{
	struct arena *arena = arena_new(LIMIT);
	struct text expanded, text = text_of("no reference");
	struct err err;
	int asked = 0;
	tap_ok(variable_expand(text, resolve, &asked, own, arena, &expanded, &err) &&
	           expanded.bytes == text.bytes && arena_used(arena) == 0,
	       "a text without references is itself");
	text = text_of(own[5].text);
	variable_expand(text, resolve, &asked, own, arena, &expanded, &err);
	tap_is(expanded, "a${SELF}b", "a text that is what its reference stands for");
	tap_ok(expanded.bytes[expanded.size] == '\0', "NUL follows");
	arena_free(arena);
}

/* Every name is a text that was never seen. */
static bool
resolve_anew(void *context, const void *scope, struct text name, struct arena *arena,
             struct variable_value *value, struct err *err)
{
	int *asked = context;
	(void)scope;
	++*asked;
	const char *text = arena_format(arena, err, "%s",
	                                name.bytes[0] == 'W' ? "0123456789${W}" : "${L}${L}");
	value->text = text_of(text);
	return text != NULL;
}

static void
test_limits(void)
{
	struct arena *arena = arena_new(LIMIT);
	struct text expanded = {NULL, 0};
	struct err err;
	int asked = 0;
	bool good = variable_expand(text_of("${WIDE}"), resolve_anew, &asked, NULL, arena,
	                            &expanded, &err);
	tap_ok(good && asked == VARIABLE_DEPTH && expanded.size == 10 * VARIABLE_DEPTH + 4,
	       "references in one another: %d", asked);
	asked = 0;
	good = variable_expand(text_of("${LAUGH}"), resolve_anew, &asked, NULL, arena, &expanded,
	                       &err);
	tap_ok(good && asked == VARIABLE_STEPS, "references: %d", asked);

	static char wide[VARIABLE_SIZE + 20];
	memset(wide, 'x', VARIABLE_SIZE);
	strcpy(wide + VARIABLE_SIZE, "${VALUE}");
	asked = 0;
	variable_expand(text_of(wide), resolve, &asked, own, arena, &expanded, &err);
	tap_ok(asked == 0 && text_equal(expanded, text_of(wide)),
	       "a reference after too much text stays");
	variable_expand(text_of(wide + 1), resolve, &asked, own, arena, &expanded, &err);
	tap_ok(asked == 1 && expanded.size == VARIABLE_SIZE + 2, "one before it does not");

	enum { NAMES = 10000 };
	static char deep[3 * NAMES + 1];
	for (int i = 0; i < NAMES; i++)
		memcpy(deep + 2 * i, "${", 2);
	memset(deep + 2 * (size_t)NAMES, '}', NAMES);
	good = variable_expand(text_of(deep), resolve, &asked, own, arena, &expanded, &err);
	tap_ok(good && expanded.size <= sizeof deep, "names in one another: %zu bytes",
	       expanded.size);
	arena_free(arena);
}

static void
test_failures(void)
{
	struct text expanded = text_of("untouched");
	struct arena *arena = arena_new(100);
	struct err err = {.code = ERR_NONE};
	int asked = 0;
	tap_ok(!variable_expand(text_of("x${VALUE}${FAIL}"), resolve, &asked, own, arena, &expanded,
	                        &err) &&
	           err.code == ERR_AWAY,
	       "what the resolver says: %s", err.message);
	tap_ok(!variable_expand(text_of("0123456789012345678901234567890123456789${VALUE}"),
	                        resolve, &asked, own, arena, &expanded, &err) &&
	           err.code == ERR_LIMIT,
	       "the arena is full: %s", err.message);
	tap_is(expanded, "untouched", "the output is untouched");
	arena_free(arena);
}

int
main(void)
{
	test_texts();
	test_itself();
	test_limits();
	test_failures();
	return tap_done();
}
