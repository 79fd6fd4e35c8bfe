#!/usr/bin/perl
# Reads from a streaming standby, changes by the primary: what is behind is shown as
# it is and no longer than that, and whichever of the two is left serves both.

use v5.28;
use warnings;
use JSON::PP ();
use Test::More;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Load;
use KiDepot::Metrics;
use KiDepot::Sandbox qw(root read_text wait_until);
use KiDepot::Standby;

my $primary = KiDepot::Database->new(primary => 1);
$primary->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $primary->token(name => 'reader');
my $admin = $primary->token(scope => 'admin');
my $standby = KiDepot::Standby->of($primary);
our $app = start();

sub start {
    return KiDepot::App->start(settings => { workers => 2, retry_max => 200, @_,
        conninfo => KiDepot::Standby::conninfo_of('web', 'prefer-standby', $standby, $primary),
        admin_conninfo => KiDepot::Standby::conninfo_of('admin', 'read-write', $standby, $primary) });
}

sub get {
    my ($path, $secret) = @_;
    return KiDepot::Fcgi::request($app->socket, { PATH_INFO => $path, HTTP_AUTHORIZATION => 'Token ' . ($secret // $token) });
}

sub post {
    my ($path, $body) = @_;
    return KiDepot::Fcgi::request($app->socket, { REQUEST_METHOD => 'POST', PATH_INFO => $path,
        HTTP_AUTHORIZATION => "Token $admin", CONTENT_TYPE => 'application/json' }, $body);
}

sub name_is { $primary->psql("update kidepot.part set name = '$_[0]' where id = 11", 'writer') }

# The part's name in its own document and in the listing, as both workers have it.
sub names_seen {
    my %seen;
    for (1 .. 8) {
        $seen{ JSON::PP::decode_json($_->{body})->{name} }++ for get('/v1/parts/11.json');
        $seen{$_->{name}}++ for grep { $_->{id} eq '11' } @{ JSON::PP::decode_json(get('/v1/parts/category/2.json')->{body}) };
    }
    return join ' ', sort keys %seen;
}

sub comes { my ($name) = @_; return wait_until(sub { names_seen() eq $name }) }

sub sessions {
    my ($database, $login) = @_;
    return $database->psql("select count(*) from pg_stat_activity where usename = '$login' and datname = current_database()");
}

sub reads_the_standby {
    is(get('/v1/categories.json')->{status}, 200, 'the standby answers') for 1 .. 4;
    is(sessions($standby, 'kidepot_web'), 2, 'both workers read there');
    is(sessions($primary, 'kidepot_web'), 0, 'and nowhere else');
}

sub figure { my ($name) = @_; return KiDepot::Metrics::get($app)->{metrics}{$name} // 0 }

# Nobody can listen to a standby.
sub keeps_and_looks {
    ok(wait_until(sub { get('/v1/'); figure('kidepot_kept_workers{mode="poll"}') == 2 }), 'both workers look for changes');
    # By each worker, in whatever order they come.
    my $rendered = sub { names_seen(); figure('kidepot_rendered_total') };
    ok(wait_until(sub { $rendered->() == $rendered->() }), 'what a standby answered is kept');
    cmp_ok(figure('kidepot_looks_total'), '>', 0, 'they look');
    is(figure('kidepot_notifications_total'), 0, 'nothing is told');
}

sub listens { ok(wait_until(sub { get('/v1/'); figure('kidepot_kept_workers{mode="listen"}') == 2 }), $_[0]) }

sub follows {
    name_is('followed');
    ok(comes('followed'), 'a change comes with the standby');
    $standby->pause;
    name_is('ahead');
    is(names_seen(), 'followed', 'the standby is behind: what it has is served') for 1 .. 2;
    is($primary->psql("select name from kicad.part where id = '11'"), 'ahead', 'and kept, though the primary is ahead');
    my $new = start();
    { local $app = $new; is(names_seen(), 'followed', 'also to workers that are new') }
    $standby->resume;
    ok(comes('ahead'), 'it follows again: so do the workers');
    { local $app = $new; ok(comes('ahead'), 'also those that met it when it was behind') }
    $new->stop;
}

sub changes_go_to_the_primary {
    my $made = post('/api/supplier/', '{"name":"A"}');
    is($made->{status}, 201, 'a change over REST') or diag explain $made;
    is($primary->psql("select name from kidepot.supplier where name = 'A'"), 'A', 'is in the primary');
    my $at = $made->{headers}{location};
    $standby->pause;
    is(post('/api/supplier/', '{"name":"B"}')->{status}, 201, 'another, while the standby is behind');
    my $list = get('/api/supplier/', $admin);
    like($list->{body}, qr/"name":"B"/, 'what REST answers is current all the same');
    $standby->resume;
}

sub revoked {
    my $other = $primary->token(name => 'other');
    $standby->catch_up;
    is(get('/v1/', $other)->{status}, 200, 'a new token is good');
    $standby->pause;
    $primary->psql(q(update kidepot.token set revoked_at = now() where name = 'other'), 'writer');
    is(get('/v1/', $other)->{status}, 200, 'revoked, it is good until the standby hears of it');
    $standby->resume;
    ok(wait_until(sub { get('/v1/', $other)->{status} == 401 }), 'and then no more');
}

sub load {
    return KiDepot::Load->start(socket => $app->socket, headers => { Authorization => "Token $token" }, clients => 3,
        want => { map { $_ => get($_)->{body} } '/v1/', '/v1/categories.json', '/v1/parts/category/2.json', '/v1/parts/11.json' });
}

sub standby_lost {
    my $load = load();
    $load->wait_for(50);
    $standby->stop_server;
    ok(wait_until(sub { get('/v1/'); sessions($primary, 'kidepot_web') == 2 }), 'the standby is lost: the workers go to the primary');
    my $seen = $load->seen;
    is(join(' ', grep { !/^(200|503)$/ } keys %$seen), '', 'meanwhile: right, or 503');
    $load->wait_for(50);
    is(KiDepot::Load::trouble($load->stop), '', 'afterwards: right');
    listens('the primary they listen to');
    name_is('alone');
    ok(comes('alone'), 'a change is seen');
    $standby->start_server;
    $standby->catch_up;
}

sub primary_lost {
    $app->stop;
    $app = start();
    reads_the_standby();
    ok(comes('alone'), 'all is as before');
    my $load = load();
    $load->wait_for(50);
    $primary->stop_server;
    is(get('/v1/parts/11.json')->{status}, 200, 'the primary is lost: the catalogue is read on');
    is(post('/api/supplier/', '{"name":"C"}')->{status}, 503, 'it cannot be changed');
    $standby->promote;
    ok(wait_until(sub { post('/api/supplier/', '{"name":"C"}')->{status} == 201 }), 'the standby is promoted: it can be changed');
    $load->wait_for(50);
    is(KiDepot::Load::trouble($load->stop), '', 'and nobody who reads has noticed');
    listens('they listen to it now');
    $standby->psql(q(update kidepot.part set name = 'promoted' where id = 11), 'writer');
    ok(comes('promoted'), 'a change is seen');
}

reads_the_standby();
keeps_and_looks();
follows();
changes_go_to_the_primary();
revoked();
standby_lost();
primary_lost();
unlike($app->log, qr/ended by/, 'no worker ended over all of it');
$app->stop;
done_testing;
