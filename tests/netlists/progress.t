# kidepot netlist import on a terminal: how far it is, when it takes over a second, and
# nothing of that anywhere else.

use v5.28;
use warnings;
use Test::More;
use Time::HiRes ();
use KiDepot::Database;
use KiDepot::Sandbox qw(program run scratch_dir write_text);

my ($script) = grep { -x } '/usr/bin/script' or plan skip_all => 'script(1) is not installed';
my $dir = scratch_dir();
my $db = KiDepot::Database->new;
my $file = write_text("$dir/large.xml", '<export version="E"><components>' . join('', map { "<comp ref=\"R$_\"><value>10k</value><fields>"
    . join('', map { "<field name=\"Field $_\">" . 'text ' x 10 . '</field>' } 1 .. 6) . "</fields><tstamps>u$_</tstamps></comp>\n" } 1 .. 30_000) . '</components></export>');
my $line = join ' ', map { "'$_'" } program('kidepot'), '--conninfo', $db->conninfo('writer'), qw(netlist import --project p --json --dry-run), $file;

my $started = Time::HiRes::time();
my $seen = run(command => [$script, '-qefc', "$line >'$dir/out'", '/dev/null'], user => 'server');
my $took = Time::HiRes::time() - $started;
is $seen->{status}, 0, 'good' or diag $seen->{out};
SKIP: {
    skip "it took $took s only", 4 if $took < 1 && $seen->{out} eq '';
    my @told = split /\r\e\[K/, $seen->{out};
    is shift @told, '', 'each line goes over the one before';
    # What is read in less than a second is told of only when it is being stored.
    my $is_read_at_once = ($told[0] // '') =~ /storing/;
    ok scalar(grep { /\Akidepot: \d+\.\d MB read, (?:\d|[1-9]\d|100) %, \d+\.\d MB\/s\z/ } @told) || $is_read_at_once || $took < 2,
        'how far, and how fast' or diag explain \@told;
    is scalar(grep { !/\Akidepot: \d+\.\d MB read, (?:\d+ %, \d+\.\d MB\/s|storing them)\z/ } @told), 0, 'and nothing else' or diag explain \@told;
    like $seen->{out}, qr/\r\e\[K\z/, 'at last it is taken away';
}

my $silent = run(command => ['sh', '-c', "$line >/dev/null"], user => 'server');
is "$silent->{status} $silent->{out}$silent->{err}", '0 ', 'nothing where no terminal is';
done_testing;
