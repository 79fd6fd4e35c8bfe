#!/usr/bin/perl
# Two hosts of the web program behind one nginx, a primary and a standby behind both:
# each of them is lost under load, one after the other, and comes back.

use v5.28;
use warnings;
use Test::More;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Load;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(root read_text free_port wait_until);
use KiDepot::Standby;

my $primary = KiDepot::Database->new(primary => 1);
$primary->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
my $token = $primary->token;
my $admin = $primary->token(scope => 'admin');
my $standby = KiDepot::Standby->of($primary);
my @ports = map { free_port() } 1 .. 2;
my @hosts = map { start($_) } @ports;
my $web = KiDepot::Nginx->start(socket => '/none', edit => \&upstream);
my %right = map { ("/kidepot$_" => get($_)->{body}) } '/v1/', '/v1/categories.json', '/v1/parts/category/2.json', '/v1/parts/10.json';
my $load = KiDepot::Load->start(port => $web->port, headers => { Authorization => "Token $token" }, clients => 4, pause => 0.005,
    want => \%right);

sub start {
    my ($port) = @_;
    return KiDepot::App->start(settings => { workers => 2, retry_max => 200, listen => "127.0.0.1:$port",
        conninfo => KiDepot::Standby::conninfo_of('web', 'prefer-standby', $standby, $primary),
        admin_conninfo => KiDepot::Standby::conninfo_of('admin', 'read-write', $standby, $primary) });
}

# As the shipped file says for several machines, but for the pause.
sub upstream {
    return unless /upstream kidepot/;
    s{^\s*server unix:.*\n}{}mg;
    s{fail_timeout=10s}{fail_timeout=1s}g;
    my $edited = s{#(server )10\.0\.0\.1([12]):9000}{$1 . '127.0.0.1:' . $ports[$2 - 1]}ge;
    $edited == 4 or die "the shipped upstream has not two hosts\n";
}

sub get { KiDepot::Http::request($web->port, 'GET', "/kidepot$_[0]", { Authorization => "Token $token" }) }

sub add_supplier {
    my ($name) = @_;
    return KiDepot::Http::request($web->port, 'POST', '/kidepot/api/supplier/',
        { Authorization => "Token $admin", 'Content-Type' => 'application/json' }, qq({"name":"$name"}));
}

# What was answered since the last time, in words but for 200.
sub is_seen {
    my ($pattern, $what) = @_;
    my $seen = $load->seen;
    note("$what: ", join ', ', map { "$seen->{$_} x $_" } sort keys %$seen);
    like(join(' ', grep { $_ ne '200' } sort keys %$seen), qr/\A(?:$pattern)\z/, $what);
}

# A worker that nobody asks does not look for another server.
sub is_well_again {
    my ($what) = @_;
    ok(wait_until(sub { $load->wait_for(50); KiDepot::Load::trouble($load->seen) eq '' }), "$what: all is well again");
    $load->wait_for(100);
    is_seen('', "$what: and stays so");
}

# As when its power goes.
sub lose_host {
    my ($host) = @_;
    kill 'KILL', $host->pid, $host->worker_pids;
    ok(wait_until(sub { !$host->running }), 'a host is lost');
    $host->{stopped} = 1;
}

sub readers_of {
    my ($database) = @_;
    return $database->psql(q{select count(*) from pg_stat_activity where usename = 'kidepot_web'});
}

sub hosts_are_lost {
    $load->wait_for(100);
    is_seen('', 'all is well');
    for my $n (0, 1) {
        lose_host($hosts[$n]);
        $load->wait_for(100);
        is_seen('', 'a host is lost: nobody notices');
        $hosts[$n] = start($ports[$n]);
        ok(wait_until(sub { $hosts[$n]->log =~ / info request / }), 'it is back: it is asked again');
        is_seen('', 'it is back: nobody notices');
    }
}

# As when it is upgraded.
sub hosts_are_restarted {
    for my $n (0, 1) {
        $hosts[$n]->stop;
        $hosts[$n] = start($ports[$n]);
        $load->wait_for(50);
    }
    is_seen('', 'hosts are restarted one after the other: nobody notices');
}

sub standby_is_lost {
    is(readers_of($standby) . ' ' . readers_of($primary), '4 0', 'all read the standby');
    $standby->stop_server;
    ok(wait_until(sub { readers_of($primary) == 4 }), 'the standby is lost: all read the primary');
    is_seen('(?:503)?', 'the standby is lost: right, or 503');
    is_well_again('the standby is lost');
    is(add_supplier('A')->{status}, 201, 'the standby is lost: the catalogue can be changed');
    $standby->start_server;
    $standby->catch_up;
    is_well_again('the standby is back');
}

sub primary_is_lost {
    $primary->stop_server;
    ok(wait_until(sub { readers_of($standby) == 4 }), 'the primary is lost: all read the standby');
    is_seen('(?:503)?', 'the primary is lost: right, or 503');
    is_well_again('the primary is lost');
    is(add_supplier('B')->{status}, 503, 'the primary is lost: the catalogue cannot be changed');
    $standby->promote;
    ok(wait_until(sub { add_supplier('B')->{status} == 201 }), 'the standby is promoted: it can be changed');
    is_seen('', 'the standby is promoted: nobody who reads notices');
    is($standby->psql('select string_agg(name, \' \' order by name) from kidepot.supplier'), 'A B', 'nothing is lost');
}

hosts_are_lost();
hosts_are_restarted();
standby_is_lost();
primary_is_lost();
$load->stop;
unlike($_->log, qr/ended by/, 'no worker ended by itself') for @hosts;
$_->stop for $web, @hosts;
done_testing;
