-- A delete must stand in line too: the resolving of another transaction would see
-- the category until it is gone, and then fail to keep a path for it.

drop trigger category_serialize on kidepot.category;

create trigger category_serialize before insert or update or delete on kidepot.category
    for each statement execute function kidepot.category_serialize();
