/** The flood guard counts senders, not files. */
export const floodSenders = {
  number: 25,
  name: 'flood-senders',
  sql: `
-- What the senders come to that were counted for a member since its evidence began; what was counted before were files.
alter table haechi.hash_members add column flood_weight float8 not null default 0;
update haechi.hash_members set flood = 0 where flood > 0;

-- Its sender, who is the actor of its decision, was counted for the member since the member's evidence began.
alter table haechi.hash_matches add column counted boolean not null default false;
create index hash_matches_counted on haechi.hash_matches (member) where counted;
`,
}
