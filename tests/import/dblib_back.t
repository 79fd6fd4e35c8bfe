# kidepot import dblib, from PostgreSQL: the database library of one catalogue, taken over into an
# empty one, is served as the same documents; what is different is told here one by one, and in
# docs/migrate.md.

use v5.28;
use warnings;
use JSON::PP;
use Test::More;
use KiDepot::App;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(scratch_dir write_text);

my $wrong = 2;
my $dir = scratch_dir();
my $first = KiDepot::Database->new(demo => 1);
my $second = KiDepot::Database->new;
my ($socket) = $first->conninfo =~ /host=(\S+)/;
my ($database) = $first->conninfo =~ /dbname=(\S+)/;
my $role = "reader $database";
END { $first->psql(qq{drop role if exists "$role"}) if $first }
write_text("$dir/password", kidepot('role', 'add', $role, '--conninfo', $first->conninfo('super'))->{out});
good('settings set', 'settings', 'set', 'database_library', 'yes', '--conninfo', $first->conninfo('owner'));
my $file = write_text("$dir/KiDepot.kicad_dbl", good('kidepot dblib', 'dblib', '--conninfo', $first->conninfo('owner'), '--host', $socket, '--user', $role, '--by-category'));
my @import = ('import', 'dblib', '--conninfo', $second->conninfo('writer'), $file, '--password-file', "$dir/password");

my $said = good('import dblib', @import, '--json');
my %table = map { ($_->{table} => $_) } @{ decode_json($said)->{tables} };
cmp_ok $table{part}{made}, '>', 1000, 'more than a thousand parts';

# --- the documents

# Each row of the listings without its id, by the part's name. Not decoded: of texts that are equal
# every field is.
sub served {
    my ($db) = @_;
    my $app = KiDepot::App->start(database => $db, settings => { workers => 1 });
    my $token = $db->token;
    my $get = sub { KiDepot::Fcgi::request($app->socket, { PATH_INFO => "/v1/$_[0]", HTTP_AUTHORIZATION => "Token $token" })->{body} };
    my @rows = map { split /(?<=\}),(?=\{"id":")/, $get->("parts/category/$_->{id}.json") =~ s/\A\[|\]\z//gr } @{ decode_json($get->('categories.json')) };
    return { map { s/\A\{"id":"\d+",//r =~ /\A("name":"((?:[^"\\]|\\.)*)".*)\z/s ? ($2 => $1) : ($_ => 'no row') } @rows };
}

my ($there, $here) = (served($first), served($second));
is_deeply [sort keys %$here], [sort keys %$there], 'the parts are the same';
my @different = grep { ($here->{$_} // '') ne $there->{$_} } sort keys %$there;
is join("\n", map { "$there->{$_}\n$here->{$_}" } @different[0 .. ($#different > 1 ? 1 : $#different)]), '', 'each is served as it was, to the byte';
is scalar @different, 0, 'all of them are';

done_testing;
