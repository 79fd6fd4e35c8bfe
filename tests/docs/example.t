# docs/examples/inventree-and-tray.sh, on an empty catalogue behind nginx.
use v5.28;
use warnings;
use JSON::PP ();
use KiDepot::App;
use KiDepot::Database;
use KiDepot::Http;
use KiDepot::Nginx;
use KiDepot::Sandbox qw(root run program scratch_dir read_text);
use Test::More;

my $database = KiDepot::Database->new;
my $app = KiDepot::App->start(database => $database);
my $web = KiDepot::Nginx->start(app => $app);
my $httplib = scratch_dir() . '/Example.kicad_httplib';

sub script {
    my (%env) = @_;
    return run(
        command => [root() . '/docs/examples/inventree-and-tray.sh'],
        env => { URL => $web->url . $web->prefix, KIDEPOT_CONNINFO => $database->conninfo('admin'),
            KIDEPOT => program('kidepot'), HTTPLIB => $httplib, %env },
    );
}

sub library {
    my $source = JSON::PP::decode_json(read_text($httplib))->{source};
    my ($prefix) = $source->{root_url} =~ m{^\Q@{[$web->url]}\E(/.*)};
    my $get = sub {
        my $answer = KiDepot::Http::request($web->port, 'GET', "$prefix/v1/$_[0]",
            { Authorization => "Token $source->{token}" });
        return $answer->{status} == 200 ? JSON::PP::decode_json($answer->{body}) : $answer->{status};
    };
    return ($source, $get);
}

sub field { my ($value, $visible) = @_; return { value => $value, visible => $visible ? 'True' : 'False' } }

# Of a part: what is not the same for all.
sub document {
    my ($name, %part) = @_;
    return {
        name => $name, symbolIdStr => $part{symbol}, description => $part{description}, keywords => $part{keywords},
        (map { ("exclude_from_$_" => 'False') } qw(bom board sim)),
        fields => {
            reference => field($part{reference}, 1), value => field($part{value}, 1),
            footprint => field($part{footprint}), description => field($part{description}),
            keywords => field($part{keywords}), Manufacturer => field($part{manufacturer}), MPN => field($part{mpn}),
            $part{datasheet} ? (datasheet => field($part{datasheet})) : (),
        },
    };
}

sub resistor {
    my ($name, $mpn) = @_;
    return document($name, symbol => 'Device:R', reference => 'R', value => $name, description => $name,
        footprint => 'Resistor_SMD:R_0805_2012Metric', manufacturer => 'Yageo', mpn => $mpn, keywords => "$mpn Yageo");
}

my %wanted = (
    'Capacitors/Ceramic' => [
        document('GRM188R61A106KE69D', symbol => 'Device:C', reference => 'C', value => '10u',
            description => "Ceramic capacitor 10 \x{b5}F 10 V X5R 0603", footprint => 'Capacitor_SMD:C_0603_1608Metric',
            manufacturer => 'Murata', mpn => 'GRM188R61A106KE69D', keywords => 'GRM188R61A106KE69D Murata 10u'),
        document('GRM21BR71H104KA01L', symbol => 'Device:C', reference => 'C', value => '100n',
            description => 'Ceramic capacitor 100 nF 50 V X7R 0805', footprint => 'Capacitor_SMD:C_0805_2012Metric',
            manufacturer => 'Murata', mpn => 'GRM21BR71H104KA01L', keywords => 'GRM21BR71H104KA01L Murata 100n'),
    ],
    'Capacitors/Tantalum' => [
        document('T491A106K016AT', symbol => 'Device:C_Polarized', reference => 'C', value => '10u',
            description => "Tantalum capacitor 10 \x{b5}F 16 V",
            footprint => 'Capacitor_Tantalum_SMD:CP_EIA-3216-18_Kemet-A',
            manufacturer => 'KEMET', mpn => 'T491A106K016AT', keywords => 'T491A106K016AT KEMET 10u'),
    ],
    'ICs/Regulators' => [
        document('LM7805', symbol => 'Regulator_Linear:LM7805_TO220', reference => 'U', value => 'LM7805',
            description => '5 V, 1.5 A, TO-220', footprint => 'Package_TO_SOT_THT:TO-220-3_Vertical',
            manufacturer => 'Texas Instruments', mpn => 'LM7805CT', keywords => 'LM7805CT Texas Instruments'),
    ],
    'ICs/Timers' => [
        document('NE555', symbol => 'Timer:NE555P', reference => 'U', value => 'NE555',
            description => 'Timer, DIP-8', footprint => 'Package_DIP:DIP-8_W7.62mm',
            datasheet => 'https://www.ti.com/lit/ds/symlink/ne555.pdf',
            manufacturer => 'Texas Instruments', mpn => 'NE555P', keywords => 'NE555P Texas Instruments'),
    ],
    'Passives/Resistors' => [
        resistor('10k Resistor', 'RC0805FR-0710KL'),
        resistor('4.7k Resistor', 'RC0805FR-074K7L'),
    ],
);

sub serves_what_is_wanted {
    my ($source, $get) = library();
    is_deeply($get->(''), { categories => '', parts => '' }, 'the address of the file is a library');
    my $categories = $get->('categories.json');
    is_deeply([map { $_->{name} } @$categories], [sort keys %wanted], 'it has the categories of both');
    for my $category (@$categories) {
        my $rows = $get->("parts/category/$category->{id}.json");
        my @ids = map { delete $_->{id} } @$rows;
        is_deeply($rows, $wanted{ $category->{name} }, "$category->{name}: the parts, with all that they have");
        is_deeply([map { my $part = $get->("parts/$_.json"); delete $part->{id}; $part } @ids], $rows,
            "$category->{name}: each on its own is the same");
    }
    return $source;
}

# What is in the catalogue, without what says when.
sub catalogue {
    return join "\n", map { "$_: " . join ' ', $database->psql("select t.* from kidepot.$_ t order by 1, 2", 'owner') }
        qw(category part parameter parameter_template footprint_map stock_movement location);
}

my $first = script();
is("$first->{status} $first->{err}", '0 ', 'it runs on an empty catalogue');
like($first->{out}, qr{^POST \S*/plugin/kicad-library-plugin/api/category/\n    \{ "category": "Capacitors/Tantalum", "default_symbol".*\}\n  201 \{"pk":}m,
    'what is asked and answered can be followed');
like($first->{out}, qr{^kidepot part add "10k Resistor" --category Passives/Resistors --stock 100 --footprint 0805 --manufacturer Yageo --mpn RC0805FR-0710KL\n  \d+$}m,
    'and so can the commands');
my ($source) = serves_what_is_wanted();
like($source->{root_url}, qr{/plugin/kicad-library-plugin$}, 'the file names the address of the plugin');
like($source->{token}, qr/^kd_/, 'and a token');
unlike($first->{out} . $first->{err}, qr/kd_[0-9a-f]{8}_/, 'no token is shown');
is_deeply([$database->psql(<<~'SQL', 'writer')], ["10k Resistor\t100", "4.7k Resistor\t80", "LM7805\t12", "NE555\t25"], 'stock is there');
    select p.name, s.quantity::int from kidepot.stock s join kidepot.part p on p.id = s.part_id order by p.name collate "C"
    SQL

my $before = catalogue();
my $second = script();
is("$second->{status} $second->{err}", '0 ', 'it can be run again');
is(catalogue(), $before, 'and changes nothing');
my ($again, $get) = library();
isnt($again->{token}, $source->{token}, 'but KiCad\'s token');
is(KiDepot::Http::request($web->port, 'GET', $web->prefix . '/v1/',
        { Authorization => "Token $source->{token}" })->{status}, 401, 'whose former one has ended');
is_deeply([$database->psql('select name, scope from kidepot.token where revoked_at is null', 'writer')],
    ["example, KiCad\tread"], 'no other token is left valid');

my $token = $database->token(scope => 'admin');
is(script(TOKEN => $token, PLUGIN => $web->url . $web->prefix)->{status}, 0, 'with a token and an address of one\'s own');
is(scalar $database->psql('select count(*) from kidepot.token where name = \'example, REST\'', 'writer'), 2,
    'none is made for REST then');
is((library())[0]{root_url}, $web->url . $web->prefix, 'the file names that address');

# Each of these has to stop it, with words.
sub stops {
    my ($what, $words, %env) = @_;
    my $result = script(%env);
    isnt($result->{status}, 0, "stops: $what");
    like($result->{err}, qr/^stopped: .*$words/m, "stops: $what: says so");
}

stops('a token for reading', 'answers 403', TOKEN => $database->token);
stops('no such server', 'nothing answers at http://127.0.0.1:1/', URL => 'http://127.0.0.1:1/kidepot');
stops('no such database', 'no token can be made', KIDEPOT_CONNINFO => 'host=/nonexistent dbname=x');
$database->psql("update kidepot.footprint_map set footprint = 'Resistor_SMD:R_0603_1608Metric' where footprint ~ 'R_0805'", 'writer');
stops('another footprint', 'marked ">":\n(?s:.*)R_0805(?s:.*)R_0603');
$database->psql("insert into kidepot.category (name) values ('Mine')", 'writer');
stops('a catalogue with other parts', 'not empty but has "Mine"');

$web->stop;
$app->stop;
done_testing;
