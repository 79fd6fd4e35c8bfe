package KiDepot::Pcm;

# Packages of KiCad's Plugin and Content Manager, and a client that plays it.
#   my $zip = package_zip($path, { identifier => ..., versions => [...] }, { 'symbols/A.kicad_sym' => $text });
#   my $seen = KiDepot::Pcm::client($url);   as KiCad asks, with user and token of the URL:
#       { repository, packages, icons => { identifier => bytes }, requests => [...] } or dies
#   my $bytes = KiDepot::Pcm::install($seen, 'org.example.parts', '1.0');

use v5.28;
use warnings;
use Digest::SHA qw(sha256_hex);
use Exporter qw(import);
use IO::Compress::Zip qw(:constants zip);
use IO::Uncompress::Unzip ();
use JSON::PP ();
use KiDepot::Http;
use KiDepot::Sandbox qw(write_text);
use MIME::Base64 qw(encode_base64);

our @EXPORT_OK = qw(metadata package_zip zip_of members packages_of);

# What KiCad reads at most, in bytes.
my %limit = (repository => 20480, packages => 10 * 1024 * 1024, resources => 100 * 1024 * 1024);

# A good metadata.json, with these members changed; undef leaves one out.
sub metadata {
    my (%changed) = @_;
    my %version = (version => '1.0.0', status => 'stable', kicad_version => '8.0', %{ delete $changed{version} // {} });
    my %metadata = (name => 'ACME parts', description => 'Symbols of ACME', description_full => 'Symbols of ACME, all of them.',
        identifier => 'org.example.parts', type => 'library', author => { name => 'ACME', contact => {} }, license => 'unrestricted',
        resources => {}, versions => [ { map { $_ => $version{$_} } grep { defined $version{$_} } keys %version } ], %changed);
    return JSON::PP->new->canonical->utf8->encode({ map { $_ => $metadata{$_} } grep { defined $metadata{$_} } keys %metadata });
}

sub zip_of {
    my ($path, %content) = @_;
    my ($bytes, $zip) = ('');
    for my $name (sort keys %content) {
        my @how = (Name => $name, Method => ZIP_CM_STORE, Time => 315532800, Minimal => 1);
        $zip ? $zip->newStream(@how) : ($zip = IO::Compress::Zip->new(\$bytes, @how));
        $zip->print($content{$name});
    }
    $zip->close;
    return write_text($path, $bytes);
}

sub package_zip {
    my ($path, $changed, $content) = @_;
    return zip_of($path, 'metadata.json' => metadata(%$changed),
        %{ $content // { 'symbols/ACME.kicad_sym' => "(kicad_symbol_lib (version 20231120) (generator x))\n" } });
}

# The members of a zip archive: name => bytes.
sub members {
    my ($bytes) = @_;
    my $zip = IO::Uncompress::Unzip->new(\$bytes) or die "no zip archive\n";
    my %member;
    for (my $status = 1; $status > 0; $status = $zip->nextStream) {
        my ($name, $content) = ($zip->getHeaderInfo->{Name}, '');
        while ((my $got = $zip->read(my $piece)) > 0) { $content .= $piece }
        $member{$name} = $content;
    }
    return \%member;
}

# As libcurl does: what stands before "@" is sent at once. The status is not looked at.
sub _get {
    my ($seen, $url, $agent) = @_;
    my ($userinfo, $port, $path) = $url =~ m{^http://(?:([^/@]*)@)?127\.0\.0\.1:(\d+)(/\S*)$} or die "cannot ask for $url\n";
    my %headers = ('User-Agent' => $agent // 'KiCad/9.0.8', Accept => '*/*', 'Accept-Encoding' => 'gzip,deflate');
    $headers{Authorization} = 'Basic ' . encode_base64($userinfo =~ s/%(..)/chr hex $1/ger, '') if defined $userinfo;
    push @{ $seen->{requests} }, $path;
    my $answer = KiDepot::Http::request($port, 'GET', $path, \%headers);
    if (($answer->{headers}{'content-encoding'} // '') eq 'gzip') {
        require Compress::Zlib;
        $answer->{body} = Compress::Zlib::memGunzip($answer->{body});
    }
    return $answer->{body};
}

sub _limited {
    my ($what, $bytes) = @_;
    die "Download is too large.\n" if length $bytes > $limit{$what};
    return $bytes;
}

sub _checked {
    my ($what, $bytes, $about) = @_;
    die "$what hash doesn't match. Repository may be corrupted.\n" if sha256_hex($bytes) ne $about->{sha256};
    return _limited($what, $bytes);
}

# The packages of a packages.json.
sub packages_of {
    my ($bytes) = @_;
    my $document = JSON::PP::decode_json($bytes);
    die "Unable to parse packages metadata: At , value: $bytes unexpected instance type\n" if ref $document ne 'HASH';
    return $document->{packages} // die "Unable to parse packages metadata: required property 'packages' not found in object\n";
}

sub client {
    my ($url, $agent) = @_;
    my $seen = { requests => [] };
    my $body = _limited('repository', _get($seen, $url, $agent));
    my $repository = $seen->{repository} = eval { JSON::PP::decode_json($body) };
    die "Unable to parse repository: At , value: $body required property 'packages' not found in object\n"
        if ref $repository ne 'HASH' || !$repository->{packages};
    $seen->{packages} = packages_of(_checked('packages', _get($seen, $repository->{packages}{url}, $agent), $repository->{packages}));
    if (my $resources = $repository->{resources}) {
        my $members = members(_checked('resources', _get($seen, $resources->{url}, $agent), $resources));
        $seen->{icons}{ m{^([^/]+)/icon\.png$} ? $1 : $_ } = $members->{$_} for keys %$members;
    }
    return $seen;
}

# The bytes of an archive; dies as KiCad refuses to install it.
sub install {
    my ($seen, $identifier, $wanted) = @_;
    my ($package) = grep { $_->{identifier} eq $identifier } @{ $seen->{packages} };
    my ($version) = grep { $_->{version} eq $wanted } @{ $package->{versions} // [] };
    die "there is no $identifier $wanted\n" unless $version;
    my $bytes = _get($seen, $version->{download_url});
    die "Downloaded archive hash doesn't match\n" if sha256_hex($bytes) ne $version->{download_sha256};
    return $bytes;
}

1;
