# kidepot dblib and kidepot role: the file by which KiCad has a database library, the logins
# it is read with, and that what arrives over ODBC is what HTTP sends.

use v5.28;
use warnings;
use Digest::SHA qw(hmac_sha256 sha256);
use JSON::PP qw(decode_json);
use MIME::Base64 qw(decode_base64);
use Test::More;
use KiDepot::App;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::DatabaseLibrary qw(row_of_document read_as_kicad);
use KiDepot::Fcgi;
use KiDepot::Sandbox qw(scratch_dir read_text write_text);

my ($ours, $wrong, $usage) = (1, 2, 4);
my $dir = scratch_dir();
my $db = KiDepot::Database->new(demo => 1);
my @as_owner = ('--conninfo', $db->conninfo('owner'));
my @as_super = ('--conninfo', $db->conninfo('super'));
my ($socket) = $db->conninfo =~ /host=(\S+)/;
my ($database) = $db->conninfo =~ /dbname=(\S+)/;
my $role = "anna $database";
my $unkept = 'the tables of a database library are not kept; "kidepot settings set database_library yes" makes them, and keeps them from then on';
my ($name) = $role;
END { $db->psql(qq{drop role if exists "$role"}) if $db }

# --- logins

# Whether PostgreSQL would take the password: RFC 5803, RFC 5802 section 3.
sub verifies {
    my ($verifier, $password) = @_;
    my ($rounds, $salt, $stored) = $verifier =~ /^SCRAM-SHA-256\$(\d+):([^\$]+)\$([^:]+):/ or return 0;
    my $salted = my $block = hmac_sha256(decode_base64($salt) . pack('N', 1), $password);
    $salted ^.= $block = hmac_sha256($block, $password) for 2 .. $rounds;
    return sha256(hmac_sha256('Client Key', $salted)) eq decode_base64($stored);
}

sub as_role {
    my ($sql) = @_;
    my $result = KiDepot::Sandbox::run(command => ['psql', '-XAtq', $db->conninfo('super') =~ s/user=\S+/user='$role'/r], input => $sql);
    return $result->{out} . $result->{err};
}

subtest 'a login' => sub {
    my $made = kidepot('role', 'add', $role, @as_super);
    is "$made->{status} $made->{err}", qq{0 kidepot: this password is shown only now; "kidepot dblib" writes the file for KiCad with it\n}
        . qq{kidepot: there is nothing to read yet; "kidepot settings set database_library yes" has the tables made\n}, 'is made';
    refused($wrong, $unkept, 'dblib', @as_owner, '--dsn', 'x');
    is good('the tables', 'settings', 'set', 'database_library', 'yes', @as_owner), "set database_library to yes\n", 'and the tables';
    like $made->{out}, qr/\A[0-9a-f]{40}\n\z/, 'with a password, alone on stdout';
    write_text("$dir/password", $made->{out});
    chomp(my $password = $made->{out});
    my ($verifier) = $db->psql("select rolpassword from pg_authid where rolname = '$role'");
    ok verifies($verifier, $password), 'PostgreSQL has a verifier that it fits';
    ok !verifies($verifier, "${password}x"), 'and no other';
    my $table = $db->psql("select name from kidepot.dblib_table where kicad_id = '3'");
    cmp_ok as_role(qq{select count(*) from "$table"}), '>', 10, 'it finds the tables by their bare names';
    like as_role($_), qr/permission denied|read-only transaction/, "it may not: $_"
        for 'select 1 from kidepot.part', 'select 1 from kicad.part', 'select 1 from kicad.token', qq{delete from "$table"},
            'create table kicad_dbl.x ()', "set default_transaction_read_only = off; delete from \"$table\"", 'create temporary table x ()', 'set role kidepot_owner';
    like good('list', 'role', 'list', @as_super), qr/^\Q$role\E\s+yes$/m, 'it is listed';
    ok scalar(grep { $_->{name} eq $role && $_->{can_login} } @{ decode_json(good('list --json', 'role', 'list', '--json', @as_owner)) }), 'as JSON, too';
    refused($wrong, qq{there is a role "$role" already; give another name, or remove it first}, 'role', 'add', $role, @as_super);
};

subtest 'what is no login' => sub {
    my $denied = qr/; ask as a superuser, or as a role with CREATEROLE that may grant kidepot_dblib\z/;
    refused($ours, $denied, 'role', 'add', "other $database", @as_owner);
    refused($ours, $denied, 'role', 'remove', $role, @as_owner);
    refused($wrong, 'the role needs a name', 'role', 'add', '', @as_super);
    refused($wrong, "the role's name is longer than 63 bytes", 'role', 'add', 'x' x 64, @as_super);
    refused($wrong, "the role's name has a control character or is not UTF-8", 'role', 'add', $_, @as_super) for "a\nb", "\xff";
    refused($wrong, qq{the role's name "$_" begins with "pg_" or "kidepot_", which are kept for others; give it another}, 'role', 'add', $_, @as_super) for 'pg_x', 'kidepot_x';
    refused($wrong, 'there is a role "postgres" already; give another name', 'role', 'add', 'postgres', @as_super);
    refused($wrong, 'the role "postgres" is not for database libraries alone; let who made it remove it', 'role', 'remove', 'postgres', @as_super);
    refused($wrong, 'there is no role "nobody at all"; "kidepot role list" shows them', 'role', 'remove', 'nobody at all', @as_super);
    my $full = kidepot('role', 'add', "full $database", @as_super, \'/dev/full');
    like $full->{err}, qr/the role was removed again/, 'a password that nobody has seen';
    is $db->psql("select count(*) from pg_roles where rolname = 'full $database'"), 0, 'leaves no role';
};

# --- the file

my @here = ('dblib', @as_owner, '--host', $socket, '--user', $role, '--password-file', "$dir/password");
my ($slashes, $slash) = split /\t/, $db->psql("select count(*), min(name collate \"C\") from kicad.part where name ~ '/'");
my $lost = qq{kidepot: warning: parts with a slash in their names, of which there are $slashes, "$slash" the first, are not found again by KiCad 9 once they are placed, but with --by-category\n};

# What is written, with the warning.
sub written {
    my ($what, @words) = @_;
    my $result = kidepot(@words);
    is "$result->{status} $result->{err}", "0 $lost", "$what: good, and says which parts KiCad 9 does not find again";
    return $result->{out};
}

my $text = written('the file', @here);
my $file = decode_json($text);
chomp(my $password = read_text("$dir/password"));
is_deeply $file->{source}, { type => 'odbc', dsn => '', username => '', password => '', timeout_seconds => 5,
    connection_string => "Driver={PostgreSQL Unicode};Server=$socket;Port=5432;Database=$database;Uid=$role;Pwd=$password;SSLmode=prefer;ConnSettings={set search_path = kicad_dbl}" }, 'its source';
is_deeply [@{$file}{qw(meta name description cache)}], [{ version => 1 }, 'KiDepot', 'Parts catalogue kept by KiDepot', { max_size => 256, max_age => 300 }], 'what stands around it';
my ($chip) = grep { $_->{table} =~ /^c3-/ } @{ $file->{libraries} };
is_deeply [@{$chip}{qw(name table key symbols footprints)}], ['', 'c3-passives-resistors-chip-0402', 'name', 'symbol', 'footprints'], 'a table';
is_deeply $chip->{properties}, { map { ($_ => $_) } qw(description keywords exclude_from_bom exclude_from_board exclude_from_sim) }, 'its properties';
my %looks = map { ($_->{name} => join ' ', map { $_ ? 'yes' : 'no' } @{$_}{qw(visible_on_add visible_in_chooser show_name inherit_properties)}) } @{ $chip->{fields} };
is $looks{Value}, 'yes yes no no', 'the value is drawn, and shown in the chooser';
is $looks{MPN}, 'no yes no no', 'the number is shown in the chooser';
is $looks{Resistance}, 'no no no no', 'a parameter is there';
like $text, qr/"version": 1,?$/m, 'the version is a whole number';

# --- over ODBC

my $app = KiDepot::App->start(database => $db, settings => { workers => 1 });
my $token = $db->token;

sub served {
    my $get = sub { decode_json(KiDepot::Fcgi::request($app->socket, { PATH_INFO => "/v1/$_[0]", HTTP_AUTHORIZATION => "Token $token" })->{body}) };
    return { map { ($_->{name} => row_of_document($_)) } map { @{ $get->("parts/category/$_->{id}.json") } } @{ $get->('categories.json') } };
}

my $parts = read_as_kicad($text);
cmp_ok scalar keys %$parts, '>', 1000, 'KiCad reads more than a thousand parts over ODBC';
is_deeply $parts, served(), 'each with the symbol, footprints, flags and fields that HTTP sends';

subtest 'by a data source' => sub {
    write_text("$dir/odbc.ini", "[Parts]\nDriver = PostgreSQL Unicode\nServername = $socket\nPort = 5432\nDatabase = $database\n");
    local $ENV{ODBCINI} = "$dir/odbc.ini";
    my $by_dsn = written('--dsn', 'dblib', @as_owner, '--dsn', 'Parts', '--user', $role, '--password-file', "$dir/password");
    is_deeply decode_json($by_dsn)->{source}, { type => 'odbc', dsn => 'Parts', username => $role, password => $password, timeout_seconds => 5, connection_string => '' }, 'the source';
    is_deeply read_as_kicad($by_dsn), $parts, 'the role finds the tables by itself';
};

# As docs/dblib.md says step by step, with a way in that asks for the password.
subtest 'over the network' => sub {
    my $far = KiDepot::Database->new(network => 1);
    $far->psql(q{insert into kidepot.category (name) values ('A'); insert into kidepot.part (category_id, name, symbol) select id, 'one', 'Device:R' from kidepot.category}, 'writer');
    $far->psql('select pg_reload_conf()');
    my @super = ('--conninfo', $far->conninfo('super'));
    good('the tables', 'settings', 'set', 'database_library', 'yes', @super);
    write_text("$dir/far.password", kidepot('role', 'add', 'anna', @super)->{out});
    my $written = good('the file', 'dblib', @super, '--host', '127.0.0.1', '--port', $far->port, '--user', 'anna', '--password-file', "$dir/far.password");
    is join(' ', sort keys %{ read_as_kicad($written) }), 'one', 'KiCad reads the parts with the password that the file has';
    my $string = decode_json($written)->{source}{connection_string};
    my $isql = KiDepot::Sandbox::run(command => ['isql', '-v', '-k', $string, '-b', '-d,'], input => qq{select name, symbol from "c1-a"\n});
    is "$isql->{status} $isql->{out}", "0 one,Device:R\n", 'isql with its connection string does, too';
    $isql = KiDepot::Sandbox::run(command => ['isql', '-v', '-k', $string =~ s/Pwd=\w+/Pwd=wrong/r, '-b'], input => "select 1\n");
    like "$isql->{status} $isql->{out}$isql->{err}", qr/^[1-9].*password authentication failed for user "anna"/s, 'not with another password';
    $far->stop_server;
};

subtest 'options' => sub {
    my $made = decode_json(good('all of them', 'dblib', @as_owner, '--host', 'db.example.org', '--port', '5433', '--database', 'other', '--user', 'u', '--sslmode', 'verify-full',
        '--platform', 'windows', '--category', 'Passives/Resistors', '--by-category', '--column', 'resistance', '--show-names', '--inherit-properties',
        '--name', 'Ours', '--timeout', '9', '--max-age', '0'));
    is $made->{source}{connection_string}, 'Driver={PostgreSQL Unicode(x64)};Server=db.example.org;Port=5433;Database=other;Uid=u;SSLmode=verify-full;ConnSettings={set search_path = kicad_dbl}', 'the source';
    is "$made->{name} $made->{source}{timeout_seconds} $made->{cache}{max_age}", 'Ours 9 0', 'name and times';
    is join(', ', grep { !/^Passives - Resistors - / } map { $_->{name} } @{ $made->{libraries} }), '', 'categories below the one given, by their paths without slash';
    my ($first) = grep { $_->{table} =~ /^c3-/ } @{ $made->{libraries} };
    my %field = map { ($_->{name} => $_) } @{ $first->{fields} };
    ok $field{Resistance}{visible_in_chooser} && !$field{Value}{visible_in_chooser}, 'the columns of the chooser';
    ok $field{Resistance}{show_name} && !$field{Value}{show_name} && $field{Value}{inherit_properties}, 'how fields look';
    my $windows = written('a path', 'dblib', @as_owner, '--host', 'h', '--user', 'DOMAIN\\anna', '--driver', 'C:\\odbc\\psqlodbc35w.dll');
    like $windows, qr/Driver=\{C:\\\\odbc\\\\psqlodbc35w\.dll\}.*Uid=DOMAIN\\\\anna/, 'backslashes are escaped';
    is written('-o', @here, '-o', "$dir/KiDepot.kicad_dbl"), '', '-o: nothing on stdout';
    is read_text("$dir/KiDepot.kicad_dbl"), $text, 'the same text';
    is sprintf('%04o', (stat "$dir/KiDepot.kicad_dbl")[2] & 07777), '0600', 'readable by its owner alone';
    is written('-', @here[0 .. 6], '--password-file', '-', { input => "$password\n" }), $text, 'a password from stdin';
};

subtest 'what is refused' => sub {
    my @base = ('dblib', @as_owner);
    my $either = 'give either --host or --dsn; see "kidepot dblib --help"';
    refused($usage, $either, @base);
    refused($usage, $either, @base, '--host', 'h', '--dsn', 'd');
    refused($usage, '--user is missing; "kidepot role add" makes one; see "kidepot dblib --help"', @base, '--host', 'h');
    refused($usage, qq{on flatpak KiCad reaches no socket "/run/x"; give --host localhost; see "kidepot dblib --help"}, @base, '--host', '/run/x', '--user', 'u', '--platform', 'flatpak');
    refused($wrong, "the host has a ';', which a connection string cannot hold; let a DSN say it, and give --dsn", @base, '--host', 'h;Pwd=x', '--user', 'u');
    write_text("$dir/brace", "a}secret\n");
    my $said = refused($wrong, "the password has a '}', which a connection string cannot hold; let a DSN say it, and give --dsn", @base, '--host', 'h', '--user', 'u', '--password-file', "$dir/brace");
    write_text("$dir/break", "a\nb\n");
    refused($wrong, 'the password has a control character or is not UTF-8', @base, '--dsn', 'a', '--password-file', "$dir/break");
    refused($wrong, 'no category "Nothing" is there; "kidepot category list" shows them', @base, '--dsn', 'a', '--category', 'Nothing');
    refused($wrong, qr/\Acannot open "\Q$dir\E\/none": No such file/, @base, '--dsn', 'a', '--password-file', "$dir/none");
    my $empty = KiDepot::Database->new;
    good('no table', 'settings', 'set', 'database_library', 'yes', '--conninfo', $empty->conninfo('owner'));
    refused($wrong, 'none of the categories is shown in KiCad, so that there is nothing to read; "kidepot category list" says which are', 'dblib', '--conninfo', $empty->conninfo('owner'), '--dsn', 'a');
    $empty->psql('create or replace view kicad.part as select * from (' . $empty->psql("select rtrim(pg_get_viewdef('kicad.part'), ';')") . ') p where true', 'super');
    refused($wrong, 'the view "kicad.part" is your own, and what it shows is not in the tables of a database library; let KiCad have the HTTP library, or write a .kicad_dbl for your own tables',
        'dblib', '--conninfo', $empty->conninfo('owner'), '--dsn', 'a');
};

subtest 'a file that is older than the catalogue' => sub {
    my ($category, $gone) = $db->psql("select r.category_id, p.name from kidepot.part_resolved p join kidepot.category_resolved r on r.kicad_id = p.kicad_id where r.kicad_id = '3' order by p.name limit 1") =~ /(\d+)\t(.*)/;
    $db->psql("update kidepot.category set exposed = false where id = 3", 'writer');
    my $less = read_as_kicad($text);
    ok !$less->{$gone}, 'KiCad reads it when a category is not shown any more';
    is_deeply $less, served(), 'and the rest as it is';
};

is good('remove', 'role', 'remove', $role, @as_super), "removed role $role\n", 'the login is removed';
is $db->psql("select count(*) from pg_roles where rolname = '$role'"), 0, 'from the cluster';

done_testing;
