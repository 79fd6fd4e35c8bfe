package Probe;

# Sheets that drive a library.

use v5.36;
use utf8;

# A sheet with these parts of the library, each with a stub of one pin as its embedded copy.
sub sheet (@names) {
    my @links = map { 'KiDepot:' . s{/}{\{slash\}}gr } @names;
    my $stubs = join '', map { stub($_) } @links;
    my $symbols = join '', map { symbol($links[$_], $_ + 1) } 0 .. $#links;
    return <<~END;
        (kicad_sch (version 20250114) (generator "eeschema") (generator_version "9.0")
          (uuid "11111111-1111-4111-8111-111111111111") (paper "A4")
          (lib_symbols
        $stubs  )
        $symbols  (sheet_instances (path "/" (page "1")))
        )
        END
}

sub stub ($link) {
    my $name = $link =~ s/^KiDepot://r;
    return <<~END;
        (symbol "$link" (in_bom yes) (on_board yes)
          (property "Reference" "X" (at 0 0 0)) (property "Value" "X" (at 0 0 0))
          (symbol "${name}_1_1"
            (pin passive line (at 0 0 0) (length 2.54)
              (name "~" (effects (font (size 1.27 1.27))))
              (number "1" (effects (font (size 1.27 1.27)))))))
        END
}

sub symbol ($link, $number) {
    my $y  = sprintf '%.2f', 25.4 + 5.08 * $number;
    my $id = sprintf '22222222-2222-4222-8222-%012d', $number;
    return <<~END;
        (symbol (lib_id "$link") (at 50.8 $y 0) (unit 1) (in_bom yes) (on_board yes) (uuid "$id")
          (property "Reference" "X$number" (at 50.8 $y 0)) (property "Value" "X" (at 50.8 $y 0))
          (instances (project "probe"
            (path "/11111111-1111-4111-8111-111111111111" (reference "X$number") (unit 1)))))
        END
}

1;
