# Stock follows from movements, and is told where parts are chosen.

use v5.28;
use warnings;
use utf8;
use POSIX ();
use Test::More;
use KiDepot::Database;

my $db = KiDepot::Database->new(keep_sessions => 1);

sub writes { $db->psql($_[0], 'writer') }

sub refused {
    my ($constraint, $sql) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    ok !eval { writes($sql); 1 }, "refused: $sql";
    like $@, qr/$constraint/, "by $constraint";
}

sub moves { writes("insert into kidepot.stock_movement (part_id, location_id, quantity) values $_[0]") }

sub stock { join ' ', $db->psql("select location_id || ':' || trim_scale(quantity) from kidepot.stock where part_id = $_[0] order by 1") }

sub listed { join '|', split /\t/, scalar $db->psql("select listed_description, listed_keywords from kicad.part where id = '$_[0]'", 'web') }

writes(q{
    insert into kidepot.parameter_template (id, name) values (1, 'Package');
    insert into kidepot.category (id, name) values (1, 'A');
    insert into kidepot.part (id, category_id, name, ipn, description, keywords) values (1, 1, 'one', 'P-1', 'A part', 'key'), (2, 1, 'two', null, null, null);
    insert into kidepot.parameter values (1, 1, '0603');
    insert into kidepot.location (id, name) values (1, 'Shelf'), (2, 'Drawer')});

moves('(1, 1, 100), (1, 2, 20.5), (1, 1, -10)');
is stock(1), '1:90 2:20.5', 'movements add up';
refused('stock_is_not_below_zero', 'insert into kidepot.stock_movement (part_id, location_id, quantity) values (1, 1, -91)');
refused('stock_is_not_below_zero', 'insert into kidepot.stock_movement (part_id, location_id, quantity) values (2, 1, -1)');
refused('stock_movement_moves_something', 'insert into kidepot.stock_movement (part_id, location_id, quantity) values (1, 1, 0)');
refused('quantity_has_at_most_6_decimals', 'insert into kidepot.stock_movement (part_id, location_id, quantity) values (1, 1, 0.0000001)');
refused('quantity_is_below_1000000000000', 'insert into kidepot.stock_movement (part_id, location_id, quantity) values (1, 1, 1000000000000)');
refused('quantity_is_below_1000000000000', "insert into kidepot.stock_movement (part_id, location_id, quantity) values (1, 1, 'NaN')");
refused('stock_movement_location_id_fkey|stock_location_id_fkey', 'delete from kidepot.location where id = 1');
is stock(1) . stock(2), '1:90 2:20.5', 'what is refused changes nothing';

is listed(1), '', 'without a format nothing is told';
writes("update kidepot.setting set stock_format = '{0} [Stock: {1}]'");
is listed(1), 'A part [Stock: 110.5]|key P-1 [Stock: 110.5]', 'the description with stock, and keywords with stock';
is listed(2), 'two [Stock: 0]|[Stock: 0]', 'a part without stock has 0';
is $db->psql("select description, keywords from kicad.part where id = '1'", 'web'), "A part\tkey P-1", 'what is placed has no stock';
moves('(1, 2, -20.5)');
is listed(1), 'A part [Stock: 90]|key P-1 [Stock: 90]', 'a movement shows at once';
writes("update kidepot.setting set stock_format = '{1}x {part.ipn} {part.Package} {part.nothing} {0}'");
is listed(1), '90x P-1 0603 A part|key P-1 90x P-1 0603', 'other things of the part';
refused('stock_format_has_known_places', "update kidepot.setting set stock_format = '$_'") for '{2}', '{', '}', '{0', '{part}', '{part.}';
writes("update kidepot.setting set stock_format = '{0} {1}'; delete from kidepot.part where id = 2");

# Many at once from several sides: nothing is lost, nobody waits for ever.
my @pids = map {
    my $pid = fork // die "cannot fork: $!\n";
    if ($pid == 0) {
        my ($a, $b) = $_ % 2 ? (1, 2) : (2, 1);
        POSIX::_exit(eval { moves("(1, $a, 1), (1, $b, 1)") for 1 .. 10; 1 } ? 0 : 1);
    }
    $pid;
} 1 .. 4;
my $failed = grep { waitpid($_, 0); $? } @pids;
is $failed, 0, 'four move at once';
is stock(1), '1:130 2:40', 'and nothing is lost';
is listed(1), 'A part 170|key P-1 170', 'nor in what is told';

writes(q{
    update kidepot.part set footprint = 'P:Own' where id = 1;
    insert into kidepot.alternate values (1, 1, 'P:Other');
    insert into kidepot.pin_map values (1, 'P:Other', '1', '2'), (1, 'P:Other', '2', '1'), (1, 'P:Own', '10', 'A'), (1, 'P:Own', '2', 'B'), (1, 'P:Own', '2', 'C'), (1, 'P:None', '1', '1')});
is $db->psql("select pin_map_footprints, pin_map_pins, pin_map_pads from kicad.part where id = '1'", 'web'),
    "{P:Own,P:Own,P:Own,P:Other,P:Other}\t{2,2,10,1,2}\t{B,C,A,2,1}", "the pins of the part's own footprint, then of its alternates";
writes("delete from kidepot.alternate where part_id = 1");
is $db->psql("select pin_map_footprints from kicad.part where id = '1'", 'web'), '{P:Own,P:Own,P:Own}', 'of footprints that the part has';
is join("\n", $db->psql('select n::text from kidepot.part_rules n full join kidepot.part_resolved o using (part_id) where n is distinct from o')), '', 'what is kept is what the rules say';

done_testing;
