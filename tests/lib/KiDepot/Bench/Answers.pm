package KiDepot::Bench::Answers;

# Requests a second for one part and for listings of 100 and 1,000 full rows, made of the
# demo catalogue's parts, against the ceilings.

use v5.28;
use warnings;
use KiDepot::App;
use KiDepot::Bench::Ceiling;
use KiDepot::Bench::Client qw(rate wrk_rate);
use KiDepot::Database;
use KiDepot::Http;

use constant { WORKERS => 4 };

sub measure {
    my ($bench) = @_;
    my $db = KiDepot::Database->new(demo => 1);
    my %document = _documents($db);
    my $token = $db->token;
    my %setting = (workers => WORKERS, log_level => 'warning');
    my $app = KiDepot::App->start(database => $db, settings => \%setting);
    my $ceiling = KiDepot::Bench::Ceiling->new(database => $db, token => $token, workers => WORKERS,
        documents => [map { $document{$_} } sort keys %document]);
    my $web = $ceiling->start(kidepot => $app, bare => $app, query => $app);
    for my $name (sort keys %document) {
        for my $form ($name eq 'detail' ? 'plain' : ('plain', 'gzip')) {
            _same_bodies($web, $token, $document{$name}{path});
            _measure_one($bench, $web, $token, $document{$name}{path}, $name, $form);
        }
    }
    $ceiling->stop;
    $app->stop;
}

sub _measure_one {
    my ($bench, $web, $token, $path, $name, $form) = @_;
    my %client = ('a connection each' => \&rate, 'wrk' => \&wrk_rate);
    for my $client (sort keys %client) {
        my $seen = $bench->interleave(map {
            my $prefix = "/$_";
            $prefix => sub { $client{$client}->($web->port, $token, "$prefix$path", plain => $form eq 'plain') }
        } qw(static bare query kidepot));
        my $add = sub {
            my ($ours, $of, $goal) = @_;
            $bench->add(part => 'answers', what => "$name, $form, $client", unit => 'requests/s',
                ours => $seen->{"/kidepot"}, ceiling => $seen->{"/$ours"}, of => $of, goal => $goal);
        };
        $add->('static', 'nginx, a file');
        $add->('bare', 'bare libfcgi');
        $add->('query', 'bare libfcgi + query', 'ratio >= 0.8');
    }
}

sub _same_bodies {
    my ($web, $token, $path) = @_;
    my %bodies;
    for my $prefix (qw(static bare query kidepot)) {
        my $answer = KiDepot::Http::request($web->port, 'GET', "/$prefix$path", { Authorization => "Token $token" });
        die "/$prefix$path: " . ($answer->{error} // "status $answer->{status}: $answer->{body}") . "\n"
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
