-- The first statement of a transaction, which then sees all as it is at one moment.
set transaction isolation level repeatable read, read only;
