package KiDepot::Bench::Answers;

# Requests a second for one part and for listings of 100 and 1,000 full rows, made of the
# demo catalogue's parts, against the ceilings: of a program that keeps bodies, of one that
# keeps none, and behind the optional cache of nginx.

use v5.28;
use warnings;
use KiDepot::App;
use KiDepot::Bench::Ceiling;
use KiDepot::Bench::Client qw(ask rate wrk_rate);
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Metrics;

use constant { WORKERS => 4, WARM_UP => 200 };

# Where each answers; what is said of it, its ceiling, which takes turns with it, and the goal.
my @ours = (
    ['/kept', 'kept', '/bare', 'bare libfcgi', 'ratio >= 0.9'],
    ['/fresh', 'not kept', '/query', 'bare libfcgi + query', 'ratio >= 0.8'],
    ['/kidepot', 'micro-cache', '/static', 'nginx, a file', 'ratio >= 0.7'],
);
my @prefixes = map { @{$_}[0, 2] } @ours;

sub measure {
    my ($bench) = @_;
    my $db = KiDepot::Database->new(demo => 1);
    my %document = _documents($db);
    my $token = $db->token;
    my ($kept, $fresh) = map { KiDepot::App->start(database => $db, settings => { workers => WORKERS, log_level => 'warning', @$_ }) }
        [], [kept_memory => 0];
    my $ceiling = KiDepot::Bench::Ceiling->new(database => $db, token => $token, workers => WORKERS, cache => 1,
        documents => [map { $document{$_} } sort keys %document]);
    # Nobody packs for the one that keeps nothing but nginx, nor for its ceiling.
    my $web = $ceiling->start(kidepot => $kept, kept => $kept, bare => $kept, fresh => $fresh, query => $fresh);
    for my $name (sort keys %document) {
        my $path = $document{$name}{path};
        _same_bodies($web, $token, $path);
        ask($web->port, $token, { "/kept$path" => 200 }, clients => 4, requests => WARM_UP);
        _measure_one($bench, $web, $token, $path, $name, $_) for $name eq 'detail' ? 'plain' : ('plain', 'gzip');
    }
    _kept_as_said($kept, $fresh);
    $ceiling->stop;
    $_->stop for $kept, $fresh;
}

sub _measure_one {
    my ($bench, $web, $token, $path, $name, $form) = @_;
    my %client = ('a connection each' => \&rate, 'wrk' => \&wrk_rate);
    for my $client (sort keys %client) {
        my $rate = sub { my ($prefix) = @_; $client{$client}->($web->port, $token, "$prefix$path", plain => $form eq 'plain') };
        for (@ours) {
            my ($ours, $what, $beside, $of, $goal) = @$_;
            my $seen = $bench->interleave($ours => sub { $rate->($ours) }, $beside => sub { $rate->($beside) });
            $bench->add(part => 'answers', what => "$name, $what, $form, $client", unit => 'requests/s',
                ours => $seen->{$ours}, ceiling => $seen->{$beside}, of => $of, goal => $goal);
        }
    }
}

# The figures are of what they say they are of.
sub _kept_as_said {
    my ($kept, $fresh) = @_;
    my $count = sub { my ($app, $name) = @_; KiDepot::Metrics::get($app)->{metrics}{$name} };
    my $rendered = $count->($kept, 'kidepot_rendered_total');
    die "what was to be kept was made $rendered times\n" if $rendered > 20 * WORKERS;
    die "what was not to be kept was\n" if $count->($fresh, 'kidepot_kept_served_total');
}

sub _same_bodies {
    my ($web, $token, $path) = @_;
    my %bodies;
    for my $prefix (@prefixes) {
        my $answer = KiDepot::Http::request($web->port, 'GET', "$prefix$path", { Authorization => "Token $token" });
        die "$prefix$path: " . ($answer->{error} // "status $answer->{status}: $answer->{body}") . "\n"
            if $answer->{error} || $answer->{status} != 200;
        $bodies{ $answer->{body} } = 1;
    }
    die "the answers to \"$path\" differ\n" if keys %bodies != 1;
}

# Of the name of the document: where it is, and what it is asked of the database by.
sub _documents {
    my ($db) = @_;
    my %id = map { ("listing of $_" => _add_category($db, $_)) } 100, 1000;
    $db->psql('vacuum analyze');
    my ($part) = $db->psql("select min(id) from kidepot.part where category_id = $id{'listing of 100'}");
    return (
        detail => { path => "/v1/parts/$part.json", statement => 'part_get', id => $part },
        map { $_ => { path => "/v1/parts/category/$id{$_}.json", statement => 'part_list', id => $id{$_} } } keys %id,
    );
}

sub _add_category {
    my ($db, $rows) = @_;
    my ($id) = $db->psql("insert into kidepot.category (name) values ('Bench $rows') returning id", 'writer');
    $db->psql(<<~SQL, 'writer');
        create temporary table chosen as select p.id, 'bench $rows ' || p.name as name
          from kidepot.part p join kicad.part k on k.id = p.id::text
         where p.name !~ '^bench ' order by p.id limit $rows;
        insert into kidepot.part (category_id, name, description, keywords, manufacturer, mpn,
                                  datasheet, symbol, footprint, reference, value)
        select $id, c.name, p.description, p.keywords, p.manufacturer, p.mpn, p.datasheet,
               k.symbol, k.footprint, k.reference, k.value
          from chosen c join kidepot.part p using (id) join kicad.part k on k.id = p.id::text;
        insert into kidepot.parameter (part_id, template_id, value)
        select n.id, q.template_id, q.value
          from chosen c join kidepot.part n on n.name = c.name join kidepot.parameter q on q.part_id = c.id;
        SQL
    return $id;
}

1;
