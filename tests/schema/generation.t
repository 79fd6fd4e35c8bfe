# What a change touches: the generations it raises and tells are those of what is
# served otherwise afterwards, and no others. Each case says which; that they are right
# is compared with the rows of the views before and after, as is each random change.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Cli;
use KiDepot::Database;
use KiDepot::RandomChange;
use KiDepot::Sandbox qw(readable root program scratch_dir start_process wait_until process_ended read_text write_text);

my $db = KiDepot::Database->new;
my $seed = $ENV{KIDEPOT_TEST_SEED} // time;
my $kidepot = program('kidepot') . " --conninfo '" . $db->conninfo('writer') . "'";

KiDepot::RandomChange::fill($db);

# What is served of each subject, in the state that it is in; and the generations.
my $state = <<'SQL';
select 'served', 'category ' || category_id, md5(string_agg(p::text, '|' order by id)) from kicad.part p group by 2
union all
select 'served', 'categories', md5(string_agg((id, name, description, array(select unnest(own_category_ids) order by 1))::text, '|' order by id)) from kicad.category
union all
select 'served', 'token ' || prefix, md5((sha256, t.name, scope, (select (expires_at, revoked_at) from kidepot.token k where k.prefix = t.prefix),
       array(select unnest(own_category_ids::text[]) order by 1), own_category_ids is null)::text) from kicad.token t
union all
select 'generation', subject, generation::text from kicad.generation;
SQL

# Does the changes one after the other and returns of each what it was told, what the
# generations say, and what differs of the rows.
sub observed {
    my ($role, @changes) = @_;
    # Tokens that commands make have prefixes of their own.
    my $known = sub { $_[0] =~ s/token (?!0000000)\w{8}\b/token NEW/gr };
    my $script = "\\set ON_ERROR_STOP 0\nset jit = off;\nlisten kidepot;\n\\echo now\n$state" . join '', map { "\\echo change\n$_;\n\\echo now\n$state" } @changes;
    my (@states, @told);
    for my $line ($db->psql($script, $role)) {
        fail 'a command is refused' if $line eq 'refused';
        push @states, {} if $line eq 'now';
        push @told, [] if $line eq 'change';
        push @{ $told[-1] }, $1 if $line =~ /^Asynchronous notification "kidepot" with payload "(.*)" received/;
        $states[-1]{$1}{$2} = $3 if $line =~ /^(served|generation)\t(.*)\t(.*)$/ && @states > @told;
    }
    my $differ = sub {
        my ($of, $before, $after) = @_;
        my %all = (%{ $before->{$of} // {} }, %{ $after->{$of} // {} });
        return join ', ', sort grep { ($before->{$of}{$_} // '') ne ($after->{$of}{$_} // '') } keys %all;
    };
    return map {
        my ($before, $after) = @states[$_, $_ + 1];
        my $raised = $differ->('generation', $before, $after);
        +{ told => join(', ', sort @{ $told[$_] }), raised => $known->($raised), differs => $known->($differ->('served', $before, $after)),
            numbers => join(', ', sort map { "$_ " . ($after->{generation}{$_} // 'none') } split /, /, $raised) }
    } 0 .. $#told;
}

# Rows: a name, the change, the subjects.
sub cases {
    my ($role, @cases) = @_;
    my @seen = observed($role, map { $_->[1] } @cases);
    for my $i (0 .. $#cases) {
        my ($name, undef, $wanted) = @{ $cases[$i] };
        subtest $name => sub {
            is $seen[$i]{raised}, $wanted, 'raised';
            is $seen[$i]{told}, $seen[$i]{numbers}, 'and told';
            is $seen[$i]{differs}, $wanted, 'which is served otherwise';
        };
    }
}

sub command { "\\! $kidepot $_[0] >/dev/null 2>&1 || echo refused\nselect 1" }

my $former = 'categories, category former';

cases('writer',
    ['a value', "update kidepot.part set value = '5' where id = 31", 'category 3'],
    ['a footprint', "update kidepot.part set footprint = 'F:A' where id = 31", 'category 3'],
    ['a description, by command', command("part set p31 --description words"), 'category 3'],
    ['keywords', "update kidepot.part set keywords = 'k', mpn = 'm' where id in (31, 71)", 'category 3, category 7'],
    ['the same again', "update kidepot.part set keywords = 'k', mpn = 'm' where id in (31, 71)", ''],
    ['a part without category that is not shown', "update kidepot.part set value = '5' where id = 91", ''],
    ['a part of a category that is not shown', "update kidepot.part set value = '5' where id = 41", ''],
    ['a move', 'update kidepot.part set category_id = 7 where id = 32', 'category 3, category 7'],
    ['a move away from all', 'update kidepot.part set category_id = null where id = 32', 'category 7'],
    ['a move to where it is the first', 'update kidepot.part set category_id = 5 where id = 32', 'category 5'],
    ['two that change places', 'update kidepot.part set category_id = case id when 31 then 5 else 3 end where id in (31, 32)', 'category 3, category 5'],
    ['and back', 'update kidepot.part set category_id = case id when 31 then 3 else 5 end where id in (31, 32)', 'category 3, category 5'],
    ['the first part of what only held sub-categories', "insert into kidepot.part (id, category_id, name) values (61, 6, 'p61')", 'categories, category 6'],
    ['by command', command('part rm p61'), 'categories, category 6'],
    ['a first part that is not shown', "insert into kidepot.part (id, category_id, name, active) values (61, 6, 'p61', false)", 'categories'],
    ['the last one goes', 'delete from kidepot.part where id = 61', 'categories'],
    ['an alternate', "insert into kidepot.alternate values (31, 1, 'F:B'), (31, 2, 'F:C')", 'category 3'],
    ['another order', "update kidepot.alternate set footprint = case position when 1 then 'F:C' else 'F:B' end where part_id = 31", 'category 3'],
    ['a position that changes no order', 'update kidepot.alternate set position = position + 5 where part_id = 31', ''],
    ['no alternates', 'delete from kidepot.alternate where part_id = 31', 'category 3'],
    ['a parameter that is served', "update kidepot.parameter set value = '9 W' where part_id = 31 and template_id = 2", 'category 3'],
    ['one that is not', "update kidepot.parameter set value = 'y' where part_id = 31 and template_id = 3", ''],
    ['one that is served now', 'update kidepot.parameter set served = true where part_id = 31 and template_id = 3', 'category 3'],
    ['one in another spelling', "update kidepot.parameter set value = '4.7k' where part_id = 11 and template_id = 1", ''],
    ['a parameter goes', 'delete from kidepot.parameter where part_id = 31 and template_id = 3', 'category 3'],
    ['a template is renamed', "update kidepot.parameter_template set name = 'Watt' where id = 2", 'category 3, category 7'],
    ['its field as it is called already', "update kidepot.parameter_template set field_name = 'Watt' where id = 2", ''],
    ['one that is not used', "update kidepot.parameter_template set name = 'Never' where id = 5", ''],
    ['a new template', "insert into kidepot.parameter_template (id, name) values (6, 'New')", ''],
    ['a default that sub-categories inherit', "update kidepot.category set default_symbol = 'S:X' where id = 1", 'category 1'],
    ['and that all below have use for', "update kidepot.category set default_reference = 'R' where id = 1", "category 1, category 2, category former"],
    ['a default that all have said otherwise', "update kidepot.category set default_symbol = 'S:X' where id = 7", ''],
    ['a value template', q(update kidepot.category set value_template = '${Resistance} x', value_parameter_template_id = null where id = 1), 'category 1, category 2, category former'],
    ['a field of a category', "insert into kidepot.category_field (category_id, template_id, field_name) values (1, 1, 'Ohm')", 'category 1, category 2'],
    ['one that says the same', "insert into kidepot.category_field (category_id, template_id, field_name) values (2, 1, 'Ohm')", ''],
    ['one that no part has', "insert into kidepot.category_field (category_id, template_id, visible) values (3, 5, true)", ''],
    ['a footprint for a package', "insert into kidepot.footprint_map (id, value, footprint) values (1, '0805', 'F:0805')", 'category 2'],
    ['for its category the same', "insert into kidepot.footprint_map (id, category_id, value, footprint) values (2, 2, '0805', 'F:0805')", ''],
    ['for all others', "update kidepot.footprint_map set footprint = 'F:X' where id = 1", ''],
    ['of another package', "update kidepot.footprint_map set value = '0603' where id = 1", 'category 1'],
    ['none any more', 'delete from kidepot.footprint_map', 'category 1, category 2'],
    ['the style of values', "update kidepot.setting set value_style = '4.7k'", 'category 1'],
    ['a stock movement that is not shown', "insert into kidepot.stock_movement (part_id, location_id, quantity) values (31, 1, 5)", ''],
    ['the format of stock', "update kidepot.setting set stock_format = '{0} ({1})'", 'category 1, category 2, category 3, category 5, category 7, category 8, category former'],
    ['a movement that is shown', "insert into kidepot.stock_movement (part_id, location_id, quantity) values (31, 1, 5)", 'category 3'],
    ['by command', command('stock out p31 2 --location Shelf'), 'category 3'],
    ['there and back', 'insert into kidepot.stock_movement (part_id, location_id, quantity) values (31, 1, 5), (31, 1, -5)', ''],
    ['a location is renamed', "update kidepot.location set name = 'Box'", ''],
    ['no format of stock', 'update kidepot.setting set stock_format = null', 'category 1, category 2, category 3, category 5, category 7, category 8, category former'],
    ['levels that are folded', 'update kidepot.setting set category_depth = 1', 'categories, category 1, category 2, category 3, category 6, category 7, category 8'],
    ['a part of what is folded', "update kidepot.part set value = '6' where id = 21", 'category 1'],
    ['all levels again', 'update kidepot.setting set category_depth = null', 'categories, category 1, category 2, category 3, category 6, category 7, category 8'],
    ['a setting that is no other', 'update kidepot.setting set category_depth = null', ''],
    ['parts without category are shown', "update kidepot.setting set uncategorized = 'Z'", 'categories, category 0'],
    ['one of them', "update kidepot.part set value = '7' where id = 91", 'category 0'],
    ['in a category of another name', "update kidepot.setting set uncategorized = 'Y'", 'categories'],
    ['no more', 'update kidepot.setting set uncategorized = null', 'categories, category 0'],
    ['former names in a category of another name', "update kidepot.setting set former_names = 'Old'", 'categories'],
    ['former names are not shown', 'update kidepot.setting set former_names = null', $former],
    ['and shown', "update kidepot.setting set former_names = 'Former'", $former],
    ['a pin map of its footprint', "insert into kidepot.pin_map values (31, 'F:A', '1', '2')", 'category 3'],
    ['of another footprint', "insert into kidepot.pin_map values (31, 'F:Z', '1', '2')", ''],
    ['none', 'delete from kidepot.pin_map', 'category 3'],
    ['a rename', "update kidepot.part set name = 'q31' where id = 31", "categories, category 3, category former"],
    ['by command', command('part rename q31 r31'), 'category 3, category former'],
    ['to what KiCad writes alike', "update kidepot.part set name = 's:71' where id = 71", 'categories, category 7, category former'],
    ['and again', "update kidepot.part set name = 's_71' where id = 71", 'category 7'],
    ['a name that is its own already', "update kidepot.part set value = 'old' where id = 12", 'category 1, category former'],
    ['a value that it has by its name', "update kidepot.part set value = name where id = 31", 'category 3, category former'],
    ['a former name is forgotten', "delete from kidepot.part_name where name = 'q31'", 'category former'],
    ['a renamed part moves', 'update kidepot.part set category_id = 7 where id = 31', 'categories, category 3, category 7, category former'],
    ['a part that is not shown', 'update kidepot.part set active = false where id = 31', 'category 7, category former'],
    ['and is again', 'update kidepot.part set active = true where id = 31', 'category 7, category former'],
    ['and moves back', 'update kidepot.part set category_id = 3 where id = 31', 'categories, category 3, category 7, category former'],
    ['a template', 'update kidepot.part set template = true where id = 81', 'category 8'],
    ['is changed', "update kidepot.part set value = '1', mpn = 'x' where id = 81", ''],
    ['a supplier of nothing is renamed', "update kidepot.supplier set name = 'None' where id = 3", ''],
    ['one whose numbers are no field', "update kidepot.supplier set name = 'Market' where id = 2", ''],
    ['one whose are', "update kidepot.supplier set field_name = 'Order' where id = 1", 'category 3, category former'],
    ['a number', "insert into kidepot.supplier_part (part_id, supplier_id, sku) values (11, 2, 'N11')", 'category 1'],
    ['its page', "update kidepot.supplier_part set url = 'https://e.org/' where part_id = 11", ''],
    ['a category is renamed', "update kidepot.category set name = 'A2' where id = 1", 'categories'],
    ['its description', "update kidepot.category set description = 'd' where id = 5", 'categories'],
    ['of one that is not listed', "update kidepot.category set description = 'd' where id = 4", ''],
    ['a new category', "insert into kidepot.category (id, name) values (9, 'I')", 'categories'],
    ['in one that a token is held to', "insert into kidepot.category (id, parent_id, name) values (10, 7, 'J')", 'categories, token 0000000c'],
    ['is shown no more', 'update kidepot.category set exposed = false where id = 10', 'categories'],
    ['nor with its parts', 'update kidepot.category set exposed = false where id = 3', 'categories, category 3, category former'],
    ['shown', 'update kidepot.category set exposed = true where id in (3, 10)', 'categories, category 3, category former'],
    ['moves to another', 'update kidepot.category set parent_id = 5 where id = 10', 'categories, token 0000000c'],
    ['with its parts, inheriting something', 'update kidepot.category set parent_id = 1 where id = 3', 'categories, category 3, category former, token 0000000b'],
    ['and back', 'update kidepot.category set parent_id = null where id = 3', 'categories, category 3, category former, token 0000000b'],
    ['is gone', 'delete from kidepot.category where id = 10', 'categories'],
    ['a new token', "insert into kidepot.token (id, name, prefix, sha256) values (4, 'n', '0000000d', sha256('d'))", 'token 0000000d'],
    ['by command', command('token add other --expires 9d'), 'token NEW'],
    ['and revoked by it', command('token revoke other'), 'token NEW'],
    ['renamed', "update kidepot.token set name = 'm' where id = 4", 'token 0000000d'],
    ['used', "select kicad.token_used('0000000d')", ''],
    ['with an end', "update kidepot.token set expires_at = now() + interval '1 hour' where id = 4", 'token 0000000d'],
    ['revoked', 'update kidepot.token set revoked_at = now() where id = 4', 'token 0000000d'],
    ['restricted', 'update kidepot.token set restricted = true where id = 4', 'token 0000000d'],
    ['to a category', 'insert into kidepot.token_category values (4, 1)', 'token 0000000d'],
    ['and one in it', 'insert into kidepot.token_category values (4, 2)', ''],
    ['and not', 'delete from kidepot.token_category where token_id = 4', 'token 0000000d'],
    ['one that is good for all, to a category', 'insert into kidepot.token_category values (1, 1)', ''],
    ['gone', 'delete from kidepot.token where id = 4', 'token 0000000d'],
    ['rolled back', "begin; update kidepot.part set value = 'r' where id = 11; rollback", ''],
    ['a savepoint that is rolled back', "begin; savepoint s; update kidepot.part set value = 'r' where id = 11; rollback to s; commit", ''],
    ['and done again', "begin; savepoint s; update kidepot.part set value = 'r' where id = 11; rollback to s; update kidepot.part set value = 's' where id = 11; commit", 'category 1'],
    ['in several steps', "begin; update kidepot.part set value = 't' where id = 11; savepoint s; update kidepot.part set value = 'u' where id in (11, 71); rollback to s; update kidepot.part set value = 'u' where id = 11; commit", 'category 1'],
    ['one that fails', "insert into kidepot.part (id, name) values (11, 'again')", ''],
    ['checked before its end', "begin; set constraints all immediate; update kidepot.part set value = 'v' where id = 11; commit", 'category 1'],
    ['read repeatably', "begin isolation level repeatable read; update kidepot.part set value = 'w' where id = 11; commit", 'category 1'],
    ['history', "insert into kidepot.project (name) values ('P')", ''],
);

my $dir = scratch_dir();

my $files = 0;
sub csv {
    my ($table, $text, @options) = @_;
    return command("import csv $table " . write_text("$dir/" . ++$files . '.csv', $text) . " @options");
}

my @fifty = map { "category $_" } 1001 .. 1050;
my @rows = map { sprintf 'c%d,Import %02d,1', $_, $_ % 50 } 1 .. 2000;
my $netlist = readable(root() . '/tests/netlists/kicad8.xml');
cases('writer',
    ['an import of many parts', csv('part', join("\n", 'name,category,value', @rows, ''), '--make-categories'), join ', ', 'categories', @fifty],
    ['of their parameters', csv('parameter', join "\n", 'part,parameter,value', (map { "c$_,Watt,$_ W" } 1 .. 2000), ''), join ', ', @fifty],
    ['the same again', csv('part', join "\n", 'name,category,value', @rows, ''), ''],
    ['of what differs in two categories', csv('part', join "\n", 'name,category,value', (map { s/^(c(?:102|203),.*,)1/${1}2/r } @rows), ''), 'category 1003, category 1004'],
    ['a dry run', csv('part', join("\n", 'name,category,value', 'c1,Import 01,9', ''), '--dry-run'), ''],
    ['a netlist', command("netlist import $netlist --project P"), ''],
    ['all of them go', q(delete from kidepot.part where name ~ '^c\d'), join ', ', @fifty],
    ['and their categories', q(delete from kidepot.category where name ~ '^Import'), 'categories'],
);

# Two sessions, each of which waits where it says "wait" until the other one has come
# that far; then both must end well, or with the given word.
sub together {
    my ($name, @sessions) = @_;
    state $number = 0;
    my $at = scratch_dir();
    my $wait = sub { "\\! touch $at/$_[0]$_[1]; n=0; until test -e $at/@{[1 - $_[0]]}$_[1] || [ \$((n += 1)) -gt 3000 ]; do sleep 0.02; done\n" };
    my $before = $db->psql(q(select coalesce(max(generation), 0) from kidepot.generation));
    my @pids = map {
        my ($session, $step) = ($_, 0);
        my $sql = join "\n", map { s/^wait$/$wait->($session, $step++)/egmr } $sessions[$session];
        write_text("$at/$session.sql", $sql);
        start_process(command => ['psql', '-XAtq', '-d', $db->conninfo('writer'), '-f', "$at/$session.sql"], log => "$at/log$session");
    } 0, 1;
    ok wait_until(sub { !grep { !process_ended($_) } @pids }), "$name: both end";
    return join '; ', map { read_text("$at/log$_") =~ /ERROR: +(.*)/ ? $1 : 'good' } 0, 1;
}

# What is noted of the rows served is what they are.
sub is_noted {
    my ($name) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    is scalar $db->psql('(select * from kidepot.served_row except select * from kidepot.served_digest) union all (select * from kidepot.served_digest except select * from kidepot.served_row)'),
        '', "$name: what is served is noted";
    is $db->psql('select count(*) from kidepot.generation_due'), 0, "$name: nothing is left over";
}

sub generations { join ' ', $db->psql("select generation from kidepot.generation where subject in ('" . join("', '", @_) . "') order by subject") }

my @was = split / /, generations('category 1', 'category 7');
is together('in one category', map { "begin;\nupdate kidepot.part set value = 'both' where id = $_;\nwait\ncommit;" } 11, 13), 'good; good', 'changes in one category do not wait for each other';
is together('in another order', map { "begin;\nupdate kidepot.part set value = 'x' where id = $$_[0];\nwait\nupdate kidepot.part set value = 'x' where id = $$_[1];\nwait\ncommit;" } [11, 72], [71, 13]),
    'good; good', 'nor do they lock each other out';
my @is = split / /, generations('category 1', 'category 7');
ok $is[0] > $was[0] && $is[1] > $was[1], 'both are raised';

$db->psql("insert into kidepot.part (id, category_id, name) values (62, 6, 'p62'), (63, 6, 'p63')", 'writer');
my $listed = generations('categories');
is together('the last two', map { "begin;\ndelete from kidepot.part where id = $_;\nwait\ncommit;" } 62, 63), 'good; good', 'the last two parts of a category go side by side';
isnt generations('categories'), $listed, 'the category is listed no more, and that is told';
is_noted('the last two');
$db->psql("insert into kidepot.part (id, category_id, name) values (62, 6, 'p62')", 'writer');
$listed = generations('categories');
is together('one comes', "begin;\ndelete from kidepot.part where id = 62;\nwait\ncommit;\nwait",
    "begin;\ninsert into kidepot.part (id, category_id, name) values (63, 6, 'p63');\nwait\nwait\ncommit;"), 'good; good', 'one comes while the last one goes';
is_noted('one comes');
like together('read repeatably', "begin;\ndelete from kidepot.part where id = 63;\nwait\ncommit;\nwait",
    "begin isolation level repeatable read;\ninsert into kidepot.part (id, category_id, name) values (64, 6, 'p64');\nwait\nwait\ncommit;"),
    qr/^good; could not serialize access/, 'a snapshot of the past is not compared';
is_noted('read repeatably');

# Whatever happens: raised exactly when the rows differ.
note "KIDEPOT_TEST_SEED=$seed";
srand $seed;
my @changes = KiDepot::RandomChange::some(400);
my @seen = observed('writer', @changes);
my $raised = 0;
for my $i (0 .. $#changes) {
    my $seen = $seen[$i];
    $raised++ if $seen->{raised} ne '';
    next if $seen->{raised} eq $seen->{differs} && $seen->{told} eq $seen->{numbers};
    fail "random change $i: $changes[$i]";
    diag "seed $seed: raised: $seen->{raised}; told: $seen->{told}; differs: $seen->{differs}";
}
is scalar @seen, @changes, 'all random changes were looked at';
cmp_ok $raised, '>', 30, 'of which many changed something';
is_noted('random changes');

# Who may say NOTIFY alone must not be able to say what will be told next.
my %after;
for (1 .. 20) {
    $db->psql("insert into kidepot.category (name) values ('foreseen $_')", 'writer');
    $after{ $db->psql("select generation & 16777215 from kidepot.generation where subject = 'categories'") }++;
}
cmp_ok scalar keys %after, '>', 15, 'numbers cannot be foreseen';

# A site's own view: then nothing is known of what is served. What random changes left may be
# no part at all.
$db->psql("insert into kidepot.category (id, name, exposed) values (7001, 'truncated', true); insert into kidepot.part (category_id, name) values (7001, 'truncated')", 'writer');
my @own = observed('owner', 'truncate kidepot.token cascade', 'truncate kidepot.part cascade',
    'create or replace view kicad.token as select * from (' . $db->psql("select rtrim(pg_get_viewdef('kicad.token'), ';')") =~ s/\n/ /gr . ') t');
is $own[0]{raised}, $own[0]{differs}, 'all tokens are gone';
like $own[0]{raised}, qr/token 0000000a, token 0000000b, token 0000000c/, 'each of them is told';
is $own[1]{raised}, $own[1]{differs}, 'all parts are gone';
isnt $own[1]{told}, '', 'that is told';
is_noted('truncated');
is $db->psql('select count(*) from kicad.generation', 'web'), 0, 'with a view that is another there are no generations';
is $db->psql('select kicad.other_views()', 'web'), '{kicad.token}', 'it says which';
$db->psql("insert into kidepot.own_view values ('kicad.token')", 'owner');
sub migrate { KiDepot::Cli::good('migrate', '--conninfo', $db->conninfo('owner'), 'migrate') }
migrate();
is $db->psql('select kicad.other_views()', 'web'), '{kicad.token}', 'one that is its own stays';
my $before = $db->psql('select max(generation) from kidepot.generation');
$db->psql('delete from kidepot.own_view', 'owner');
like migrate(), qr/^made 5 views/, 'the view is ours again';
is $db->psql("select kicad.other_views(), (select bool_and(generation > $before) from kicad.generation)", 'web'), "{}\tt", 'with views made anew all is raised';

done_testing;
