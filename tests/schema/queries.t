# Every statement of schema/queries can be prepared by the role that runs it, has
# only parameters of type text, and answers the columns its first line promises.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Database;
use KiDepot::Sandbox qw(root read_text);

my $db = KiDepot::Database->new;
my %type = (t => ['text', 'character varying', 'name'], T => ['text[]', 'character varying[]'],
    b => ['boolean'], B => ['boolean[]'], i => ['bigint'], y => ['bytea']);

# The program's lowest role: the web program's sees kicad only, the writer's the
# catalogue, and only kidepot migrate runs the rest.
sub role_of {
    my ($name, $sql) = @_;
    return 'owner' if $name =~ /^(migrate|migration_insert|view_[dm])/;
    return 'writer' if $name =~ /^(csv|import_row|netlist|import|inventree|partdb)_/;
    return $sql =~ /\bkidepot\./ ? 'writer' : 'web';
}

# The tables that an import makes for itself.
my %staging = map { $_ => read_text(root() . "/schema/$_.sql") } qw(csv netlist kicad_library);
$staging{import_row} = $staging{csv} . read_text(root() . '/schema/import_row.sql');
$staging{import} = $staging{csv} . read_text(root() . '/schema/import.sql');
$staging{$_} = $staging{import} . read_text(root() . "/schema/$_.sql") for qw(inventree partdb);
my @files = sort glob root() . '/schema/queries/*.sql';
ok @files > 10, 'there are queries';
my (%query, %session);      # by name; names by what their session begins with
for my $file (@files) {
    my ($name) = $file =~ m{([^/]+)\.sql$};
    my $text = read_text($file);
    my $role = role_of($name, $text);
    my ($staging) = $role eq 'owner' ? () : $name =~ /^(csv|import_row|netlist|kicad_library|import|inventree|partdb)_/;
    my $before = $role eq 'owner' ? "set role kidepot_owner;\n" : $staging ? $staging{$staging} : '';
    $query{$name} = { text => $text, role => $role };
    push @{ $session{$role}{$before} }, $name unless $text =~ /^listen /m;
}

# In a transaction of which each refused statement takes back only itself.
# psql's \gdesc says what would be answered without running it.
sub script {
    my ($before, @names) = @_;
    my $script = "begin;\n$before;\n\\set ON_ERROR_ROLLBACK on\n\\set ON_ERROR_STOP 0\n";
    for my $name (@names) {
        my $text = $query{$name}{text};
        my $refused = "\\if :ERROR\n\\echo refused :LAST_ERROR_MESSAGE\n\\endif\n";
        $script .= "\\echo prepared $name\nprepare q as $text;\n${refused}select array_length(parameter_types, 1), parameter_types::text from pg_prepared_statements where name = 'q';\n"
            . "deallocate all;\n\\echo described $name\n" . ($text =~ s/\$\d+::text/null::text/gr) . "\n\\gdesc\n$refused";
    }
    return $script;
}

# What is said of each: its rows, or why it is refused. The sessions are few, for each
# makes its tables anew.
for my $role (sort keys %session) {
    for my $before (sort keys %{ $session{$role} }) {
        my $said;
        for my $line ($db->psql(script($before, @{ $session{$role}{$before} }), $role)) {
            if ($line =~ /^(prepared|described) (\w+)$/) { $said = $query{$2}{$1} = { rows => [], refused => '' } }
            elsif ($line =~ /^refused (.*)/) { $said->{refused} = $1 }
            else { push @{ $said->{rows} }, $line }
        }
    }
}

for my $name (sort keys %query) {
    my ($text, $role, $prepared, $described) = @{ $query{$name} }{qw(text role prepared described)};
    my ($shape) = $text =~ /\A-- shape: *([tTbBiy]*)\n/ or do { fail "$name: the first line is \"-- shape: ...\""; next };
    my $count = () = do { my %seen; grep { !$seen{$_}++ } $text =~ /\$(\d+)/g };
    unlike $text, qr/\$\d+(?!\d*::text\b)/, "$name: each parameter is a text";
    unlike $text, qr/;\s*\z/, "$name: one statement, without a semicolon";
    if ($text =~ /^listen /m) {
        is eval { $db->psql($text, $role); '' } // $@, '', "$name: run as $role";
        next;
    }
    is $prepared->{refused}, '', "$name: prepared as $role" or next;
    my ($parameters, $types) = split /\t/, $prepared->{rows}[0] // '';
    is $parameters || 0, $count, "$name: \$1 to \$$count are all there";
    like $types, qr/\A\{(text(,text)*)?\}\z/, "$name: all are texts";
    is $described->{refused}, '', "$name: described";
    my @columns = @{ $described->{rows} };
    @columns = () if @columns && $columns[0] =~ /no result/;
    my @letters = split //, $shape;
    is @columns, @letters, "$name: answers " . @letters . ' columns' or next;
    for my $i (0 .. $#letters) {
        my ($column, $type) = split /\t/, $columns[$i];
        ok scalar(grep { $_ eq $type } @{ $type{ $letters[$i] } }), "$name: $column is of shape $letters[$i]" or diag $type;
    }
}

# part_read reads these by one list of columns; others come after it.
my ($columns) = read_text(root() . '/schema/queries/part_list.sql') =~ /\A(-- shape: .*)\n/;
for my $name (qw(part_list part_get doctor_part_page)) {
    my $text = read_text(root() . "/schema/queries/$name.sql");
    my ($list) = read_text(root() . '/schema/queries/part_list.sql') =~ /^(select .*?)\s+from /ms;
    like $text, qr/\A\Q$columns\Et*\n.*^\Q$list\E(?:, category_id::text)?\s+from /ms, "$name: the columns of a part";
}

done_testing;
