-- What KiCad's Plugin and Content Manager is told, for clients that send a token: the last
-- is current, those before are for who has begun to read.
create view kicad.repository as
select name, url, packages, packages_sha256, packages_at, resources_sha256, resources_at,
       superseded_at is null as current
  from kidepot.repository;
