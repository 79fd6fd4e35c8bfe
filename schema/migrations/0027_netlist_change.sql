-- What is done to netlists is told as what is done to their projects, and decisions have
-- a number by which they are named.

alter table kidepot.decision add column id bigint generated always as identity,
    add constraint decision_id_is_unique unique (id);

call kidepot.change_watch('revision', 'change_detail', 'project',
    $$'revision ' || x.name$$, $$'netlist ' || left(nullif(x.digest, ''), 16)$$);
call kidepot.change_watch('decision', 'change_detail', 'project',
    $$'decision ' || x.id || ' on ' || left(array_to_string(array_remove(x.says, ''), ' '), 200)$$,
    $$coalesce('part ' || x.part_id, 'no part')$$);
