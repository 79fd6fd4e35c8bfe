#!/usr/bin/perl
# A moment of each fuzzer: its seeds, which hold every input that failed once,
# and a few seconds of new ones. "make fuzz" takes longer.
use v5.28;
use warnings;
use Test::More;
use KiDepot::Sandbox qw(root run);

my @names = map { m{([^/]+)\.c$} } glob root() . '/tests/fuzz/*.c';
for my $name (@names) {
    my $result = run(command => [root() . '/tests/fuzz/run', $name], timeout => 600,
        env => { FUZZ_SECONDS => $ENV{FUZZ_SECONDS} // 2 });
    plan skip_all => $result->{err} =~ s/\n//r if $result->{status} == 77;
    is $result->{status}, 0, $name or diag $result->{out} . $result->{err};
}
done_testing;
