# kidepot token: made, listed, revoked, each thing that can be wrong with it.

use v5.28;
use warnings;
use utf8;
use Test::More;
use JSON::PP qw(decode_json);
use Digest::SHA qw(sha256_hex);
use POSIX qw(strftime);
use KiDepot::Cli qw(kidepot good refused);
use KiDepot::Database;

my ($wrong, $ours) = (2, 1);
my $db = KiDepot::Database->new;
my @as_writer = ('--conninfo', $db->conninfo('writer'), 'token');
my $hint = '"kidepot token list" shows them';

sub rows { decode_json(good('token list --json', @as_writer, 'list', '--json')) }
sub day { strftime('%Y-%m-%d', gmtime(time + 86400 * ($_[0] // 0))) }

# All of it on one day.
my $left = 86400 - time % 86400;
sleep $left + 1 if $left < 120;

is good('list of none', @as_writer, 'list'), "prefix  state  scope  created  expires  revoked  name  last_used  categories\n", 'an empty list has its head';
is_deeply rows(), [], 'an empty list in JSON';

my $made = kidepot(@as_writer, 'add', 'Anna');
is $made->{status}, 0, 'token add';
like $made->{out}, qr/\Akd_[0-9a-f]{8}_[0-9a-f]{64}\n\z/, 'writes the secret alone';
like $made->{err}, qr/\Akidepot: this token is shown only now; .*\n\z/, 'and says elsewhere that it is shown once';
my ($secret) = $made->{out} =~ /(\S+)/;
my ($prefix) = $secret =~ /_(.*?)_/;
is $db->psql('select encode(sha256, \'hex\') from kidepot.token'), sha256_hex($secret), 'the database has its SHA-256';
is $db->psql("select count(*) from kidepot.token t where t::text like '%" . substr($secret, 12) . "%'"), 0, 'and not the secret';
is_deeply rows(), [{ id => 1, prefix => $prefix, name => 'Anna', scope => 'read', state => 'valid',
    categories => undef,
    created => day(), expires => undef, revoked => undef, last_used => undef }], 'listed in JSON';

kidepot(@as_writer, 'add', 'B', '--scope', 'admin', '--expires', '90d');
my ($second) = grep { $_->{name} eq 'B' } @{ rows() };
is "$second->{scope} $second->{expires}", 'admin ' . day(90), 'scope and days from now';
kidepot(@as_writer, 'add', 'C', '--expires', '2100-02-28');
is((grep { $_->{name} eq 'C' } @{ rows() })[0]{expires}, '2100-02-28', 'a day');
is $db->psql("select expires_at at time zone 'UTC' from kidepot.token where name = 'C'"), '2100-02-28 00:00:00', 'begins at 00:00 UTC';
kidepot(@as_writer, 'add', '--', '--json');
is((grep { $_->{name} eq '--json' } @{ rows() })[0]{state}, 'valid', 'after "--" a name may look like an option');

my $table = good('token list', @as_writer, 'list');
like $table, qr/^\Q$prefix\E  valid  read   \d{4}-\d\d-\d\d {21,}Anna {2,}all$/m, 'the table is aligned';
unlike $table, qr/ \n/, 'and has no blanks at the ends';

refused($wrong, 'a token needs a name, such as the person or machine it is for', @as_writer, 'add', '');
for my $name ("a\nb", "a\tb", "\x{7f}") {
    refused($wrong, 'the token\'s name has a control character or is not UTF-8; give one line of text', @as_writer, 'add', $name);
}
refused($wrong, 'the token\'s name has a control character or is not UTF-8; give one line of text', @as_writer, 'add', "\xff\xfe");
refused($wrong, qr/\Atoken's name "x+\.\.\.": the text is longer than 1000 characters; shorten it\z/, @as_writer, 'add', 'x' x 1001);
refused($wrong, '--scope is "write", not one of: read admin', @as_writer, 'add', 'D', '--scope', 'write');
for my $when (qw(tomorrow 0d 36501d d -1d 2030-1-1 2030/01/01 20300101 2030-01-01T00 99999999999999999999d), '1 d') {
    refused($wrong, "\"$when\" is not an expiry; give a day such as 2030-12-31 or days from now such as 90d, at most 36500d",
        @as_writer, 'add', 'D', '--expires', $when);
}
refused($wrong, 'the calendar has no day "2030-02-30"', @as_writer, 'add', 'D', '--expires', '2030-02-30');
refused($wrong, 'the calendar has no day "2030-13-01"', @as_writer, 'add', 'D', '--expires', '2030-13-01');
refused($wrong, '"2020-01-01" is past: the token would have expired already', @as_writer, 'add', 'D', '--expires', '2020-01-01');
refused($wrong, '"' . day() . '" is past: the token would have expired already', @as_writer, 'add', 'D', '--expires', day());
is $db->psql("select count(*) from kidepot.token where name = 'D'"), 0, 'none of these was made';

my @categories = map { $db->psql("insert into kidepot.category (name, parent_id) values $_ returning id", 'writer') }
    "('A', null)", "('B', null)", "('C', (select id from kidepot.category where name = 'B'))";
kidepot(@as_writer, 'add', 'held', '--category', 'B/C', '--category', $categories[0], '--category', 'A');
is_deeply((grep { $_->{name} eq 'held' } @{ rows() })[0]{categories}, ['A', 'B/C'], 'a token may be held to categories');
like good('token list', @as_writer, 'list'), qr/^\S+ +valid +read .* held +A, B\/C$/m, 'the table has them';
like $db->psql("select own_category_ids from kicad.token where name = 'held'", 'web'), qr/^\{($categories[0],$categories[2]|$categories[2],$categories[0])\}$/, 'the web program knows';
$db->psql("delete from kidepot.category where name in ('A', 'C')", 'writer');
is_deeply((grep { $_->{name} eq 'held' } @{ rows() })[0]{categories}, [], 'categories that are gone take their rows along');
like good('token list', @as_writer, 'list'), qr/ held +none$/m, 'and leave a token that is good for none';
is $db->psql("select own_category_ids from kicad.token where name = 'held'", 'web'), '{}', 'for the web program too';
$db->psql("update kidepot.token set last_used_at = '2026-07-08 09:10:11+00' where name = 'held'", 'writer');
is((grep { $_->{name} eq 'held' } @{ rows() })[0]{last_used}, '2026-07-08T09:10Z', 'when it was used last');
refused($wrong, 'a token with scope admin is good for all categories; leave them out, or give scope read',
    @as_writer, 'add', 'E', '--scope', 'admin', '--category', 'B');
ok !eval { $db->psql("update kidepot.token set scope = 'admin' where name = 'held'", 'writer'); 1 }, 'nor can it become one';
refused($wrong, 'no category "Q" is there; "kidepot category list" shows them', @as_writer, 'add', 'E', '--category', 'Q');
is $db->psql("select count(*) from kidepot.token where name = 'E'"), 0, 'none of these was made';

is good('revoke by prefix', @as_writer, 'revoke', $prefix), "revoked token $prefix\n", 'revoke by prefix';
is((grep { $_->{prefix} eq $prefix } @{ rows() })[0]{revoked}, day(), 'is listed as revoked');
refused($wrong, "no token \"$prefix\" is there that is not revoked yet; $hint", @as_writer, 'revoke', $prefix);
refused($wrong, "no token \"$prefix\" is there that is not revoked yet; $hint", @as_writer, 'revoke', $secret);
refused($wrong, "no token \"nobody\" is there that is not revoked yet; $hint", @as_writer, 'revoke', 'nobody');
is good('revoke by name', @as_writer, 'revoke', 'B'), "revoked token $second->{prefix}\n", 'revoke by name';
my ($third) = kidepot(@as_writer, 'add', 'twice')->{out} =~ /(\S+)/;
kidepot(@as_writer, 'add', 'twice');
refused($wrong, "2 tokens are called \"twice\"; give the prefix of one, $hint", @as_writer, 'revoke', 'twice');
good('revoke by the secret', @as_writer, 'revoke', $third);
my ($fourth, $its_prefix) = kidepot(@as_writer, 'add', 'fourth')->{out} =~ /^(kd_(.{8})_.*)/;
kidepot(@as_writer, 'add', $its_prefix);
is good('revoke by a prefix that is a name too', @as_writer, 'revoke', $fourth), "revoked token $its_prefix\n", 'the prefix comes first';
good('revoke the one that is called so', @as_writer, 'revoke', $its_prefix);
good('revoke the one that is left', @as_writer, 'revoke', 'twice');

my $full = kidepot(@as_writer, 'add', 'unseen', \'/dev/full');
is $full->{status}, 3, 'a token that nobody could see: status 3';
is $full->{err}, "kidepot: the token was revoked again: cannot write to the standard output: No space left on device\n", 'is revoked again';
is((grep { $_->{name} eq 'unseen' } @{ rows() })[0]{state}, 'revoked', 'in the database too');
is kidepot(@as_writer, 'list', @$_, \'/dev/full')->{status}, 3, "list @$_ to a full disk" for [], ['--json'];

my @as_web = ('--conninfo', $db->conninfo('web'), 'token');
refused($ours, qr/permission denied/, @as_web, @$_) for ['list'], ['add', 'x'], ['revoke', 'x'];
my $empty = KiDepot::Database->new(empty => 1);
refused($ours, qr/; run "kidepot migrate"\z/, '--conninfo', $empty->conninfo('super'), 'token', @$_)
    for ['list'], ['add', 'x'], ['revoke', 'x'];

done_testing;
