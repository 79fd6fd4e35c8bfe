#!/usr/bin/perl
# Each rule of tests/lint/source finds its breach, at its place.
use v5.28;
use warnings;
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;
use KiDepot::Sandbox qw(root run write_text);

my $head = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n";
my $long = join '', map { "\tx = $_;\n" } 1 .. 90;

# rule, path, text, what is said
my @breaches = (
    ['doors', 'lib/base/a.c', "$head#include <libpq-fe.h>\n", qr{^lib/base/a\.c:2: <libpq-fe\.h> belongs behind}],
    ['doors', 'cgi/a.c', "$head#include <zstd.h>\n", qr{^cgi/a\.c:2: <zstd\.h> has no door}],
    ['layers', 'lib/base/a.c', "$head#include \"store/db.h\"\n", qr{^lib/base/a\.c:2: "store/db\.h" points upward}],
    ['layers', 'cli/a.c', "$head#include \"cgi/log.h\"\n", qr{^cli/a\.c:2: "cgi/log\.h" is in no layer}],
    ['silent', 'lib/store/a.c', "$head\tfprintf(stderr, \"x\");\n", qr{^lib/store/a\.c:2: lib/ neither prints}],
    ['silent', 'lib/store/a.c', "$head\texit(1);\n", qr{^lib/store/a\.c:2: .*"exit"}],
    ['sql', 'cgi/a.c', "$head\tx = \"select id from kicad.part\";\n", qr{^cgi/a\.c:2: SQL belongs}],
    ['sql', 'cgi/a.c', "$head\tx = \"begin\";\n", qr{^cgi/a\.c:2: SQL belongs}],
    ['functions', 'cgi/a.c', "${head}void\na_long(void)\n{\n$long}\n", qr{^cgi/a\.c:3: a_long has 93 lines}],
    ['layout', 'cgi/a.c', "$head\tx; \n", qr{^cgi/a\.c:2: blanks at the end}],
    ['layout', 'docs/a.md', 'no line feed', qr{^docs/a\.md:\d+: does not end in one line feed}],
    ['layout', 'cgi/a.c', $head . '/* ' . 'x' x 120 . " */\n", qr{^cgi/a\.c:2: more than 100 columns}],
    ['heads', 'cgi/a.c', "int x;\n", qr{^cgi/a\.c:1: the first line must be}],
    ['heads', 'lib/base/a.h', "$head/* a */\n#ifndef A_H\n#define A_H\n#endif\n", qr{is to be KIDEPOT_BASE_A_H}],
    ['words', 'docs/a.md', 'see /' . "home/somebody/x\n", qr{^docs/a\.md:1: a path of one machine}],
    ['links', 'docs/a.md', "[b](b.md)\n", qr{^docs/a\.md:1: the link "b\.md" points nowhere}],
    ['versions', 'CHANGELOG.md', "## 9.9.9\n", qr{^CHANGELOG\.md:1: its newest entry is "9\.9\.9"}],
);
my @fine = (
    ['silent', 'lib/base/a.c', "$head/* printf(x) */\n\tsnprintf(a, 2, \"exit(1)\");\n"],
    ['sql', 'lib/store/db.c', "$head\trun(db, \"begin\");\n"],
    ['sql', 'cli/a.c', "$head\tx = \"select a category, or begin with one\";\n"],
    ['doors', 'lib/store/db_rows.c', "$head#include <libpq-fe.h>\n#include <string.h>\n"],
    ['layers', 'lib/catalogue/a.c', "$head#include \"store/db.h\"\n"],
);

sub found {
    my ($rule, $path, $text) = @_;
    my $dir = tempdir('kidepot-lint-XXXXXX', TMPDIR => 1, CLEANUP => 1);
    make_path("$dir/" . $path =~ s{[^/]+$}{}r);
    write_text("$dir/$path", $text);
    write_text("$dir/VERSION", "1.0.0\n");
    run(command => ['git', 'init', '-q'], dir => $dir);
    return run(command => [root() . '/tests/lint/source', $rule], dir => $dir);
}

plan skip_all => 'git is not installed' if run(command => ['git', '--version'])->{status};
for my $breach (@breaches) {
    my ($rule, $path, $text, $said) = @$breach;
    my $result = found($rule, $path, $text);
    like $result->{out}, $said, "$rule finds: $said";
    is $result->{status}, 1, '... and fails';
}
for my $good (@fine) {
    my ($rule, $path, $text) = @$good;
    my $result = found($rule, $path, $text);
    is $result->{out} . $result->{err}, '', "$rule has nothing against $path";
}
done_testing;
