#!/usr/bin/perl
# A site may put views of its own in place of kicad.part and kicad.category. What
# these deliver and KiCad could not take is left out, named in the log and
# counted, and harms nothing beside it.

use v5.28;
use warnings;
use JSON::PP ();
use Test::More;
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Fcgi;

my @columns = qw(id category_id name symbol reference value footprint footprint_filters datasheet
    description keywords exclude_from_bom exclude_from_board exclude_from_sim
    field_names field_values field_visible own_category_id listed_description listed_keywords
    pin_map_footprints pin_map_pins pin_map_pads);
my %good = (
    symbol => "'Device:R'", reference => "'R'", value => "'1 k'", footprint => "'R:0402'",
    footprint_filters => 'null', datasheet => 'null', description => "'good'", keywords => 'null',
    exclude_from_bom => 'false', exclude_from_board => 'false', exclude_from_sim => 'false',
    field_names => "array['MPN']", field_values => "array['X1']", field_visible => 'array[false]',
    own_category_id => 'null', listed_description => 'null', listed_keywords => 'null',
    pin_map_footprints => 'null', pin_map_pins => 'null', pin_map_pads => 'null',
);
my $odd_id = qr/the id is not made of letters, digits/;
my $control = qr/a value has a control character, is not UTF-8 or is over 65536 bytes/;
my $too_long = qr/is over 65536 bytes/;
my $no_link = qr/the symbol is not "Library:Name"/;
my $no_footprint = qr/the footprint is not "Library:Name"/;
my $no_match = qr/field_names, field_values and field_visible differ in length/;

my $no_pads = qr/pin_map_footprints, pin_map_pins and pin_map_pads differ in length/;
my $no_pin = qr/a pin or pad of a pin map is empty, has a control character, is not UTF-8 or is over 1000 bytes/;

sub maps { (pin_map_footprints => $_[0], pin_map_pins => $_[1], pin_map_pads => $_[2]) }

# What is wrong, the columns that make it so, the words of the log.
my @bad_parts = (
    ['an empty id', { id => "''" }, $odd_id],
    ['a null id', { id => 'null' }, $odd_id],
    ['an id with a slash', { id => "'a/b'" }, $odd_id],
    ['an id with a blank', { id => "'a b'" }, $odd_id],
    ['an id that starts with a dot', { id => "'.a'" }, $odd_id],
    ['an id that is not ASCII', { id => "'Ω'" }, $odd_id],
    ['an id of 65 bytes', { id => "repeat('i', 65)" }, $odd_id],
    ['an id with a line feed', { id => "E'a\\n'" }, $odd_id],
    ['an empty name', { name => "''" }, qr/the name is empty/],
    ['a null name', { name => 'null' }, qr/the name is empty/],
    (map { ["a name with $_", { name => "'n$_'" }, qr/the name has one of : \\ < > "/] } ':', '\\', '<', '>', '"'),
    (map { ["a name with $_", { name => "E'n$_'" }, $control] } '\\x01', '\\t', '\\n', '\\x7f'),
    ['no symbol', { symbol => 'null' }, qr/it has no symbol/],
    ['an empty symbol', { symbol => "''" }, qr/it has no symbol/],
    ['a symbol without library', { symbol => "':R'" }, $no_link],
    ['a symbol without name', { symbol => "'Device:'" }, $no_link],
    ['a symbol without colon', { symbol => "'R'" }, $no_link],
    ['a symbol with two colons', { symbol => "'Device:R:S'" }, $no_link],
    ['a symbol with a line feed', { symbol => "E'Device:R\\n'" }, $control],
    ['a symbol in the library itself', { symbol => "'KiDepot:R'" }, qr/the symbol is in this very library/],
    ['a footprint without colon', { footprint => "'R_0402'" }, $no_footprint],
    ['two footprints in one', { footprint => "'R:1;R:2'" }, $no_footprint],
    ['a footprint with a tab', { footprint => "E'R:\\t1'" }, $control],
    ['a reference with a control character', { reference => "E'R\\x02'" }, $control],
    ['a datasheet with a line feed', { datasheet => "E'http://x/\\n'" }, $control],
    ['a value with an escape character', { value => "E'\\x1b[31m'" }, $control],
    ['a description with a bell', { description => "E'ding\\x07'" }, $control],
    ['keywords with a backspace', { keywords => "E'a\\x08b'" }, $control],
    ['a description of 1 MB', { description => "repeat('d', 1000000)" }, $too_long],
    ['a name of 1 MB', { name => "repeat('n', 1000000)" }, $too_long],
    ['a field of 1 MB', { field_values => "array[repeat('f', 1000000)]" }, qr/a field's value .* is over 65536 bytes/],
    ['a filter of 1 MB', { footprint_filters => "array[repeat('f', 1000000)]" }, qr/a footprint filter .* is over 65536 bytes/],
    ['more names than values', { field_names => "array['A','B']" }, $no_match],
    ['more values than names', { field_values => "array['A','B']" }, $no_match],
    ['no visibilities', { field_visible => 'null' }, $no_match],
    ['names in two dimensions', { field_names => "array[array['A','B']]" }, $no_match],
    ['201 fields', {
        field_names => "array(select 'F' || n from generate_series(1, 201) n)",
        field_values => "array(select 'v' from generate_series(1, 201))",
        field_visible => 'array(select true from generate_series(1, 201))',
    }, qr/it has more than 200 fields/],
    ['a field name of 201 bytes', { field_names => "array[repeat('n', 201)]" }, qr/a field's name .* over 200 bytes/],
    ['a field name with a line feed', { field_names => "array[E'A\\nB']" }, qr/a field's name has a control character/],
    ['a field value with a control character', { field_values => "array[E'\\x01']" }, qr/a field's value has a control character/],
    ['a filter with a control character', { footprint_filters => "array[E'\\x01']" }, qr/a footprint filter has a control character/],
    ['a listed description with a bell', { listed_description => "E'\\x07'" }, $control],
    ['listed keywords with a bell', { listed_keywords => "E'\\x07'" }, $control],
    ['pins without pads', { maps("array['R:1']", "array['1']", 'null') }, $no_pads],
    ['pins without footprints', { maps('null', "array['1']", "array['1']") }, $no_pads],
    ['pin maps with 20001 entries', { maps(map { "array(select $_ from generate_series(1, 20001))" } "'R:1'", "'1'", "'1'") },
        qr/its pin maps have more than 20000 entries/],
    ['a pin map of no footprint', { maps("array['R']", "array['1']", "array['1']") }, qr/the footprint of a pin map is not "Library:Name"/],
    (map { ["a pin that is $_", { maps("array['R:1']", "array[$_]", "array['1']") }, $no_pin] } 'null', "''", "E'1\\n'", "repeat('1', 1001)"),
    (map { ["a pad that is $_", { maps("array['R:1']", "array['1']", "array[$_]") }, $no_pin] } 'null', "''", "E'1\\n'", "repeat('1', 1001)"),
);

# What looks wrong but can be served: the columns and the members it then has.
my @odd_parts = (
    ['nulls wherever there may be some', {
        (map { $_ => 'null' } qw(reference value footprint description datasheet exclude_from_bom
            exclude_from_board exclude_from_sim field_names field_values field_visible)),
    }, { description => '', keywords => '', exclude_from_bom => 'False', exclude_from_sim => 'False', fields => {} }],
    ['empty texts', { (map { $_ => "''" } qw(reference value footprint datasheet description keywords)),
        field_values => "array['']", footprint_filters => "array['']" },
        { description => '', fields => {}, footprint_filters => undef }],
    ['null elements', { field_names => "array['A',null,'C','D']", field_values => "array['1','2',null,'4']",
        field_visible => 'array[true,true,true,null]', footprint_filters => "array[null,'R:*']" },
        { footprint_filters => ['R:*'], 'fields.A' => '1 True', 'fields.D' => '4 False', 'fields.C' => undef }],
    ['line breaks', { value => "E'1\\n2'", description => "E'a\\r\\nb\\tc'", field_values => "array[E'x\\ny']" },
        { 'fields.value' => '1 2 True', description => 'a  b c', 'fields.MPN' => 'x y False' }],
    ['a symbol in a library of a longer nickname', { symbol => "'KiDepot2:R'" }, { symbolIdStr => 'KiDepot2:R' }],
    ['200 fields', {
        field_names => "array(select 'F' || n from generate_series(1, 200) n)",
        field_values => "array(select 'v' from generate_series(1, 200))",
        field_visible => 'array(select true from generate_series(1, 200))',
    }, { 'fields.F200' => 'v True' }],
    ['an empty field before one of its name', { field_names => "array['A','a']", field_values => "array['','1']",
        field_visible => 'array[true,true]' }, { 'fields.A' => undef, 'fields.a' => '1 True' }],
);

# A field that KiCad would take for another is left out alone.
my @odd_fields = (
    ['a field twice by another case', { field_names => "array['Mpn','MPN']", field_values => "array['1','2']",
        field_visible => 'array[true,true]' }, { 'fields.Mpn' => '1 True', 'fields.MPN' => undef }, qr/another field is called "MPN" too/],
    (map { ["a field called $_", { field_names => "array['$_','B']", field_values => "array['1','2']",
        field_visible => 'array[true,true]' }, { "fields.$_" => undef, 'fields.B' => '2 True' }, qr/another field is called "$_" too/] }
        qw(VALUE Reference FootPrint datasheeT Description KEYWORDS)),
);

my @bad_categories = (
    ['an empty id', q{('', 'n', null)}, $odd_id],
    ['a null id', q{(null, 'n', null)}, $odd_id],
    ['an id with a slash', q{('a/b', 'n', null)}, $odd_id],
    ['an empty name', q{('x', '', null)}, qr/category "x": the name is empty/],
    ['a null name', q{('x', null, null)}, qr/category "x": the name is empty/],
    ['a control character in the name', q{('x', E'n\\x01', null)}, qr/category "x": the name has a control character/],
    ['a line feed in the name', q{('x', E'n\\n', null)}, qr/category "x": the name has a control character/],
    ['a control character in the description', q{('x', 'n', E'\\x02')}, qr/category "x": the description has a control character/],
    ['the name of another', q{('x', 'zebra', null)}, qr/category "z": another category has the same name/],
    ['a name of 1 MB', q{('x', repeat('n', 1000000), null)}, qr/category "x": the name or the description is over 65536 bytes/],
);

my $database = KiDepot::Database->new;
my $token = $database->token;
my $app;

sub get {
    my ($path) = @_;
    return KiDepot::Fcgi::request($app->socket, { PATH_INFO => $path, HTTP_AUTHORIZATION => "Token $token" });
}

sub json { JSON::PP->new->utf8->decode($_[0]) }

# The log lines of one request.
sub log_of {
    my ($ask) = @_;
    my $before = length $app->log;
    my $answer = $ask->();
    $app->wait_for_log(qr/\A.{$before}.* info request /s);
    return ($answer, substr $app->log, $before);
}

sub row {
    my (%row) = @_;
    return '(' . join(', ', map { $row{$_} } @columns) . ')';
}

sub type {
    my ($column) = @_;
    return $column =~ /^exclude/ ? 'boolean' : $column =~ /visible/ ? 'boolean[]'
        : $column =~ /filters|field_|pin_map/ ? 'text[]' : 'text';
}

# Each row stands in a category of its own, between two good neighbours.
sub rows_in_category {
    my ($category, $changes) = @_;
    my %odd = (%good, category_id => "'$category'", id => "'odd-$category'", name => "'middle'", %$changes);
    my @neighbours = map { row(%good, category_id => "'$category'", id => "'$_-$category'", name => "'$_'") } 'Aardvark', 'zebra';
    return ($neighbours[0], row(%odd), $neighbours[1]);
}

sub site_tables {
    my $types = join ', ', map { "$_ " . type($_) } @columns;
    $database->psql(<<~SQL, 'owner');
        set role kidepot_owner;
        create schema site;
        create table site.part ($types);
        create or replace view kicad.part as select * from site.part;
        create table site.category (id text, name text, description text, own_category_ids text[]);
        create or replace view kicad.category as select * from site.category;
        SQL
}

sub insert_parts {
    my (@rows) = @_;
    $database->psql('insert into site.part values ' . join(', ', @rows), 'owner');
}

sub neighbours_are_there {
    my ($category, $answer, $what) = @_;
    is($answer->{status}, 200, "$what: the listing comes");
    my %by_id = map { $_->{id} => $_ } @{ json($answer->{body}) };
    ok($by_id{"Aardvark-$category"} && $by_id{"zebra-$category"}, "$what: its neighbours are there");
    return \%by_id;
}

sub part_is_left_out {
    my ($category, $what, $changes, $words) = @_;
    my ($answer, $log) = log_of(sub { get("/v1/parts/category/$category.json") });
    my $by_id = neighbours_are_there($category, $answer, $what);
    is(scalar keys %$by_id, 2, "$what: the part is left out");
    like($log, qr/^\S+ warning left out part [^\n]*$words/m, "$what: the log says why");
    like($log, qr/ left_out=1 /, "$what: it is counted");
    return if $changes->{id};
    ($answer, $log) = log_of(sub { get("/v1/parts/odd-$category.json") });
    is($answer->{status}, 404, "$what: the part cannot be asked for");
    like($log, $words, "$what: the log says why then too");
}

sub member {
    my ($document, $path) = @_;
    my ($outer, $inner) = split /\./, $path;
    return $document->{$outer} unless defined $inner;
    my $field = $document->{fields}{$inner} // return undef;
    return "$field->{value} $field->{visible}";
}

sub part_is_served {
    my ($category, $what, $wanted, $words) = @_;
    my ($answer, $log) = log_of(sub { get("/v1/parts/category/$category.json") });
    my $part = neighbours_are_there($category, $answer, $what)->{"odd-$category"} // {};
    is_deeply(member($part, $_), $wanted->{$_}, "$what: $_ is as it should be") for sort keys %$wanted;
    is(get("/v1/parts/odd-$category.json")->{body} // '', row_of($answer->{body}, "odd-$category"), "$what: the row is the part");
    defined $words
        ? like($log, qr/ warning left out [^\n]*$words.* left_out=1 /s, "$what: the log says what is left out")
        : like($log, qr/ left_out=0 /, "$what: nothing is left out");
}

sub row_of {
    my ($body, $id) = @_;
    my ($row) = $body =~ /(\{"id":"\Q$id\E".*?)(?:,\{"id"|\]\z)/s;
    return $row // '(no row)';
}

sub bad_parts {
    my $number = 0;
    my @all = map { { category => 'c' . ++$number, what => $_->[0], changes => $_->[1], rest => [@$_[2 .. $#$_]] } }
        @bad_parts, @odd_parts, @odd_fields;
    insert_parts(map { rows_in_category($_->{category}, $_->{changes}) } @all);
    for my $one (@all) {
        ref $one->{rest}[0] eq 'Regexp'
            ? part_is_left_out(@{$one}{qw(category what changes)}, @{ $one->{rest} })
            : part_is_served(@{$one}{qw(category what)}, @{ $one->{rest} });
    }
}

sub parts_with_one_name {
    insert_parts(map { row(%good, category_id => "'twins'", id => "'$_->[0]'", name => "'$_->[1]'") }
        ['t1', 'twin'], ['t2', 'twin'], ['t3', 'twin'], ['t4', 'other']);
    my ($answer, $log) = log_of(sub { get('/v1/parts/category/twins.json') });
    is_deeply([map { $_->{id} } @{ json($answer->{body}) }], ['t4', 't1'], 'of parts with one name only the first is served');
    like($log, qr/part "t2" .* another part has the same name.*part "t3".* left_out=2 /s, 'parts with one name: the others are in the log');
}

# What a join makes of one part when it finds two rows for it.
sub one_part_twice {
    insert_parts(map { row(%good, category_id => "'joined'", id => "'j$_->[0]'", name => "'$_->[0]'", value => "'$_->[1]'") }
        [1, 'a'], [2, 'b'], [2, 'c'], [3, 'd']);
    my ($answer, $log) = log_of(sub { get('/v1/parts/category/joined.json') });
    is_deeply([map { $_->{id} } @{ json($answer->{body}) }], ['j1', 'j3'], 'a part that is there twice is left out: neither is surely right');
    like($log, qr/part "j2" .* another part has the same id.* left_out=2 /s, 'a part that is there twice: the log says so');
    is(get('/v1/parts/j2.json')->{status}, 404, 'a part that is there twice cannot be asked for');
}

sub many_bad_rows {
    insert_parts(row(%good, category_id => "'many'", id => "'good'", name => "'good'"),
        map { row(%good, category_id => "'many'", id => "'m$_'", name => "''") } 1 .. 25);
    my ($answer, $log) = log_of(sub { get('/v1/parts/category/many.json') });
    is(scalar @{ json($answer->{body}) }, 1, 'of 26 parts the good one is served');
    is(scalar(() = $log =~ /warning left out/g), 10, 'the log names ten of 25 bad rows');
    like($log, qr/ left_out=25 /, 'all 25 are counted');
}

sub only_bad_rows {
    insert_parts(map { row(%good, category_id => "'bad'", id => "'$_'", name => "''") } 'bad1', 'bad2');
    is(get('/v1/parts/category/bad.json')->{body}, '[]', 'a category with bad rows only is an empty list');
}

sub bad_categories {
    for (@bad_categories) {
        my ($what, $row, $words) = @$_;
        $database->psql(qq{delete from site.category; insert into site.category values
            ('a', 'Aardvark', 'd'), $row, ('z', 'zebra', null)}, 'owner');
        my ($answer, $log) = log_of(sub { get('/v1/categories.json') });
        is($answer->{status}, 200, "category with $what: the list comes");
        my $list = json($answer->{body});
        is_deeply([map { $_->{name} } @$list], ['Aardvark', 'zebra'], "category with $what: only that one is left out");
        is_deeply([map { $_->{description} } grep { $_->{id} eq 'z' } @$list], [''], 'a null description is an empty one')
            if $list->[1]{id} eq 'z';
        like($log, qr/ warning left out [^\n]*$words.* left_out=1 /s, "category with $what: the log says why");
    }
}

sub view {
    my ($change) = @_;
    my $list = join ', ', grep { length } map { $change->($_) } @columns;
    $database->psql("drop view if exists kicad.part; create view kicad.part as select $list from site.part;
        grant select on kicad.part to kidepot_reader", 'owner');
}

sub is_503 {
    my ($what, $words) = @_;
    my ($answer, $log) = log_of(sub { get('/v1/parts/category/twins.json') });
    is($answer->{status}, 503, "$what: 503");
    like($answer->{body}, qr/\A\{"detail":"[A-Z][^"]*\."\}\z/, "$what: one sentence for the designer");
    unlike($answer->{body}, qr/kicad\.part|select|column|query/, "$what: nothing internal in it");
    like($log, $words, "$what: the log says what is wrong");
    like($log, qr/ error /, "$what: as an error");
}

# A view that is wrong as a whole: said to the administrator by name, and over
# as soon as the view is right.
sub wrong_views {
    my $right = sub { $_[0] };
    for my $column (grep { !/^(?:category_id|own_category_id|name|listed_\w+|pin_map_\w+)$/ } @columns) {
        view(sub { $_[0] eq $column ? "1 as $column" : $_[0] });
        is_503("column $column a number", qr/query "part_list": column "$column" is not of type [a-z\[\]]+; give it that type in the view/);
    }
    view(sub { $_[0] eq 'category_id' ? '7 as category_id' : $_[0] });
    is(get('/v1/parts/category/7.json')->{status}, 200, 'category_id is only compared: a number is as good as text');
    view($right);
    is(get('/v1/parts/category/twins.json')->{status}, 200, 'the right view works at once, without a restart');
    view(sub { $_[0] eq 'keywords' ? '' : $_[0] });
    is_503('a column that is missing', qr/column "keywords" does not exist; run "kidepot migrate"/);
    $database->psql('drop view kicad.part', 'owner');
    is_503('no view', qr/relation "kicad\.part" does not exist; run "kidepot migrate"/);
    view($right);
    $database->psql('revoke select on kicad.part from kidepot_reader', 'owner');
    is_503('a view that may not be read', qr/permission denied for view part/);
    view(sub { $_[0] eq 'value' ? "(1 / (length(id) - length(id)))::text as value" : $_[0] });
    is_503('a view that fails', qr/query "part_list": division by zero/);
    view(sub { $_[0] eq 'name' ? 'name::varchar(50) as name' : $_[0] });
    is(get('/v1/parts/category/twins.json')->{status}, 200, 'varchar is as good as text');
    view($right);
    is(get('/v1/parts/category/twins.json')->{status}, 200, 'all is well in the end');
}

# A database in another encoding than UTF-8: PostgreSQL itself converts, or
# refuses what it cannot. A part with such bytes takes its category along, but
# never gets out as bytes that are no UTF-8.
sub other_encoding {
    my ($encoding) = @_;
    my $other = bless { %$database, name => lc "$database->{name}_$encoding" }, ref $database;
    $database->psql("create database $other->{name} encoding '$encoding' lc_collate 'C' lc_ctype 'C' template template0");
    my $rows = join ', ',
        row(%good, category_id => "'high'", id => "'h'", name => "E'\\xb5'"),
        row(%good, category_id => "'plain'", id => "'p'", name => "'plain'");
    my $list = join ', ', map { "$_\::" . type($_) . " as $_" } @columns;
    $other->psql("create schema kicad; create view kicad.part as select $list from (values $rows) as r (@{[join ', ', @columns]});
        create view kicad.token as select @{[token_row($token)]};
        grant usage on schema kicad to kidepot_reader; grant select on all tables in schema kicad to kidepot_reader");
    $app = KiDepot::App->start(database => $other, settings => { workers => 1 });
    my @answers = map { [log_of(sub { get("/v1/parts/category/$_.json") })] } 'high', 'plain';
    $app->stop;
    $other->drop;
    return @answers;
}

sub other_encodings {
    my ($high, $plain) = other_encoding('LATIN1');
    is(json($high->[0]{body})->[0]{name}, "\xb5", 'a database in Latin-1 is served as UTF-8');
    is(json($plain->[0]{body})->[0]{name}, 'plain', 'a database in Latin-1: ASCII too');
    ($high, $plain) = other_encoding('SQL_ASCII');
    is($high->[0]{status}, 503, 'bytes that are no UTF-8 are not served');
    like($high->[1], qr/query "part_list": invalid byte sequence for encoding "UTF8": 0xb5/, 'bytes that are no UTF-8: the log says so');
    is($plain->[0]{status}, 200, 'bytes that are no UTF-8: other categories are unharmed');
}

sub token_row {
    my ($secret) = @_;
    my $prefix = substr $secret, 3, 8;
    return "'$prefix'::text as prefix, sha256('$secret') as sha256, 't'::text as name, 'read'::text as scope, 'valid'::text as state, null::text as since, null::text as own_category_ids";
}

site_tables();
$app = KiDepot::App->start(database => $database, settings => { workers => 1 });
my ($worker) = $app->worker_pids;
bad_parts();
parts_with_one_name();
one_part_twice();
many_bad_rows();
only_bad_rows();
bad_categories();
wrong_views();
is_deeply([$app->worker_pids], [$worker], 'the worker lived through all of it');
$app->stop;
other_encodings();
done_testing;
