# Each change leaves who, what and when.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Database;

my $db = KiDepot::Database->new;
my $seen = 0;

sub writes { $db->psql($_[0], 'writer') }

# What came since the last time, a line each.
sub changes {
    my @rows = $db->psql("select who || ': ' || kind || ' ' || name || ' ' || action || coalesce(' ' || field, '') || case when action = 'changed' then ' ' || coalesce(old_value, '-') || ' to ' || coalesce(new_value, '-') else '' end from kidepot.change where id > $seen order by id");
    $seen = $db->psql('select coalesce(max(id), 0) from kidepot.change');
    return join "\n", map { s/^role kidepot_writer_login: //r } @rows;
}

changes();
writes(q{insert into kidepot.category (id, name) values (1, 'A'); insert into kidepot.parameter_template (id, name) values (1, 'R');
         insert into kidepot.supplier (id, name) values (1, 'S'); insert into kidepot.location (name) values ('L')});
is changes(), "category A added\nparameter_template R added\nsupplier S added\nlocation L added", 'added';
writes(q{begin; insert into kidepot.part (id, category_id, name) values (1, 1, 'p'); insert into kidepot.parameter values (1, 1, '5'); commit});
is changes(), 'part p added', 'a new part is one change';
writes(q{update kidepot.part set mpn = 'M', name = 'q' where id = 1});
is changes(), "part q changed mpn - to M\npart q changed name p to q", 'each column that differs';
writes(q{update kidepot.part set mpn = 'M' where id = 1; update kidepot.parameter set value = '5'});
is changes(), '', 'what stays the same is no change';
writes(q{update kidepot.parameter set value = '6', visible = true; insert into kidepot.alternate values (1, 1, 'P:A'); insert into kidepot.supplier_part values (1, 1, 'N');
         insert into kidepot.pin_map values (1, 'P:A', '1', '2'); insert into kidepot.category_field values (1, 1, 'Res', null, null)});
is changes(), "part q changed parameter R 5 to 6, visible\npart q changed alternate 1 - to P:A\npart q changed supplier S N - to without URL\n"
    . "part q changed pin 1 of P:A, pad 2 - to yes\ncategory A changed field of R - to field Res", 'what belongs to it';
writes(q{select set_config('kidepot.who', 'user anna', false); update kidepot.setting set category_depth = 2; delete from kidepot.alternate});
is changes(), "user anna: setting category_depth changed category_depth - to 2\nuser anna: part q changed alternate 1 P:A to -", 'who the program says';
writes(q{delete from kidepot.part_name where retired_at is not null});
is changes(), 'part q changed former name p to -', 'a former name that is freed';
writes(q{update kidepot.part set created_at = now() + interval '1 hour'});
changes();
writes(q{update kidepot.parameter set value = '7'});
is changes(), 'part q changed parameter R 6, visible to 7, visible', 'a detail of a part made after this transaction began';
writes(q{delete from kidepot.part});
is changes(), 'part q removed', 'a removed part is one change';
is $db->psql(q{select old_value::jsonb ->> 'mpn' from kidepot.change where action = 'removed'}), 'M', 'with what it was';
$db->token(name => 'anna');
like changes(), qr/token anna added\z/, 'a token is told';
is $db->psql("select count(*) from kidepot.change where old_value ~ 'sha256' or new_value ~ 'sha256' or field = 'sha256'"), 0, 'not its digest';
$db->psql("select kicad.token_used(prefix) from kicad.token", 'web');
is changes(), '', 'nor each use of it';
is $db->psql('select count(last_used_at) from kidepot.token'), 1, 'which is kept';

done_testing;
