# kidepot pcm validate against KiCad's own schemas, which stand beside the checkout in
# shared/data/pcm-schemas: of changed documents, both say the same.

use v5.28;
use warnings;
use Test::More;
use JSON::PP qw(decode_json);
use KiDepot::Cli qw(kidepot);
use KiDepot::Sandbox qw(root run scratch_dir own_to_server);

my $schemas = root() . '/../shared/data/pcm-schemas';
plan skip_all => "no official schemas at $schemas" unless -e "$schemas/pcm.v1.schema.json";

my ($count, $seed) = ($ENV{KIDEPOT_TEST_MUTATIONS} // 2000, $ENV{KIDEPOT_TEST_SEED} // 20261129);
my $dir = scratch_dir();
my $made = run(command => [root() . '/tests/pcm/mutations', $schemas, $dir, $count, $seed], timeout => 600);
is $made->{err}, '', 'documents are made';
system 'chmod', '-R', 'a+rX', $dir;

my (%wanted, %verdicts);
for (split /\n/, $made->{out}) {
    my ($file, $schema, $verdict) = split /\t/;
    $wanted{$file}{$schema} = $verdict;
    $verdicts{"$schema $verdict"}++;
}
is scalar keys %wanted, $count, "$count documents, seed $seed";
cmp_ok $verdicts{$_} // 0, '>', $count / 10, "many of them are: $_"
    for map { ("$_ good", "$_ bad") } 'v1', 'v1 of KiCad 9', 'v2';

my $documents = 0;
for my $kind (qw(package packages repository)) {
    my @files = grep { m{^\Q$kind\E/} } sort keys %wanted;
    my $result = kidepot('pcm', 'validate', '--as', $kind, '--json', @files, { dir => $dir });
    like $result->{err}, qr/\A(kidepot: found \d+ errors?\n)?\z/, "$kind: all are read";
    for my $report (@{ decode_json($result->{out}) }) {
        my $file = $report->{name};
        my %refused = map { $_ => 1 } map { @{ $_->{schemas} } } @{ $report->{faults} };
        my @other = grep { ($refused{$_} ? 'bad' : 'good') ne $wanted{$file}{$_} } sort keys %{ $wanted{$file} };
        $documents++;
        next unless @other;
        fail "$file, seed $seed: not the verdict of @other";
        diag KiDepot::Sandbox::read_text("$dir/$file"), explain $report;
    }
}
is $documents, $count, 'all were looked at, and the others had the same verdict';

done_testing;
