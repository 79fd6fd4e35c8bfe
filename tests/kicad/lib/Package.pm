package Package;

# Symbols, footprints and 3D models out of the server's own repository, which KiCad's Plugin and Content Manager installs:
# what a part of the HTTP library is before and after, and what comes of a second version.

use v5.36;
use utf8;
use File::Path ();
use JSON::PP ();
use Test::More;
use Client;
use Server;
use Sheet;

# All files are of KiCad 8's formats.
# What the catalogue says, and what KiCad is given of it.
my ($identifier, $part, $plain, $link) = ('com.example.acme-parts', 'Thermometer', 'ACME_Test:Sensor', 'PCM_ACME_Test:Sensor');
my $folder = $identifier =~ s/\./_/gr;

sub test ($client, $root) {
    my $server = Server->start($root, demo => 'no');
    my $good   = eval { on_server($client, $root, $server); 1 };
    my $why    = $@;
    $server->stop;
    die $why unless $good;
}

sub on_server ($client, $root, $server) {
    my $work = Client::work_folder();
    my $good = eval { in_folder($client, $root, $server, $work); 1 };
    my $why  = $@;
    $client->keep_pictures("$root/build/kicad", $work);
    die $why unless $good;
}

sub in_folder ($client, $root, $server, $work) {
    $server->kidepot('part', 'add', $part, '--category', 'Sensors', '--make-category', '--reference', 'U',
        '--symbol', $plain, '--footprint', $plain);
    $client->profile($work, $server->{httplib}, []);
    $client->repository($work, $server->repository_url);
    my $model = block($client, $work);

    placed($client, $work, 'before') and do {
        is(Sheet::embedded(sheet($work), "KiDepot:$part")->{pins}, 0, 'package: not installed, the part is an empty box');
        complains($client, $work, 'footprint_link_issues', 1, 'package: and its footprint is not found');
    };
    publish($root, $server, '1.0.0', $model, 2);
    installed($client, $server, $work, '1.0.0', 2);
    placed($client, $work, 'after') and do {
        has_symbol_and_footprint($work);
        complains($client, $work, qr/lib_symbol|footprint_link|footprint_filter/, 0, 'package: KiCad finds both in the libraries');
        model_is_found($client, $work);
    };
    publish($root, $server, '1.1.0', $model, 3);
    installed($client, $server, $work, '1.1.0', 3);
    complains($client, $work, 'lib_symbol_mismatch', 1, 'package: the symbol in the library is another one than was placed');
    found_by_its_own_name($client, $work);
}

# A model of our own: what KiCad makes of a board of this size.
sub block ($client, $work) {
    Client::write_file("$work/block.kicad_pcb", board(2, 1, ''));
    my $said = step($client, $work, 'block');
    return Sheet::read_file(-e "$work/block.step" ? "$work/block.step" : die "no model of KiCad: $said\n");
}

sub step ($client, $work, $name) {
    unlink "$work/$name.step";
    return $client->run($work, 300, qw(kicad-cli pcb export step -o), "/probe/$name.step", "/probe/$name.kicad_pcb");
}

sub board ($width, $height, $footprints) {
    return <<~END;
        (kicad_pcb (version 20240108) (generator "acme") (generator_version "8.0") (general (thickness 1)) (paper "A4")
          (layers (0 "F.Cu" signal) (31 "B.Cu" signal) (44 "Edge.Cuts" user))
          (gr_rect (start 0 0) (end $width $height) (stroke (width 0.05) (type default)) (fill none) (layer "Edge.Cuts"))
        $footprints)
        END
}

sub publish ($root, $server, $version, $model, $pins) {
    my $dir = Client::work_folder();
    File::Path::make_path(map { "$dir/in/$_" } 'symbols', 'footprints/ACME_Test.pretty', '3dmodels/ACME_Test.3dshapes');
    Client::write_file("$dir/in/metadata.json", JSON::PP::encode_json(metadata($version)));
    Client::write_file("$dir/in/symbols/ACME_Test.kicad_sym", symbol_library($pins));
    Client::write_file("$dir/in/footprints/ACME_Test.pretty/Sensor.kicad_mod", footprint());
    Client::write_file("$dir/in/3dmodels/ACME_Test.3dshapes/Sensor.step", $model);
    is(system("$root/build/kidepot pcm build '$dir/in' -o '$dir/acme.zip' >/dev/null"), 0, "package: $version is built");
    is($server->kidepot('pcm', 'publish', '--directory', $server->packages, "$dir/acme.zip"), "$identifier $version\n",
        "package: $version is published");
}

sub metadata ($version) {
    return {
        name => 'ACME parts', description => 'Symbols and footprints of ACME', description_full => "All that ACME's parts refer to.",
        identifier => $identifier, type => 'library', author => { name => 'ACME', contact => {} }, license => 'unrestricted',
        resources => {}, versions => [{ version => $version, status => 'stable', kicad_version => '8.0' }],
    };
}

sub symbol_library ($pins) {
    my $pin_lines = join '', map { pin($_) } 1 .. $pins;
    return <<~END;
        (kicad_symbol_lib (version 20231120) (generator "acme") (generator_version "8.0")
          (symbol "Sensor" (exclude_from_sim no) (in_bom yes) (on_board yes)
            (property "Reference" "U" (at 0 10 0) (effects (font (size 1.27 1.27))))
            (property "Value" "Sensor" (at 0 -10 0) (effects (font (size 1.27 1.27))))
            (property "Footprint" "ACME_Test:Sensor" (at 0 0 0) (effects (font (size 1.27 1.27)) (hide yes)))
            (property "Datasheet" "" (at 0 0 0) (effects (font (size 1.27 1.27)) (hide yes)))
            (property "Description" "" (at 0 0 0) (effects (font (size 1.27 1.27)) (hide yes)))
            (symbol "Sensor_0_1"
              (rectangle (start -5.08 7.62) (end 5.08 -7.62) (stroke (width 0.254) (type default)) (fill (type background))))
            (symbol "Sensor_1_1"
        $pin_lines)))
        END
}

sub pin ($number) {
    my $y = 7.62 - 2.54 * $number;
    return <<~END;
              (pin passive line (at -7.62 $y 0) (length 2.54)
                (name "P$number" (effects (font (size 1.27 1.27)))) (number "$number" (effects (font (size 1.27 1.27)))))
        END
}

sub footprint () {
    return <<~END;
        (footprint "Sensor" (version 20240108) (generator "acme") (generator_version "8.0") (layer "F.Cu")
          (property "Reference" "REF**" (at 0 -2 0) (layer "F.SilkS") (effects (font (size 1 1) (thickness 0.15))))
          (property "Value" "Sensor" (at 0 2 0) (layer "F.Fab") (effects (font (size 1 1) (thickness 0.15))))
          (attr smd)
          (pad "1" smd rect (at -1 0) (size 1 1) (layers "F.Cu" "F.Paste" "F.Mask"))
          (pad "2" smd rect (at 1 0) (size 1 1) (layers "F.Cu" "F.Paste" "F.Mask"))
          (model "../ACME_Test.3dshapes/Sensor.step" (offset (xyz 0 0 0)) (scale (xyz 1 1 1)) (rotate (xyz 0 0 0))))
        END
}

# The second time KiCad offers the update.
sub installed ($client, $server, $work, $version, $pins) {
    my $since = $server->log_size;
    my $said  = $client->script($work, 'install', $version);
    my @asked = $server->asked_since($since, 'pcm');
    is($said =~ /^install: .*/ms ? $& : '', '', "package: KiCad offers $version and installs it") or diag($said);
    is_deeply([map { s/[0-9a-f]{64}/SUM/r } @asked], [qw(repository.json packages-SUM.json archive/SUM.zip)],
        "package: requests for $version: repository, packages, its archive") or diag("@asked");
    my $record = JSON::PP::decode_json(Sheet::read_file(settings($client, $work) . '/installed_packages.json'));
    is_deeply([map { [$_->{package}{identifier}, $_->{current_version}] } @{ $record->{packages} }], [[$identifier, $version]],
        "package: KiCad has written down $version");
    my $text = Sheet::read_file(third_party($client, $work) . "/symbols/$folder/ACME_Test.kicad_sym");
    is(scalar(() = $text =~ /\(pin /g), $pins, "package: the symbol is that of $version");
}

sub settings ($client, $work)    { return "$work/home/.config/kicad/$client->{version}.0" }
sub third_party ($client, $work) { return "$work/home/.local/share/kicad/$client->{version}.0/3rdparty" }
sub sheet ($work)                { return Sheet::parse(Sheet::read_file("$work/probe.kicad_sch")) }

# The part on a new sheet.
sub placed ($client, $work, $when) {
    Client::write_file("$work/probe.kicad_sch", <<~'END');
        (kicad_sch (version 20231120) (generator "eeschema") (generator_version "8.0")
          (uuid "11111111-1111-4111-8111-111111111111") (paper "A4") (lib_symbols) (sheet_instances (path "/" (page "1"))))
        END
    Client::write_file("$work/probe.kicad_pro", "{}\n");
    my $said = $client->draw($work, $part);
    rename "$work/shots/$_.png", "$work/shots/package-$when-$_.png" for qw(tree1 search1 placed1 saved);
    return is_deeply([map { $_->{lib_id} } Sheet::placed(sheet($work))], ["KiDepot:$part"], "package: the part is placed $when")
        || !diag($said);
}

sub complains ($client, $work, $type, $count, $name) {
    my @found = Client::complaints($client->design_check($work), $type);
    is(scalar @found, $count, $name) or diag(join "\n", @found);
}

sub has_symbol_and_footprint ($work) {
    my $copy = Sheet::embedded(sheet($work), "KiDepot:$part");
    is_deeply([@$copy{qw(pins graphics)}], [2, 1], 'package: installed, the part has the symbol');
    my ($symbol) = Sheet::placed(sheet($work));
    is($symbol->{properties}{Footprint}{value}, $link, 'package: and the footprint');
}

# A board with the footprint as it was installed: its model is one body more.
sub model_is_found ($client, $work) {
    my $text = Sheet::read_file(third_party($client, $work) . "/footprints/$folder/ACME_Test.pretty/Sensor.kicad_mod");
    $text =~ s/^\(footprint "Sensor" .*?(?=\(layer )/(footprint "$link" (at 5 5) /;
    Client::write_file("$work/board.kicad_pcb", board(10, 10, $text));
    is(bodies($client, $work), 2, 'package: the 3D model is found on a board');
    without_packages($client, $work, sub { is(bodies($client, $work), 1, 'package: and only where the package is') });
}

sub bodies ($client, $work) {
    my $said = step($client, $work, 'board');
    return -e "$work/board.step" ? scalar(() = Sheet::read_file("$work/board.step") =~ /MANIFOLD_SOLID_BREP/g) : $said;
}

sub without_packages ($client, $work, $what) {
    my $packages = third_party($client, $work);
    rename $packages, "$packages.away" or die "cannot move \"$packages\": $!\n";
    $what->();
    File::Path::remove_tree($packages);
    rename "$packages.away", $packages or die "cannot move \"$packages.away\": $!\n";
}

# A sheet that has the library's symbol itself, without a part.
sub found_by_its_own_name ($client, $work) {
    my $text = Sheet::read_file("$work/probe.kicad_sch") =~ s/KiDepot:\Q$part\E/$link/gr =~ s/"\Q$part\E(_\d+_\d+")/"Sensor$1/gr;
    Client::write_file("$work/probe.kicad_sch", $text);
    complains($client, $work, 'lib_symbol_issues', 0, 'package: the symbol is found by the name that docs/pcm.md says');
    without_packages($client, $work,
        sub { complains($client, $work, 'lib_symbol_issues', 1, 'package: and only where the package is') });
}

1;
