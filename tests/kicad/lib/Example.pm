package Example;

# docs/examples/inventree-and-tray.sh on an empty catalogue, and its parts on a sheet. The sheet is
# written as KiCad would write it, from what is served; that KiCad gets the same from the library is
# what its electrical rules check says, which compares each symbol in the sheet with the library's.

use v5.36;
use utf8;
use File::Spec ();
use File::Temp ();
use Test::More;
use Client;
use Server;
use Sheet;
use StockSymbol;

# What the script makes: by name value, footprint, description and further fields.
my %wanted = (
    'GRM188R61A106KE69D' => ['10u', 'Capacitor_SMD:C_0603_1608Metric', 'Ceramic capacitor 10 µF 10 V X5R 0603',
        'Murata', 'GRM188R61A106KE69D'],
    'GRM21BR71H104KA01L' => ['100n', 'Capacitor_SMD:C_0805_2012Metric', 'Ceramic capacitor 100 nF 50 V X7R 0805',
        'Murata', 'GRM21BR71H104KA01L'],
    'T491A106K016AT' => ['10u', 'Capacitor_Tantalum_SMD:CP_EIA-3216-18_Kemet-A', 'Tantalum capacitor 10 µF 16 V',
        'KEMET', 'T491A106K016AT'],
    'LM7805' => ['LM7805', 'Package_TO_SOT_THT:TO-220-3_Vertical', '5 V, 1.5 A, TO-220',
        'Texas Instruments', 'LM7805CT'],
    'NE555' => ['NE555', 'Package_DIP:DIP-8_W7.62mm', 'Timer, DIP-8', 'Texas Instruments', 'NE555P'],
    '10k Resistor'  => ['10k Resistor', 'Resistor_SMD:R_0805_2012Metric', '10k Resistor', 'Yageo', 'RC0805FR-0710KL'],
    '4.7k Resistor' => ['4.7k Resistor', 'Resistor_SMD:R_0805_2012Metric', '4.7k Resistor', 'Yageo', 'RC0805FR-074K7L'],
);
my @order = sort keys %wanted;

sub test ($client, $root) {
    my $server = Server->start($root, demo => 'no');
    my $good   = eval { on_server($client, $root, $server); 1 };
    my $why    = $@;
    $server->stop;
    die $why unless $good;
}

sub on_server ($client, $root, $server) {
    my $work = File::Temp::tempdir('kidepot-kicad-XXXXXX', TMPDIR => 1, CLEANUP => 1);
    chmod 0755, $work;
    run_script($root, $server, "$work/Example.kicad_httplib") or return;
    my %parts = map { $_->{name} => $_ } map { @{ $server->get("parts/category/$_->{id}.json") } }
        @{ $server->get('categories.json') };
    is_deeply([sort keys %parts], \@order, 'example: the parts of both');
    is_deeply([$client->lacking([values %parts])], [], 'example: their symbols and footprints are in the stock libraries');

    $client->profile($work, "$work/Example.kicad_httplib", [values %parts]);
    my $stock = "$client->{dir}/usr/share/kicad/symbols";
    Client::write_file("$work/probe.kicad_sch", sheet($stock, map { [$_, properties($_)] } @parts{@order}));
    my $found = $client->design_check($work);
    is_deeply([Client::complaints($found, qr/lib_symbol|footprint_link|footprint_filter/)], [],
        'example: KiCad finds each part and no difference between sheet and library');
    netlist_has_all($client->netlist($work));
    differences_are_found($client, $work, $stock, @parts{@order});
}

sub run_script ($root, $server, $httplib) {
    local @ENV{qw(RUN URL HTTPLIB)} = ($server->{run}, $server->{base} =~ s{/v1/$}{}r, $httplib);
    local $ENV{KIDEPOT} = File::Spec->rel2abs($ENV{BUILD} // 'build', $root) . '/kidepot';
    delete local $ENV{KIDEPOT_CONNINFO};
    my $said = qx{"$root/docs/examples/inventree-and-tray.sh" 2>&1};
    return is($?, 0, 'example: the script does all') || !diag($said);
}

# The properties of a part under the names they have in a sheet. KiCad filters by the part's own
# footprint, not by the symbol's patterns.
sub properties ($part) {
    my %name = (keywords => 'ki_keywords', map { lc, $_ } qw(Reference Value Footprint Datasheet Description));
    my $fields = $part->{fields};
    return { ki_fp_filters => $fields->{footprint}{value},
        map { ($name{ lc $_ } // $_) => $fields->{$_}{value} } keys %$fields };
}

# Each pair: a part as it is served, and the properties that its copy in the sheet has.
sub sheet ($stock, @pairs) {
    my ($copies, $placed) = ('', '');
    for my $number (1 .. @pairs) {
        my ($part, $properties) = @{ $pairs[$number - 1] };
        my $link = "KiDepot:$part->{name}";
        $copies .= StockSymbol::embedded($stock, $part->{symbolIdStr}, $link,
            map { [$_, $properties->{$_}] } sort keys %$properties);
        $placed .= placed($link, $number, $properties);
    }
    return <<~END;
        (kicad_sch (version 20250114) (generator "eeschema") (generator_version "9.0")
          (uuid "11111111-1111-4111-8111-111111111111") (paper "A4")
          (lib_symbols
        $copies  )
        $placed  (sheet_instances (path "/" (page "1")))
        )
        END
}

sub placed ($link, $number, $properties) {
    my $y    = sprintf '%.2f', 25.4 + 20.32 * $number;
    my $id   = sprintf '22222222-2222-4222-8222-%012d', $number;
    my %kept = (%$properties, Reference => "$properties->{Reference}$number");
    delete @kept{qw(ki_keywords ki_fp_filters)};
    my $text = join ' ', map { '(property ' . StockSymbol::quote($_) . ' ' . StockSymbol::quote($kept{$_}) . " (at 50.8 $y 0))" }
        sort keys %kept;
    return <<~END;
        (symbol (lib_id "$link") (at 50.8 $y 0) (unit 1) (in_bom yes) (on_board yes) (uuid "$id")
          $text
          (instances (project "probe"
            (path "/11111111-1111-4111-8111-111111111111" (reference "$kept{Reference}") (unit 1)))))
        END
}

sub netlist_has_all ($netlist) {
    my %seen;
    for my $component ($netlist =~ m{<comp ref=.*?</comp>}gs) {
        my ($name) = $component =~ /<libsource lib="KiDepot" part="([^"]*)"/;
        my %field = $component =~ m{<field name="([^"]*)">([^<]*)</field>}g;
        my ($value, $footprint) = map { $component =~ m{<$_>([^<]*)</$_>} } qw(value footprint);
        $seen{ $name // '?' } = [$value, $footprint, @field{qw(Description Manufacturer MPN)}];
    }
    is_deeply(\%seen, \%wanted, 'example: the netlist has value, footprint, description and fields of each');
}

# That the check can fail: one thing is wrong in each part's copy but the last one's. KiCad 9 does not
# compare the value.
sub differences_are_found ($client, $work, $stock, @parts) {
    my @wrong = (
        sub ($has) { $has->{Value} = 'wrong' },
        sub ($has) { $has->{Footprint} = 'Wrong:Wrong' },
        sub ($has) { $has->{Description} = 'wrong' },
        sub ($has) { $has->{MPN} = 'wrong' },
        sub ($has) { delete $has->{Manufacturer} },
        sub ($has) { $has->{ki_keywords} = 'wrong' },
    );
    my @pairs = map { [$_, properties($_)] } @parts;
    $wrong[$_]->($pairs[$_][1]) for 0 .. $#wrong;
    Client::write_file("$work/probe.kicad_sch", sheet($stock, @pairs));
    my @found  = Client::complaints($client->design_check($work), 'lib_symbol_mismatch');
    my @differ = map { $_->{name} } @parts[($client->{version} == 9 ? 1 : 0) .. $#wrong];
    is_deeply([map { /Symbol '([^']+)' doesn't match/ } @found], \@differ,
        'example: each difference between sheet and library would be found');
}

1;
