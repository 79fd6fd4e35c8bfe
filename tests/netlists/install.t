# The public library as other programs find it: installed, asked for by
# pkg-config, with the header alone, from C and from C++.

use v5.28;
use warnings;
use Test::More;
use KiDepot::Sandbox qw(root build read_text write_text run scratch_dir);

delete @ENV{qw(MAKEFLAGS MAKELEVEL MFLAGS SAN)};
my $dir = scratch_dir();
my $prefix = "$dir/usr";
my $netlist = root() . '/tests/netlists/kicad10-variants-jumpers.xml';
my @sanitize = build() =~ m{/san$} ? ('-fsanitize=address,undefined') : ();

sub good {
    my ($what, @command) = @_;
    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $result = run(command => \@command, dir => root(), timeout => 600,
        env => { PKG_CONFIG_PATH => "$prefix/lib/pkgconfig", LD_LIBRARY_PATH => "$prefix/lib" });
    is $result->{status}, 0, $what or diag $result->{out} . $result->{err};
    return $result->{out};
}

my @install = ('make', '--no-print-directory', 'BUILD=' . build(), "PREFIX=$prefix");
good('make install', @install, 'install');
my ($version) = read_text(root() . '/VERSION') =~ /(\S+)/;
my ($abi) = $version =~ /^(\d+)/;
is good('pkg-config knows it', qw(pkg-config --modversion kidepot)), "$version\n", 'and its version';
like good('the library', 'readelf', '-d', "$prefix/lib/libkidepot.so"), qr/SONAME.*\[libkidepot\.so\.$abi\]/, 'its soname';

# Exactly what the header declares, in the shared library and in the archive.
my $header = read_text("$prefix/include/kidepot/netlist.h");
is_deeply [glob "$prefix/include/kidepot/*"], ["$prefix/include/kidepot/netlist.h"], 'one header';
my %declared = map { $_ => 1 } $header =~ /^[a-z].*?\b(netlist_\w+)\(/mg;
cmp_ok keys %declared, '>', 8, 'the header declares functions';
sub names { return { map { / [A-TV-Z] (\w+)$/ ? ($1 => 1) : () } split /\n/, $_[0] } }
is_deeply names(good('names', 'nm', '-D', '--defined-only', "$prefix/lib/libkidepot.so")), \%declared, 'nothing else is exported';
is_deeply names(good('names', 'nm', '-g', '--defined-only', "$prefix/lib/libkidepot.a")), \%declared, 'nor by the archive';
unlike good('needs', 'readelf', '-d', "$prefix/lib/libkidepot.so"), qr/NEEDED.*(pq|json|fcgi|crypto)/, 'no other library of ours is needed';

# The example, with either kind of library, as the documentation has it typed in.
my %with;
@with{qw(shared archive)} = read_text(root() . '/docs/netlist.md') =~ /^cc (list_components\.c .*) -o list_components$/mg;
for my $how (sort keys %with) {
    good("the example, $how", 'sh', '-c', "cd docs && cc -std=c11 -Wall -Wextra -Werror @sanitize $with{$how} -o $dir/$how");
    is good("it runs, $how", "$dir/$how", $netlist), "J1\tJMP\nR1\t10k\nR2\t10k\tnot placed\n", "and lists, $how";
    is scalar(() = good("needs, $how", 'readelf', '-d', "$dir/$how") =~ /NEEDED.*kidepot/g), $how eq 'shared' ? 1 : 0, "its library, $how";
}
my $broken = run(command => ["$dir/archive", root() . '/tests/netlists/kicad10-ctlchar-MALFORMED.xml']);
is $broken->{status}, 2, 'a broken netlist is refused';
like $broken->{err}, qr/^\S+:80:28: the control character U\+0001 /m, 'with its place';

# The header alone; what it calls in C++ links.
write_text("$dir/alone.c", "#include <kidepot/netlist.h>\nstruct netlist_limits mine;\n");
good('the header alone, as C11', 'cc', '-std=c11', '-pedantic-errors', '-Wall', '-Wextra', '-Werror', '-fsyntax-only',
    "-I$prefix/include", "$dir/alone.c");
SKIP: {
    my ($compiler) = grep { -x } map { my $dir = $_; map { "$dir/$_" } qw(g++ clang++) } split /:/, $ENV{PATH};
    skip 'no C++ compiler', 3 unless $compiler;
    write_text("$dir/alone.cc", "#include <kidepot/netlist.h>\nint main() { return netlist_text_is_none(\"~\") ? 0 : 1; }\n");
    my @flags = split ' ', good('flags', qw(pkg-config --cflags --libs kidepot));
    good('as C++', $compiler, '-std=c++11', '-Wall', '-Wextra', '-Werror', @sanitize, '-o', "$dir/alone", "$dir/alone.cc", @flags);
    good('and runs', "$dir/alone");
}

good('make uninstall', @install, 'uninstall');
is_deeply [grep { -f || -l } glob "$prefix/lib/* $prefix/lib/pkgconfig/* $prefix/include/*/*"], [], 'make uninstall leaves nothing of it';
done_testing;
