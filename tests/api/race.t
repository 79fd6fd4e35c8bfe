#!/usr/bin/perl
# Two who change the same at once, what is written down of who changes, and what happens
# when the database is in the way.

use v5.28;
use warnings;
use Test::More;
use JSON::PP ();
use POSIX ();
use KiDepot::Api;

my $api = KiDepot::Api->start(settings => { workers => 6 });
my $database = $api->database;
my $path = '/api/supplier/';

sub json { JSON::PP->new->utf8->decode($_[0]) }

sub make {
    my ($name) = @_;
    my $answer = $api->request('POST', $path, {}, qq({"name":"$name"}));
    is($answer->{status}, 201, "$name is made") or diag explain $answer;
    return ("$path" . json($answer->{body})->{id} . '/', $answer->{headers}{etag});
}

# What each of several at once is answered.
sub at_once {
    my ($count, $ask) = @_;
    pipe my $out, my $in or die "no pipe: $!\n";
    my @pids;
    for my $number (1 .. $count) {
        my $pid = fork // die "cannot fork: $!\n";
        if ($pid == 0) {
            syswrite $in, $ask->($number)->{status} . "\n";
            POSIX::_exit(0);
        }
        push @pids, $pid;
    }
    close $in;
    my @statuses = sort map { s/\n//r } <$out>;
    waitpid $_, 0 for @pids;
    return "@statuses";
}

for my $round (1 .. 5) {
    my ($one, $etag) = make("round $round");
    my $statuses = at_once(6, sub {
        $api->request('PATCH', $one, { 'If-Match' => $etag }, qq({"field_name":"by $_[0]"}));
    });
    is($statuses, '200 412 412 412 412 412', "round $round: of six who saw the same one changes it");
}
my ($one) = make('both');
is(at_once(2, sub {
    $api->request('PATCH', $one, {}, $_[0] == 1 ? '{"name":"both changed"}' : '{"field_name":"F"}');
}), '200 200', 'without If-Match both change');
is_deeply([@{ json($api->request('GET', $one)->{body}) }{qw(name field_name)}], ['both changed', 'F'], '... and neither is lost');
is(at_once(6, sub { $api->request('POST', $path, {}, '{"name":"the same"}') }), '201 409 409 409 409 409', 'one of six makes it');
is(at_once(6, sub { $api->request('DELETE', $one) }), '204 404 404 404 404 404', 'one of six removes it');

# Stock: never more is taken than is there, and no count is lost.
my $movements = '/api/stock/movement/';
is($api->request('POST', $movements, {}, '{"part":11,"quantity":3}')->{status}, 201, 'three are there');
is(at_once(6, sub { $api->request('POST', $movements, {}, '{"part":11,"quantity":-1}') }), '201 201 201 422 422 422', 'six take one each of three');
is(at_once(6, sub { $api->request('POST', $movements, {}, '{"part":11,"count":7}') }), '200 200 200 200 200 201', 'six count seven: one movement');
is(at_once(6, sub { $api->request('POST', $movements, {}, '{"part":11,"quantity":"0.1"}') }), join(' ', (201) x 6), 'six put in a tenth each');
is(json($api->request('GET', '/api/part/11/stock/')->{body})->{quantity}, '7.6', 'nothing is lost');

# Who changed tokens is written down; what is secret of them is not.
my $made = json($api->request('POST', '/api/token/', {}, '{"name":"Ada"}')->{body});
is($api->request('DELETE', "/api/token/$made->{id}/")->{status}, 204, 'a token is made and revoked');
is($database->psql("select string_agg(action || ' by ' || who, ', ' order by id) from kidepot.change where kind = 'token' and name = 'Ada'"),
    'added by token 0000000b "administrator", changed by token 0000000b "administrator"', 'the history says by whom');
is($database->psql("select count(*) from kidepot.change c, kidepot.token t where t.name = 'Ada' and c::text like '%' || encode(t.sha256, 'hex') || '%'"), 0,
    'and has no digest');

# Parts: the same, also where templates are made, for which changes wait alone.
for my $round (1 .. 3) {
    my $made = $api->request('POST', '/api/part/', {}, qq({"name":"part $round","category":2}));
    my $part = '/api/part/' . json($made->{body})->{id} . '/';
    is(at_once(6, sub {
        $api->request('PATCH', $part, { 'If-Match' => $made->{headers}{etag} },
            qq({"value":"by $_[0]","parameters":{"New $round $_[0]":"1"},"make_templates":true}));
    }), '200 412 412 412 412 412', "part $round: of six who saw the same one changes it");
    is(scalar keys %{ json($api->request('GET', $part)->{body})->{parameters} }, 1, '... and the others left nothing');
    is($database->psql("select count(*) from kidepot.parameter_template where name like 'New $round %'"), 1, '... nor templates');
}
is(at_once(6, sub {
    $api->request('PATCH', '/api/part/11/', {}, qq({"parameters":{"Both":"$_[0]","Own $_[0]":"1"},"make_templates":true}));
}), join(' ', (200) x 6), 'six who make the same template all change the part');
is(scalar keys %{ json($api->request('GET', '/api/part/11/')->{body})->{parameters} }, 7, '... and nothing is lost');
is(at_once(6, sub { $api->request('POST', '/api/part/', {}, qq({"name":"number $_[0]","ipn":"the same"})) }), '201 409 409 409 409 409', 'one of six gets the IPN');

# A sequence goes on counting when a transaction is rolled back.
sub fail_times {
    my ($times, $sqlstate) = @_;
    $database->psql(<<~SQL, 'super');
        drop sequence if exists public.tries;
        create sequence public.tries;
        grant all on sequence public.tries to public;
        create or replace function public.fail() returns trigger language plpgsql as \$\$
        begin
            if nextval('public.tries') <= $times then
                raise exception using errcode = '$sqlstate';
            end if;
            return new;
        end \$\$;
        create or replace trigger fail before insert on kidepot.supplier
            for each row execute function public.fail();
        SQL
}

for my $sqlstate ('40001', '40P01') {
    fail_times(2, $sqlstate);
    is($api->request('POST', $path, {}, qq({"name":"late $sqlstate"}))->{status}, 201, "$sqlstate: tried again, twice");
    fail_times(3, $sqlstate);
    my $answer = $api->request('POST', $path, {}, qq({"name":"never $sqlstate"}));
    is("$answer->{status} $answer->{headers}{'retry-after'}", '503 1', "$sqlstate: and then given up");
    like($answer->{body}, qr/Other changes of the parts database are in the way/, '... with a sentence');
}
$database->psql('drop trigger fail on kidepot.supplier', 'super');
is($database->psql("select count(*) from kidepot.supplier where name like 'never%'"), 0, 'what was given up was not made');

# A connection that died while idle.
$database->psql("select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename in ('kidepot_admin', 'kidepot_web') and datname = current_database()");
is(at_once(6, sub { $api->request('POST', $path, {}, qq({"name":"after $_[0]"})) }), join(' ', (201) x 6), 'lost connections are made anew');

# Nobody may change the catalogue here.
my $other = KiDepot::App->start(database => $database, settings => { admin_conninfo => undef });
my $refused = KiDepot::Fcgi::request($other->socket, { PATH_INFO => $path, HTTP_AUTHORIZATION => 'Token ' . $api->token('administrator') });
is("$refused->{status} $refused->{body}", '403 {"detail":"The catalogue cannot be changed from here; the setting admin_conninfo of kidepot.fcgi opens /api/."}',
    'without admin_conninfo /api/ is switched off');
$other->stop;
my $unfit = KiDepot::App->start(database => $database, settings => { admin_conninfo => $database->conninfo('web') });
is(KiDepot::Fcgi::request($unfit->socket, { PATH_INFO => $path, HTTP_AUTHORIZATION => 'Token ' . $api->token('administrator') })->{status}, 503,
    'with a login that may only read it is 503');
$unfit->stop;
$api->stop;
done_testing;
