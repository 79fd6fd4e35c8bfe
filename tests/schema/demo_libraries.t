# Every symbol and footprint of the demo catalogue is in KiCad's own libraries, and
# every pin of a part's symbol has a pad in its footprint: for KiCad 9 as it comes
# from bookworm-backports, and for KiCad 10 as it comes from Debian testing.
#
# The packages are fetched with apt's signatures checked, but into build/kicad-libraries
# only: the system's package lists and what is installed stay as they are. Of each
# package only names are kept, and the next run needs no network. "make clean" forgets.

use v5.28;
use warnings;
use Fcntl qw(:flock);
use File::Path qw(make_path remove_tree);
use Test::More;
use KiDepot::Database;
use KiDepot::Sandbox qw(run read_text write_text);

my %suite = (9 => 'bookworm-backports', 10 => 'forky');
my @versions = sort { $a <=> $b } keys %suite;
my $cache = KiDepot::Sandbox::build() . '/kicad-libraries';

sub mirror {
    my $known = run(command => ['apt-get', 'indextargets', '--format', '$(LABEL) $(REPO_URI)',
        'Created-By: Packages']);
    my ($uri) = $known->{out} =~ /^Debian (http\S+)$/m;
    return $uri // 'http://deb.debian.org/debian/';
}

# apt's own settings (a proxy, say) hold here too; the hooks that touch the system do
# not. Testing's list of files may be past its date on a mirror that is behind.
sub write_apt_settings {
    my ($dir, $suite) = @_;
    make_path("$dir/lists/partial", "$dir/archives/partial");
    my $keys = '/usr/share/keyrings/debian-archive-keyring.gpg';
    my $signed_by = -e $keys ? "[signed-by=$keys] " : '';
    write_text("$dir/status", '');
    write_text("$dir/sources.list", "deb $signed_by" . mirror() . " $suite main\n");
    write_text("$dir/apt.conf", <<~CONF);
        #clear APT::Update::Pre-Invoke;
        #clear APT::Update::Post-Invoke;
        #clear APT::Update::Post-Invoke-Success;
        APT::Sandbox::User "";
        Dir::State "$dir";
        Dir::State::lists "$dir/lists";
        Dir::State::status "$dir/status";
        Dir::Cache "$dir";
        Dir::Cache::archives "$dir/archives";
        Dir::Etc::sourcelist "$dir/sources.list";
        Dir::Etc::sourceparts "/dev/null";
        Dir::Etc::preferences "/dev/null";
        Dir::Etc::preferencesparts "/dev/null";
        Acquire::Languages "none";
        Acquire::Check-Valid-Until "false";
        Acquire::Retries "1";
        Acquire::http::Timeout "30";
        CONF
}

sub apt_get {
    my ($dir, @words) = @_;
    my $ran = run(command => ['apt-get', '-q', '-c', "$dir/apt.conf", @words], dir => $dir, timeout => 300);
    die $ran->{err} || "apt-get @words: no answer\n" if $ran->{status} || $ran->{signal};
    # "apt-get update" is content when a mirror does not answer.
    die $ran->{err} if $ran->{err} =~ /^[WE]: Failed to fetch/m;
}

sub fetch_packages {
    my ($dir, $suite) = @_;
    write_apt_settings($dir, $suite);
    apt_get($dir, 'update');
    apt_get($dir, 'download', 'kicad-symbols', 'kicad-footprints');
    my ($symbols) = glob "$dir/kicad-symbols_*.deb";
    my ($footprints) = glob "$dir/kicad-footprints_*.deb";
    return ($symbols, $footprints);
}

# The files of a package that match a name, as one stream; and their names, in the
# order of the stream.
sub stream_of {
    my ($package, $pattern, $take) = @_;
    open my $list, '-|', "dpkg-deb --fsys-tarfile '$package' | tar -t --wildcards '$pattern'" or die "cannot run tar: $!\n";
    chomp(my @files = <$list>);
    close $list or die "\"$package\" cannot be read\n";
    open my $text, '-|', "dpkg-deb --fsys-tarfile '$package' | tar -xO --wildcards '$pattern'" or die "cannot run tar: $!\n";
    $take->($text, @files);
    close $text or die "\"$package\" cannot be read\n";
}

# KiCad 10 writes pins that lie on one another as one: "[1,15,38-39]".
sub pin_numbers {
    my ($text) = @_;
    return $text unless $text =~ /^\[(.*)\]$/;
    return map { /^(\d+)-(\d+)$/ ? $1 .. $2 : $_ } split /,/, $1;
}

# A derived symbol ("extends") has the pins of another in the same library.
sub read_symbols {
    my ($package) = @_;
    my (%pins, %base, $library, $symbol);
    stream_of($package, '*.kicad_sym', sub {
        my ($text, @files) = @_;
        while (<$text>) {
            if (/^\(kicad_symbol_lib/) { ($library) = shift(@files) =~ m{([^/]+)\.kicad_sym$} }
            elsif (/^(?:\t|  )\(symbol "(.*?)"/) { $pins{ $symbol = "$library:$1" } = {} }
            elsif (/^(?:\t\t|    )\(extends "(.*?)"\)/) { $base{$symbol} = "$library:$1" }
            elsif (/^\s+\(number "(.*?)"/) { $pins{$symbol}{$_} = 1 for pin_numbers($1) }
        }
    });
    $pins{$_} = $pins{ $base{$_} } for keys %base;
    return \%pins;
}

sub read_footprints {
    my ($package) = @_;
    my (%pads, $footprint);
    stream_of($package, '*.kicad_mod', sub {
        my ($text, @files) = @_;
        while (<$text>) {
            if (/^\(footprint/) {
                $footprint = join ':', shift(@files) =~ m{([^/]+)\.pretty/(.+)\.kicad_mod$};
                $pads{$footprint} = {};
            }
            elsif (/^\s+\(pad "(.+?)"/) { $pads{$footprint}{$1} = 1 }
        }
    });
    return \%pads;
}

sub write_names {
    my ($file, $names) = @_;
    write_text("$file.new", join '', map { join("\t", $_, sort keys %{ $names->{$_} }) . "\n" } sort keys %$names);
    rename "$file.new", $file or die "cannot write $file: $!\n";
}

sub read_names {
    my ($file) = @_;
    return { map { my ($name, @numbers) = split /\t/; $name => { map { $_ => 1 } @numbers } } split /\n/, read_text($file) };
}

# What one version of KiCad has: { symbols, footprints }, each name => numbers, and
# the packages it was read from.
sub library {
    my ($version) = @_;
    my $dir = "$cache/$suite{$version}";
    make_path($dir);
    open my $lock, '>>', "$dir/lock" or die "cannot write $dir/lock: $!\n";
    flock $lock, LOCK_EX;
    if (!-e "$dir/packages") {
        my ($symbols, $footprints) = fetch_packages($dir, $suite{$version});
        write_names("$dir/symbols", read_symbols($symbols));
        write_names("$dir/footprints", read_footprints($footprints));
        write_text("$dir/packages", join ', ', map { m{([^/]+)_all\.deb$} } $symbols, $footprints);
        remove_tree("$dir/lists", "$dir/archives", glob "$dir/*.deb $dir/*.bin");
    }
    return { packages => read_text("$dir/packages"), map { $_ => read_names("$dir/$_") } qw(symbols footprints) };
}

# Also of parts and categories that KiCad is not shown: they may be shown tomorrow.
my $uses = <<'SQL';
    with part as (
        select p.id, p.name, coalesce(p.symbol, r.symbol) as symbol, coalesce(p.footprint, r.footprint) as footprint
          from kidepot.part p
          join kidepot.category_resolved r on r.category_id = p.category_id
    )
    select name, symbol, footprint from part
    union all
    select p.name || ' (alternate)', p.symbol, a.footprint
      from kidepot.alternate a
      join part p on p.id = a.part_id
    union all
    select 'category ' || path, symbol, footprint
      from kidepot.category_resolved
     where symbol is not null or footprint is not null
SQL

sub check_version {
    my ($version, $library, @uses) = @_;
    my (%symbol, %footprint, %pair);
    for (@uses) {
        my ($name, $symbol, $footprint) = split /\t/, $_, 3;
        $symbol{$symbol} //= $name if $symbol;
        $footprint{$footprint} //= $name if $footprint;
        $pair{"$symbol\t$footprint"} //= $name if $symbol && $footprint && $name !~ /^category /;
    }
    note "KiCad $version: $library->{packages}";
    cmp_ok scalar keys %{ $library->{$_} }, '>', 10_000, "KiCad $version: the $_ were read" for qw(symbols footprints);

    my @no_symbol = map { "$_, of $symbol{$_}" } grep { !$library->{symbols}{$_} } sort keys %symbol;
    is "@no_symbol", '', "KiCad $version has all " . keys(%symbol) . ' symbols';

    my @no_footprint = map { "$_, of $footprint{$_}" } grep { !$library->{footprints}{$_} } sort keys %footprint;
    is "@no_footprint", '', "KiCad $version has all " . keys(%footprint) . ' footprints';

    my @no_pad;
    for my $pair (sort keys %pair) {
        my ($pins, $pads) = map { $library->{ $_->[0] }{ $_->[1] } }
            [symbols => $pair =~ s/\t.*//r], [footprints => $pair =~ s/.*\t//r];
        next if !$pins || !$pads;
        my @missing = grep { !$pads->{$_} } sort keys %$pins;
        push @no_pad, "$pair{$pair}: @missing" if @missing;
    }
    is join("\n", @no_pad), '', "KiCad $version: every pin has a pad, in " . keys(%pair) . ' pairs';
}

my (%library, @without);
for my $version (@versions) {
    next if eval { $library{$version} = library($version); 1 };
    my $reason = $@ =~ s/\n.*//sr;
    push @without, "KiCad ${version}'s packages (kicad-symbols, kicad-footprints from $suite{$version}) cannot be had: $reason";
    diag "NOT CHECKED against KiCad $version, as $without[-1]";
}
plan skip_all => join '; ', @without unless %library;

my $db = KiDepot::Database->new(demo => 1);
my @uses = $db->psql($uses);
for my $version (@versions) {
    SKIP: {
        skip "KiCad $version", 1 unless $library{$version};
        check_version($version, $library{$version}, @uses);
    }
}

done_testing;
