-- Who may do what. The web program logs in as a member of kidepot_reader, the
-- people who keep the catalogue as members of kidepot_writer.
revoke all on schema kidepot, kicad from public;
grant usage on schema kicad to kidepot_reader, kidepot_writer;
grant select on all tables in schema kicad to kidepot_reader, kidepot_writer;

grant usage on schema kidepot to kidepot_writer;
grant select, insert, update, delete on all tables in schema kidepot to kidepot_writer;
revoke insert, update, delete
    on kidepot.migration, kidepot.own_view, kidepot.view_digest, kidepot.category_resolved
    from kidepot_writer;
