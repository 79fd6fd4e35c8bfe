-- shape:
-- By then whoever has read repository.json has read what it names.
delete from kidepot.repository
 where superseded_at < now() - interval '7 days'
