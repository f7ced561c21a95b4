/** Items that were listed, by what others are held against. */
export const catalogue = {
  number: 23,
  name: 'catalogue',
  sql: `
-- "marks": numbers of the shape, hashes of views and textures, as signals/media/copies/pack-marks.ts writes them. Rows never change;
-- they come and go. Read on from (xid, number): see effects.
create table haechi.catalogue (
  number int8 primary key generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  item text collate "C" not null,
  media text collate "C" not null,
  maker text collate "C",
  world text,
  seen_ms int8 not null,
  marks bytea not null,
  unique (item, media)
);
-- Hashes do not compress.
alter table haechi.catalogue alter column marks set storage external;
create index on haechi.catalogue (xid, number);
create index on haechi.catalogue (maker) where maker is not null;

-- Numbers of rows that went, so that every process drops them too, whoever took them out.
create table haechi.catalogue_gone (
  number int8 primary key,
  xid xid8 not null default pg_current_xact_id(),
  gone_ms int8 not null
);
create index on haechi.catalogue_gone (xid);

create function haechi.catalogue_row_gone() returns trigger language plpgsql as $$
begin
  insert into haechi.catalogue_gone (number, gone_ms)
    values (old.number, (extract(epoch from clock_timestamp()) * 1000)::int8) on conflict do nothing;
  return null;
end $$;
create trigger gone after delete on haechi.catalogue for each row execute function haechi.catalogue_row_gone();

create function haechi.catalogue_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('haechi_catalogue', '');
  return null;
end $$;
create trigger changed after insert or delete on haechi.catalogue
  for each statement execute function haechi.catalogue_changed();
`,
}
