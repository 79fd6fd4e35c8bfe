package Client;

# A KiCad in its own folder (see ../machine), with a fresh profile for each use.

use v5.36;
use Cwd ();
use File::Basename ();
use File::Copy ();
use File::Path ();
use File::Temp ();
use JSON::PP ();
use Sheet;
use Test::More ();

my $here = Cwd::abs_path(File::Basename::dirname(__FILE__) . '/..');

sub new ($class, $version, $dir) {
    return bless { version => $version, dir => $dir, machine => ["$here/machine"] }, $class;
}

# The reason why there is no such KiCad, or nothing.
sub build ($self) {
    return 'namespaces need "unshare" of util-linux' if system 'command -v unshare >/dev/null';
    if ($> != 0) {
        return 'it takes root, or sudo without a password' if system 'sudo -n true 2>/dev/null';
        unshift @{ $self->{machine} }, 'sudo', '-n';
    }
    File::Path::make_path(File::Basename::dirname($self->{dir}));
    my ($said, $why) = ('', '');
    my $hear = sub ($line) {
        $said .= $line;
        print STDERR $why = $1 if $line =~ /^machine: (.*\n)/;
    };
    $self->machine($hear, 'build', $self->{version}, $self->{dir});
    return if $? == 0;
    my $status = $? >> 8;
    write_file("$self->{dir}.log", $said);
    print STDERR qq{"$self->{dir}.log" has the whole story\n};
    return $why =~ s/\n//r if $status == 3;
    die qq{making "$self->{dir}" failed\n};
}

# Hands each line of what a command of the machine says to $hear; leaves its status in $?.
sub machine ($self, $hear, @arguments) {
    $self->{running} = open my $out, '-|', 'sh', '-c', 'exec "$@" 2>&1 </dev/null', 'sh',
        @{ $self->{machine} }, @arguments
        or die "no shell: $!\n";
    while (my $line = <$out>) { $hear->($line) }
    close $out;
    delete $self->{running};
}

# Ends a command that runs, with all it started: they share a process namespace.
sub end ($self) {
    my $pid = delete $self->{running} or return;
    kill KILL => $pid;
}

# Where KiCad works once; gone at the end.
sub work_folder () {
    my $work = File::Temp::tempdir('kidepot-kicad-XXXXXX', TMPDIR => 1, CLEANUP => 1);
    chmod 0755, $work;
    return $work;
}

# What is in the folder of pictures, for who wants to look.
sub keep_pictures ($self, $folder, $work) {
    File::Path::make_path($folder);
    for my $picture (glob "$work/shots/*.png") {
        my $name = "$self->{version}-" . File::Basename::basename($picture);
        File::Copy::copy($picture, "$folder/$name");
        Test::More::note("picture: $folder/$name");
    }
}

sub release ($self) {
    return $self->{release} //= do {
        my $said = $self->run(work_folder(), 60, 'kicad-cli', 'version');
        $said =~ /^([0-9]+\.[0-9.]+)/m ? $1 : die "no version from kicad-cli: $said\n";
    };
}

# A folder the client sees as /probe, with a profile that leaves no wizard a question to ask.
sub profile ($self, $work, $httplib, $parts) {
    my $settings = "$work/home/.config/kicad/$self->{version}.0";
    File::Path::make_path($settings);
    File::Copy::copy($httplib, "$work/KiDepot.kicad_httplib") or die qq{cannot copy "$httplib": $!\n};
    write_file("$settings/kicad_common.json", JSON::PP::encode_json(common_settings()));
    # canvas_type 2 is the software canvas
    write_file("$settings/eeschema.json",
        '{"graphics":{"canvas_type":2},"system":{"first_run_shown":true}}');
    write_file("$settings/sym-lib-table", symbol_table($parts));
    write_file("$settings/fp-lib-table",  footprint_table($parts));
    # without this table KiCad 10 shows its first-run wizard
    write_file("$settings/design-block-lib-table", "(design_block_lib_table (version 7))\n");
}

# The profile's own generators, [name, path, command line], for the windows that export netlists and
# bills of materials, which Ctrl+Shift+K and J open; a hotkey with an F key does nothing in KiCad 10.0.6.
sub tools ($self, $work, %tool) {
    my $settings = "$work/home/.config/kicad/$self->{version}.0";
    my %plugin = map { my %of; @of{qw(name path command)} = @{ $tool{$_} }; ($_ => \%of) } keys %tool;
    write_file("$settings/eeschema.json", JSON::PP::encode_json({
        graphics => { canvas_type => 2 }, system => { first_run_shown => JSON::PP::true },
        netlist => { plugins => [$plugin{netlist}] },
        bom => { plugins => [$plugin{bom}], selected_plugin => $plugin{bom}{name} },
    }));
    write_file("$settings/user.hotkeys", "eeschema.EditorControl.exportNetlist\tCtrl+Shift+K\n"
        . "eeschema.EditorControl.generateBOMLegacy\tCtrl+Shift+J\n");
}

# The profile's only repository of packages.
sub repository ($self, $work, $url) {
    write_file("$work/home/.config/kicad/$self->{version}.0/kicad.json", JSON::PP::encode_json({
        pcm => { repositories => [{ name => 'ACME', url => $url }] }, system => { first_run_shown => JSON::PP::true },
    }));
}

sub common_settings () {
    my @prompts = qw(data_collection_prompt env_var_overwrite_warning migrate_wrl_prompt
        scaled_3d_models_warning update_check_prompt zone_fill_warning);
    return {
        do_not_show_again => { map { $_ => JSON::PP::true } @prompts },
        graphics          => { canvas_type     => 2 },
        system            => { first_run_shown => JSON::PP::true },
    };
}

# Stock libraries are hidden: usable, but the chooser lists KiDepot alone.
sub symbol_table ($parts) {
    my @rows = map { row($_, 'KiCad', "/usr/share/kicad/symbols/$_.kicad_sym", ' (hidden)') }
        libraries(map { $_->{symbolIdStr} } @$parts);
    return join '', "(sym_lib_table (version 7)\n", @rows,
        row('KiDepot', 'HTTP', '/probe/KiDepot.kicad_httplib', ''), ")\n";
}

sub footprint_table ($parts) {
    my @rows = map { row($_, 'KiCad', "/usr/share/kicad/footprints/$_.pretty", '') }
        libraries(map { $_->{fields}{footprint}{value} // () } @$parts);
    return join '', "(fp_lib_table (version 7)\n", @rows, ")\n";
}

sub row ($name, $type, $uri, $more) {
    return qq{  (lib (name "$name")(type "$type")(uri "$uri")(options "")(descr "")$more)\n};
}

sub libraries (@ids) {
    my %library = map { m{^([^:]+):} ? ($1 => 1) : () } @ids;
    return sort keys %library;
}

# Ids of parts whose symbol or footprint the stock libraries of this KiCad lack.
sub lacking ($self, $parts) {
    my $share = "$self->{dir}/usr/share/kicad";
    my (%symbols, @lacking);
    for my $part (@$parts) {
        my ($library, $symbol) = split /:/, $part->{symbolIdStr}, 2;
        $symbols{$library} //= symbols_in("$share/symbols/$library.kicad_sym");
        push @lacking, qq{part "$part->{name}": symbol "$part->{symbolIdStr}"}
            unless $symbols{$library}{$symbol};
        my $footprint = $part->{fields}{footprint}{value} // next;
        my $file = $footprint =~ s{:}{.pretty/}r;
        push @lacking, qq{part "$part->{name}": footprint "$footprint"}
            unless -f "$share/footprints/$file.kicad_mod";
    }
    return @lacking;
}

sub symbols_in ($path) {
    open my $in, '<:encoding(UTF-8)', $path or return {};
    return { map { /^(?:\t|  )\(symbol "([^"]+)"/ ? ($1 => 1) : () } <$in> };
}

# Runs a command with $work as its /probe; returns what it said.
sub run ($self, $work, $seconds, @command) {
    my $said = '';
    $self->machine(sub ($line) { $said .= $line },
        'enter', $self->{dir}, $work, 'timeout', '-k', 5, $seconds, @command);
    return $said;
}

# Runs a command that writes $file of $work, until this is its last line. KiCad 10.0.7 does not end once
# it has talked to an HTTP library, so it is ended then.
sub run_for_file ($self, $work, $file, $last, @command) {
    unlink "$work/$file";
    my $until_whole = <<~'END';
        file=$1 last=$2
        shift 2
        "$@" &
        while kill -0 $! 2>/dev/null && [ "$(tail -n 1 "$file" 2>/dev/null)" != "$last" ]; do sleep 0.2; done
        END
    return $self->run($work, 1800, 'sh', '-c', $until_whole, 'sh', "/probe/$file", $last, @command);
}

# What the electrical rules check says of the sheet, or dies.
sub design_check ($self, $work) {
    my $said = $self->run_for_file($work, 'erc.json', '}', qw(kicad-cli sch erc --severity-all --format json),
        qw(-o /probe/erc.json /probe/probe.kicad_sch));
    die "no report of kicad-cli: $said\n" unless -s "$work/erc.json";
    return JSON::PP->new->decode(Sheet::read_file("$work/erc.json"));
}

# Those of a report whose type begins like this.
sub complaints ($found, $type) {
    return map { join ': ', $_->{type}, $_->{description}, map { $_->{description} } @{ $_->{items} } }
        grep { $_->{type} =~ /^(?:$type)/ } map { @{ $_->{violations} } } @{ $found->{sheets} };
}

# The sheet's netlist as XML, or what was said instead.
sub netlist ($self, $work) {
    my $said = $self->run_for_file($work, 'probe.xml', '</export>', qw(kicad-cli sch export netlist --format kicadxml),
        qw(-o /probe/probe.xml /probe/probe.kicad_sch));
    return -e "$work/probe.xml" ? Sheet::read_file("$work/probe.xml") : $said;
}

sub draw ($self, $work, @words) {
    return $self->script($work, 'draw', @words);
}

# One of the scripts beside "screen", which drive windows; what it said.
sub script ($self, $work, $name, @words) {
    for my $script ($name, 'screen') {
        File::Copy::copy("$here/$script", "$work/$script") or die qq{cannot copy "$script": $!\n};
    }
    chmod 0755, "$work/$name";
    return $self->run($work, 1800, "/probe/$name", @words);
}

sub write_file ($path, $text) {
    open my $out, '>:encoding(UTF-8)', $path or die qq{cannot write "$path": $!\n};
    print $out $text;
    close $out or die qq{cannot write "$path": $!\n};
}

1;
