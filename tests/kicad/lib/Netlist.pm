package Netlist;

# The way back: what KiCad's netlist is to kidepot, and kidepot to KiCad as a tool of its own.

use v5.36;
use utf8;
use File::Basename ();
use File::Copy ();
use File::Path ();
use JSON::PP ();
use Test::More;
use Client;
use Electrical;
use Server;
use Sheet;

# Each part placed from the HTTP library is found by the library's name and its own, with its stock.
sub round_trip ($server, $parts, $stock, $netlist) {
    my $imported = JSON::PP::decode_json($server->kidepot(qw(netlist import --json --project probe --revision A), $netlist));
    is_deeply([map { $imported->{$_} } qw(outcome components matched ambiguous unmatched)], ['made', (scalar @$parts) x 2, 0, 0],
        'round trip: every component is matched');
    is_deeply([sort map { "$_->{rule}: $_->{part}" } @{ $imported->{groups} }], [sort map { "library: $_->{name}" } @$parts],
        'round trip: to the part that was placed, by the library');
    my $bill = JSON::PP::decode_json($server->kidepot(qw(netlist bom --format json --boards 2 --project probe)));
    my %seen = map { $_->{name} => $_ } map { @{ $_->{parts} } } @{ $bill->{lines} };
    is_deeply([sort keys %seen], [sort map { $_->{name} } @$parts], 'round trip: the bill of materials has each');
    my ($first, @others) = @$parts;
    is($seen{ $first->{name} }{stock}, $stock, 'round trip: and the stock that was counted');
    is($seen{ $first->{name} }{needed}, 2, 'round trip: and what two boards need');
}

# Every design that KiCad comes with: what it exports itself, and what kidepot makes of its XML.
sub exporters ($client, $root) {
    my $work = Client::work_folder();
    File::Copy::copy("$root/tests/kicad/export_demos", "$work/export_demos") or die qq{cannot copy "export_demos": $!\n};
    chmod 0755, "$work/export_demos";
    my $said = $client->run($work, 3000, '/probe/export_demos', Electrical::formats());
    my @designs = glob "$work/designs/*";
    cmp_ok(scalar @designs, '>', 20, 'exporters: the designs that KiCad comes with') or diag($said);
    my $components = 0;
    for my $design (@designs) {
        my $name = readlink "$design/sheet";
        for my $format (Electrical::formats()) {
            my $ours = kidepot($root, qw(netlist export --dialect kicad --format), $format, "$design/kicadxml");
            my ($wanted, $got) = map { Electrical::content($format, $_) } Sheet::read_file("$design/$format"), $ours;
            $components += keys %{ $wanted->{components} };
            is_deeply($got, $wanted, "exporters: $name to $format: the same components, footprints, nets and pins");
        }
    }
    note(scalar @designs, " designs, $components components in all formats");
}

# KiCad's windows run the very lines that docs/netlist.md has.
sub as_generator ($client, $root, $work) {
    bundle($root, "$work/kidepot.d");
    Client::write_file("$work/kidepot", "#!/bin/sh\nexec /probe/kidepot.d/ld.so --library-path /probe/kidepot.d /probe/kidepot.d/kidepot \"\$@\"\n");
    File::Copy::copy("$root/docs/examples/kidepot_bom.py", "$work/kidepot_bom.py") or die qq{cannot copy "kidepot_bom.py": $!\n};
    for my $script (qw(generate screen)) {
        File::Copy::copy("$root/tests/kicad/$script", "$work/$script") or die qq{cannot copy "$script": $!\n};
    }
    chmod 0755, "$work/kidepot", "$work/generate";
    $client->tools($work,
        netlist => ['PADS by KiDepot', '', 'kidepot netlist export --format pads "%I" -o "%O.net"'],
        bom => ['kidepot_bom', '/probe/kidepot_bom.py', 'python3 "/probe/kidepot_bom.py" "%I" "%P/%B.csv"']);
    my $said = $client->run($work, 900, qw(env PATH=/probe:/usr/bin:/bin /probe/generate /probe/probe.net /probe/probe.csv));
    is($said =~ /^generate: .*/ms ? $& : '', '', 'generator: KiCad runs it, for a netlist and for a bill of materials');
    my @refs = map { $_->{properties}{Reference}{value} } Sheet::placed(Sheet::parse(Sheet::read_file("$work/probe.kicad_sch")));
    my ($parts) = (-e "$work/probe.net" ? Sheet::read_file("$work/probe.net") : '') =~ /^\*PADS-PCB\*\n\*PART\*\n(.*?)\n\*NET\*/s;
    is_deeply([sort map { (split)[0] } split /\n/, $parts // ''], [sort @refs], 'generator: its netlist has what the sheet has');
    my ($title, @lines) = split /\r?\n/, -e "$work/probe.csv" ? Sheet::read_file("$work/probe.csv") : '';
    like($title // '', qr/^Section,References,Quantity,Value,Footprint/, 'generator: a bill of materials');
    is_deeply([sort map { split ' ', (split /,/)[1] } @lines], [sort @refs], 'generator: it has what the sheet has');
}

# The command with the libraries it needs, for it is built for the host.
sub bundle ($root, $folder) {
    File::Path::make_path($folder);
    my @needed = ("$root/build/kidepot", map { m{(?:=> )?(/\S+) \(} ? $1 : () } qx{ldd "$root/build/kidepot"});
    for my $file (@needed) {
        my $name = File::Basename::basename($file) =~ s/^ld-linux.*/ld.so/r;
        File::Copy::copy($file, "$folder/$name") or die qq{cannot copy "$file": $!\n};
        chmod 0755, "$folder/$name";
    }
}

sub kidepot ($root, @words) {
    open my $out, '-|:encoding(UTF-8)', "$root/build/kidepot", @words or die "no kidepot: $!\n";
    local $/;
    my $said = <$out>;
    close $out or die qq{"kidepot @words" failed\n};
    return $said;
}

1;
