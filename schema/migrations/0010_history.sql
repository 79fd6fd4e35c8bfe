-- Removed parts are found by what they were called.
create index change_removed_part on kidepot.change (id) where kind = 'part' and action = 'removed';

-- Checked at a statement's end, so that one statement may put a part's alternates
-- into another order and leaves only what differs in the history.
alter table kidepot.alternate
    drop constraint alternate_footprint_is_unique_in_its_part,
    add constraint alternate_footprint_is_unique_in_its_part
        unique (part_id, footprint) deferrable initially immediate;
