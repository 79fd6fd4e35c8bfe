-- shape: b
-- Whether some rendering that is kept has a file of that SHA-256.
select exists (select from kidepot.repository r
                where $1::text in (r.packages_sha256, r.resources_sha256)) as kept
