#!/usr/bin/perl
# What a worker keeps: sent without asking the database, never another answer than a
# program gives that keeps nothing, dropped when it changes and for no other change.

use v5.28;
use warnings;
use IO::Uncompress::Gunzip ();
use JSON::PP ();
use Test::More;
use Time::HiRes qw(time sleep);
use KiDepot::App;
use KiDepot::Change qw(change);
use KiDepot::Client;
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Metrics;
use KiDepot::RandomChange;
use KiDepot::Sandbox qw(start_process end_process wait_until read_text scratch_dir);

my $seed = $ENV{KIDEPOT_TEST_SEED} // int time;
my $database = KiDepot::Database->new;
my @secret = map { "kd_0000000${_}_" . $_ x 64 } qw(a b);
KiDepot::RandomChange::fill($database);
$database->psql("update kidepot.token set sha256 = sha256('$secret[0]') where id = 1; update kidepot.token set sha256 = sha256('$secret[1]') where id = 2", 'writer');
my $app = KiDepot::App->start(database => $database, settings => { workers => 1 });
my $fresh = KiDepot::App->start(database => $database, settings => { workers => 1, kept_memory => 0 });
my %agent = map { $_ => KiDepot::Client->new(version => $_)->{agent} } qw(9.0 10.0.6);

sub get {
    my ($path, %option) = @_;
    return KiDepot::Fcgi::request(($option{from} // $app)->socket, { PATH_INFO => $path, HTTP_AUTHORIZATION => 'Token ' . ($option{secret} // $secret[0]),
        REQUEST_METHOD => $option{method} // 'GET', map { exists $option{$_} ? ("HTTP_\U$_" => $option{$_}) : () } qw(accept_encoding user_agent) });
}

sub figure { my ($name) = @_; return KiDepot::Metrics::get($app)->{metrics}{$name} }
sub dropped { figure('kidepot_kept_dropped_total{reason="change"}') }

# How much a figure grew by what was done.
sub growth {
    my ($name, $do) = @_;
    my $before = figure($name);
    $do->();
    return figure($name) - $before;
}

sub writes { $database->psql($_[0], 'writer') }

# The subjects that were raised, when the worker was told of all of them; of none when it is refused.
sub told {
    my ($sql) = @_;
    my @raised = eval { change($sql, $app) };
    die $@ if $@ =~ /^(?:not all|the) workers/;
    return @raised;
}

ok(wait_until(sub { (figure('kidepot_kept_workers{mode="listen"}') // 0) == 1 }), 'a worker listens');

subtest 'what is kept' => sub {
    is(growth(kidepot_rendered_total => sub { get($_) for '/v1/categories.json', '/v1/parts/category/1.json', '/v1/parts/81.json' }), 3, 'the first time the database is asked');
    my %first = map { $_ => get($_)->{body} } '/v1/categories.json', '/v1/parts/category/1.json', '/v1/parts/81.json', '/v1/parts/11.json';
    my $is_kept = sub {
        my ($what, $count, $do) = @_;
        my ($rendered, $served) = (figure('kidepot_rendered_total'), figure('kidepot_kept_served_total'));
        $do->();
        is(figure('kidepot_rendered_total') - $rendered, 0, "$what: nothing is asked of the database");
        is(figure('kidepot_kept_served_total') - $served, $count, "$what: what is kept is sent");
    };
    $is_kept->('the second time', 4, sub { is(get($_)->{body}, $first{$_}, "the same, $_") for sort keys %first });
    is($first{'/v1/parts/11.json'}, get('/v1/parts/11.json', from => $fresh)->{body}, 'a part of a listing that is kept is a piece of it');
    for my $agent (values %agent) {
        $is_kept->($agent, 1, sub { is(get('/v1/parts/category/1.json', user_agent => $agent)->{body}, $first{'/v1/parts/category/1.json'}, 'the same for all clients') });
    }
    $is_kept->('HEAD', 1, sub { my $head = get('/v1/parts/category/1.json', method => 'HEAD');
        is("$head->{status} $head->{headers}{'content-length'} $head->{body}", '200 ' . length($first{'/v1/parts/category/1.json'}) . ' ', 'the head is that of GET') });
    is(growth(kidepot_rendered_total => sub { get('/v1/parts/999.json') for 1 .. 2 }), 2, 'a part that is not there is asked for each time');
    is(get('/v1/parts/999.json')->{status}, 404, 'and still not there');
    isnt(get('/v1/parts/81.json', secret => $secret[1])->{status}, 200, 'who may not see a part does not, though it is kept');
    is(get('/v1/parts/11.json', secret => $secret[0] =~ s/a\z/b/r)->{status}, 401, 'a wrong secret is no token, though that is kept');
    $is_kept->('the database asked for a token', 1, sub { get('/v1/categories.json') });
};

subtest 'gzip' => sub {
    writes(q{insert into kidepot.category (id, name) values (50, 'Many');
        insert into kidepot.part (category_id, name, symbol) select 50, 'many ' || n, 'S:R' from generate_series(1, 200) n});
    my $path = '/v1/parts/category/50.json';
    my $plain = get($path);
    for my $takes ('gzip', 'gzip,deflate', 'deflate, GZIP;q=0.5', 'br,gzip ; q=1') {
        my $packed = get($path, accept_encoding => $takes);
        is($packed->{headers}{'content-encoding'}, 'gzip', "packed for \"$takes\"") or next;
        is($packed->{headers}{'content-length'}, length $packed->{body}, 'its length');
        cmp_ok(length $packed->{body}, '<', length($plain->{body}) / 5, 'much smaller');
        IO::Uncompress::Gunzip::gunzip(\$packed->{body}, \my $unpacked);
        is($unpacked, $plain->{body}, 'the same bytes');
    }
    for my $takes (undef, '', 'gzip;q=0', 'gzip; Q=0.000', 'deflate', 'x-gzip', '*', 'gzipped', ',;,', 'identity;q=0.5, *;q=0') {
        my $answer = get($path, defined $takes ? (accept_encoding => $takes) : ());
        is($answer->{headers}{'content-encoding'}, undef, 'not for "' . ($takes // 'nothing') . '"');
        is($answer->{body}, $plain->{body}, 'the same bytes');
    }
    is(get($_, accept_encoding => 'gzip')->{headers}{vary}, 'Accept-Encoding', "$_ says that it varies") for $path, '/v1/categories.json';
    is(get($_, accept_encoding => 'gzip', from => $fresh)->{headers}{vary}, 'Accept-Encoding', "$_ does where nothing is kept") for $path;
    writes('delete from kidepot.part where category_id = 50; delete from kidepot.category where id = 50');
};

subtest 'stock for some clients' => sub {
    told(q{update kidepot.setting set stock_format = '{0} [{1}]'});
    for my $round (1, 2) {
        for my $agent (undef, values %agent) {
            my @as = defined $agent ? (user_agent => $agent) : ();
            is(get('/v1/parts/category/1.json', @as)->{body}, get('/v1/parts/category/1.json', @as, from => $fresh)->{body}, 'round ' . $round . ': right for ' . ($agent // 'others'));
        }
        is(get('/v1/parts/11.json')->{body}, get('/v1/parts/11.json', from => $fresh)->{body}, 'so is the part');
    }
    told(q{update kidepot.setting set stock_format = null});
};

subtest 'many parts at once' => sub {
    my @raised;
    my $told = growth(kidepot_notifications_total => sub { @raised = told(q{
        insert into kidepot.category (id, name) select 2000 + n, 'bulk ' || n from generate_series(1, 20) n;
        begin; insert into kidepot.part (category_id, name, symbol) select 2001 + n % 20, 'bulk ' || n, 'S:R' from generate_series(1, 5000) n; commit}) });
    is(scalar(grep { /^category 20/ } @raised), 20, '5000 parts in 20 categories');
    cmp_ok($told, '<=', 20 + 3 + 21, "few notifications: $told");
    told(q{delete from kidepot.part where name like 'bulk %'; delete from kidepot.category where name like 'bulk %'});
};

subtest 'from commit to visible' => sub {
    writes(q{insert into kidepot.category (id, name) values (70, 'Watched'); insert into kidepot.part (id, category_id, name, symbol) values (90000, 70, 'watched', 'S:R')});
    open my $psql, '|-', 'psql', '-XAtqo', '/dev/null', '-d', $database->conninfo('writer') or die "psql: $!\n";
    $psql->autoflush(1);
    my $dir = scratch_dir();
    my @took;
    for my $n (1 .. 50) {
        get('/v1/parts/category/70.json');
        print {$psql} "update kidepot.part set value = 'v$n' where id = 90000;\n\\! touch $dir/$n\n";
        sleep 0.0005 until -e "$dir/$n";
        my $start = time;
        my $seen;
        do { $seen = get('/v1/parts/category/70.json') } until $seen->{body} =~ /"v$n"/ || $seen->{status} != 200 || time - $start > 60;
        like($seen->{body}, qr/"v$n"/, "change $n is seen") or last;
        push @took, 1000 * (time - $start);
    }
    close $psql;
    @took = sort { $a <=> $b } @took;
    @took == 50 and diag(sprintf 'from commit to visible: median %.1f ms, 99th of 100 %.1f ms', $took[25], $took[49]);
};

# A site's own view, in which reading waits after the snapshot is taken; what is kept of
# it is told by a view of its own too (docs/deploy.md).
subtest 'a change while a body is made' => sub {
    my $own = KiDepot::Database->new;
    $own->psql(<<~'SQL', 'owner');
        set role kidepot_owner;
        create table kidepot.own (name text);
        create table kidepot.held ();
        create table kidepot.own_generation (subject text primary key, generation bigint not null);
        insert into kidepot.own values ('old');
        insert into kidepot.own_generation values ('category 1', 1);
        create function kidepot.held_back() returns text language plpgsql volatile security definer as $$
        declare ended boolean := false;
        begin
            while exists (select from kidepot.held) loop perform pg_sleep(0.01); end loop;
            return '';
        end $$;
        insert into kidepot.own_view values ('kicad.part'), ('kicad.generation');
        create or replace view kicad.generation as select subject, generation from kidepot.own_generation;
        SQL
    my @columns = map { [split /\t/] } $own->psql(q{select attname, format_type(atttypid, null) from pg_attribute where attrelid = 'kicad.part'::regclass and attnum > 0 order by attnum});
    my %value = (id => "'1'", category_id => "'1'", name => 'o.name || kidepot.held_back()', symbol => "'S:R'", field_names => "'{}'", field_values => "'{}'", field_visible => "'{}'");
    $own->psql('set role kidepot_owner; create or replace view kicad.part as select '
        . join(', ', map { ($value{ $_->[0] } // 'null') . "::$_->[1] as $_->[0]" } @columns) . ' from kidepot.own o', 'owner');
    my $token = $own->token;
    my $of_own = KiDepot::App->start(database => $own, settings => { workers => 1 });
    my $path = '/v1/parts/category/1.json';
    my $name = sub { JSON::PP::decode_json($_[0]{body})->[0]{name} };
    my $ask = sub { KiDepot::Fcgi->connect($of_own->socket)->send_request({ PATH_INFO => $path, HTTP_AUTHORIZATION => "Token $token" }) };
    my $served = sub { KiDepot::Metrics::get($of_own)->{metrics}{kidepot_kept_served_total} };
    is($name->($ask->()->read_response), 'old', 'it is as it is');
    is($name->($ask->()->read_response), 'old', 'and again');
    is($served->(), 1, 'from what is kept');
    my $raise = sub { my ($name) = @_; "begin; update kidepot.own set name = '$name'; update kidepot.own_generation set generation = generation + 1; select pg_notify('kidepot', subject || ' ' || generation) from kidepot.own_generation; commit" };
    for my $n (1 .. 5) {
        $own->psql("insert into kidepot.held default values; " . $raise->("before $n"), 'owner');
        ok(wait_until(sub { KiDepot::Metrics::get($of_own)->{metrics}{kidepot_kept_bodies} == 0 }), 'the worker is told');
        my $client = $ask->();
        ok($own->wait_for_held(1), 'a body is being made');
        $own->psql($raise->("after $n"), 'owner');
        sleep 0.05 * ($n - 1);
        $own->psql('delete from kidepot.held', 'owner');
        is($name->($client->read_response), "before $n", 'it is of the state that was read');
        is($name->($ask->()->read_response), "after $n", 'the next one is of the state after it');
        my $before = $served->();
        is($name->($ask->()->read_response), "after $n", 'and so is the one after that');
        is($served->() - $before, 1, 'which is kept');
    }
    $own->psql("create or replace view kicad.generation as select subject, generation from kidepot.own_generation where false", 'owner');
    ok(wait_until(sub { $ask->()->read_response; KiDepot::Metrics::get($of_own)->{metrics}{kidepot_kept_bodies} == 0 }), 'when nothing is said of generations all is dropped');
    my $before = $served->();
    $ask->()->read_response for 1 .. 3;
    is($served->() - $before, 0, 'and nothing is kept');
    is(KiDepot::Metrics::get($of_own)->{metrics}{'kidepot_kept_workers{mode="off"}'}, 1, 'which is told');
    $of_own->stop;
};

subtest 'tokens' => sub {
    my $gone = $database->token(name => 'gone');
    is(get('/v1/', secret => $gone)->{status}, 200, 'a good token') for 1 .. 2;
    told(q{update kidepot.token set revoked_at = now() where name = 'gone'});
    is(get('/v1/', secret => $gone)->{status}, 401, 'revoked: the next request is refused');
    my $late = $database->token(name => 'late one');
    # On a busy machine two seconds are over before anybody asks.
    my ($start, $status);
    for (my $seconds = 2; $seconds <= 64; $seconds *= 2) {
        $start = time;
        told("update kidepot.token set expires_at = now() + interval '$seconds seconds' where name = 'late one'");
        $status = get('/v1/', secret => $late)->{status};
        last if $status == 200;
    }
    is($status, 200, 'one that will expire is good');
    ok(wait_until(sub { get('/v1/', secret => $late)->{status} == 401 }), 'until it does');
    cmp_ok(time - $start, '>', 1, 'and not before');
    my ($state) = $database->psql(q{select state from kicad.token t join kidepot.token k using (prefix) where k.name = 'late one'});
    is($state, 'expired', 'as the database has it');
};

subtest 'what REST changes' => sub {
    my $several = KiDepot::App->start(database => $database, settings => { workers => 3 });
    my $admin = $database->token(scope => 'admin');
    my $reader = $database->token;
    my $old = 0;
    for my $n (1 .. 30) {
        KiDepot::Fcgi::request($several->socket, { PATH_INFO => '/v1/parts/90000.json', HTTP_AUTHORIZATION => "Token $reader" }) for 1 .. 3;
        my $changed = KiDepot::Fcgi::request($several->socket, { REQUEST_METHOD => 'PATCH', PATH_INFO => '/api/part/90000/', HTTP_AUTHORIZATION => "Token $admin", CONTENT_TYPE => 'application/json' }, qq({"value":"rest $n"}));
        is($changed->{status}, 200, 'a change') or diag explain $changed;
        $old += grep { KiDepot::Fcgi::request($several->socket, { PATH_INFO => '/v1/parts/90000.json', HTTP_AUTHORIZATION => "Token $reader" })->{body} !~ /"rest $n"/ } 1 .. 3;
    }
    is($old, 0, 'is seen by the next request, whoever answers it');
    $several->stop;
};

subtest 'little memory' => sub {
    my $small = KiDepot::App->start(database => $database, settings => { workers => 1, kept_memory => 1 });
    writes(q{insert into kidepot.category (id, name) select 3000 + n, 'big ' || n from generate_series(1, 6) n;
        insert into kidepot.part (category_id, name, symbol, description) select 3001 + n % 6, 'big ' || n, 'S:R', repeat('d', 1000) from generate_series(1, 1200) n});
    for my $round (1 .. 2) {
        for my $n (1 .. 6) {
            my $path = '/v1/parts/category/' . (3000 + $n) . '.json';
            my ($is, $wanted) = map { get($path, from => $_) } $small, $fresh;
            is("$is->{status} $is->{body}", "200 $wanted->{body}", 'right');
        }
    }
    my $metrics = KiDepot::Metrics::get($small)->{metrics};
    cmp_ok($metrics->{kidepot_kept_bytes}, '<=', 1024 * 1024, 'no more is kept than may be');
    cmp_ok($metrics->{'kidepot_kept_dropped_total{reason="memory"}'}, '>', 0, 'others are dropped for it');
    $small->stop;
    writes(q{delete from kidepot.part where name like 'big %'; delete from kidepot.category where name like 'big %'});
};

# All addresses there may be, with each token: path, secret, and what is kept of it under
# which subject. A part is a piece of its listing, which is asked for before.
sub everything {
    my ($rows) = $database->psql(q{select json_build_object(
        'categories', array(select category_id from kicad.part union select id from kicad.category order by 1),
        'parts', array(select id from kicad.part order by 1),
        'known', (select json_object_agg(subject, true) from kicad.generation),
        'own', (select json_object_agg(prefix, coalesce(own_category_ids, 'all')) from kicad.token where state = 'valid'))});
    my $all = JSON::PP::decode_json($rows);
    my @everything;
    for my $secret (@secret) {
        my $prefix = substr $secret, 3, 8;
        my $own = $all->{own}{$prefix};
        my $add = sub {
            my ($path, $subject) = @_;
            push @everything, [$path, $secret, defined $own ? (["token $prefix", 'token'], defined $subject && $all->{known}{$subject} ? [$subject, "$path $own"] : ()) : ()];
        };
        $add->('/v1/categories.json', 'categories');
        $add->("/v1/parts/category/$_.json", "category $_") for @{ $all->{categories} };
        $add->("/v1/parts/$_.json") for @{ $all->{parts} };
    }
    return @everything;
}

# What is kept, as it must be: subject => { document => 1 }.
my %model;

subtest 'random changes' => sub {
    note("KIDEPOT_TEST_SEED=$seed");
    srand $seed;
    my ($different, $too_much, $dropped_any, $tries) = (0, 0, 0, 0);
    $app->signal('HUP');
    $app->wait_for_log(qr/settings read anew/);
    ok(wait_until(sub { (figure('kidepot_kept_workers{mode="listen"}') // 0) == 1 && figure('kidepot_workers{state="leaving"}') == 0 }), 'a worker that keeps nothing yet');
    for my $change (KiDepot::RandomChange::some(40)) {
        for my $one (everything()) {
            my ($path, $secret, @kept) = @$one;
            my ($is, $wanted) = map { get($path, secret => $secret, from => $_) } $app, $fresh;
            $tries++;
            $model{ $_->[0] }{ $_->[1] } = 1 for @kept;
            next if "$is->{status} $is->{body}" eq "$wanted->{status} $wanted->{body}";
            $different++;
            diag("seed $seed, before \"$change\": $path: $is->{status} $is->{body}\nnot: $wanted->{status} $wanted->{body}");
        }
        my $before = dropped();
        my @raised = told($change);
        my $wanted = 0;
        $wanted += keys %{ delete $model{$_} // {} } for @raised;
        my $is = dropped() - $before;
        $dropped_any += $is;
        next if $is == $wanted;
        $too_much++;
        diag("seed $seed: \"$change\" raised @raised: $is are dropped, not $wanted");
    }
    # How many depends on what the changes leave; 896 were seen.
    cmp_ok($tries, '>', 500, 'many answers were compared');
    is($different, 0, 'each is what a program answers that keeps nothing');
    cmp_ok($dropped_any, '>', 10, 'changes dropped what was kept');
    is($too_much, 0, 'exactly what changed');
};

unlike($_->log, qr/ended by| error /, 'no worker ended, no error') for $app, $fresh;
$_->stop for $app, $fresh;
done_testing;
