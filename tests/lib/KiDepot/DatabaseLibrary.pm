package KiDepot::DatabaseLibrary;

# Parts as a database library has them, beside parts as the web program sends them. Both are
# a hash of what is set: name, symbol, footprints (first, then filters, with ';' between),
# reference, value, datasheet, description, keywords, the exclusions as 0 and 1, and the
# further fields under "field NAME", names in small letters.
#   my $parts = read_as_kicad($text_of_a_kicad_dbl);      name => row, over ODBC

use v5.28;
use warnings;
use JSON::PP;
use Exporter qw(import);
use KiDepot::Sandbox qw(root run wait_until);

our @EXPORT_OK = qw(row_of_document rows_of_tables read_as_kicad);

my @texts = qw(reference value datasheet description keywords);

sub _folded { $_[0] =~ tr/A-Z/a-z/r }

sub row_of_document {
    my ($part) = @_;
    my %field = map { ($_ => $part->{fields}{$_}{value}) } keys %{ $part->{fields} };
    my %row = (name => $part->{name}, symbol => $part->{symbolIdStr});
    my $footprint = delete $field{footprint};
    $row{footprints} = join ';', $footprint, @{ $part->{footprint_filters} // [] } if defined $footprint;
    for my $name (@texts) {
        my $value = delete $field{$name};
        $row{$name} = $value if defined $value;
    }
    $row{"exclude_from_$_"} = $part->{"exclude_from_$_"} eq 'True' ? '1' : '0' for qw(bom board sim);
    $row{'field ' . _folded($_)} = $field{$_} for keys %field;
    return \%row;
}

# All rows of tables, kicad_id => table, as kicad_id => [rows], asked for in one session.
sub rows_of_tables {
    my ($db, %table) = @_;
    my (%field_of, %rows, $id);
    for ($db->psql('select kicad_id, name, folded from kidepot.dblib_column')) {
        my ($kicad_id, $name, $folded) = split /\t/;
        $field_of{$kicad_id}{$name} = $folded;
    }
    for ($db->psql(join '', map { qq{\\echo table $_\nselect to_json(t) from kicad_dbl."$table{$_}" t;\n} } sort keys %table)) {
        if (/^table (.*)/) { $id = $1 }
        else { push @{ $rows{$id} }, _row_of_json($_, $field_of{$id} // {}) }
    }
    return \%rows;
}

# Most rows are what they were when they were read before, and are not taken apart again.
sub _row_of_json {
    my ($json, $field_of) = @_;
    state %read;
    return $read{ join "\n", $json, %$field_of{ sort keys %$field_of } } //= do {
        my $row = decode_json($json);
        delete $row->{part_id};
        +{ map { ($field_of->{ _bytes($_) } ? 'field ' . _characters($field_of->{ _bytes($_) }) : $_) => $row->{$_} } grep { defined $row->{$_} && $row->{$_} ne '' } keys %$row };
    };
}

sub _bytes { my ($text) = @_; utf8::encode($text); return $text }
sub _characters { my ($text) = @_; utf8::decode($text); return $text }

# The parts that KiCad 9 would have. Dies where it would have no library.
sub read_as_kicad {
    my ($text) = @_;
    my $read = run(command => ['/usr/bin/python3', root() . '/tests/cli/dblib_rows'], input => $text);
    die "dblib_rows: status $read->{status}, signal $read->{signal}: $read->{err}\n" if $read->{status} != 0 || $read->{signal} != 0;
    my ($libraries, $rows) = (decode_json($text)->{libraries}, decode_json($read->{out}));
    my %part;
    for my $i (0 .. $#$libraries) {
        for my $part (map { _row_of($libraries->[$i], $_) } @{ $rows->[$i] }) {
            die "two parts are called \"$part->{name}\"\n" if $part{ $part->{name} };
            $part{ $part->{name} } = $part;
        }
    }
    return \%part;
}

sub _row_of {
    my ($library, $row) = @_;
    my $cell = sub { $row->{ $_[0] } // '' };
    my %part = (name => $cell->($library->{key}), symbol => $cell->($library->{symbols}), footprints => $cell->($library->{footprints}),
        map { ($_ => $cell->($library->{properties}{$_})) } keys %{ $library->{properties} });
    for my $field (@{ $library->{fields} }) {
        my $name = _folded($field->{name});
        $part{ (grep { $_ eq $name } @texts) ? $name : "field $name" } = $cell->($field->{column});
    }
    return { map { ($_ => $part{$_}) } grep { $part{$_} ne '' } keys %part };
}

# A session that has read the table and does not end its transaction; returns what ends it.
sub open_reader {
    my ($db, $table) = @_;
    # It ends its transaction when its standard input ends.
    open my $psql, '|-', 'psql', '-XAtq', '-o', '/dev/null', '-d', $db->conninfo or die "psql: $!\n";
    $psql->autoflush(1);
    print {$psql} qq(begin; select count(*) from kicad_dbl."$table";\n);
    my $held = "select count(*) from pg_locks l where l.relation = 'kicad_dbl.\"$table\"'::regclass and l.pid <> pg_backend_pid()";
    wait_until(sub { $db->psql($held) > 0 }) or die "nobody reads \"$table\"\n";
    return sub {
        close $psql;
        wait_until(sub { $db->psql($held) == 0 }) or die "\"$table\" is still read\n";
    };
}

1;
