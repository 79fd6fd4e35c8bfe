#!/usr/bin/perl
# Every document of the whole demo catalogue, and of the catalogue of the cases,
# against what KiCad 8, 9 and 10 demand of it.

use v5.28;
use warnings;
use JSON::PP ();
use Test::More;
use KiDepot::App;
use KiDepot::Client;
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(root read_text);

my ($client, $nginx, $token, $json);
my @members = qw(id name symbolIdStr description keywords exclude_from_bom exclude_from_board exclude_from_sim);
my %problems;   # rule => what broke it
my $prefix;     # what names of libraries begin with

sub problem {
    my ($rule, $where) = @_;
    push @{ $problems{$rule} }, $where;
}

sub get {
    my ($path) = @_;
    $client //= KiDepot::Http->connect($nginx->port);
    my $answer = $client->request('GET', $nginx->prefix . "/v1/$path", ['Host: x', "Authorization:Token $token"]);
    # nginx ends a connection after so many requests.
    undef $client if ($answer->{headers}{connection} // '') eq 'close';
    problem('every document comes with 200', $path) unless ($answer->{status} // 0) == 200;
    utf8::decode(my $text = $answer->{body}) or problem('every document is UTF-8', $path);
    return $answer->{body};
}

sub leaves_are_strings {
    my ($value, $where) = @_;
    if (ref $value eq 'HASH') { leaves_are_strings($value->{$_}, "$where.$_") for keys %$value }
    elsif (ref $value eq 'ARRAY') { leaves_are_strings($_, $where) for @$value }
    elsif (!KiDepot::Client::is_string($value)) { problem('every leaf is a string', $where) }
}

sub is_id { $_[0] =~ /\A[A-Za-z0-9_-][A-Za-z0-9._-]*\z/ }
sub is_truth { ($_[0] // '') =~ /\A(?:True|False)\z/ }

sub check_fields {
    my ($part, $where) = @_;
    my $fields = $part->{fields};
    my %seen;
    for my $name (keys %$fields) {
        my $field = $fields->{$name};
        problem('no two fields are one to KiCad', "$where.$name") if $seen{ lc $name }++;
        problem('a field has value and visible, nothing else', "$where.$name") if "@{[sort keys %$field]}" ne 'value visible';
        problem('no field is empty', "$where.$name") if ($field->{value} // '') eq '';
        problem('no field has a line break', "$where.$name") if ($field->{value} // '') =~ /[\x00-\x1f\x7f]/;
        problem('visible is True or False', "$where.$name") unless is_truth($field->{visible});
    }
    for my $name (qw(reference value)) {
        problem("$name is visible", $where) if $fields->{$name} && $fields->{$name}{visible} ne 'True';
    }
    for my $name (qw(footprint datasheet description keywords)) {
        problem("$name is not drawn on the sheet", $where) if $fields->{$name} && $fields->{$name}{visible} ne 'False';
    }
    for my $name (qw(description keywords)) {
        problem("$name is the same inside and outside", $where) if $part->{$name} ne ($fields->{$name}{value} // '');
    }
    my $footprint = $fields->{footprint}{value} // 'a:b';
    problem('the footprint is one LIB:NAME', $where) unless $footprint =~ /\A[^:;]+:[^:;]+\z/;
}

sub check_part {
    my ($part, $where) = @_;
    problem('the members are all there', "$where.$_") for grep { !exists $part->{$_} } @members, 'fields';
    problem('the id is legal', $where) unless is_id($part->{id});
    problem('the name is legal', $where) if $part->{name} =~ /[:\\<>"\x00-\x1f]/ || $part->{name} eq '';
    problem('the symbol is LIB:NAME of another library', $where)
        if $part->{symbolIdStr} !~ /\A[^:]+:[^:]+\z/ || $part->{symbolIdStr} =~ /^KiDepot:/;
    problem("exclude_from_$_ is True or False", $where) for grep { !is_truth($part->{"exclude_from_$_"}) } qw(bom board sim);
    problem('the names of libraries have the prefix', "$where $_")
        for grep { index($_, $prefix) } $part->{symbolIdStr}, map { $_ // () } ($part->{fields}{footprint} // {})->{value}, @{ $part->{footprint_filters} // [] };
    problem('the footprint filters are some', $where) if $part->{footprint_filters} && !@{ $part->{footprint_filters} };
    check_fields($part, $where);
}

# A listing cut into its rows, as bytes.
sub rows {
    my ($body) = @_;
    my @rows;
    my ($depth, $start) = (0, 0);
    while ($body =~ /("(?:[^"\\]|\\.)*+")|([{}])/gs) {
        next unless $2;
        $start = pos($body) - 1 if $2 eq '{' && $depth++ == 0;
        push @rows, substr $body, $start, pos($body) - $start if $2 eq '}' && --$depth == 0;
    }
    return @rows;
}

sub check_listing {
    my ($category, $ids, $names) = @_;
    my $path = "parts/category/$category->{id}.json";
    my $body = get($path);
    problem('the same request has the same bytes', $path) if $body ne get($path);
    my @rows = rows($body);
    problem('a listing is its rows and nothing else', $path) if $body ne '[' . join(',', @rows) . ']';
    for my $row (@rows) {
        my $part = $json->decode($row);
        leaves_are_strings($part, $part->{id});
        check_part($part, "$part->{id} ($part->{name})");
        problem('ids are unique over the library', $part->{id}) if $ids->{ $part->{id} }++;
        problem('names are unique over the library', $part->{name}) if $names->{ $part->{name} }++;
        problem('the row is the part, byte for byte', $part->{id}) if $row ne get("parts/$part->{id}.json");
    }
    return scalar @rows;
}

sub check_categories {
    my ($body) = @_;
    my $list = $json->decode($body);
    leaves_are_strings($list, 'categories');
    my (%ids, %names);
    for my $category (@$list) {
        problem('a category has id, name and description', $category->{id}) if "@{[sort keys %$category]}" ne 'description id name';
        problem('the id of a category is legal and its own', $category->{id}) if !is_id($category->{id}) || $ids{ $category->{id} }++;
        problem('the name of a category is its own', $category->{name}) if $names{ $category->{name} }++ || $category->{name} =~ /\A\z|[\x00-\x1f]/;
    }
    return @$list;
}

sub walk {
    my ($catalogue, $database, $shown, @versions) = @_;
    $token = $database->token;
    my $app = KiDepot::App->start(database => $database);
    $nginx = KiDepot::Nginx->start(app => $app);
    undef $client;
    $json = JSON::PP->new->utf8->allow_nonref;
    %problems = ();
    $prefix = $database->psql("select coalesce(max(s.pcm_prefix), '') from kidepot.setting s where exists (select from kidepot.kicad_library_resolved)") // '';
    my (%ids, %names);
    my $count = 0;
    my @categories = check_categories(get('categories.json'));
    $count += check_listing($_, \%ids, \%names) for @categories;
    is($count, $shown, "$catalogue: all $shown parts to be shown are listed, in " . @categories . ' categories');
    ok(!%problems, "$catalogue: every document is as it must be");
    for my $rule (sort keys %problems) {
        my @where = @{ $problems{$rule} };
        fail("$catalogue: $rule");
        diag(scalar(@where) . " times, first: $where[0]");
    }
    for my $version (@versions) {
        my $kicad = KiDepot::Client->new(version => $version, port => $nginx->port, prefix => $nginx->prefix, token => $token);
        ok(eval { $kicad->open_chooser; $kicad->place($_) for $kicad->names; 1 }, "$catalogue: KiCad $version places every part")
            or diag($@);
        is(scalar $kicad->names, $shown, "$catalogue: KiCad $version sees every part");
    }
    $nginx->stop;
    $app->stop;
    return $app->log;
}

# All libraries that parts refer to come from one package.
sub publish_all {
    my ($database) = @_;
    $database->psql(<<~'SQL', 'writer');
        insert into kidepot.package (id, identifier, type, name, metadata) values (1, 'org.example.parts', 'library', 'P', '{}');
        begin;
        insert into kidepot.package_version (id, package_id, name, version, status, kicad_version, metadata, archive_sha256, download_size, install_size)
            values (1, 1, 'org.example.parts 1', '1', 'stable', '8.0', '{}', repeat('0', 64), 1, 1);
        insert into kidepot.kicad_library (kind, stem, source, package_version_id)
            select distinct kind, split_part(library_id, ':', 1), 'package', 1 from kidepot.part_reference;
        commit;
        SQL
}

my $cases = KiDepot::Database->new;
$cases->psql(read_text(root() . '/tests/cases/catalogue.sql'), 'writer');
# Ten parts, one of them under a name it had too.
walk('cases', $cases, 11, KiDepot::Client::versions());
publish_all($cases);
# What was left out because KiCad would look for it in this library itself is a package's now.
walk('cases with the prefix', $cases, 12, KiDepot::Client::versions());

SKIP: {
    skip 'the demo catalogue is not there yet', 1 unless glob root() . '/schema/demo/*.sql';
    my $demo = KiDepot::Database->new(demo => 1);
    my $log = walk('demo', $demo, $demo->psql('select count(*) from kicad.part'), '9.0');
    unlike($log, qr/left out|left_out=[1-9]/, 'demo: nothing is left out');
    cmp_ok($demo->psql('select count(*) from kicad.part'), '>=', 1500, 'demo: there are at least 1,500 parts');
    cmp_ok($demo->psql('select count(*) from kicad.category'), '>=', 20, 'demo: there are at least 20 categories');
    publish_all($demo);
    walk('demo with the prefix', $demo, $demo->psql('select count(*) from kicad.part'));
}
done_testing;
