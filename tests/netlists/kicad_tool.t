# As KiCad's own tool: each command line in docs/netlist.md, with what KiCad puts in the place of %I, %O, %B and %P, as it
# runs them, by no shell; and the script whose description KiCad shows. The real KiCad does it in tests/kicad.

use v5.28;
use warnings;
use Test::More;
use File::Basename qw(dirname);
use KiDepot::Sandbox qw(root own_to_server program read_text run scratch_dir write_text);
use Text::ParseWords qw(shellwords);

my ($wrong, $usage) = (2, 1);
my $dir = scratch_dir();
my $board = "$dir/my board";
mkdir $board or die "cannot make $board: $!\n";
write_text("$board/my amp.xml", read_text(root() . '/tests/netlists/kicad10.xml'));
my $script = write_text("$dir/kidepot_bom.py", read_text(root() . '/docs/examples/kidepot_bom.py'));
own_to_server($_) for $dir, $board;
my %letter = (I => "$board/my amp.xml", O => "$board/my amp", B => 'my amp', P => $board);
my $path = dirname(program('kidepot')) . ':/usr/bin:/bin';

sub as_kicad {
    my ($line, @env) = @_;
    my @words = shellwords($line =~ s/%([IOBP])/$letter{$1}/gr);
    return run(command => \@words, user => 'server', env => { PATH => $path, PGHOST => "$dir/none", @env });
}
sub made { return sort map { s{.*/}{}r } grep { !/\.xml$/ } glob "'$board/*'" }

my @lines = read_text(root() . '/docs/netlist.md') =~ /^((?:kidepot|python3) .*%I.*)$/mg;
cmp_ok scalar @lines, '>=', 6, 'the lines in docs/netlist.md';
for my $line (@lines) {
    my ($name) = $line =~ /(%[OP][^"]*)"/;
    my $file = $name =~ s/%([OBP])/$letter{$1}/gr;
    my $result = as_kicad($line =~ s{"/[^"]*/kidepot_bom.py"}{"$script"}r);
    is $result->{status}, 0, $line or diag $result->{err};
    ok -s $file, "$line: writes $name";
    is_deeply [made()], [$file =~ s{.*/}{}r], "$line: and nothing else";
    unlink $file;
}

# KiCad shows what stands between "@package" and the end of the comment, and takes the extension from it.
my ($description) = read_text($script) =~ /\@package\s+(.*?)"""/s;
like $description, qr/^Bill of materials by KiDepot: /, 'the description that KiCad shows';
like $description, qr/"%I" "%O\.csv"$/m, 'with the line that KiCad takes the extension from';

my $result = as_kicad(qq{python3 "$script" "%I" "%O.json" --group value --boards 3});
is $result->{status}, 0, 'words after the two go to the command' or diag $result->{err};
like read_text("$board/my amp.json"), qr/"wanted": ?3/, 'and are heard';
$result = as_kicad(qq{python3 "$script" "%I"});
is $result->{status}, $usage, 'without its words';
like $result->{err}, qr/Command line:/, 'it says what they are';
$result = as_kicad(qq{python3 "$script" "%P/none.xml" "%O.csv"});
is $result->{status}, $wrong, "the command's status is the script's";
like $result->{err}, qr/cannot open/, 'and so are its words';
$result = as_kicad(qq{python3 "$script" "%I" "%O.csv"}, PATH => '/usr/bin:/bin');
is $result->{status}, 1, 'no kidepot';
like $result->{err}, qr/\Akidepot is not in the search path; install it, or write its whole path into this script\n\z/, 'it says so';

done_testing;
