# kidepot stock and location: what is where, moved, counted, listed.

use v5.28;
use warnings;
use utf8;
use POSIX ();
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;

my ($wrong, $ours, $usage) = (2, 1, 4);
my $db = KiDepot::Database->new;
my @as_writer = ('--conninfo', $db->conninfo('writer'));
my @stock = (@as_writer, 'stock');
my @location = (@as_writer, 'location');

sub json { decode_json(good("@_ --json", @as_writer, @_, '--json')) }
sub moves { my ($says, @words) = @_; is good("stock @words", @stock, @words), "$says\n", "stock @words" }
sub part { my ($name, @more) = @_; return good("part $name", @as_writer, 'part', 'add', $name, @more) =~ s/\n//r }
sub rows { join '; ', map { my $row = $_; join ' ', map { $row->{$_} // '-' } @_[1 .. $#_] } @{ $_[0] } }

# Without a location one is made, and then it is the one.
my $r1 = part('R1', '--ipn', 'R-1');
is good('location list', @location, 'list'), "name  description  parts\n", 'an empty list has its head';
is_deeply json('location', 'list'), [], 'an empty list in JSON';
moves('100 at Stock', 'in', 'R1', '100');
moves('99.5 at Stock', 'out', 'ipn:R-1', '0.5', '--note', 'for Ada');
moves('97 at Stock', 'count', $r1, '97.000');
moves('97 at Stock', 'count', $r1, '97', '--note', 'as it was');
is rows(json('location', 'list'), qw(name description parts)), 'Stock - 1', 'the location was made';
is rows(json('stock', 'movements', 'R1'), qw(part location quantity note)),
    'R1 Stock -2.5 -; R1 Stock -0.5 for Ada; R1 Stock 100 -', 'a count moves the difference, or nothing';
moves('0 at Stock', 'out', 'R1', '97');
is_deeply json('stock', 'list'), [], 'what is none is not listed';

is good('location add', @location, 'add', 'Shelf', '--description', 'by the door'), '', 'location add says nothing';
good('location set', @location, 'set', 'Stock', '--name', 'Drawer');
good('location set', @location, 'set', 'Shelf', '--description', '');
refused($wrong, 'there are several locations; say which, "kidepot location list" shows them', @stock, 'in', 'R1', '1');
moves('7 at Shelf', 'in', 'R1', '7', '--location', 'Shelf');
moves('999999999999.999999 at Drawer', 'count', 'R1', '999999999999.999999', '--location', 'Drawer');
my $r2 = part('R2', '--stock', '20', '--location', 'Shelf');
is good('stock show', @stock, 'show', 'R1'),
    "location  quantity\nDrawer    999999999999.999999\nShelf     7\n1000000000006.999999 in all\n", 'exact to the last digit';
is_deeply json('stock', 'show', 'R1'), { part_id => $r1, part => 'R1', quantity => '1000000000006.999999', locations => [
    { part_id => 0 + $r1, location_id => 1, part => 'R1', location => 'Drawer', quantity => '999999999999.999999' },
    { part_id => 0 + $r1, location_id => 2, part => 'R1', location => 'Shelf', quantity => '7' }] }, 'in JSON too, as text';
is good('stock list', @stock, 'list'), "part  location  quantity\nR1    Drawer    999999999999.999999\nR1    Shelf     7\nR2    Shelf     20\n", 'stock list';
is rows(json('stock', 'list', '--location', 'Shelf'), qw(part quantity)), 'R1 7; R2 20', 'of one location';
is good('location list', @location, 'list'), "name    description  parts\nDrawer               1\nShelf                2\n", 'location list';

my $shown = json('part', 'show', 'R1');
is_deeply $shown->{stock}, [{ location => 'Drawer', quantity => '999999999999.999999' }, { location => 'Shelf', quantity => '7' }], 'part show has it';
like good('part show', @as_writer, 'part', 'show', 'R1'), qr/^stock Drawer +999999999999\.999999\nstock Shelf +7$/m, 'in words too';

# From one location to another: both movements, or none.
my @to = ('--from', 'Shelf', '--to', 'Drawer');
my $last = json('stock', 'movements', 'R2')->[0]{id};
moves("12.5 at Shelf\n7.5 at Drawer", 'move', 'R2', '7.5', @to, '--note', 'nearer');
is rows([grep { $_->{id} > $last } @{ json('stock', 'movements', 'R2') }], qw(location quantity note)),
    'Drawer 7.5 nearer; Shelf -7.5 nearer', 'two movements with the note';
is_deeply [map { [@$_{qw(part location quantity stock)}] } map { ($_, $_->{from}) } json('stock', 'move', 'R2', '7.5', '--from', 'Drawer', '--to', 'Shelf')],
    [['R2', 'Shelf', '7.5', '20'], ['R2', 'Drawer', '-7.5', '0']], 'in JSON';
is json('stock', 'count', 'R2', '20', '--location', 'Shelf')->{from}, undef, 'where nothing goes from one to another, from is null';
my $both = good('movements', @stock, 'movements');
refused($wrong, 'there is 20 of "R2" at "Shelf", less than 20.000001; take less, or count it anew', @stock, 'move', 'R2', '20.000001', @to);
refused($wrong, 'a quantity is below 1000000000000; give a smaller one', @stock, 'move', 'R1', '1', @to);
refused($wrong, 'a movement of 0 moves nothing; give another quantity', @stock, 'move', 'R1', '0', @to);
refused($wrong, '"1e3" is no quantity; write it as 20 or 2.5', @stock, 'move', 'R1', '1e3', @to);
refused($wrong, '"Shelf" is where they are; give another location', @stock, 'move', 'R2', '1', '--from', 'Shelf', '--to', 'Shelf');
refused($wrong, 'no location "Cellar" is there; "kidepot location add" makes it', @stock, 'move', 'R2', '1', @$_)
    for ['--from', 'Cellar', '--to', 'Shelf'], ['--from', 'Shelf', '--to', 'Cellar'];
refused($wrong, qr/\Ano part "R9" is there/, @stock, 'move', 'R9', '1', @to);
refused($usage, qr/\A--from and --to say where; give both/, @stock, 'move', 'R2', '1', @$_) for [], ['--from', 'Shelf'], ['--to', 'Shelf'];
is good('movements', @stock, 'movements'), $both, 'none of these moved anything, at either end';

# Pages, from the newest.
my $result = kidepot(@stock, 'movements', '--limit', '2', '--json');
my $page = decode_json($result->{out});
is rows($page, qw(part quantity)), 'R2 7.5; R2 -7.5', 'the newest of all parts';
like $page->[0]{at}, qr/\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z/, 'when';
like $page->[0]{who}, qr/\S/, 'and who';
is $result->{err}, "kidepot: there are older ones; --before $page->[1]{id} lists them\n", 'it says that there are more';
is rows(json('stock', 'movements', 'R1', '--before', $page->[1]{id}, '--limit', '1000'), 'quantity'), '999999999999.999999; 7; -97; -2.5; -0.5; 100', 'and these are they';
is kidepot(@stock, 'movements', 'R1', '--before', $page->[1]{id}, '--limit', '6')->{err}, '', 'a full page may be the last';

# What is refused changes nothing.
my $before = good('movements', @stock, 'movements');
refused($wrong, 'there is 7 of "R1" at "Shelf", less than 8; take less, or count it anew', @stock, 'out', 'R1', '8', '--location', 'Shelf');
refused($wrong, 'there is 0 of "R2" at "Drawer", less than 0.000001; take less, or count it anew', @stock, 'out', 'R2', '0.000001', '--location', 'Drawer');
refused($wrong, 'a movement of 0 moves nothing; give another quantity', @stock, $_, 'R1', '0.00', '--location', 'Shelf') for 'in', 'out';
refused($wrong, 'a quantity has at most 6 decimals; round it', @stock, 'in', 'R1', '0.0000001', '--location', 'Shelf');
refused($wrong, 'a quantity is below 1000000000000; give a smaller one', @stock, 'in', 'R1', $_, '--location', 'Shelf') for '1000000000000', '9' x 40;
refused($wrong, "\"$_\" is no quantity; write it as 20 or 2.5", @stock, 'in', 'R1', $_, '--location', 'Shelf')
    for '', 'many', '1e3', '1,5', '+5', '.5', '5.', ' 5', '5 ', '1.2.3', '0x10', 'NaN', 'Infinity', '9' x 41;
refused($wrong, '"-5" is no quantity; write it as 20 or 2.5', @stock, 'in', '--location', 'Shelf', '--', 'R1', '-5');
refused($wrong, '"?" is no quantity; write it as 20 or 2.5', @stock, 'in', 'R1', $_, '--location', 'Shelf') for "5\n", "\xff";
refused($wrong, '--note has a control character or is not UTF-8', @stock, 'in', 'R1', '1', '--note', "a\nb");
refused($wrong, qr/\Ano part "R9" is there/, @stock, @$_) for ['in', 'R9', '1'], ['show', 'R9'], ['movements', 'R9'];
refused($wrong, 'no location "Cellar" is there; "kidepot location add" makes it', @stock, @$_, '--location', 'Cellar')
    for ['in', 'R1', '1'], ['list'];
refused($wrong, 'no location "Cellar" is there; "kidepot location add" makes it', @as_writer, 'part', 'add', 'R3', '--stock', '1', '--location', 'Cellar');
refused($wrong, qr/\Ano part "R3" is there/, @as_writer, 'part', 'show', 'R3');
refused($wrong, 'a movement\'s id is a whole number above 0', @stock, 'movements', '--before', $_) for 'x', '0', '-1', '99999999999999999999';
refused($wrong, '--limit is "0", not a whole number from 1 to 1000', @stock, 'movements', '--limit', '0');
refused($usage, qr/\A--location is of --stock, which is not given/, @as_writer, 'part', 'add', 'R3', '--location', 'Shelf');
refused($usage, qr/unknown option "--stock"/, @as_writer, 'part', 'set', 'R1', '--stock', '3');
is good('movements', @stock, 'movements'), $before, 'none of these moved anything';

refused($wrong, 'location "Shelf" is there already; "kidepot location set" changes it', @location, 'add', 'Shelf');
refused($wrong, 'the location\'s name is empty; give one line of text', @location, 'add', '');
refused($wrong, 'the location\'s name is empty; give one line of text', @location, 'set', 'Shelf', '--name', '');
refused($wrong, 'location " x": a location\'s name has no blanks at its ends; leave them out', @location, 'add', ' x');
refused($wrong, 'location "Drawer": another location has that name; give another name', @location, 'set', 'Shelf', '--name', 'Drawer');
refused($wrong, 'location "Shelf" has or had 2 parts, such as "R1"; it stays, for their movements name it', @location, 'rm', 'Shelf');
refused($wrong, 'no location "x" is there; "kidepot location add" makes it', @location, @$_) for ['set', 'x', '--name', 'y'], ['rm', 'x'];
refused($usage, 'nothing to set is given; see "kidepot location set --help"', @location, 'set', 'Shelf');
good('location add', @location, 'add', 'Box');
is good('location rm', @location, 'rm', 'Box'), '', 'location rm says nothing';
is rows(json('location', 'list'), 'name'), 'Drawer; Shelf', 'and it is gone';

# Counts and movements at once: nothing is lost, and the last count stands.
my @pids = map {
    my $n = $_;
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        my @words = $n % 2 ? ('in', 'R2', '1') : ('count', 'R2', 10 * $n);
        kidepot(@stock, @words, '--location', 'Shelf')->{status} == 0 or POSIX::_exit(1) for 1 .. 5;
        POSIX::_exit(0);
    }
    $pid;
} 1 .. 4;
is scalar(grep { waitpid($_, 0); $? } @pids), 0, 'four move and count at once';
my $moved = json('stock', 'movements', 'R2');
my $sum = 0;
$sum += $_->{quantity} for @$moved;
is json('stock', 'show', 'R2')->{quantity}, $sum, 'what is there is the sum of the movements';

# To and fro at once: what is there stays there, in one place or the other.
good('count', @stock, 'count', 'R2', '8', '--location', $_) for 'Drawer', 'Shelf';
my @movers = map {
    my @where = $_ % 2 ? ('--from', 'Drawer', '--to', 'Shelf') : ('--from', 'Shelf', '--to', 'Drawer');
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        kidepot(@stock, 'move', 'R2', '1', @where)->{status} == 0 or POSIX::_exit(1) for 1 .. 4;
        POSIX::_exit(0);
    }
    $pid;
} 1 .. 4;
is scalar(grep { waitpid($_, 0); $? } @movers), 0, 'four move to and fro at once';
is rows(json('stock', 'show', 'R2')->{locations}, qw(location quantity)), 'Drawer 8; Shelf 8', 'and nothing is lost';

# Whoever writes past the part's lock, it is the constraint that decides.
my $drawer = $db->psql("select id from kidepot.location where name = 'Drawer'");
my $err = eval { $db->psql("insert into kidepot.stock_movement (part_id, location_id, quantity) values ($r2, $drawer, -8.5)"); '' } // $@;
like $err, qr/stock_is_not_below_zero/, 'also of who uses SQL';
good('count', @stock, 'count', 'R2', '10', '--location', 'Drawer');
my @takers = map {
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        my $result = kidepot(@stock, 'out', 'R2', '4', '--location', 'Drawer');
        my $short = 'kidepot: there is 2 of "R2" at "Drawer", less than 4; take less, or count it anew' . "\n";
        POSIX::_exit($result->{status} == 0 ? 0 : $result->{err} eq $short ? 1 : 2);
    }
    $pid;
} 1 .. 4;
is join(' ', sort map { waitpid($_, 0); $? >> 8 } @takers), '0 0 1 1', 'of four who take 4 of 10 at once two get them, and two are told of the rest';
moves('2 at Drawer', 'count', 'R2', '2', '--location', 'Drawer');

# With a format KiCad is told.
good('settings', @as_writer, 'settings', 'set', 'stock_format', '{0} [{1}]');
good('a category', @as_writer, 'part', 'set', 'R1', '--category', 'A', '--make-category', '--symbol', 'Device:R');
moves('5 at Shelf', 'count', 'R1', '5', '--location', 'Shelf');
moves('0 at Drawer', 'count', 'R1', '0', '--location', 'Drawer');
is $db->psql("select listed_description from kicad.part where name = 'R1'"), 'R1 [5]', 'a movement shows at once';

is kidepot(@as_writer, @$_, \'/dev/full')->{status}, 3, "@$_ to a full disk"
    for ['stock', 'list'], ['stock', 'list', '--json'], ['stock', 'show', 'R1'], ['stock', 'movements'], ['location', 'list'];
my @words = (['stock', 'list'], ['stock', 'show', 'x'], ['stock', 'in', 'x', '1'], ['stock', 'movements'], ['location', 'list'],
    ['stock', 'move', 'x', '1', '--from', 'x', '--to', 'y'], ['location', 'add', 'x'], ['location', 'set', 'x', '--name', 'y'], ['location', 'rm', 'x']);
refused($ours, qr/permission denied/, '--conninfo', $db->conninfo('web'), @$_) for @words;
my $empty = KiDepot::Database->new(empty => 1);
refused($ours, qr/; run "kidepot migrate"\z/, '--conninfo', $empty->conninfo('super'), @$_) for @words;

done_testing;
