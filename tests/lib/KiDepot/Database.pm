package KiDepot::Database;

# A fresh database for one test, in the run's throw-away cluster:
#   my $db = KiDepot::Database->new;                  migrated, without parts
#   my $db = KiDepot::Database->new(demo => 1);       with the demo catalogue
#   my $db = KiDepot::Database->new(empty => 1);      no schema at all
#   ... own_cluster => 1   in a cluster that ->stop_server can take away
#   ... network => 1       in one of its own that listens on 127.0.0.1, at ->port, where
#                          those who may read database libraries log in by SCRAM
#   ... primary => 1       in one of its own that KiDepot::Standby can copy
#   ... keep_sessions => 1 asks ->psql in one session a role, for hundreds of questions
#   $db->hold_categories;  a request for the categories waits until ->let_go
# It is copied from a template that is migrated once per cluster.

use v5.28;
use warnings;
use Fcntl qw(:flock);
use KiDepot::Session;
use KiDepot::Sandbox qw(root program scratch_dir free_port read_text write_text run start_process
    end_process wait_until process_ended);

my %login = (
    web    => 'kidepot_web',
    admin  => 'kidepot_admin',
    writer => 'kidepot_writer_login',
    owner  => 'kidepot_owner_login',
    super  => 'postgres',
);
my %member_of = (
    kidepot_web          => 'kidepot_reader',
    kidepot_admin        => 'kidepot_writer',
    kidepot_writer_login => 'kidepot_writer',
    kidepot_owner_login  => 'kidepot_owner',
);

# The throw-away cluster has these turned down.
my @primary = qw(wal_level=replica max_wal_senders=4 synchronous_commit=on);
my $shared;             # the cluster of this run
my $made = 0;

sub new {
    my ($class, %option) = @_;
    my $cluster = $option{primary} ? _start_cluster('migrated', @primary)
        : $option{network} ? _start_network_cluster()
        : $option{own_cluster} ? _start_cluster($option{empty} ? 'new' : 'migrated') : ($shared //= _shared_cluster());
    # A number of a process comes again in a long run.
    my $self = bless { cluster => $cluster, keep_sessions => $option{keep_sessions}, name => join('_', 'kidepot', $$, $^T, ++$made) }, $class;
    my $template = $option{empty} ? 'template0' : _template($cluster, $option{demo});
    _psql($cluster, 'postgres', "create database $self->{name} template $template");
    # What a database grants is not copied from its template.
    _psql($cluster, 'postgres', "grant create on database $self->{name} to kidepot_owner")
        unless $option{empty};
    return $self;
}

sub conninfo {
    my ($self, $role) = @_;
    return _conninfo($self->{cluster}, $self->{name}, $role);
}

sub port { $_[0]{cluster}{port} }

sub logins { return sort values %login }

# The rows as lines, columns joined by tabs, null as nothing. Dies with psql's words,
# or after so many seconds, 300.
sub psql {
    my ($self, $sql, $role, $timeout) = @_;
    if ($self->{keep_sessions}) {
        # A forked process has its own.
        my $session = $self->{sessions}{$$}{ $role // 'super' } //= KiDepot::Session->new(_psql_program($self->{cluster}, $self->{name}, $role));
        my @rows = $session->ask($sql, $timeout);
        return wantarray ? @rows : join "\n", @rows;
    }
    return _psql($self->{cluster}, $self->{name}, $sql, $role, $timeout);
}

# A token's secret; options: name, scope, categories.
sub token {
    my ($self, %option) = @_;
    my $name = $option{name} // 'test ' . ++$made;
    my $out = _kidepot($self->conninfo('owner'), 'token', 'add', $name,
        defined $option{scope} ? ('--scope', $option{scope}) : (),
        map { ('--category', $_) } @{ $option{categories} // [] });
    my ($secret) = $out =~ /^(\S+)\n\z/ or die "kidepot token add printed more than a token: $out";
    return $secret;
}

# Makes this database a copy of another, also while programs use it.
sub renew {
    my ($self, $from) = @_;
    _psql($self->{cluster}, 'postgres', "drop database if exists $self->{name} with (force);\n"
        . "create database $self->{name} template $from->{name}");
}

# The view of the categories, of one row, from now on; who reads it waits.
sub hold_categories {
    my ($self) = @_;
    $self->psql(<<~'SQL', 'owner');
        set role kidepot_owner;
        create table if not exists kidepot.held ();
        insert into kidepot.held default values;
        create or replace function kidepot.held_back() returns text language plpgsql security definer as $$
        begin
            while exists (select from kidepot.held) loop
                perform pg_sleep(0.01);
            end loop;
            return '';
        end $$;
        create or replace view kicad.category as
            select '1'::text as id, 'a' || kidepot.held_back() as name, null as description,
                   null::text[] as own_category_ids;
        SQL
}

# True when so many of the web program's connections are busy.
sub wait_for_held {
    my ($self, $count) = @_;
    return wait_until(sub { $count == $self->psql(<<~SQL) });
        select count(*) from pg_stat_activity
         where datname = current_database() and usename = '$login{web}' and state = 'active'
        SQL
}

sub let_go {
    my ($self) = @_;
    $self->psql('delete from kidepot.held', 'owner');
}

sub drop {
    my ($self) = @_;
    _psql($self->{cluster}, 'postgres', "drop database if exists $self->{name} with (force)");
}

sub stop_server {
    my ($self) = @_;
    my $cluster = $self->{cluster};
    die "only a database made with own_cluster => 1 can lose its server\n" unless $cluster->{dir};
    end_process($cluster->{pid});
}

sub start_server {
    my ($self) = @_;
    _run_postgres($self->{cluster});
}

sub server_log { read_text("$_[0]{cluster}{dir}/postgres.log") }

# Called by tests/run, so that tests running side by side find it made.
sub prepare_template {
    my ($demo) = @_;
    _template(_shared_cluster(), $demo);
}

sub _conninfo {
    my ($cluster, $database, $role) = @_;
    $role //= 'super';
    my $user = $login{$role} or die "no login is called \"$role\", use " . join(', ', sort keys %login) . "\n";
    my $port = $cluster->{port} ? " port=$cluster->{port}" : '';
    return "host=$cluster->{socket}$port dbname=$database user=$user";
}

sub _psql {
    my ($cluster, $database, $sql, $role, $timeout) = @_;
    my $result = run(_psql_program($cluster, $database, $role), input => $sql, timeout => $timeout);
    die $result->{err} if $result->{status} || $result->{signal};
    my @rows = $result->{out} =~ /(.*)\n/g;
    return wantarray ? @rows : join "\n", @rows;
}

sub _psql_program {
    my ($cluster, $database, $role) = @_;
    return (
        command => [_bin() . '/psql', '-XAtq', '-F', "\t", '-v', 'ON_ERROR_STOP=1', '-d',
            _conninfo($cluster, $database, $role)],
        env => { PGOPTIONS => '-c client_min_messages=warning', PGCLIENTENCODING => 'UTF8' },
    );
}

sub _bin {
    state $bin = do {
        my ($newest) = sort { ($b =~ /(\d+)/)[0] <=> ($a =~ /(\d+)/)[0] } glob '/usr/lib/postgresql/*/bin';
        $newest // die "no PostgreSQL server found, run \"tests/server/packages test\"\n";
    };
    return $bin;
}

sub _kidepot {
    my ($conninfo, @arguments) = @_;
    my $result = run(command => [program('kidepot'), '--conninfo', $conninfo, @arguments], user => 'server');
    die "kidepot @arguments: $result->{err}" if $result->{status} || $result->{signal};
    return $result->{out};
}

sub _shared_cluster {
    my $socket = $ENV{KIDEPOT_TEST_CLUSTER} or return _start_cluster('migrated');
    return { socket => $socket };
}

# A copy of what tests/run has kept of its own cluster: "new", or "migrated" with the
# template and the logins; without tests/run a new one.
sub _start_cluster {
    my ($kept, @settings) = @_;
    my $dir = scratch_dir();
    my $made = run(
        command => [root() . '/tests/server/cluster', 'make', $dir],
        env => { KIDEPOT_THROW_AWAY => 1,
            $ENV{KIDEPOT_TEST_CLUSTER} ? (KIDEPOT_CLUSTER_COPY => "$ENV{KIDEPOT_TEST_CLUSTER}/../$kept") : () },
    );
    die $made->{err} if $made->{status};
    my $cluster = { dir => $dir, socket => "$dir/socket", settings => \@settings };
    _run_postgres($cluster);
    return $cluster;
}

# The line of pg_hba.conf is docs/dblib.md's, but for TLS.
sub _start_network_cluster {
    my $port = free_port();
    my $cluster = _start_cluster('migrated', 'listen_addresses=127.0.0.1', "port=$port");
    $cluster->{port} = $port;
    my $rules = "$cluster->{dir}/data/pg_hba.conf";
    write_text($rules, "host all +kidepot_dblib 127.0.0.1/32 scram-sha-256\n" . read_text($rules));
    return $cluster;
}

sub _run_postgres {
    my ($cluster) = @_;
    my $dir = $cluster->{dir};
    my $pid = $cluster->{pid} = start_process(
        command => [_bin() . '/postgres', '-D', "$dir/data", '-c', "unix_socket_directories=$dir/socket",
            map { ('-c', $_) } @{ $cluster->{settings} }],
        log => "$dir/postgres.log",
        end_with => 'QUIT',
    );
    my $ready = wait_until(sub {
        process_ended($pid) || read_text("$dir/data/postmaster.pid") =~ /^$pid\n.*^ready *$/ms;
    });
    die "PostgreSQL did not start:\n" . read_text("$dir/postgres.log") if !$ready || process_ended($pid);
}

sub _template {
    my ($cluster, $demo) = @_;
    my $name = $demo ? 'kidepot_template_demo' : 'kidepot_template';
    return $name if $cluster->{has}{$name};
    my $basis = $demo ? _template($cluster) : 'template0';
    # Tests run side by side; whoever comes first makes it.
    open my $lock, '>>', "$cluster->{socket}/template.lock"
        or die "cannot write $cluster->{socket}/template.lock: $!\n";
    flock $lock, LOCK_EX;
    if (!_psql($cluster, 'postgres', "select 1 from pg_database where datname = '$name'")) {
        my $new = "${name}_new";
        _psql($cluster, 'postgres', "drop database if exists $new");
        _psql($cluster, 'postgres', "create database $new template $basis");
        $demo ? _load_demo($cluster, $new) : _migrate($cluster, $new);
        _psql($cluster, 'postgres', "alter database $new rename to $name");
    }
    $cluster->{has}{$name} = 1;
    return $name;
}

sub _migrate {
    my ($cluster, $database) = @_;
    _kidepot(_conninfo($cluster, $database), 'migrate');
    while (my ($user, $group) = each %member_of) {
        _psql($cluster, $database, <<~SQL);
            do \$\$ begin
                if not exists (select from pg_roles where rolname = '$user') then
                    create role $user login;
                end if;
            end \$\$;
            grant $group to $user;
            SQL
    }
}

sub _load_demo {
    my ($cluster, $database) = @_;
    my @sql = map { read_text($_) } glob root() . '/schema/demo/*.sql';
    _psql($cluster, $database, join "\n", 'begin; set role kidepot_writer;', @sql, 'commit;');
    _psql($cluster, $database, 'vacuum analyze');
}

1;
