# kidepot status: what it counts and what it says of databases in other states.

use v5.28;
use warnings;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(scratch_dir write_text root);

my $ours = 1;
my $db = KiDepot::Database->new;
my @status = ('--conninfo', $db->conninfo('writer'), 'status');
my $newest = 0 + (sort map { m{/(\d+)_[^/]*$} } glob root() . '/schema/migrations/*.sql')[-1];

$db->psql(<<'SQL');
insert into kidepot.category (name, exposed) values ('A', true), ('B', false);
insert into kidepot.category (parent_id, name) select id, 'C' from kidepot.category where name = 'B';
insert into kidepot.part (category_id, name, active) select id, 'part ' || name, name <> 'C' from kidepot.category;
insert into kidepot.parameter_template (name) values ('Power'), ('Size');
insert into kidepot.parameter (part_id, template_id, value)
select p.id, t.id, '1' from kidepot.part p cross join kidepot.parameter_template t where t.plain;
insert into kidepot.token (name, prefix, sha256, expires_at, revoked_at)
select 't', lpad(n::text, 8, '0'), sha256('x'), case when n = 1 then now() - interval '1 day' end,
       case when n = 2 then now() end
  from generate_series(0, 3) n;
insert into kidepot.own_view values ('kicad.part'), ('kicad.more');
SQL

my $said = decode_json(good('status --json', @status, '--json'));
my $database = delete $said->{database};
like $database, qr/^kidepot_\d+_\d+_\d+$/, 'database';
like delete $said->{server}, qr/^\d+\.\d+/, 'server version';
is_deeply $said, {
    role => 'kidepot_writer_login',
    schema => { program => $newest, database => $newest },
    own_views => ['kicad.more', 'kicad.part'],
    kept => JSON::PP::true, other_views => [],
    categories => 3, categories_exposed => 1,
    parts => 3, parts_active => 2,
    parameters => 6,
    tokens => 4, tokens_valid => 2,
}, 'all in JSON';

my $table = good('status', @status);
like $table, qr/^$_$/m, $_ for "database    $database", 'role        kidepot_writer_login', "schema      $newest of $newest",
    'own views   kicad.more, kicad.part', 'kept        yes', 'categories  3, 1 shown in KiCad', 'parts       3, 2 active',
    'parameters  6', 'tokens      4, 2 valid';
is good('as owner', '--conninfo', $db->conninfo('owner'), 'status') =~ s/_owner_login/_writer_login/r, $table, 'the owner sees the same';

$db->psql('delete from kidepot.own_view');
like good('status', @status), qr/^own views   none$/m, 'no own views';
my @definitions = map { scalar $db->psql("select replace(rtrim(pg_get_viewdef('$_'), ';'), E'\\n', ' ')") } qw(kicad.part kicad.token);
$db->psql("create or replace view $$_[0] as select v.* from ($$_[1]) v") for ['kicad.part', $definitions[0]], ['kicad.token', $definitions[1]];
like good('status', @status), qr/^kept        no; not as made by "kidepot migrate": kicad\.part, kicad\.token$/m, 'views that are others';
is_deeply [@{ decode_json(good('status --json', @status, '--json')) }{qw(kept other_views)}], [JSON::PP::false, ['kicad.part', 'kicad.token']], 'in JSON too';
$db->psql("delete from kidepot.migration where number = $newest");
like good('status', @status), qr/^kept        no$/m, 'a database behind the program is not asked';
like good('status', @status), qr/^schema      \d+ of $newest; run "kidepot migrate"$/m, 'a database behind the program';
$db->psql("insert into kidepot.migration values (9000, '9000_later', sha256('x'))");
refused($ours, 'the database has migration "9000_later", which this program does not know; use a newer kidepot', @status);

refused($ours, 'role "kidepot_web" may not see the tables; ask as a member of kidepot_writer or kidepot_owner',
    '--conninfo', $db->conninfo('web'), 'status');
my $empty = KiDepot::Database->new(empty => 1);
refused($ours, qr/\Adatabase "\w+" has no catalogue yet; run "kidepot migrate"\z/, '--conninfo', $empty->conninfo($_), 'status')
    for 'super', 'web';

# A service file, libpq's own way to name a database.
my ($host) = $db->conninfo('writer') =~ /host=(\S+)/;
my $services = write_text(scratch_dir() . '/services', "[parts]\nhost=$host\ndbname=$database\nuser=kidepot_owner_login\n");
$db->psql('delete from kidepot.migration where number = 9000');
my $by_service = kidepot('status', { env => { PGSERVICEFILE => $services, PGSERVICE => 'parts' } });
like $by_service->{out}, qr/^database    $database\nrole        kidepot_owner_login$/m, 'a service file is followed';

my $full = kidepot(@status, \'/dev/full');
is $full->{status}, 3, 'stdout is full';

done_testing;
