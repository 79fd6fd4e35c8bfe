-- shape:
-- Before the project itself, so that the history tells what it held.
with revisions as (
    delete from kidepot.revision where project_id = $1::text::bigint
)
delete from kidepot.decision where project_id = $1::text::bigint
