package Electrical;

# What a netlist in one of the formats that kidepot writes says electrically: of each component its footprint,
# of each net the set of its pins. Order, layout and dates are no part of it.
#
#   { components => { R1 => 'Resistor_SMD:R_0603' }, nets => { GND => { 'R1.1' => 1 } } }

use v5.36;

my %read = (pads => \&pads, cadstar => \&cadstar, orcadpcb2 => \&orcadpcb2);

sub formats () { return sort keys %read }

sub content ($format, $text) {
    my %content = (components => {}, nets => {});
    $read{$format}->($text, sub ($ref, $footprint) { $content{components}{$ref} = $footprint },
        sub ($net, $ref, $pin) { $content{nets}{plain($net)}{"$ref.$pin"} = 1 });
    return \%content;
}

# KiCad's own exporters leave its escape in.
sub plain ($net) { return $net =~ s/\{slash\}/\//gr }

sub pads ($text, $component, $pin) {
    my ($parts, $nets) = $text =~ /^\*PART\*\n(.*?)^\*NET\*\n(.*?)^\*END\*/ms or die "no PADS netlist\n";
    for (grep { /\S/ } split /\n/, $parts =~ s/ +$//mgr) {
        my ($ref, $footprint) = split ' ', $_, 2;
        $component->($ref, $footprint // '');
    }
    for my $net (split /^\*SIGNAL\* /m, $nets) {
        my ($name, @pins) = split /\n/, $net;
        $pin->($name, /^(.*)\.(.*)$/) for map { split ' ' } @pins;
    }
}

sub cadstar ($text, $component, $pin) {
    $text =~ /^\.HEA.*^\.END\n?\z/ms or die "no CADSTAR netlist\n";
    my $net;
    for (split /\n/, $text) {
        if (/^\.ADD_COM\s+(\S+)\s+"[^"]*"(?:\s+"([^"]*)")?/) { $component->($1, $2 // '') }
        elsif (/^\.ADD_TER\s+(\S+)\s+(\S+)\s+"(.*)"/)         { $pin->($net = $3, $1, $2) }
        elsif (/^\.TER\s+(\S+)\s+(\S+)/ || /^ +(\S+)\s+(\S+)\s*$/) { $pin->($net, $1, $2) }
    }
}

sub orcadpcb2 ($text, $component, $pin) {
    $text =~ /^\( \{ .*^\)\n\*\n?\z/ms or die "no OrcadPCB2 netlist\n";
    my $ref;
    for (split /\n/, $text) {
        if (/^ \( (\S+) (\S+) +(\S+)/)    { $component->($ref = $3, $2) }
        elsif (/^  \( +(\S+) (\S+) \)$/) { $pin->($2, $ref, $1) }
    }
}

1;
