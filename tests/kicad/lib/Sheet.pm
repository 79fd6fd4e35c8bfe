package Sheet;

# Reads a .kicad_sch: the symbols placed on it and the copies of library symbols embedded in it.
# A node of the tree is a list [name, child...], an atom is a string.

use v5.36;
use utf8;

sub read_file ($path) {
    open my $in, '<:encoding(UTF-8)', $path or die qq{cannot read "$path": $!\n};
    local $/;
    return scalar <$in>;
}

sub parse ($text) {
    my @open = ([]);
    while ($text =~ /\G\s*(?:([()])|"((?:[^"\\]|\\.)*)"|([^\s()"]+))/gcs) {
        my ($paren, $quoted, $word) = ($1, $2, $3);
        if    (defined $word)   { push @{ $open[-1] }, $word }
        elsif (defined $quoted) { push @{ $open[-1] }, unquote($quoted) }
        elsif ($paren eq '(')   { push @open, [] }
        else                    { my $node = pop @open; push @{ $open[-1] }, $node }
    }
    die "not a whole s-expression\n" if @open != 1 || ref $open[0][0] ne 'ARRAY';
    return $open[0][0];
}

sub unquote ($text) {
    return $text =~ s/\\(.)/$1 eq 'n' ? "\n" : $1/gers;
}

sub children ($node, $name) {
    return grep { ref && $_->[0] eq $name } @$node;
}

sub atom ($node, $name) {
    my ($child) = children($node, $name);
    return $child ? $child->[1] : undef;
}

sub is_hidden ($property) {
    # KiCad 9 writes (hide yes) inside effects, KiCad 10 beside it.
    return 1 if (atom($property, 'hide') // '') eq 'yes';
    my ($effects) = children($property, 'effects');
    return $effects && (atom($effects, 'hide') // '') eq 'yes' ? 1 : 0;
}

# Without those that KiCad 10 notes as private, which stand in the library for its keepers: (property private "KLC_S3.3" ...
sub properties ($symbol) {
    return { map { $_->[1] => { value => $_->[2], shown => is_hidden($_) ? 'False' : 'True' } }
          grep { ref($_->[3] // []) } children($symbol, 'property') };
}

sub placed ($sheet) {
    return map {
        my $symbol = $_;
        +{  lib_id     => atom($symbol, 'lib_id'),
            properties => properties($symbol),
            map { $_ => atom($symbol, $_) } qw(in_bom on_board exclude_from_sim) }
    } children($sheet, 'symbol');
}

sub is_graphic ($node) {
    return ref $node && $node->[0] =~ /^(?:polyline|rectangle|circle|arc|bezier|text)$/;
}

sub embedded ($sheet, $lib_id) {
    my ($symbols) = children($sheet, 'lib_symbols');
    my ($symbol) = grep { $_->[1] eq $lib_id } children($symbols // [], 'symbol') or return;
    my @bodies = children($symbol, 'symbol');
    return {
        properties => properties($symbol),
        pins       => scalar(map { children($_, 'pin') } @bodies),
        graphics   => scalar(grep { is_graphic($_) } map { @$_ } @bodies),
        map { $_ => atom($symbol, $_) } qw(in_bom on_board exclude_from_sim),
    };
}

1;
