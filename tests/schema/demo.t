# The demo catalogue: how much there is, that nothing is missing in a part, and that
# the order numbers say the same as the values: they are decoded here from the
# manufacturers' rules, not computed again.

use v5.28;
use warnings;
use List::Util qw(max uniq);
use Test::More;
use KiDepot::Database;
use KiDepot::Sandbox qw(root read_text run);

my $db = KiDepot::Database->new(demo => 1);

sub none { my ($rows, $what) = @_; is join("\n", @$rows), '', $what }

# An amount as engineers write it: 4k7, 470R, 100n. The letter is the point.
my %factor = (p => 1e-12, n => 1e-9, u => 1e-6, m => 1e-3, R => 1, k => 1e3, K => 1e3, M => 1e6);

sub amount {
    my ($text) = @_;
    my ($whole, $letter, $rest) = $text =~ /^(\d*)([pnumRkKM])(\d*)$/ or return -1;
    return "$whole.$rest" * $factor{$letter} if length $whole || length $rest;
    return -1;
}

# Digits and the number of zeros; R or N is the point.
sub code { $_[0] =~ /^(\d*)[RN](\d*)$/ ? "$1.$2" + 0 : $_[0] =~ /^(\d+)(\d)$/ ? $1 * 10 ** $2 : -1 }
sub same { my ($x, $y) = @_; $x >= 0 && $y >= 0 && abs($x - $y) <= 1e-6 * max(abs $x, abs $y) }

subtest 'how much there is' => sub {
    my ($parts) = $db->psql('select count(*) from kicad.part');
    cmp_ok $parts, '>=', 1500, "parts: $parts";
    my ($categories) = $db->psql('select count(*) from kicad.category');
    cmp_ok $categories, '>=', 20, "categories: $categories";
    my ($depth) = $db->psql(<<~'SQL');
        select max(r.depth)
          from kidepot.category_resolved r
          join kicad.category c on c.id = r.category_id::text
        SQL
    cmp_ok $depth, '>=', 3, "levels: $depth";
    none [$db->psql(<<~'SQL')], 'every category that KiCad is shown has parts';
        select c.name
          from kicad.category c
         where not exists (select from kicad.part p where p.category_id = c.id)
        SQL
};

subtest 'no part lacks anything' => sub {
    none [$db->psql(<<~'SQL')], 'each has name, symbol, reference, value and description';
        select id, name
          from kicad.part
         where coalesce(name, '') = '' or coalesce(symbol, '') = '' or coalesce(reference, '') = ''
            or coalesce(value, '') = '' or coalesce(description, '') = '' or description = name
        SQL
    none [$db->psql(<<~'SQL')], 'a footprint, unless it never comes onto the board';
        select name from kicad.part where (footprint is null) <> exclude_from_board
        SQL
    none [$db->psql(<<~'SQL')], 'what is bought has maker, order number, own number and data sheet';
        select name
          from kidepot.part
         where not exclude_from_bom
           and (manufacturer is null or mpn is null or ipn is null or datasheet is null)
        SQL
    none [$db->psql(<<~'SQL')], 'what is only drawn has none';
        select name
          from kidepot.part
         where exclude_from_bom
           and (manufacturer is not null or mpn is not null or ipn is not null)
        SQL
    none [$db->psql(<<~'SQL')], 'data sheets are on the web';
        select name from kicad.part where datasheet !~ '^https?://[a-z0-9.-]+[.][a-z]+/'
        SQL
    none [$db->psql(<<~'SQL')], 'order numbers are not used twice';
        select manufacturer, mpn
          from kidepot.part
         group by manufacturer, mpn
        having count(*) > 1 and mpn is not null
        SQL
};

subtest 'names' => sub {
    my @names = $db->psql('select name from kicad.part');
    is scalar(uniq @names), scalar @names, 'no name twice';
    none [grep { length > 40 || /[:\\<>"\x00-\x1f]/ || /^\s|\s$|\s\s/ } @names], 'short, legal, neat';
    none [$db->psql('select path from kidepot.category_resolved where path ~ $$[:\\<>"]$$')], 'of categories too';
};

subtest 'inheritance, hiding, flags and alternates are shown' => sub {
    my %count = map { split /\t/ } $db->psql(<<~'SQL');
        select 'hidden', count(*) from kidepot.part p join kidepot.category_resolved r using (category_id) where not r.exposed
        union all select 'inactive', count(*) from kidepot.part where not active
        union all select 'symbol of the category', count(*) from kidepot.part where symbol is null
        union all select 'footprint of the category', count(*) from kidepot.part where footprint is null and not exclude_from_board
        union all select 'not bought', count(*) from kidepot.part where exclude_from_bom
        union all select 'not on the board', count(*) from kidepot.part where exclude_from_board
        union all select 'not simulated', count(*) from kidepot.part where exclude_from_sim
        union all select 'alternate footprints', count(*) from kidepot.alternate
        union all select 'parameters', count(*) from kidepot.parameter
        SQL
    cmp_ok $count{$_}, '>=', 1, "$_: $count{$_}" for sort keys %count;
    none [$db->psql(<<~'SQL')], 'no parameter template is idle';
        select name from kidepot.parameter_template t
         where t.plain and not exists (select from kidepot.parameter m where m.template_id = t.id)
        SQL
    none [$db->psql(<<~'SQL')], 'no alternate is the footprint itself';
        select p.name
          from kicad.part p
         where p.footprint = any (p.footprint_filters)
        SQL
};

# Each series: the rows it finds, and what its number decodes to. Its value is
# compared with the one on the sheet, other findings with the parameters.
my %dielectric = (murata => { '5C' => 'C0G', R7 => 'X7R', R6 => 'X5R' }, samsung => { B => 'X7R', A => 'X5R' });
my %volt = (
    murata => { '0J' => 6.3, '1A' => 10, '1C' => 16, '1E' => 25, '1H' => 50 },
    samsung => { Q => 6.3, O => 16, A => 25, B => 50, C => 100 },
    electrolytic => { '0J' => 6.3, '1A' => 10, '1C' => 16, '1E' => 25, '1V' => 35, '1H' => 50 },
);
my %grm_size = (15 => '0402', 18 => '0603');
my %cl_size = (21 => '0805', 31 => '1206');
my %percent = (F => 1, J => 5, K => 10, M => 20, B => 0.1);
my @e24 = qw(10 11 12 13 15 16 18 20 22 24 27 30 33 36 39 43 47 51 56 62 68 75 82 91);

my @series = (
    ['Yageo RC', 600, qr/^RC(\d{4})([FJ])R-07(\w+)L$/,
        sub { { size => $1, value => amount($3), $3 eq '0R' ? () : (Tolerance => $percent{$2}) } }],
    ['Vishay CRCW', 150, qr/^CRCW(\d{4})(\d*[RKM]\d*)FKE[AG]$/,
        sub { { size => $1, value => amount($2), Tolerance => 1, digits => length $2 } }],
    ['Panasonic ERJ', 100, qr/^ERJ-8ENF(\w{4})V$/, sub { { size => '1206', value => code($1), Tolerance => 1 } }],
    ['Panasonic ERA', 70, qr/^ERA-3AEB(\w{3})V$/, sub { { size => '0603', value => code($1), Tolerance => 0.1 } }],
    ['Vishay WSL', 10, qr/^WSL(2512)(?:(\d)L000|R(\d{4}))FEA$/,
        sub { { size => $1, value => defined $2 ? $2 / 1000 : $3 / 10000, Tolerance => 1 } }],
    ['Yageo MFR', 60, qr/^MFR-25FBF52-(\w+)$/, sub { { value => amount($1), Tolerance => 1 } }],
    ['Yageo YC', 20, qr/^YC164-JR-07(\w+)L$/, sub { { value => amount($1), Tolerance => 5 } }],
    ['Murata GRM', 100, qr/^GRM(15|18)[58](5C|R[67])(0J|1[ACEH])(\w{3})([CDJKM])\w{3}D$/,
        sub { { size => $grm_size{$1}, Dielectric => $dielectric{murata}{$2}, Voltage => $volt{murata}{$3},
            value => code($4) * 1e-12, $percent{$5} ? (Tolerance => $percent{$5}) : () } }],
    ['Samsung CL', 30, qr/^CL(21|31)([AB])(\w{3})([KM])([QOABC])\wNNN[CE]$/,
        sub { { size => $cl_size{$1}, Dielectric => $dielectric{samsung}{$2}, value => code($3) * 1e-12,
            Tolerance => $percent{$4}, Voltage => $volt{samsung}{$5} } }],
    ['Kemet T491', 15, qr/^T491[ABC](\w{3})([KM])(\d{3})AT$/,
        sub { { value => code($1) * 1e-12, Tolerance => $percent{$2}, Voltage => $3 == 6 ? 6.3 : $3 + 0 } }],
    ['Kyocera AVX TAJ', 5, qr/^TAJD(\w{3})([KM])(\d{3})RNJ$/,
        sub { { value => code($1) * 1e-12, Tolerance => $percent{$2}, Voltage => $3 == 6 ? 6.3 : $3 + 0 } }],
    ['Panasonic FR', 15, qr/^EEU-FR(1[ACEVH])(\w{3})$/,
        sub { { value => code($2) * 1e-6, Voltage => $volt{electrolytic}{$1} } }],
    ['Nichicon UWT', 15, qr/^UWT(0J|1[ACEVH])(\w{3})MCL1GS$/,
        sub { { value => code($2) * 1e-6, Voltage => $volt{electrolytic}{$1}, Tolerance => 20 } }],
    ['WIMA MKS2', 5, qr/^MKS2C0(\d)(\d\d)01[A-F]00KSSD$/,
        sub { { value => "0.$2" * 10 ** ($1 - 3) * 1e-6, Voltage => 63, Tolerance => 10 } }],
    ['Coilcraft XAL', 15, qr/^XAL\d{4}-(\d{3})MEC$/, sub { { value => code($1) * 1e-9, Tolerance => 20 } }],
    ['Bourns SRN', 10, qr/^SRN6045TA-(\w{3})([YM])$/,
        sub { { value => code($1) * 1e-6, Tolerance => $2 eq 'Y' ? 30 : 20 } }],
    ['Murata LQG', 20, qr/^LQG15HS(?:(R\d\d)|(\d+N\d*))([SJ])02D$/,
        sub { { size => '0402', value => defined $1 ? code($1) * 1e-6 : code($2) * 1e-9, $3 eq 'J' ? (Tolerance => 5) : () } }],
    ['Murata BLM', 10, qr/^BLM(?:15|18|21)[A-Z]{2}(\d{3})[ST]N1D$/, sub { { value => code($1) } }],
    ['Bourns 3296 and 3314', 20, qr/^3(?:296W|314J)-1-(\d{3})(?:LF|E)$/, sub { { value => code($1) } }],
    ['Murata NCP', 5, qr/^NCP1[58]\w{2}(\d{3})F\w{4}$/, sub { { value => code($1), Tolerance => 1 } }],
);

my %part;
for ($db->psql(<<~'SQL')) {
    select p.mpn, p.name, coalesce(p.value, p.name), coalesce(p.footprint, r.footprint),
           (select string_agg(t.name || '=' || m.value, '|') from kidepot.parameter m
              join kidepot.parameter_template t on t.id = m.template_id where m.part_id = p.id)
      from kidepot.part p
      join kidepot.category_resolved r on r.category_id = p.category_id
     where p.mpn is not null
    SQL
    my ($mpn, $name, $value, $footprint, $parameters) = split /\t/, $_, 5;
    $part{$mpn} = { name => $name, value => $value, footprint => $footprint, map { split /=/, $_, 2 } split /\|/, $parameters };
}

for (@series) {
    my ($name, $at_least, $number, $decode) = @$_;
    my ($seen, @wrong) = (0);
    for my $mpn (sort keys %part) {
        next unless $mpn =~ $number;
        my ($part, $says) = ($part{$mpn}, $decode->());
        $seen++;
        push @wrong, "$mpn is not $part->{value}" unless same($says->{value}, amount($part->{value}));
        push @wrong, "$mpn has not the size of $part->{footprint}"
            if $says->{size} && $part->{footprint} !~ /_\Q$says->{size}\E_/;
        for (grep { defined $part->{$_} || /^(?:Tolerance|Voltage)$/ } grep { /^[A-Z]/ } keys %$says) {
            my $has = $part->{$_} // 'nothing';
            push @wrong, "$mpn: $_ is $has, not $says->{$_}" if $has ne $says->{$_};
        }
        push @wrong, "$mpn: no four places" if $says->{digits} && $says->{digits} != 4;
    }
    cmp_ok $seen, '>=', $at_least, "$name: $seen";
    none \@wrong, "$name: the number says what the sheet says";
}

subtest 'preferred values' => sub {
    my @seen = map { /^RC0402FR-07/ ? amount($part{$_}{value}) : () } keys %part;
    my %e24 = map { $_ => 1 } @e24;
    none [grep { !$e24{ substr sprintf('%.0f', $_ * 10), 0, 2 } } grep { $_ > 0 } @seen], '0402: E24 only';
    # Values that a formula gets wrong in E24, and some of E96.
    ok $part{"RC0603FR-07${_}L"}, "$_ in 0603"
        for qw(27K 30K 33K 36K 39K 43K 47K 82K 10K2 12K1 14K7 49K9 75K 90K9 97K6 1M 1R 10M);
};

subtest 'Zener diodes' => sub {
    my %volt = map { /^BZT52C(\w+)-7-F$/ ? ($_ => $1 =~ s/V/./r) : () } keys %part;
    cmp_ok scalar keys %volt, '>=', 25, 'BZT52C: ' . keys %volt;
    none [grep { $part{$_}{'Zener voltage'} != $volt{$_} } keys %volt], 'the number is the voltage';
    is $part{$_->[0]}{'Zener voltage'}, $_->[1], "$_->[0]: $_->[1] V"
        for ['1N4728A', '3.3'], ['1N4733A', '5.1'], ['1N4742A', '12'], ['1N4749A', '24'], ['1N4763A', '91'];
};

subtest 'loading' => sub {
    my $fresh = KiDepot::Database->new;
    my @files = sort glob root() . '/schema/demo/*.sql';
    my $loaded = run(command => ['psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '--single-transaction',
        (map { ('-f', $_) } @files), '-d', $fresh->conninfo('writer')]);
    is $loaded->{err}, '', 'as a writer, without a word';
    is $loaded->{status}, 0, 'in one transaction';
    is $fresh->psql('select count(*) from kicad.part'), $db->psql('select count(*) from kicad.part'), 'the same each time';
    my $again = run(command => ['psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '--single-transaction',
        (map { ('-f', $_) } @files), '-d', $fresh->conninfo('writer')]);
    like $again->{err}, qr/category_name_is_unique_in_its_parent/, 'a second time is refused';
    is $fresh->psql('select count(*) from kicad.part'), $db->psql('select count(*) from kicad.part'), 'and changes nothing';
    none [grep { (() = read_text($_) =~ /\n/g) >= 300 } @files], 'each file is shorter than 300 lines';
};

done_testing;
