-- shape: iiiiiii
select (select count(*) from kidepot.category) as categories,
       (select count(*) from kidepot.category_resolved where exposed) as exposed,
       (select count(*) from kidepot.part) as parts,
       (select count(*) from kidepot.part where active) as active,
       (select count(*) from kidepot.parameter) as parameters,
       (select count(*) from kidepot.token) as tokens,
       (select count(*) from kidepot.token
         where revoked_at is null and (expires_at is null or expires_at > now())) as valid
