# kidepot import inventree: what the interface answers, as files; the same parts in KiCad
# as by the plugin's rules; again, renamed here and there; bad input.

use v5.28;
use warnings;
use utf8;
use Encode qw(encode_utf8 decode_utf8);
use JSON::PP qw(decode_json encode_json);
use Test::More;
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;
use KiDepot::Sandbox qw(readable root scratch_dir write_text read_text start_process end_process free_port wait_until listens_on);

my $wrong = 2;
my $dir = scratch_dir();
my $saved = readable(root() . '/tests/import/inventree');
my $db = KiDepot::Database->new;
my @as = ('--conninfo', $db->conninfo('writer'));
my $map = write_text("$dir/map", "# what no file says\nserver = https://inventree.example.org/\nlocation = Bench\n");

sub inventree { return good("import inventree @_[1..$#_]", 'import', 'inventree', @as, @_) }
sub rows { return decode_utf8(join "\n", $db->psql($_[0])) }

# A folder of its own with these files in the place of the saved ones; undef: without.
my $folders = 0;
sub folder {
    my (%changed) = @_;
    my $folder = "$dir/" . ++$folders;
    mkdir $folder or die;
    for my $file (glob "$saved/*.json") {
        my ($name) = $file =~ m{([^/]+)$};
        write_text("$folder/$name", read_text($file)) unless exists $changed{$name};
    }
    write_text("$folder/$_", encode_utf8($changed{$_})) for grep { defined $changed{$_} } keys %changed;
    return $folder;
}

# --- once

my $said = decode_utf8 inventree($saved, '--map', $map, '--dry-run');
like $said, qr/^part: 5 made, 0 changed, 0 unchanged; nothing was stored$/m, 'a dry run counts';
is rows('select count(*) from kidepot.part'), 0, 'and stores nothing';
is rows('select count(*) from kidepot.external_id'), 0, 'nor any id';

is $said = decode_utf8(inventree($saved, '--map', $map)), <<~'END', 'what is made, and what is skipped and why';
    template: 4 made, 0 changed, 0 unchanged
    category: 5 made, 0 changed, 0 unchanged
    footprint_map: 1 made, 0 changed, 0 unchanged
    supplier: 2 made, 0 changed, 0 unchanged
    part: 5 made, 0 changed, 0 unchanged
    parameter: 6 made, 0 changed, 0 unchanged
    supplier_part: 2 made, 0 changed, 0 unchanged
    location: 3 made, 0 changed, 0 unchanged
    stock: 2 made, 0 changed, 0 unchanged
    skipped: 1, IPN, Manufacturer and MPN are the part's own here, no parameters (parameter.json: parameter 13)
    skipped: 1, a footprint mapping of a category that the plugin does not have (footprint-mapping.json: footprint-mapping 2)
    skipped: 1, a part has one datasheet here: the first was taken (attachment.json: attachment 4)
    skipped: 1, a part has one manufacturer's number here: the first was taken (manufacturer-part.json: manufacturer-part 3)
    skipped: 1, its link is no address of http or https: it was left out (supplier-part.json: supplier-part 2)
    skipped: 1, its part is in no file, or it names no supplier or number (supplier-part.json: supplier-part 3)
    skipped: 1, its part or its template is in no file, or it is of something else than a part (parameter.json: parameter 12)
    skipped: 1, stock that is not there: built in, sold, with a customer, not yet made, or no number (stock.json: stock 4)
    skipped: 1, the parameter has no value (parameter.json: parameter 11)
    END

is rows('select path, exposed, symbol, footprint, reference from kidepot.category_resolved where category_id > 0 order by path'), <<~"END" =~ s/\n\z//r, 'categories as the plugin has them';
    Electronics\tt\t\t\tX
    Electronics/Capacitors\tt\t\t\tX
    Electronics/I-O\tt\t\t\tX
    Electronics/Resistors\tt\tDevice:R\tResistor_SMD:R_0603_1608Metric\tR
    Mechanics\tf\t\t\t
    END
is rows("select name, symbol, reference, value, footprint, datasheet, exclude_from_bom from kidepot.part_resolved order by name"), <<~"END" =~ s/\n\z//r, 'what KiCad gets by the same rules';
    LM358\tAmplifier_Operational:LM358\tU\tLM358\tPackage_SO:SOIC-8_3.9x4.9mm_P1.27mm\thttps://inventree.example.org/media/attachments/part/102/lm%20358.pdf\tt
    R-10k-0603\tDevice:R\tR\t10k ohm\tResistor_SMD:R_0603_1608Metric\t\tf
    R-4k7-0805\tDevice:R\tR\t4.7k ohm\tResistor_SMD:R_0805_2012Metric\thttps://yageo.example/rc.pdf\tf
    END
is rows("select name, field_names, field_values, field_visible from kidepot.part_resolved where name ~ '^R' order by name"), <<~"END" =~ s/\n\z//r, 'fields, drawn as the plugin draws them';
    R-10k-0603\t{Package,Resistance}\t{0603,"10k ohm"}\t{t,f}
    R-4k7-0805\t{IPN,Manufacturer,MPN,Package,Resistance,Tolerance}\t{R-0042,Yageo,RC0805FR-074K7L,0805,"4.7k ohm","1 %"}\t{f,f,f,f,t,t}
    END
is rows('select name, ipn, description, keywords, manufacturer, mpn, active from kidepot.part order by name'), <<~"END" =~ s/\n\z//r, 'parts';
    LM358\tU-1\tDual operational amplifier\topamp\tTI\tLM358DR\tt
    Old relay\tK-1\t\t\t\t\tf
    R-10k-0603\t\t10 kΩ\t\t\t\tt
    R-4k7-0805\tR-0042\t4.7 kΩ, "thick film"\\1 %\tresistor chip\tYageo\tRC0805FR-074K7L\tt
    Screw M3\tM-1\tnot electric\t\t\t\tt
    END
is rows('select p.name, u.name, s.sku, s.url from kidepot.supplier_part s join kidepot.part p on p.id = s.part_id join kidepot.supplier u on u.id = s.supplier_id order by 1'),
    "LM358\tTI\t296-1\t\nR-4k7-0805\tMouser\t603-RC0805FR-074K7L\thttps://mouser.example/603", 'numbers to order by';
is rows('select p.name, l.name, trim_scale(s.quantity) from kidepot.stock s join kidepot.part p on p.id = s.part_id join kidepot.location l on l.id = s.location_id order by 1'),
    "LM358\tBench\t7\nR-4k7-0805\tLab/Drawer 1\t150", 'stock, summed up by location';

# --- again

my $history = rows('select count(*) from kidepot.change');
$said = inventree($saved, '--map', $map);
is join(' ', $said =~ /: (\d+ made, \d+ changed)/g), join(' ', ('0 made, 0 changed') x 9), 'again: nothing is made and nothing changed';
is rows('select count(*) from kidepot.change'), $history, 'and the history has nothing of it';

$db->psql(encode_utf8(q{update kidepot.category set name = 'Widerstände' where name = 'Resistors'}), 'writer');
good('rename', 'part', 'rename', @as, 'LM358', 'LM358-SO8');
$db->psql(q{update kidepot.part set symbol = 'Own:R' where name = 'R-10k-0603'}, 'writer');
my $part = decode_utf8(read_text("$saved/part.json")) =~ s/R-10k-0603/R-10k/r;
my $moved = folder('part.json' => $part =~ s/4\.7 k/4.70 k/r, 'stock.json' => '[{"pk": 3, "part": 102, "quantity": 9.25, "location": 1}]');
$said = inventree($moved, '--map', $map);
like $said, qr/^category: 0 made, 0 changed, 5 unchanged$/m, 'a category that was renamed here is known';
like $said, qr/^part: 0 made, 1 changed, 4 unchanged$/m, 'a part that was renamed there or here is known';
is rows('select count(*) from kidepot.part'), 5, 'no part is there twice';
is rows(q{select name, symbol from kidepot.part where name ~ '10k'}), "R-10k-0603\tOwn:R", 'its name is a link and stays; what InvenTree does not say is left';
like $said, qr/^stock: 1 made, 1 changed, 0 unchanged$/m, 'stock that is gone there is gone here';
is rows('select p.name, l.name, trim_scale(s.quantity) from kidepot.stock s join kidepot.part p on p.id = s.part_id join kidepot.location l on l.id = s.location_id where s.quantity > 0 order by 1'),
    "LM358-SO8\tBench\t7\nLM358-SO8\tLab\t9.25", 'at the places InvenTree has';

my $other = decode_json(good('as another server', 'import', 'inventree', @as, $saved, '--system', 'Berlin', '--json'));
is $other->{system}, 'Berlin', '--system';
is_deeply [map { $_->{made} } grep { $_->{table} eq 'part' } @{ $other->{tables} }], [0], 'another server: parts are known by IPN and name';
ok !!(grep { $_->{reason} =~ /^a datasheet that is a file: / && $_->{first} eq 'attachment.json: attachment 2' && $_->{count} == 1 } @{ $other->{skipped} }), 'a datasheet without a server is told';

# --- what does not fit

my $bad = folder('part-2.json' => <<~'JSON');
    {"count": 5, "next": null, "results": [
     {"pk": 103, "name": "R-4k7-0805", "IPN": "K-2", "category": 4},
     {"pk": 104, "name": "", "IPN": "M-2", "category": 77}]}
    JSON
my $fresh = KiDepot::Database->new;
my @fresh = ('--conninfo', $fresh->conninfo('writer'));
my $result = kidepot('import', 'inventree', @fresh, $bad);
is $result->{status}, $wrong, 'a row that does not fit: status';
like $result->{err}, qr/^part-2\.json: part 103: name "R-4k7-0805": an earlier row of the file means the same; give each once$/m, 'two parts of one name';
like $result->{err}, qr/^part-2\.json: part 104: name: every such row needs it; give something$/m, 'a part without a name';
like $result->{err}, qr/^kidepot: \Q$bad\E: 2 rows do not fit, so nothing is stored; --skip leaves them out$/m, 'and the way out';
like $result->{out}, qr/^part: 3 made, 0 changed, 0 unchanged, 2 rejected; nothing was stored$/m, 'what fits is counted';
is scalar $fresh->psql('select count(*) from kidepot.part'), 0, 'nothing is half imported';
like kidepot('import', 'inventree', @fresh, $bad, '--skip')->{out}, qr/^part: 3 made, 0 changed, 0 unchanged, 2 rejected$/m, '--skip stores the rest';
is scalar $fresh->psql(q{select string_agg(external_id, ' ' order by external_id) from kidepot.external_id where kind = 'part'}), '100 101 102', 'the one of the same name is not taken for the first';

# --- bad input

sub bad { refused($wrong, $_[0], 'import', 'inventree', @fresh, @_[1 .. $#_]) }
bad("cannot open \"$dir/none\": No such file or directory", "$dir/none");
my $one = write_text("$dir/one.json", '[]');
bad("\"$one\" is no folder", $one);
my $none = folder('part.json' => undef, 'part-2.json' => undef);
bad("\"$none\" has no file part.json", $none);
bad(qr/^part\.json: line 2, column \d+, in "results": a string without an end/, folder('part.json' => substr read_text("$saved/part.json"), 0, 300));
bad('part.json: it says there are 5, and only 3 are there; save the other pages as part-2.json ...', folder('part-2.json' => undef));
bad('part-3.json: part 100 is there twice, first in part.json', folder('part-3.json' => '[{"pk": 100, "name": "again"}]'));
bad('part-3.json: part has no id', folder('part-3.json' => '[{"name": "nameless"}]'));
bad('company.json: it is neither a list nor a page of one; save what the interface answers', folder('company.json' => '{"detail": "Invalid token."}'));
bad('company.json: it is a string and no list', folder('company.json' => '"x"'));
bad('company.json: element 2 is a whole number and no object', folder('company.json' => '[{"pk": 1}, 2]'));
bad(qr/^company\.json: line 1, column 1: /, folder('company.json' => '<html>Bad gateway</html>'));
my $latin = folder();
write_text("$latin/company.json", "[{\"pk\": 1, \"name\": \"M\xfcller\"}]");
bad(qr/^company\.json: .*UTF-8/, $latin);
bad(qr/line 1 of "\Q$dir\E\/wrong\.map"/, $saved, '--map', write_text("$dir/wrong.map", "colour = red\n"));
bad(qr/line 1 of "\Q$dir\E\/wrong\.map"/, $saved, '--map', write_text("$dir/wrong.map", "part_name = id\n"));
bad("\"$dir/wrong.map\" begins with no token", $saved, '--token-file', write_text("$dir/wrong.map", " \n"));
is scalar $fresh->psql('select count(*) from kidepot.part'), 3, 'none of it changed anything';

# --- from a server: pages, a token, other versions' addresses, what may be missing

my $port = free_port();
my %answers = (
    '/tree/api/part/category/?limit=250' => "$saved/category.json",
    '/tree/api/parameter/template/?limit=250' => "$saved/template.json",
    '/tree/api/plugins/kicad-library-plugin/settings/?limit=250' => 403,
    '/tree/plugin/kicad-library-plugin/api/category/?limit=250' => "$saved/kicad-category.json",
    '/tree/api/part/?limit=250' => "$saved/part.json",
    '/api/part/?limit=3&offset=3' => "$saved/part-2.json",
    '/tree/api/parameter/?model_type=part&limit=250' => "$saved/parameter.json",
    '/tree/api/company/part/?limit=250' => "$saved/supplier-part.json",
    '/tree/api/company/?limit=250' => "$saved/company.json",
    '/tree/api/attachment/?model_type=part&limit=250' => "$saved/attachment.json",
);
sub answer { write_text("$dir/answers.json", encode_json({ %answers, @_ })) }
my $web = start_process(command => [$^X, readable(root() . '/tests/import/web'), $port, 'Token good', answer()], log => "$dir/web.log");
wait_until(sub { listens_on("127.0.0.1:$port") });
my $at = "http://127.0.0.1:$port/tree/";
my @token = ('--token-file', write_text("$dir/token", "good\n"));
my $live = KiDepot::Database->new;
@fresh = ('--conninfo', $live->conninfo('writer'));

bad(qr/^"http.*\/api\/part\/category\/\?\*\*\*" refuses the token \(status 401\); --token-file FILE has one that may read there$/, $at);
bad(qr/ refuses the token \(status 401\)/, $at, '--token-file', write_text("$dir/bad", 'bad'));
bad(qr/^cannot fetch "http:\/\/127\.0\.0\.1:1\/api/, 'http://127.0.0.1:1', @token);
bad(qr/" has no \/api\/part\/category\/; is it inventree's address\?$/, "$at/elsewhere", @token);
answer('/api/part/?limit=3&offset=3' => 500);
bad(qr/" answers status 500; is it inventree's address\?$/, $at, @token);
answer('/api/part/?limit=3&offset=3' => write_text("$dir/round.json", '{"next": "none", "results": []}'));
bad('the next page is no address: "none"', $at, @token);
is scalar $live->psql('select count(*) from kidepot.category'), 0, 'nothing of it is here';
answer();
$said = good('live', 'import', 'inventree', @fresh, $at, @token);
like $said, qr/^part: 5 made, 0 changed, 0 unchanged$/m, 'from a server: all pages, the next at the host that was named';
like $said, qr{^skipped: 4, the server does not have it or the token may not read it: nothing of it was taken \(/api/company/part/manufacturer/, \.\.\.\)$}m, 'what cannot be read is told';
like $said, qr/^parameter: 10 made, 0 changed, 0 unchanged$/m, 'parameters at the address of other versions; without settings all are parameters';
is scalar $live->psql(q{select datasheet from kidepot.part where name = 'LM358'}), "http://127.0.0.1:$port/media/attachments/part/102/lm%20358.pdf", 'files are had from it';
$said = good('live again', 'import', 'inventree', @fresh, $at, @token, '--map', write_text("$dir/live.map", "symbol_parameter = KiCad Symbol\nserver = http://x\n"));
like $said, qr/^part: 0 made, 1 changed, 4 unchanged$/m, 'and --map says what settings do not';
is scalar $live->psql(q{select symbol, datasheet from kidepot.part where name = 'LM358'}), "Amplifier_Operational:LM358\thttp://x/media/attachments/part/102/lm%20358.pdf", 'so that its symbol is known';
end_process($web);

done_testing;
