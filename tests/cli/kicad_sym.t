# kidepot import kicad-sym: symbols that are parts become parts, with what they extend; others
# are passed over and told of; again without doubles; what is no library.

use v5.28;
use warnings;
use utf8;
use Encode qw(encode_utf8);
use JSON::PP qw(decode_json);
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir write_text root);

my $wrong = 2;
my $dir = scratch_dir();
my $db = KiDepot::Database->new;
my @as = ('--conninfo', $db->conninfo('writer'));
sub parts { join "\n", $db->psql(q{select concat_ws('|', p.name, c.path, p.symbol, p.footprint, p.value, p.reference, p.description, p.keywords, p.datasheet, p.manufacturer, p.mpn, p.ipn,
    case when p.exclude_from_bom then 'no bom' end, case when p.exclude_from_board then 'no board' end, case when p.exclude_from_sim then 'no sim' end,
    (select string_agg(t.name || '=' || m.value, ' ' order by t.name) from kidepot.parameter m join kidepot.parameter_template t on t.id = m.template_id where m.part_id = p.id),
    (select string_agg(s.name || ':' || o.sku, ' ' order by s.name) from kidepot.supplier_part o join kidepot.supplier s on s.id = o.supplier_id where o.part_id = p.id))
    from kidepot.part p left join kidepot.category_resolved c on c.category_id = p.category_id order by p.name collate "C"}) }

my $library = encode_utf8(<<~'SYM');
    (kicad_symbol_lib (version 20231120) (generator "test")
      (symbol "RC0603_10k" (exclude_from_sim no) (in_bom yes) (on_board yes)
        (property "Reference" "R" (at 0 0 0)) (property "Value" "10k" (at 0 0 0))
        (property "Footprint" "R:R_0603" (at 0 0 0)) (property "Datasheet" "https://example.org/rc.pdf, https://example.org/old.pdf" (at 0 0 0))
        (property "Description" "10 kΩ \"thick\" film" (at 0 0 0)) (property "ki_keywords" "res chip" (at 0 0 0))
        (property "ki_fp_filters" "R_*" (at 0 0 0)) (property "Mfr. Part #" "RC0603FR-0710KL" (at 0 0 0))
        (property "Manufacturer" "Yageo" (at 0 0 0)) (property "LCSC" "C98220" (at 0 0 0)) (property "Tolerance" "1%" (at 0 0 0)) (property "Empty" "" (at 0 0 0))
        (symbol "RC0603_10k_1_1" (pin passive line (at 0 0 0) (length 1) (name "~") (number "1"))))
      (symbol "RC0603{slash}4k7" (extends "RC0603_10k")
        (property "Reference" "R" (at 0 0 0)) (property "Value" "4k7" (at 0 0 0)) (property "Footprint" "" (at 0 0 0)) (property "Datasheet" "~" (at 0 0 0))
        (property "Description" "4.7 kΩ" (at 0 0 0)) (property "Mfr. Part #" "RC0603FR-074K7L" (at 0 0 0)) (property "LCSC" "" (at 0 0 0)))
      (symbol "Logo" (exclude_from_sim yes) (in_bom no) (on_board no)
        (property "Reference" "LOGO" (at 0 0 0)) (property "Value" "Logo" (at 0 0 0)) (property "Footprint" "L:Logo" (at 0 0 0)) (property "Datasheet" "see the drawer" (at 0 0 0))
        (property "ki_description" "as KiCad 6 to 7 wrote it" (at 0 0 0)) (property "IPN" "L-1" (at 0 0 0)))
      (symbol "R" (property "Reference" "R" (at 0 0 0)) (property "Footprint" "" (at 0 0 0)))
      (symbol "VCC" (power) (property "Reference" "#PWR" (at 0 0 0)) (property "Footprint" "P:P" (at 0 0 0)))
    )
    SYM
my $file = write_text("$dir/Company.kicad_sym", $library);
my @passed = ("$file:15: symbol \"R\" is passed over: it has no footprint, so it stands for many parts", "$file:16: symbol \"VCC\" is passed over: it is a power symbol");
my $result = kidepot(@as, 'import', 'kicad-sym', $file, '--dry-run');
is "$result->{status} $result->{out}", "0 " . <<~'OUT', 'a dry run';
    part: 3 made, 0 changed, 0 unchanged; nothing was stored
    category: 1 made for these
    parameter: 2 made, 0 changed, 0 unchanged; nothing was stored
    template: 1 made for these
    supplier_part: 2 made, 0 changed, 0 unchanged; nothing was stored
    supplier: 1 made for these
    OUT
is $result->{err}, join("\n", @passed, ''), 'symbols that are no parts are told of';
is parts(), '', 'nothing was stored';
kidepot(@as, 'import', 'kicad-sym', $file);
is parts(), encode_utf8(join "\n", 'Logo|Company|Company:Logo|L:Logo|Logo|LOGO|as KiCad 6 to 7 wrote it|L-1|no bom|no board|no sim',
    'RC0603/4k7|Company|Company:RC0603/4k7|R:R_0603|4k7|R|4.7 kΩ|res chip|Yageo|RC0603FR-074K7L|Tolerance=1%|LCSC:C98220',
    'RC0603_10k|Company|Company:RC0603_10k|R:R_0603|10k|R|10 kΩ "thick" film|res chip|https://example.org/rc.pdf|Yageo|RC0603FR-0710KL|Tolerance=1%|LCSC:C98220'), 'the parts';
is kidepot(@as, 'import', 'kicad-sym', $file)->{out}, <<~'OUT', 'again nothing is doubled';
    part: 0 made, 0 changed, 3 unchanged
    parameter: 0 made, 0 changed, 2 unchanged
    supplier_part: 0 made, 0 changed, 2 unchanged
    OUT
my $told = decode_json(kidepot(@as, 'import', 'kicad-sym', '-', '--library', 'Other', '--category', 'Parts/Old', '--json', { input => $library })->{out});
is_deeply [map { $told->{tables}[0]{$_} } qw(made changed categories_made)], [0, 3, 2], 'another library and category, from standard input, told to programs';
like parts(), qr{^RC0603/4k7\|Parts/Old\|Other:RC0603/4k7\|}m, 'are in the parts';

# --- what does not fit, and what is none

my $before = parts();
my $bad = write_text("$dir/Bad.kicad_sym", "(kicad_symbol_lib (version 20231120)\n(symbol \"A\" (property \"Footprint\" \"R_0603\" (at 0 0 0)))\n(symbol \"B\" (property \"Footprint\" \"R:R\" (at 0 0 0)) (property \"Size\" \"1\" (at 0 0 0))))");
my $fault = "$bad:2: footprint \"R_0603\": symbols and footprints are written as KiCad does, \"Library:Name\"\n";
$result = kidepot(@as, 'import', 'kicad-sym', $bad);
is "$result->{status}$result->{out}$result->{err}", "$wrong${fault}kidepot: $bad: 1 of 2 rows of table part do not fit, so nothing is stored; --skip leaves them out\n", 'a symbol that does not fit';
is parts(), $before, 'nothing is stored';
like kidepot(@as, 'import', 'kicad-sym', $bad, '--skip')->{out}, qr/^part: 1 made, 0 changed, 0 unchanged, 1 rejected\n.*^parameter: 1 made/ms, 'with --skip the other is';
$before = parts();
for my $case (
    ['', ": it is no file of KiCad's"], ['(footprint "X")', ': it is no library of symbols'],
    ["(kicad_symbol_lib\n (symbol \"A\" (extends \"B\")))", ': line 2, column 10: symbol "A" extends one that is not in the same file: "B"'],
    ["(kicad_symbol_lib\n (symbol \"A\")\n (symbol \"A\"))", ': line 3, column 10: symbol "A" is there twice'],
    ["(kicad_symbol_lib (symbol \"A\"", ': line 1, column 30: the file ends inside a list'],
    ["(kicad_symbol_lib (symbol \"A\xff\" (property \"Footprint\" \"a:b\")))", ':1: the name is not UTF-8'],
) {
    my ($text, $message) = @$case;
    write_text($bad, $text);
    refused($wrong, "$bad$message", @as, 'import', 'kicad-sym', $bad);
}
refused($wrong, "\"$dir/x.txt\" is called after no library; --library NAME says what KiCad calls it", @as, 'import', 'kicad-sym', "$dir/x.txt");
refused($wrong, "cannot open \"$dir/x.kicad_sym\": No such file or directory", @as, 'import', 'kicad-sym', "$dir/x.kicad_sym");
is parts(), $before, 'nothing of it was stored';

done_testing;
