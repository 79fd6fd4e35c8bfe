#!/usr/bin/perl
# What a listing's rows are for each client: stock is shown where parts are chosen,
# and nothing that is placed has it.

use v5.28;
use warnings;
use utf8;
use JSON::PP ();
use Test::More;
use KiDepot::App;
use KiDepot::Change qw(change);
use KiDepot::Client;
use KiDepot::Database;
use KiDepot::Fcgi;

binmode Test::More->builder->$_, ':utf8' for qw(output failure_output todo_output);

my $database = KiDepot::Database->new;
my $token = $database->token;
my $app = KiDepot::App->start(database => $database, settings => { workers => 1 });
my ($in_keywords, $in_description) = map { KiDepot::App->start(database => $database, settings => { workers => 1, stock_in_kicad_10 => $_ }) }
    qw(keywords description);

my %agent = (
    '7.99' => 'KiCad/7.99.0-unknown (;64 bit;64-bit) KiCad/Jan  1 2024 00:00:00',
    (map { $_ => KiDepot::Client->new(version => $_)->{agent} } KiDepot::Client::versions()),
    '11.0' => 'KiCad/11.0.0 (Linux) KiCad/Jan  1 2027 00:00:00',
);
my @short = qw(7.99 8.0 9.0);
my @full = qw(10.0.6 10.0.7 11.0);
my @others = ('curl/8.5', 'Mozilla/5.0', '', undef, 'KiCad', 'KiCad/', 'KiCad/9', 'KiCad/.9', 'KiCad/6.0.1', 'KiCad/-9.0',
    'KiCad/9x.0', 'KiCad/ 9.0', 'kicad/9.0', ' KiCad/9.0', 'KiCad/99999999999999999999.0', 'KiCad/1000.0');

sub writes { utf8::encode(my $sql = $_[0]); change($sql, $app, $in_keywords, $in_description) }

sub get {
    my ($path, $agent, $from) = @_;
    my $answer = KiDepot::Fcgi::request(($from // $app)->socket, { PATH_INFO => "/v1/parts/$path.json",
        HTTP_AUTHORIZATION => "Token $token", defined $agent ? (HTTP_USER_AGENT => $agent) : () });
    die "$path: $answer->{status} $answer->{body}\n" unless $answer->{status} == 200;
    return $answer->{body};
}

# With $from: of a server that shows stock to KiCad 10.
sub row { my ($agent, $index, $from) = @_; JSON::PP->new->utf8->decode(get('category/1', $agent, $from))->[$index] }
sub part { JSON::PP->new->utf8->decode(get($_[0], $_[1])) }

writes(q{
    insert into kidepot.category (id, name, default_symbol, default_reference) values (1, 'A', 'Device:R', 'R');
    insert into kidepot.part (id, category_id, name, description, keywords, footprint) values
        (1, 1, 'one', 'A "part" µ', 'key', 'P:Own'), (2, 1, 'two', null, null, 'P:Own');
    insert into kidepot.location (id, name) values (1, 'Shelf');
    insert into kidepot.stock_movement (part_id, location_id, quantity) values (1, 1, 4711.5)});

my $listing = get('category/1');
my @whole = (get('1'), get('2'));
is($listing, "[$whole[0],$whole[1]]", 'the row is the part');
is(get('category/1', $agent{$_}), $listing, "without a stock format KiCad $_ gets the same") for @short, @full;

writes(q{update kidepot.setting set stock_format = '{0} [Stock: {1}]'});
is(get('category/1', $_), $listing, 'a stock format changes nothing for "' . ($_ // 'nobody') . '"') for @others;
is_deeply(row($agent{$_}, 0), { id => '1', name => 'one', description => 'A "part" µ [Stock: 4711.5]' },
    "KiCad $_ gets a short row, its description with stock") for @short;
is_deeply(row($agent{$_}, 1), { id => '2', name => 'two', description => 'two [Stock: 0]' },
    "KiCad $_ sees that none is there") for @short;
for my $version (@full) {
    my $part = part(1);
    is(get('category/1', $agent{$version}), $listing, "KiCad $version gets the same, as long as the setting does not show stock");
    is_deeply(row($agent{$version}, 0, $in_keywords), { %$part, keywords => 'key [Stock: 4711.5]' },
        "KiCad $version gets all of the part, and stock in the outer keywords alone");
    is_deeply(row($agent{$version}, 0, $in_description), { %$part, description => 'A "part" µ [Stock: 4711.5]' },
        "or in the outer description alone");
}
for my $from ($app, $in_keywords, $in_description) {
    is(get('1', $agent{$_}, $from), $whole[0], "KiCad $_ places it without stock") for @short, @full;
}
for my $from ($in_keywords, $in_description) {
    is_deeply(row($agent{$_}, 0, $from), row($agent{$_}, 0), "the setting is nothing to KiCad $_") for @short;
    is(get('category/1', $_, $from), $listing, 'nor to "' . ($_ // 'nobody') . '"') for @others;
}

# What a description breaks off is a blank, with stock as without.
writes(q{update kidepot.part set description = E'a\nb' where id = 2; update kidepot.setting set stock_format = '{part.nothing}'});
is_deeply(row($agent{'9.0'}, 1), { id => '2', name => 'two', description => 'a b' }, 'a format that comes to nothing shows the description');
is(row($agent{'10.0.6'}, 0, $in_keywords)->{keywords}, 'key', 'and the keywords');
is(row($agent{'10.0.6'}, 1, $in_description)->{description}, 'a b', 'to KiCad 10 too');
writes(q{update kidepot.setting set stock_format = '{0} {1}'});
is(row($agent{'9.0'}, 1)->{description}, 'a b 0', 'line breaks are blanks in what is listed');
writes('update kidepot.setting set stock_format = null');
my $plain = get('2');
is(get('category/1', $agent{'9.0'}), "[$whole[0],$plain]", 'unset, all is as before');

# Pin maps: read from the part's own URL alone, so KiCad 10 is made to ask it.
writes(q{
    insert into kidepot.alternate values (1, 1, 'P:Other'), (1, 2, 'P:Plain');
    insert into kidepot.pin_map values (1, 'P:Own', '1', '2'), (1, 'P:Own', '2', '1'), (1, 'P:Own', '2', '3'),
        (1, 'P:Other', 'A"1', 'µ')});
my $mapped = get('1');
my $wanted = JSON::PP->new->utf8->decode($whole[0]);
is_deeply(part(1), { %$wanted, footprint_filters => ['P:Other', 'P:Plain'],
    pin_map => [{ sym => '1', fp => '2' }, { sym => '2', fp => ['1', '3'] }],
    pin_maps => [
        { name => 'P:Own', entries => [{ pin => '1', pad => '2' }, { pin => '2', pad => '[1,3]' }] },
        { name => 'P:Other', entries => [{ pin => 'A"1', pad => 'µ' }] }],
    associated_footprints => [{ footprint => 'P:Own', map => 'P:Own' }, { footprint => 'P:Other', map => 'P:Other' },
        { footprint => 'P:Plain' }] }, 'a part with pin maps, as KiCad 10 and 11 read them');
is(get('1', $agent{$_}), $mapped, "the same for KiCad $_") for @short, @full;
is(get('category/1', $agent{$_}), "[$mapped,$plain]", "KiCad $_ gets whole rows") for @short;
is(get('category/1', 'curl/8.5'), "[$mapped,$plain]", 'so do others');
is(get('category/1', $agent{$_}), qq([{"id":"1","name":"one","description":"A \\"part\\" \xc2\xb5","keywords":"key"},$plain]),
    "KiCad $_ gets a short row for that part alone") for @full;
writes(q{update kidepot.setting set stock_format = '{0} {1}'});
is_deeply(row($agent{$_}, 0, $in_keywords), { id => '1', name => 'one', description => 'A "part" µ', keywords => 'key 4711.5' },
    "KiCad $_ sees stock in it") for @full;
is_deeply(row($agent{$_}, 0, $in_description), { id => '1', name => 'one', description => 'A "part" µ 4711.5', keywords => 'key' },
    "KiCad $_ sees stock in it, in the description") for @full;
writes(q{delete from kidepot.pin_map where footprint = 'P:Own'});
ok(!exists part(1)->{pin_map}, 'no flat map when the own footprint has none');
is_deeply(part(1)->{associated_footprints}, [{ footprint => 'P:Own' }, { footprint => 'P:Other', map => 'P:Other' },
    { footprint => 'P:Plain' }], 'and no map is named for it');
writes('delete from kidepot.pin_map; delete from kidepot.alternate; update kidepot.setting set stock_format = null');
is(get('1'), $whole[0], 'without maps the part is as it was');

$_->stop for $app, $in_keywords, $in_description;
done_testing;
