#!/usr/bin/perl
# What "make bench" measures, in short and without a clock: a chooser of 50 categories
# is opened with 52 requests, and over thousands of requests on connections of their
# own bodies stay the same, and neither memory nor descriptors grow.

use v5.28;
use warnings;
use JSON::PP qw(decode_json);
use Test::More;
use KiDepot::App;
use KiDepot::Bench;
use KiDepot::Bench::Catalogue;
use KiDepot::Bench::Client qw(open_chooser ask);
use KiDepot::Bench::Endurance;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(build scratch_dir read_text wait_until);

use constant { PARTS => 500, CATEGORIES => 50, REQUESTS => 3000 };

sub the_table {
    my $bench = KiDepot::Bench->new(rounds => 2);
    my $seen = $bench->interleave(ours => sub { state $n = 8; $n++ }, ceiling => sub { 10 });
    $bench->add(part => 'p', what => 'rate', unit => 'requests/s', of => 'c', goal => 'ratio >= 0.9', ours => $seen->{ours}, ceiling => $seen->{ceiling});
    $bench->add(part => 'p', what => 'time', unit => 'ms', of => 'c', goal => 'ours <= 100', ours => 40, ceiling => 10);
    my $path = scratch_dir() . '/bench.json';
    $bench->write($path, load_before => '0.5');
    my $read = decode_json(read_text($path));
    is($read->{load_before}, '0.5', 'bench.json says what the machine was like');
    my ($rate, $time) = @{ $read->{rows} };
    is_deeply([sort keys %$rate], [qw(ceiling goal of ours part ratio rounds unit what)], 'a row has all that is known');
    is_deeply($rate->{ratio}, { median => 0.85, min => 0.8, max => 0.9 }, 'a ratio is made in each round');
    is_deeply($rate->{goal}, { about => 'ratio', is => '>=', wanted => 0.9, met => JSON::PP::false, missed_by => 0.056 }, 'a goal that is missed, and by how much');
    is_deeply($rate->{rounds}, [{ ours => 8, ceiling => 10 }, { ours => 9, ceiling => 10 }], 'all rounds are kept');
    is($time->{ratio}{median}, 0.25, 'of times the ceiling stands above');
    ok($time->{goal}{met}, 'a goal about the figure itself');
}

# The client that counts for us counts right.
sub the_client {
    my ($web, $token) = @_;
    my ($prefix, $path) = ($web->prefix, $web->prefix . '/v1/parts/1.json');
    my %load = (requests => 20, clients => 2, check => 1, not_checked => 1);
    is(ask($web->port, $token, { $path => 404 }, %load)->{failed}, 20, 'another status is a failure');
    is(ask($web->port, "x$token", { $path => 200 }, %load, requests => 5)->{failed}, 5, 'so is a refusal');
    my $body = ask($web->port, $token, { $path => 200 }, %load);
    is_deeply([@{$body}{qw(requests failed different)}], [20, 0, 0], 'nothing of what is right');
    is(ask($web->port, $token, { '/changing' => 200 }, %load)->{different}, 19, 'a body that changes is seen');
    my $two = ask($web->port, $token, { "$prefix/v1/parts/category/1.json" => 200, $path => 200 }, %load);
    is($two->{different}, 0, 'two documents are not one that changes');
    ok(!eval { open_chooser($web->port, $token, '/nowhere'); 1 }, 'a chooser that does not open dies');
}

sub opening {
    my ($web, $token) = @_;
    for my $option ([], [keep => 1], [plain => 1]) {
        my $seen = open_chooser($web->port, $token, $web->prefix, @$option);
        is_deeply([@{$seen}{qw(requests categories parts details)}], [52, CATEGORIES, PARTS, 0], "52 requests open the chooser @$option");
    }
    my ($packed, $plain) = map { open_chooser($web->port, $token, $web->prefix, @$_) } [], [plain => 1];
    is($packed->{body_bytes}, $plain->{body_bytes}, 'packed and plain are the same bytes');
    cmp_ok($packed->{received}, '<', $plain->{received} / 3, 'packed is less on the wire');
}

# Sanitizers hold freed memory back.
sub in_a_row {
    my ($app, $web, $token) = @_;
    my $seen = KiDepot::Bench::Endurance::run(app => $app, web => $web, token => $token, requests => REQUESTS,
        paths => KiDepot::Bench::Endurance::paths($web->prefix, CATEGORIES, PARTS));
    my ($before, $after, $load) = @{$seen}{qw(before after load)};
    is_deeply([@{$load}{qw(requests failed different)}], [REQUESTS, 0, 0], 'each answer of ' . REQUESTS . ' is right');
    is($after->{workers}, $before->{workers}, 'the workers are the same');
    # A connection that was just served may not be closed yet.
    ok(wait_until(sub { KiDepot::Bench::Endurance::state_of($app)->{descriptors} <= $before->{descriptors} }), 'no descriptor leaks');
    my $grown = $after->{kB} - $before->{kB};
    build() =~ m{/san$} ? pass('the sanitizer looks for leaks')
        : cmp_ok($grown, '<', 2000, "memory is flat (grew by $grown kB of $before->{kB})");
}

the_table();
my $db = KiDepot::Bench::Catalogue::load(parts => PARTS, categories => CATEGORIES);
my $token = $db->token;
my $app = KiDepot::App->start(database => $db, settings => { workers => 2, log_level => 'warning' });
my $web = KiDepot::Nginx->start(app => $app, edit => sub {
    s{(?=^\s*include \S+/kidepot\.conf;)}{location = /changing { return 200 "\$request_id"; }\n}m;
});
the_client($web, $token);
opening($web, $token);
in_a_row($app, $web, $token);
$web->stop;
$app->stop;
done_testing;
