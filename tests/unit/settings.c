/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/settings.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "tap.h"

struct target {
	const char *text;
	int64_t number;
	int64_t mode;
	const char *choice;
	bool truth;
};

static const struct setting table[] = {
    {"some_text", SETTING_TEXT, offsetof(struct target, text), "", 0, 30, NULL, NULL, "a text"},
    {"number", SETTING_NUMBER, offsetof(struct target, number), "5", -1, 10, NULL, "ms",
     "a number"},
    {"mode", SETTING_MODE, offsetof(struct target, mode), "0660", 0, 0777, NULL, NULL, "a mode"},
    {"choice", SETTING_CHOICE, offsetof(struct target, choice), "plain", 0, 0, "plain json", NULL,
     "a choice"},
    {"truth", SETTING_BOOL, offsetof(struct target, truth), "no", 0, 0, NULL, NULL, "a truth"},
};

static struct target target;
static struct settings settings = {table, sizeof table / sizeof table[0], &target, NULL};

static bool
set(const char *name, const char *value, struct err *err)
{
	return settings_set(&settings, text_of(name), text_of(value), "here", err);
}

static void
test_values(void)
{
	tap_ok(settings_reset(&settings, NULL), "every member gets its fallback");
	tap_ok(target.text[0] == '\0' && target.number == 5 && target.mode == 0660 &&
	           strcmp(target.choice, "plain") == 0 && !target.truth,
	       "the fallbacks");
	tap_ok(set("some_text", "a b", NULL) && set("number", "-1", NULL) &&
	           set("mode", "777", NULL) && set("choice", "json", NULL) &&
	           set("truth", "On", NULL),
	       "each is set");
	tap_ok(strcmp(target.text, "a b") == 0 && target.number == -1 && target.mode == 0777 &&
	           strcmp(target.choice, "json") == 0 && target.truth,
	       "to what was said");
	tap_ok(set("number", "10", NULL) && set("mode", "0", NULL) && set("some_text", "", NULL),
	       "the ends of the ranges");
}

static void
test_messages(void)
{
	static const struct {
		const char *name, *value, *message;
	} bad[] = {
	    {"nothing", "1", "here: unknown setting \"nothing\"; --help lists them"},
	    {"Number", "1", "here: unknown setting \"Number\"; --help lists them"},
	    {"", "1", "here: unknown setting \"\"; --help lists them"},
	    {"number", "11", "here: number is \"11\", not a whole number from -1 to 10"},
	    {"number", "-2", "here: number is \"-2\", not a whole number from -1 to 10"},
	    {"number", "", "here: number is \"\", not a whole number from -1 to 10"},
	    {"number", "1s", "here: number is \"1s\", not a whole number from -1 to 10"},
	    {"mode", "1000", "here: mode is \"1000\", not an octal mode from 0000 to 0777"},
	    {"mode", "8", "here: mode is \"8\", not an octal mode from 0000 to 0777"},
	    {"mode", "", "here: mode is \"\", not an octal mode from 0000 to 0777"},
	    {"mode", "000660", "here: mode is \"000660\", not an octal mode from 0000 to 0777"},
	    {"choice", "jso", "here: choice is \"jso\", not one of: plain json"},
	    {"choice", "plain json", "here: choice is \"plain json\", not one of: plain json"},
	    {"choice", "", "here: choice is \"\", not one of: plain json"},
	    {"truth", "maybe", "here: truth is \"maybe\", not yes or no"},
	    {"truth", "", "here: truth is \"\", not yes or no"},
	    {"some_text", "a\x01", "here: some_text has a control character or is not UTF-8"},
	    {"some_text", "1234567890123456789012345678901",
	     "here: some_text is longer than 30 bytes"},
	    {"some_text", "a\xff", "here: some_text has a control character or is not UTF-8"},
	};
	struct target before;
	settings_reset(&settings, NULL);
	before = target;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct err err = {0};
		tap_ok(!set(bad[i].name, bad[i].value, &err) && err.code == ERR_INPUT,
		       "%s = %s is refused", bad[i].name,
		       bad[i].value[0] == 'a' ? "a..." : bad[i].value);
		tap_is(text_of(err.message), bad[i].message, "with the message");
	}
	tap_ok(before.text == target.text && before.number == target.number &&
	           before.mode == target.mode && before.choice == target.choice &&
	           before.truth == target.truth,
	       "and nothing is changed");
}

static void
test_lists(void)
{
	static struct said {
		struct setting_list words;
		const char *text;
	} said;
	static const struct setting rows[] = {
	    {"words", SETTING_LIST, 0, NULL, 0, 0, NULL, NULL, "words"},
	    {"text", SETTING_TEXT, offsetof(struct said, text), NULL, 0, 0, NULL, NULL, "a text"},
	};
	struct settings list = {rows, 2, &said, settings.arena};
	tap_ok(settings_reset(&list, NULL) && said.words.count == 0 && said.text == NULL,
	       "nothing is said");
	for (int i = 0; i < 100; i++) {
		char word[8];
		snprintf(word, sizeof word, "%d", i);
		settings_set(&list, text_of("words"), text_of(word), "here", NULL);
	}
	tap_ok(said.words.count == 100 && strcmp(said.words.items[0], "0") == 0 &&
	           strcmp(said.words.items[99], "99") == 0,
	       "a list has all it was given, in order");
	tap_ok(settings_set(&list, text_of("text"), text_of(""), "here", NULL) &&
	           said.text != NULL && said.text[0] == '\0',
	       "an empty text is told from none");
	tap_ok(!settings_set(&list, text_of("words"), text_of("a\nb"), "here", NULL) &&
	           said.words.count == 100,
	       "a bad word is not added");
	tap_ok(settings_reset(&list, NULL) && said.words.count == 0 && said.text == NULL,
	       "and forgotten again");
	struct err err;
	tap_ok(!settings_set(&list, text_of("text"), text_of("a\nb"), NULL, &err) &&
	           strcmp(err.message, "text has a control character or is not UTF-8") == 0,
	       "without an origin the name stands alone");
}

/* Reads a file with that text; its path is `path`. */
static bool
read_file(const char *path, const char *text, struct err *err)
{
	settings_reset(&settings, NULL);
	return file_write(path, 0600, text_of(text), err) &&
	       settings_read_file(&settings, path, err);
}

static void
test_bad_line(const char *path, const char *text, const char *reason)
{
	struct err err = {0};
	char wanted[200];
	snprintf(wanted, sizeof wanted, reason, path);
	tap_ok(!read_file(path, text, &err) && err.code == ERR_INPUT, "a bad line");
	tap_is(text_of(err.message), wanted, "is named");
}

static void
test_file(const char *path)
{
	struct err err = {0};
	tap_ok(read_file(path, "", NULL) && read_file(path, "\n\n# number = 9\n", NULL) &&
	           target.number == 5,
	       "a file that says nothing");
	tap_ok(read_file(path, "  number\t=  7 \r\nsome_text=a = b #c\n\ttruth = yes", NULL),
	       "a file");
	tap_ok(target.number == 7 && strcmp(target.text, "a = b #c") == 0 && target.truth,
	       "is read");
	test_bad_line(path, "number = 1\n#\n number = 1\n",
	              "line 3 of \"%s\": number is set in line 1, too; delete one of the two");
	test_bad_line(path, "truth = no\n\nnumber = x\n",
	              "line 3 of \"%s\": number is \"x\", not a whole number from -1 to 10");
	test_bad_line(path, "number 1", "line 1 of \"%s\": \"number 1\" is not \"name = value\"");
	test_bad_line(path, "#\n= 1", "line 2 of \"%s\": unknown setting \"\"; --help lists them");
	unlink(path);
	tap_ok(!settings_read_file(&settings, path, &err) && err.code == ERR_INPUT &&
	           strncmp(err.message, "cannot open \"", 13) == 0,
	       "a file that is not there");
}

static void
test_environment(void)
{
	struct err err = {0};
	settings_reset(&settings, NULL);
	setenv("KIDEPOT_SOME_TEXT", "from outside", 1);
	tap_ok(settings_read_environment(&settings, NULL) &&
	           strcmp(target.text, "from outside") == 0 && target.number == 5,
	       "the environment");
	setenv("KIDEPOT_NUMBER", "x", 1);
	tap_ok(!settings_read_environment(&settings, &err), "is checked");
	tap_is(text_of(err.message),
	       "environment KIDEPOT_NUMBER: number is \"x\", not a whole number from -1 to 10",
	       "and the variable named");
}

static void
test_texts(void)
{
	struct buf help = {.arena = settings.arena}, sample = {.arena = settings.arena};
	tap_ok(settings_find_option(&settings, text_of("--some-text")) == &table[0],
	       "an option is found");
	tap_ok(settings_find_option(&settings, text_of("--some_text")) == NULL &&
	           settings_find_option(&settings, text_of("--some")) == NULL &&
	           settings_find_option(&settings, text_of("some-text")) == NULL,
	       "as it is spelt");
	settings_help(&settings, &help);
	tap_is(buf_text(&help),
	       "  --some-text            a text (at most 30 bytes)\n"
	       "  --number               a number (-1 to 10 ms) [5]\n"
	       "  --mode                 a mode [0660]\n"
	       "  --choice               a choice (plain json) [plain]\n"
	       "  --truth                a truth (yes no) [no]\n",
	       "the help");
	settings_sample(&settings, &sample);
	tap_is(
	    buf_text(&sample),
	    "# a text (at most 30 bytes)\n#some_text =\n\n# a number (-1 to 10 ms)\n#number = 5\n\n"
	    "# a mode\n#mode = 0660\n\n"
	    "# a choice (plain json)\n#choice = plain\n\n# a truth (yes no)\n#truth = no\n",
	    "the sample");
}

int
main(void)
{
	char dir[] = "/tmp/kidepot-settings-XXXXXX", path[64];
	if (mkdtemp(dir) == NULL)
		return 1;
	snprintf(path, sizeof path, "%s/conf", dir);
	settings.arena = arena_new(1 << 20);
	test_values();
	test_messages();
	test_lists();
	test_file(path);
	test_environment();
	test_texts();
	rmdir(dir);
	arena_free(settings.arena);
	return tap_done();
}
