/** Labels on entities: what is in force, and everything that led to it. */
export const labels = {
  number: 4,
  name: 'labels',
  sql: `
-- Every setting and taking off, by rules with the decision's id, by hand with an id made like one: ids are the order of
-- arrival. "via" is 'api' or 'cli', null for a rule; "by" who did it, with the key. Read it on from (xid, seq): see effects.
create sequence haechi.label_seq as int8 cache 100;
create table haechi.label_log (
  xid xid8 not null default pg_current_xact_id(),
  seq int8 not null default nextval('haechi.label_seq'),
  id uuid not null,
  at_ms int8 not null,
  entity text collate "C" not null,
  label text collate "C" not null,
  is_set boolean not null,
  until_ms int8,
  rule text,
  via text,
  by text,
  reason text
) with (autovacuum_vacuum_insert_threshold = -1);
create index on haechi.label_log (entity, id);
create index on haechi.label_log (xid, seq);
-- Ids rise with time, so a few pages of BRIN let retention skip what is not old enough.
create index on haechi.label_log using brin (id) with (autosummarize = on);

-- The latest word of each source on each label: "source" is the rule, '' for whatever was done by hand, and '-' for the
-- latest taking off, which ends all words with a smaller id. Written together with the log. Words that are over, or
-- were ended, are swept now and then. Updates touch no indexed column, so most stay on their page.
create table haechi.labels (
  entity text collate "C" not null,
  label text collate "C" not null,
  source text collate "C" not null,
  id uuid not null,
  at_ms int8 not null,
  until_ms int8,
  via text,
  by text,
  reason text,
  primary key (entity, label, source)
) with (fillfactor = 85);
create index on haechi.labels (label, entity);
`,
}
