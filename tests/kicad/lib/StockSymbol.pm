package StockSymbol;

# A symbol of KiCad's stock libraries, with what a part says of it, as KiCad keeps it in a sheet.

use v5.36;
use utf8;

# The text of Library:Name in the folder of stock symbols, as a copy called $link with these
# properties, [name, value], put over its own.
sub embedded ($folder, $id, $link, @properties) {
    my ($library, $name) = split /:/, $id, 2;
    my $text = whole(Sheet::read_file("$folder/$library.kicad_sym"), $name);
    my $own  = $link =~ s/^[^:]*://r;
    $text =~ s/\(symbol "[^"]*_(\d+_\d+)"/(symbol "$own\_$1"/g;
    $text =~ s/\(symbol "[^"]*"/(symbol "$link"/;
    $text = with_property($text, @$_) for @properties;
    return $text;
}

# One that extends another is that other one with its own properties.
sub whole ($library, $name) {
    my ($text) = $library =~ /^(\t\(symbol "\Q$name\E"\n.*?^\t\)\n)/ms or die qq{no symbol "$name"\n};
    my ($base) = $text =~ /\(extends "([^"]+)"\)/ or return $text;
    my $all = whole($library, $base);
    $all = with_property($all, $_->[1], $_->[2]) for Sheet::children(Sheet::parse("($text)")->[0], 'property');
    return $all;
}

sub with_property ($text, $name, $value) {
    my $quoted = quote($value);
    return $text if $text =~ s/(\(property "\Q$name\E" )"(?:[^"\\]|\\.)*"/$1$quoted/;
    my $property = "\t\t(property " . quote($name) . " $quoted (at 0 0 0)"
        . " (effects (font (size 1.27 1.27)) (hide yes)))\n";
    return $text =~ s/^(?=\t\t\(symbol )/$property/mr;
}

sub quote ($text) {
    return '"' . $text =~ s/(["\\])/\\$1/gr . '"';
}

1;
