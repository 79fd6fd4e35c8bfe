-- New suppliers and parameters have no blanks at the ends of their names, or a catalogue that
-- is exported could not be taken back. Older names lose theirs, unless another is called so
-- already, or nothing would be left.
update kidepot.supplier u
   set name = btrim(u.name)
 where u.name <> btrim(u.name)
   and btrim(u.name) <> ''
   and not exists (select from kidepot.supplier o
                    where o.id <> u.id and btrim(o.name) = btrim(u.name));

update kidepot.parameter_template t
   set name = btrim(t.name)
 where t.name <> btrim(t.name)
   and btrim(t.name) <> ''
   and not exists (select from kidepot.parameter_template o
                    where o.id <> t.id and btrim(o.name) = btrim(t.name));
