# Words, options and help of the command kidepot, and its exit statuses.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Sandbox qw(root read_text run);

my $usage = 4;

# Groups and what they hold, as --help tells them; "settings" is both.
my (@groups, @actions);

sub find_subcommands {
    my (@words) = @_;
    my $help = good(join(' ', 'kidepot', @words, '--help'), @words, '--help');
    my ($list) = $help =~ /^subcommands:\n((?:  .*\n)+)/m;
    push @groups, "@words" if $list;
    push @actions, "@words" unless $list && $help =~ /\Ausage: .* SUBCOMMAND/;
    find_subcommands(@words, $_) for ($list // '') =~ /^  (\S+) +\S/mg;
}

find_subcommands();
cmp_ok scalar @actions, '>', 50, scalar @actions . ' subcommands';

for my $words (@groups, @actions) {
    my @words = split ' ', $words;
    my $path = join ' ', 'kidepot', @words;
    my $help = good("$path --help", @words, '--help');
    like $help, qr/\Ausage: $path /, "$path --help begins with the usage";
    like $help, qr/^  -h, --help /m, "$path --help lists --help";
    is good("kidepot help $words", 'help', @words), $help, "help $words says the same";
}
like good("$_ --help has an example", split(' ', $_), '--help'), qr/^example: (?:.* \|\n +)?kidepot /m, "$_ has an example"
    for @actions;

my $help = good('--help', '--help');
like $help, qr/exit status: 0 .* 1 .* 2 .*3 .* 4 .* 5 /s, '--help lists the exit statuses';

# The manual page says the same: each subcommand with an example, each option,
# each exit status.
my $page = read_text(root() . '/docs/man/kidepot.1');
for my $words (@actions) {
    my ($section) = $page =~ /^\.Ss kidepot \Q$words\E\n(.*?)(?=^\.S[sh] )/ms;
    ok $section, "the manual page has a section on $words" or next;
    like $section, qr/^\.Dl \$ kidepot \Q$words\E\b/m, "with an example of $words";
    my @options = good("$words --help", split(' ', $words), '--help') =~ /^  (?:-(?!h|V)\w, )?--(?!help|version|conninfo)([a-z-]+)/mg;
    my @described = $section =~ /^\.It .*?Fl Fl ([a-z-]+)/mg;
    is join(' ', sort @described), join(' ', sort @options), "and the options of $words";
}
like $page, qr/^\.It $_$/m, "the manual page says what exit status $_ is" for 0 .. 5;
SKIP: {
    skip 'mandoc is not installed', 1 unless grep { -x "$_/mandoc" } split /:/, $ENV{PATH};
    my $lint = run(command => ['mandoc', '-Tlint', '-Wwarning', root() . '/docs/man/kidepot.1']);
    is "$lint->{status} $lint->{out}$lint->{err}", '0 ', 'mandoc finds nothing in the manual page';
}

my ($version) = read_text(root() . '/VERSION') =~ /(\S+)/;
is good('--version', '--version'), "kidepot $version\n", '--version';
is good('-V after a subcommand', 'token', '-V'), "kidepot $version\n", '-V after a subcommand';

refused($usage, 'a subcommand is missing; see "kidepot --help"');
refused($usage, 'a subcommand is missing; see "kidepot token --help"', 'token');
refused($usage, 'unknown subcommand "frob"; see "kidepot --help"', 'frob');
refused($usage, 'unknown subcommand "frob"; see "kidepot token --help"', 'token', 'frob');
refused($usage, '"kidepot" has no subcommand "frob"; see "kidepot help --help"', 'help', 'frob');
refused($usage, '"kidepot token" has no subcommand "x"; see "kidepot help --help"', 'help', 'token', 'x');
refused($usage, '"kidepot status" has no subcommand "x"; see "kidepot help --help"', 'help', 'status', 'x');
refused($usage, 'NAME is missing; see "kidepot token add --help"', 'token', 'add');
refused($usage, 'PREFIX|NAME is missing; see "kidepot token revoke --help"', 'token', 'revoke');
refused($usage, 'unexpected word "b"; see "kidepot token add --help"', 'token', 'add', 'a', 'b');
refused($usage, 'unexpected word "now"; see "kidepot migrate --help"', 'migrate', 'now');
refused($usage, 'unknown option "--frob"; see "kidepot --help"', '--frob');
refused($usage, 'unknown option "--frob"; see "kidepot status --help"', 'status', '--frob');
refused($usage, 'unknown option "-x"; see "kidepot status --help"', 'status', '-x');
refused($usage, 'option "--json=3" takes no value; see "kidepot status --help"', 'status', '--json=3');
refused($usage, 'option "--help=3" takes no value; see "kidepot --help"', '--help=3');
refused($usage, 'option "--conninfo" needs a value; see "kidepot status --help"', 'status', '--conninfo');
refused($usage, 'option "-o" needs a value; see "kidepot httplib --help"', 'httplib', '-o');

my $away = qr/\Acannot reach the database: /;
refused(1, $away, '--conninfo', 'host=/nowhere', 'status');
unlike kidepot('--conninfo', 'host=/nowhere', 'status')->{err}, qr/KIDEPOT_CONNINFO/, 'whoever has said which database is not told how';
refused(1, $away, 'status', '--conninfo', 'host=/nowhere');
refused(1, $away, 'token', '--conninfo', 'host=/nowhere', 'list');
{
    local $ENV{KIDEPOT_CONNINFO} = 'host=/nowhere/variable';
    refused(1, qr{/nowhere/variable}, 'status');
    refused(1, qr{/nowhere/option}, '--conninfo', 'host=/nowhere/option', 'status');
}
{
    local $ENV{PGHOST} = '/nowhere/pghost';
    refused(1, qr{/nowhere/pghost.*; --conninfo or KIDEPOT_CONNINFO says which database\z}, 'status');
}

for my $words ('--help', '--version', 'help token add') {
    my $result = kidepot(split(' ', $words), \'/dev/full');
    is $result->{status}, 3, "$words: a full disk is status 3";
    is $result->{err}, "kidepot: cannot write to the standard output: No space left on device\n",
        "$words: and said";
}

done_testing;
