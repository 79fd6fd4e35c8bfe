# kidepot pcm publish makes the libraries of a package known: parts that refer to them are
# served by the names KiCad has for them from then on, and no other category is touched.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Pcm qw(package_zip);
use KiDepot::Sandbox qw(scratch_dir);

my $wrong = 2;
my $db = KiDepot::Database->new;
my ($dir, $work) = (scratch_dir(), scratch_dir());
my @as = ('--conninfo', $db->conninfo('writer'));
my @here = ('--directory', $dir);

sub symbols {
    return "(kicad_symbol_lib (version 20231120) (generator x)\n" . join('', map { my ($name, $footprint, $more) = @$_;
        qq{ (symbol "$name"$more (property "Footprint" "$footprint") (symbol "${name}_1_1" (pin passive line (number "1")) (pin passive line (number "2"))))\n} } @_) . ")\n";
}

sub symbol { my ($name, $footprint, $more) = @_; return [$name, $footprint // '', $more // ''] }
sub footprint { return qq{(footprint "$_[0]" (version 20240108) (generator x) (pad "1" smd rect) (pad "2" smd rect))\n} }

my $number = 0;

sub zip {
    my ($package, $version, %content) = @_;
    return package_zip("$work/" . ++$number . '.zip', { identifier => "org.example.$package", version => { version => $version } }, \%content);
}

sub publish { my ($zip, @more) = @_; return good("publish $zip", @as, 'pcm', 'publish', @here, @more, $zip) }
sub served { return $db->psql("select coalesce(symbol, '-') || ' ' || coalesce(footprint, '-') from kicad.part where name = '$_[0]'") // '' }
sub indexed { return join ' ', $db->psql("select l.kind || ' ' || l.stem || ':' || i.name || i.numbers::text from kidepot.kicad_library l join kidepot.kicad_library_item i on i.library_id = l.id order by 1") }

# Which categories get another generation.
sub touches {
    my ($wanted, $name, $change) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $before = $db->psql('select coalesce(max(generation), 0) from kidepot.generation');
    $change->();
    is join(', ', $db->psql("select subject from kidepot.generation where generation > $before order by subject")), $wanted, "$name touches $wanted";
}

$db->psql(<<'SQL', 'writer');
update kidepot.setting set pcm_url = 'https://parts.example.org/pcm';
insert into kidepot.category (id, name) values (1, 'A'), (2, 'B'), (3, 'C'), (4, 'D');
insert into kidepot.part (id, category_id, name, symbol, footprint) values (1, 1, 'both', 'ACME:R', 'ACME:F'), (2, 2, 'symbol', 'ACME:S/X', null),
    (3, 3, 'footprint', 'Own:R', 'ACME:F'), (4, 4, 'other', 'Own:R', 'Own:F');
SQL

my %acme = ('symbols/ACME.kicad_sym' => symbols(symbol('R', 'PCM_ACME:F'), symbol('S{slash}X'), symbol('Derived', '', ' (extends "R")')),
    'footprints/ACME.pretty/F.kicad_mod' => footprint('whatever'));

touches('category 1, category 2, category 3', 'publishing', sub { publish(zip('parts', '1.0', %acme)) });
is indexed(), 'footprint ACME:F{1,2} symbol ACME:Derived{1,2} symbol ACME:R{1,2} symbol ACME:S/X{1,2}', 'its libraries are known';
is served('both'), 'PCM_ACME:R PCM_ACME:F', 'a part of both has the prefix';
is served('symbol'), 'PCM_ACME:S/X -', 'one of the symbol';
is served('footprint'), 'Own:R PCM_ACME:F', 'one of the footprint';
is served('other'), 'Own:R Own:F', 'and none of neither';
is $db->psql('select count(*) from kidepot.kicad_library_resolved n full join kidepot.kicad_library_name o using (kind, name) where n.library_id is distinct from o.library_id'), 0, 'what is kept is right';

touches('', 'the next version', sub { publish(zip('parts', '1.1', %acme)) });
touches('category 1, category 3', 'a version without the footprints', sub { publish(zip('parts', '1.2', 'symbols/ACME.kicad_sym' => $acme{'symbols/ACME.kicad_sym'})) });
is served('both'), 'PCM_ACME:R ACME:F', 'they are not known any more';
touches('category 1, category 2', 'a version without any library', sub { publish(zip('parts', '1.3', '3dmodels/A.3dshapes/a.wrl' => 'x')) });
is served('both'), 'ACME:R ACME:F', 'nor is the symbol';
touches('category 1, category 2', 'withdrawing it', sub { good('withdraw', @as, 'pcm', 'withdraw', @here, 'org.example.parts', '1.3') });
touches('category 1, category 3', 'and the one before', sub { good('withdraw', @as, 'pcm', 'withdraw', @here, 'org.example.parts', '1.2') });
is served('both'), 'PCM_ACME:R PCM_ACME:F', 'the next best version holds';
touches('', 'a version for tests', sub { publish(zip('parts', '2.0', 'symbols/Next.kicad_sym' => symbols(symbol('R'))), '--status', 'testing') });
touches('category 1, category 2, category 3', 'which becomes stable', sub { good('set', @as, 'pcm', 'set', @here, 'org.example.parts', '2.0', '--status', 'stable') });
is served('both'), 'ACME:R ACME:F', 'and has other libraries';
touches('category 1, category 2, category 3', 'and is one for tests again', sub { good('set', @as, 'pcm', 'set', @here, 'org.example.parts', '2.0', '--status', 'testing') });

subtest 'two packages with one library' => sub {
    my @before = (indexed(), $db->psql('select count(*) from kidepot.package'), join ' ', sort glob "$dir/* $dir/archive/*");
    for my $name ('symbols/ACME.kicad_sym', 'footprints/ACME.pretty/F.kicad_mod') {
        refused($wrong, 'library "ACME" is in "org.example.other 1.0" and in "org.example.parts 1.1", and KiCad could not tell the two apart; give the library another name, best with a prefix of your own',
            @as, 'pcm', 'publish', @here, zip('other', '1.0', $name => $acme{$name}));
    }
    is_deeply [indexed(), $db->psql('select count(*) from kidepot.package'), join ' ', sort glob "$dir/* $dir/archive/*"], \@before, 'nothing is left behind';
    good('withdraw', @as, 'pcm', 'withdraw', @here, 'org.example.parts', $_) for '1.0', '1.1', '2.0';
    is served('both'), 'ACME:R ACME:F', 'withdrawn altogether';
    publish(zip('other', '1.0', %acme));
    is served('both'), 'PCM_ACME:R PCM_ACME:F', 'another package may have the library then';
    refused($wrong, qr/^library "ACME" is in "org.example.other 1.0" and in "org.example.parts 1.1", and KiCad could not tell the two apart; /,
        @as, 'pcm', 'publish', @here, "$work/2.zip");
    good('withdraw', @as, 'pcm', 'withdraw', @here, 'org.example.other', '1.0');
    touches('category 1, category 2, category 3', 'publishing it again', sub { publish("$work/2.zip") });
};

subtest 'held back' => sub {
    $db->psql('update kidepot.setting set hold_unpublished = true', 'writer');
    $db->psql("insert into kidepot.part (id, category_id, name, symbol, footprint) values (5, 4, 'later', 'ACME:Later', 'ACME:F')", 'writer');
    is served('later'), '', 'a part whose symbol is not published';
    touches('category 4', 'publishing it', sub { publish(zip('parts', '3.0', %acme, 'symbols/ACME.kicad_sym' => symbols(symbol('R'), symbol('S{slash}X'), symbol('Later')))) });
    is served('later'), 'PCM_ACME:Later PCM_ACME:F', 'it is there';
    good('withdraw', @as, 'pcm', 'withdraw', @here, 'org.example.parts', '3.0');
    is served('later'), '', 'and gone with it';
    $db->psql('update kidepot.setting set hold_unpublished = false', 'writer');
};

subtest 'another prefix' => sub {
    my $warning = sub { kidepot(@as, 'pcm', 'publish', @here, zip('prefix', '1.' . ++$number, 'symbols/P.kicad_sym' => symbols(symbol('R'), symbol('S', $_[0])), 'footprints/P.pretty/F.kicad_mod' => footprint('F')))->{err} };
    my $said = sub { qq{kidepot: warning: symbol "P:S" has footprint "$_[0]", which by the setting pcm_prefix is "$_[1]" once it is installed; build with --prefix as the setting has it\n} };
    is $warning->('PCM_P:F'), '', 'as the setting has it';
    is $warning->($_), $said->($_, 'PCM_P:F'), "not $_" for 'P:F', 'X_P:F';
    is $warning->($_), '', "$_ is another library's" for 'Other:F', 'PCM_P:None', 'P:None', 'F', '';
    $db->psql('update kidepot.setting set pcm_prefix = null', 'writer');
    is $warning->('PCM_P:F'), $said->('PCM_P:F', 'P:F'), 'no prefix';
    is $warning->('P:F'), '', 'as the setting has it';
};

done_testing;
