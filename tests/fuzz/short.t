#!/usr/bin/perl
# A moment of each fuzzer: its seeds, which hold every input that failed once,
# and a few seconds of new ones. "make fuzz" takes longer.
use v5.28;
use warnings;
use Test::More;
use KiDepot::Sandbox qw(root);

my $clang = $ENV{CLANG} // 'clang';
plan skip_all => "$clang is not installed, run \"tests/server/packages lint\""
    if system "command -v $clang >/dev/null";
$ENV{FUZZ_SECONDS} //= 2;
my @names = map { m{([^/]+)\.c$} } glob root() . '/tests/fuzz/*.c';
ok @names > 0, 'there are fuzzers';
for my $name (@names) {
    my $out = qx{"@{[root()]}/tests/fuzz/run" $name 2>&1};
    is $?, 0, $name or diag $out;
}
done_testing;
