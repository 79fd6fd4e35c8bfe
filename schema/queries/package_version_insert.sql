-- shape: t
insert into kidepot.package_version
       (package_id, name, version, version_epoch, status, kicad_version, kicad_version_max,
        metadata, archive_sha256, download_size, install_size)
values ($1::text::bigint, $2::text || ' ' || $3::text, $3::text, $4::text::bigint, $5::text, $6::text,
        $7::text, $8::text, $9::text, $10::text::bigint, $11::text::bigint)
returning id::text
