# kidepot history and part history: who changed what, of a part also after it was
# removed; what changes nothing leaves nothing.

use v5.28;
use warnings;
use utf8;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;

my $wrong = 2;
my $db = KiDepot::Database->new;
my @as_writer = ('--conninfo', $db->conninfo('writer'));
my @part = (@as_writer, 'part');

sub silent {
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my @words = grep { !ref } @_;
    is good("@words", @as_writer, @_), "", "@words: says nothing";
}
sub changes { decode_json(good("history @_", @as_writer, 'history', '--json', @_)) }
sub of_part { decode_json(good("part history @_", @part, 'history', '--json', @_)) }
sub lines { join "\n", map { my $c = $_; join ' ', map { $_ // '-' } @$c{qw(action field old_value new_value)} } @_ }
sub number { $db->psql('select count(*) from kidepot.change') }

is good('an empty history', @as_writer, 'history'), "id  at  who  kind  name  action  field  old_value  new_value\n", 'an empty history has its head';
is_deeply changes(), [], 'in JSON too';

# --- what leaves a change, and what does not

good('part add', @part, 'add', 'one', '--category', 'A/B', '--make-category', '--ipn', 'I-1', '--alternate', 'P:a', '--alternate', 'P:b',
    '--parameter', 'R=1', '--make-templates');
silent('supplier', 'add', 'S');
silent('part', 'set', 'one', '--supplier', 'S=1');
my $before = number();
silent('part', 'set', 'one', '--category', 'A/B', '--ipn', 'I-1', '--alternate', 'P:a', '--alternate', 'P:b', '--parameter', 'R=1', '--supplier', 'S=1',
    '--active', 'yes', '--description', '');
is number(), $before, 'a part set that changes nothing leaves no change';
silent('part', 'set', 'one', '--alternate', 'P:b', '--alternate', 'P:a', '--alternate', 'P:c');
is lines(@{ changes('--limit', 3) }), "changed alternate 3 - P:c\nchanged alternate 2 P:b P:a\nchanged alternate 1 P:a P:b", 'alternates in another order';
silent('part', 'set', 'one', '--alternate', 'P:b');
is lines(@{ changes('--limit', 2) }), "changed alternate 3 P:c -\nchanged alternate 2 P:a -", 'and fewer';
silent('part', 'set', 'one', '--alternate', '');
is $db->psql('select count(*) from kidepot.alternate'), 0, 'and none';
silent('part', 'set', 'one', '--description', "two\nlines " . 'x' x 100, '--mpn', 'M');

# --- reading it

my $all = changes();
is scalar(@$all), number(), 'all is told';
is_deeply [sort keys %{ $all->[0] }], [qw(action at field id kind name new_value note old_value row_id who)], 'with all there is to say';
is join(' ', map { $_->{id} } @$all), join(' ', sort { $b <=> $a } map { $_->{id} } @$all), 'the newest first';
is join(' ', map { $_->{name} } grep { $_->{kind} eq 'category' } @$all), 'B A', 'categories too';
is join(' ', map { $_->{name} } @{ changes('--kind', 'category') }), 'B A', '--kind';
is_deeply changes('--before', $all->[1]{id}, '--limit', 2), [@$all[2, 3]], '--before and --limit';
like $all->[0]{at}, qr/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'the time is that of UTC';
my $table = good('the table', @as_writer, 'history', '--limit', 1);
like $table, qr/^\d+  \S+Z  user \S+  part  one   changed  mpn +M$/m, 'a table for people';
like good('the table', @as_writer, 'history', '--limit', 2), qr/description +two lines x{50}\.\.\.$/m, 'values are cut there, and are one line';
refused($wrong, qq{"$_" is not the id of a change; the first column shows them}, @as_writer, 'history', '--before', $_) for '0', 'x', '9223372036854775808';
my @watched = split /\n/, $db->psql("select relname from pg_class where oid in (select tgrelid from pg_trigger join pg_proc on pg_proc.oid = tgfoid
    where proname = 'change_row')");
cmp_ok scalar(@watched), '>', 9, 'tables whose rows are watched';
for my $kind (@watched, 'setting') {
    is scalar(grep { $_->{kind} ne $kind } @{ changes('--kind', $kind) }), 0, "$kind is a kind";
}
refused($wrong, qr/\A--kind is "x", not one of: part category /, @as_writer, 'history', '--kind', 'x');
refused($wrong, qr/limit/, @as_writer, 'history', '--limit', $_) for 0, 1001;

# --- a part, its stock, also when it is gone

$db->psql("insert into kidepot.location (id, name) values (1, 'L'); insert into kidepot.stock_movement (part_id, location_id, quantity, note) values (1, 1, 5, 'came'), (1, 1, -2.50, null)", 'writer');
my @own = grep { $_->{kind} eq 'part' } @$all;
my @seen = @{ of_part('ipn:I-1') };
is lines(@seen[0, 1]), "moved stock at L - -2.5\nmoved stock at L - 5", 'movements of its stock';
is "$seen[1]{note} $seen[1]{kind} $seen[1]{who}", 'came stock_movement role kidepot_writer_login', 'with their note and who it was';
is_deeply [@seen[2 .. $#seen]], \@own, 'and its changes';
is scalar(@{ of_part('1', '--limit', 3) }), 3, '--limit';
like good('the table', @part, 'history', 'one'), qr/\Aat +who +action +field +old_value +new_value +note\n\S+ +role kidepot_writer_login +moved +stock at L +-2\.5\n/, 'a table for people';
refused($wrong, 'part "one" is in stock, 2.5 of it; count it down to 0 first', @part, 'rm', 'one');
$db->psql("insert into kidepot.stock_movement (part_id, location_id, quantity) values (1, 1, -2.5)", 'writer');
good('part rm', @part, 'rm', 'one');
for my $way ('1', 'one', 'ipn:I-1') {
    my ($last, @rest) = @{ of_part($way) };
    is $last->{action}, 'removed', "a removed part by \"$way\"";
    is decode_json($last->{old_value})->{mpn}, 'M', 'with what it was';
    is_deeply \@rest, \@own, 'and all before';
}
unlike good('the table', @part, 'history', 'one'), qr/I-1/, 'but not in the table';
good('a part of the same name', @part, 'add', 'one');
is lines(@{ of_part('one') }), 'added - - -', 'the part that is there comes first';
good('part rm', @part, 'rm', 'one');
my $second = $db->psql("select max(row_id) from kidepot.change where kind = 'part'");
refused($wrong, "\"one\" means part $second and part 1, which were removed; give the id of one", @part, 'history', 'one');
my $none = 'no part "two" is there; give its id, "ipn:" and its IPN, or its name, "kidepot part search" finds them';
refused($wrong, $none, @part, 'history', 'two');
refused($wrong, qr/^the part "" is empty|is empty/, @part, 'history', '');
refused($wrong, qr/UTF-8/, @part, 'history', "\xff");

# --- who

sub who { $db->psql('select who from kidepot.change order by id desc limit 1') }
my $name = who();
like $name, qr/^user \S+$/, 'the person that called';
my $uid = getpwnam($name =~ s/^user //r);
ok defined $uid, 'by login name';
silent('supplier', 'add', 'T', { env => { SUDO_UID => 0 } });
is who(), 'user root', 'with sudo the one behind it';
silent('supplier', 'add', 'U', { env => { SUDO_UID => 4000000001 } });
is who(), 'user 4000000001', 'one without a name by number';
silent('supplier', 'set', 'S', '--field-name', "f$_", { env => { SUDO_UID => $_ } }), is(who(), $name, "SUDO_UID \"$_\" is none") for '', '-1', 'x', '4294967296';
$db->psql("insert into kidepot.supplier (name) values ('W')", 'writer');
is who(), 'role kidepot_writer_login', 'without the program, the login';

done_testing;
