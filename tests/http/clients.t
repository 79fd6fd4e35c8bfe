#!/usr/bin/perl
# What KiCad 8, 9 and 10 do with the library, from opening the chooser to the
# symbol on the sheet, in their own bytes and with their own strictness.

use v5.28;
use warnings;
use Test::More;
use Time::HiRes qw(time);
use KiDepot::App;
use KiDepot::Change qw(change);
use KiDepot::Client;
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(root read_text);

my $database = KiDepot::Database->new;
$database->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $database->token;
my $app = KiDepot::App->start(database => $database);
my $nginx = KiDepot::Nginx->start(app => $app);

sub kicad {
    my ($version, %option) = @_;
    return KiDepot::Client->new(version => $version, port => $nginx->port, prefix => $nginx->prefix,
        token => $token, %option);
}

sub refusal {
    my ($action) = @_;
    return eval { $action->(); 1 } ? 'nothing was refused' : $@;
}

my %resistor = (reference => 'RX', value => "10 k\x{3a9}", footprint => 'Resistor_SMD:R_0402_1005Metric',
    datasheet => 'https://example.com/r.pdf?a=1&b="2"#p', description => 'thick film', IPN => 'R-10k',
    MPN => 'OS-0603-103', Manufacturer => "Ohm & \"S\x{f6}hne\"", Resistance => "10 k \x{3a9}", Tolerance => '1 %',
    Vmax => '50 V', keywords => "resistor chip R-10k OS-0603-103 Ohm & \"S\x{f6}hne\" 10 k\x{3a9}");

sub whole_flow {
    my ($version) = @_;
    my $kicad = kicad($version);
    $kicad->open_chooser;
    is(scalar $kicad->categories, 5, "KiCad $version sees the categories");
    is(scalar $kicad->names, 11, "KiCad $version sees the parts, one of them under a former name too");
    is(scalar $kicad->requests, 2 + 5, "KiCad $version asks 2 + categories times to open the chooser");
    my $symbol = $kicad->place("10 k\x{3a9}/1 %");
    is($symbol->{symbol}, 'Device:R_US', "KiCad $version draws the symbol");
    is_deeply($symbol->{fields}, \%resistor, "KiCad $version has every field on the sheet");
    is(join(' ', grep { $symbol->{visible}{$_} } sort keys %{ $symbol->{visible} }), 'Resistance reference value',
        "KiCad $version draws reference, value and the parameter that is to be seen, nothing else");
    my $excluded = $kicad->place('excluded');
    is(join(' ', map { $excluded->{"exclude_from_$_"} } qw(bom board sim)), '1 1 1', "KiCad $version takes the flags");
    $kicad->place($_) for $kicad->names;
    my $details = $version =~ /^10/ ? 0 : 11;
    is(scalar $kicad->requests, 7 + $details, "KiCad $version asks $details parts one by one");
    $kicad->open_chooser;
    is(scalar $kicad->requests, 7 + $details + 5, "KiCad $version asks the listings alone when it refreshes");
}

sub refusals {
    my ($version) = @_;
    like(refusal(sub { kicad($version, token => '')->open_chooser }),
        qr/error code: 401: \{"detail":"The \.kicad_httplib file has no token/, "KiCad $version without a token: the box says so");
    like(refusal(sub { kicad($version, token => 'wrong')->open_chooser }),
        qr/error code: 401: \{"detail":"The token in the \.kicad_httplib file is not known/, "KiCad $version with a wrong token: the box says so");
    like(refusal(sub { kicad($version, prefix => '/nowhere')->open_chooser }), qr/error code: 404/,
        "KiCad $version with a wrong root_url fails at the validation");
}

# A category goes while KiCad is open: the rest of the library stays.
sub category_goes {
    my ($version) = @_;
    my $kicad = kicad($version);
    $kicad->open_chooser;
    change('update kidepot.category set exposed = false where id = 7', $app);
    is(refusal(sub { $kicad->open_chooser }), 'nothing was refused', "KiCad $version lives through a category that goes");
    is(scalar $kicad->names, 10, "KiCad $version sees the parts of the others");
    change('update kidepot.category set exposed = true where id = 7', $app);
    $kicad->open_chooser;
    is(scalar $kicad->names, 11, "KiCad $version sees a change at the next look");
}

# A part goes between listing and detail.
sub part_goes {
    my ($version) = @_;
    my $kicad = kicad($version);
    $kicad->open_chooser;
    change("update kidepot.part set active = false where id = 11", $app);
    my $words = $version =~ /^10/ ? qr/nothing was refused/ : qr/404: \{"detail":"There is no part with the id 11\."\}/;
    like(refusal(sub { $kicad->place('plain') }), $words, "KiCad $version places or refuses a part that went");
    change("update kidepot.part set active = true where id = 11", $app);
}

sub packing {
    my $kicad = kicad('9.0');
    $kicad->open_chooser;
    $kicad->_get('parts/category/2.json');
    ok($kicad->last_answer->{was_packed}, 'a listing comes packed with gzip');
    my $plain = KiDepot::Http::request($nginx->port, 'GET', $nginx->prefix . '/v1/parts/category/2.json',
        { Authorization => "Token $token" });
    is($kicad->last_answer->{body}, $plain->{body}, 'packed and unpacked are the same bytes');
    is($plain->{headers}{'content-encoding'}, undef, 'who does not ask for gzip gets none');
}

# A stall (40 ms) would meet each request, the load of the machine only some: the
# fastest tenth tells.
sub is_without_stall {
    my ($count, $ask, $what) = @_;
    my ($bad, @took) = 0;
    for (1 .. $count) {
        my $start = time;
        $bad++ if ($ask->()->{status} // 0) != 200;
        push @took, 1000 * (time - $start);
    }
    is($bad, 0, "$what come");
    my $fast = (sort { $a <=> $b } @took)[$count / 10];
    cmp_ok($fast, '<', 20, sprintf "$what wait for nothing (%.2f ms)", $fast);
}

sub many_requests {
    my $client = KiDepot::Http->connect($nginx->port);
    my @headers = ('Host: x', "Authorization:Token $token");
    is_without_stall(1000, sub { $client->request('GET', $nginx->prefix . '/v1/parts/10.json', \@headers) }, '1,000 parts on one connection');
    is_without_stall(300, sub { KiDepot::Http::request($nginx->port, 'GET', $nginx->prefix . '/v1/', \@headers, undef) }, '300 new connections');
}

for my $version (KiDepot::Client::versions()) {
    whole_flow($version);
    refusals($version);
    category_goes($version);
    part_goes($version);
}
packing();
many_requests();
$nginx->stop;
$app->stop;
done_testing;
