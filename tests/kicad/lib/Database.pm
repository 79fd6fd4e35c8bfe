package Database;

# A database library in a real KiCad, over ODBC, beside the HTTP library of the same
# catalogue: the same parts under the same names, with the same symbols and fields.

use v5.36;
use Cwd ();
use Test::More;
use Client;
use Probe;
use Sheet;

# One part of each category, the one with most fields; none with a slash in its name, before which KiCad 9 looks for a
# library's name.
sub test ($client, $server) {
    my %rows = map { $_->{id} => $server->get("parts/category/$_->{id}.json") } @{ $server->get('categories.json') };
    my @parts = map { (sort { keys %{ $b->{fields} } <=> keys %{ $a->{fields} } || $a->{name} cmp $b->{name} } grep { $_->{name} !~ m{/} } @{ $rows{$_} })[0] // () } sort keys %rows;
    $server->kidepot('settings', 'set', 'database_library', 'yes');
    $server->kidepot('role', 'add', 'kicad');
    my $work = work_folder($client, $server, \@parts);
    Client::write_file("$work/probe.kicad_pro", "{}\n");
    Client::write_file("$work/probe.kicad_sch", Probe::sheet(map { $_->{name} } @parts));

    my $found = $client->design_check($work);
    is_deeply([Client::complaints($found, 'lib_symbol_issues')], [], 'database: a part of each category is found under its name');
    # The sheet's own copies are stubs, so this complaint proves that the library's symbol was read.
    is(scalar Client::complaints($found, 'lib_symbol_mismatch'), @parts, 'database: each is read and differs from its stub');

    my $said = $client->script($work, 'update', '(property "ki_keywords"');
    unlike($said, qr/^update: /m, 'database: KiCad takes the symbols over into the sheet') or diag($said);
    my $sheet = Sheet::parse(Sheet::read_file("$work/probe.kicad_sch"));
    my @differ = map { differences($_, Sheet::embedded($sheet, "KiDepot:$_->{name}")) } @parts;
    is_deeply(\@differ, [], 'database: with the symbol, values, visibility and exclusions that HTTP sends') or diag(join "\n", @differ);
    note(scalar(@parts), ' parts, ', scalar(map { keys %{ $_->{fields} } } @parts), ' fields');
}

# What the library symbol that KiCad made of a row has otherwise than the part's document. A field that the part
# has not is there and empty; docs/dblib.md says why.
sub differences ($part, $copy) {
    return "$part->{name}: not in the sheet" unless $copy;
    my %name = (keywords => 'ki_keywords', map { lc, $_ } qw(Reference Value Footprint Datasheet Description));
    my %properties = %{ $copy->{properties} };
    my @differ;
    for my $field (sort grep { defined $part->{fields}{$_}{value} } keys %{ $part->{fields} }) {
        my $name = $name{ lc $field } // $field;
        my $is = delete $properties{$name} // { value => '(none)', shown => '' };
        my $wanted = $part->{fields}{$field};
        push @differ, "$part->{name}: $name is \"$is->{value}\" and not \"$wanted->{value}\"" if $is->{value} ne $wanted->{value};
        push @differ, "$part->{name}: $name is shown: $is->{shown}" if $is->{shown} ne $wanted->{visible};
    }
    my %filled = map { ($_ => 1) } grep { $properties{$_}{value} ne '' } keys %properties;
    delete @filled{qw(Reference Value Footprint Datasheet Description ki_keywords ki_fp_filters ki_locked)};
    push @differ, "$part->{name}: has \"$_\", too" for sort grep { !/^Sim\./ } keys %filled;
    my %flag = (in_bom => 'no', on_board => 'no', exclude_from_sim => 'yes');
    my %sent = (in_bom => 'exclude_from_bom', on_board => 'exclude_from_board', exclude_from_sim => 'exclude_from_sim');
    for my $flag (sort keys %flag) {
        my $excluded = ($copy->{$flag} // '') eq $flag{$flag} ? 'True' : 'False';
        push @differ, "$part->{name}: $sent{$flag} is $excluded" if $excluded ne $part->{ $sent{$flag} };
    }
    my ($footprint, @filters) = ($part->{fields}{footprint}{value} // (), @{ $part->{footprint_filters} // [] });
    my $wanted = defined $footprint ? join ' ', $footprint, @filters : '';
    my $filters = $copy->{properties}{ki_fp_filters}{value} // '';
    push @differ, "$part->{name}: filters are \"$filters\" and not \"$wanted\"" if $filters ne $wanted;
    return @differ;
}

# A folder for the client whose KiDepot is the database library. PostgreSQL's socket is linked into it.
sub work_folder ($client, $server, $parts) {
    my $work = Client::work_folder();
    $client->profile($work, $server->{httplib}, $parts);
    my $sockets = Cwd::realpath("$server->{run}/servers") . '/socket';
    mkdir "$work/database";
    link "$sockets/.s.PGSQL.5432", "$work/database/.s.PGSQL.5432" or die "cannot link PostgreSQL's socket: $!\n";
    Client::write_file("$work/KiDepot.kicad_dbl", $server->kidepot('dblib', '--host', '/probe/database', '--user', 'kicad', '--database', 'kidepot'));
    my $settings = "$work/home/.config/kicad/$client->{version}.0";
    Client::write_file("$settings/user.hotkeys", "eeschema.InteractiveEdit.updateSymbols\tCtrl+Shift+Y\n");
    my $table = Sheet::read_file("$settings/sym-lib-table");
    $table =~ s{\(type "HTTP"\)\(uri "/probe/KiDepot.kicad_httplib"\)}{(type "Database")(uri "/probe/KiDepot.kicad_dbl")} or die "no row of KiDepot in the table of libraries\n";
    Client::write_file("$settings/sym-lib-table", $table);
    return $work;
}

1;
