/** Jobs, who judged them and how, reports, and how far the outbox has been read. */
export const review = {
  number: 8,
  name: 'review',
  sql: `
-- How far a reader of the outbox is. "system" is the server whose transaction numbers these are; see xid_origin.
create table haechi.effect_cursors (
  reader text primary key,
  xid xid8 not null,
  seq int8 not null,
  system text not null
);
insert into haechi.effect_cursors values ('follower', '0', 0, '');

-- Effects that could not be carried out again and again, each by itself: out of the way of the others until somebody has
-- them tried again. "fault" is the kind of error, as SQLSTATE 22P02, and never holds content.
create table haechi.effects_aside (
  id uuid not null,
  seq int8 primary key,
  body text not null,
  fault text not null,
  at_ms int8 not null
);

-- "kind": rule, report, audit, golden, appeal. "state": open (waits, or is held until "claimed_until_ms"), settling (judged,
-- may be undone until "settle_ms"), done, withdrawn. "stage": first, second, adjudication. "item" is an entity, or event:ID of the
-- first decision. "rank" orders a queue, see review/priority.ts: log2 of the weight times "doubles_ms" (of its queue), less
-- "created_ms". "report_weight" is the sum of what each reporter's word counts. "needs": independent judgements asked for. "excluded":
-- people who may not take it. "severity" is the gravest ever, and never falls: whoever may not see it, may not after a move.
create table haechi.jobs (
  id uuid primary key,
  kind text not null,
  state text not null default 'open',
  stage text not null default 'first',
  queue text not null,
  item text collate "C" not null,
  family text collate "C" not null,
  policy text not null,
  severity smallint not null,
  decision uuid,
  type text,
  world text not null,
  actor text collate "C",
  target text collate "C",
  session text collate "C",
  language text,
  near int8,
  reach int not null default 1,
  reports int not null default 0,
  events int not null default 1,
  mass boolean not null default false,
  blind boolean not null default false,
  probability float8 not null check (probability > 0 and probability <= 1),
  sample text,
  created_ms int8 not null,
  due_ms int8 not null,
  breached_ms int8,
  rank float8 not null,
  doubles_ms int8 not null default 21600000,
  report_weight float8 not null default 0,
  trusted boolean not null default false,
  needs smallint not null default 1,
  excluded uuid[] not null default '{}',
  claimed_by uuid,
  claim uuid,
  claimed_ms int8,
  claimed_until_ms int8,
  settle_ms int8,
  outcome text,
  closed_ms int8,
  appeal uuid,
  golden uuid,
  -- Jobs of one lane are taken by the same people, so whoever takes the next one passes over lanes and never over rows.
  lane int8 generated always as (
    hashtextextended(queue || E'\\n' || stage || E'\\n' || severity::text || E'\\n' || family || E'\\n' || world || E'\\n' ||
      coalesce(language, ''), hash_array_extended(excluded, 0))
  ) stored
) with (fillfactor = 80);
-- One job under way for an item and a family; later reports and events join it.
create unique index jobs_under_way on haechi.jobs (item, family) where kind in ('rule', 'report') and state in ('open', 'settling');
create index jobs_next on haechi.jobs (lane, rank desc, id) where state = 'open' and claim is null;
create index jobs_settling on haechi.jobs (settle_ms) where state = 'settling';
create index jobs_held on haechi.jobs (claimed_by) where state in ('open', 'settling') and claimed_by is not null;
create index jobs_due on haechi.jobs (due_ms) where state = 'open' and breached_ms is null;
create index jobs_near on haechi.jobs (near) where state = 'open' and near is not null;
create index jobs_decision on haechi.jobs (decision);
create index jobs_item on haechi.jobs (item);
create index jobs_actor on haechi.jobs (actor);
create index jobs_appeal on haechi.jobs (appeal) where appeal is not null;

-- What a job is about beside its first decision: every event and report that joined it.
create table haechi.job_members (
  job uuid not null,
  at_ms int8 not null,
  decision uuid,
  report uuid,
  rule text
);
create index on haechi.job_members (job);
create index on haechi.job_members (decision);

-- A person's judgement; rows are never changed nor deleted (erasure blanks what may identify somebody, see erase).
-- "choice": violates, fine, unsure. "policy" is what was asked, as id@version; "policies" what was found. "batch": the
-- annotation of the job at hand, for those given in the same stroke to jobs like it.
create table haechi.annotations (
  id uuid primary key,
  job uuid not null,
  kind text not null,
  stage text not null,
  decision uuid,
  item text collate "C" not null,
  world text not null,
  language text,
  policy text not null,
  choice text not null check (choice in ('violates', 'fine', 'unsure')),
  policies text[] not null default '{}',
  enforcements json not null default '[]',
  strike boolean not null default true,
  spans json not null default '[]',
  regions json not null default '[]',
  note text,
  reviewer uuid not null,
  blind boolean not null,
  probability float8 not null,
  sample text,
  spent_ms int8 not null,
  at_ms int8 not null,
  batch uuid not null
);
create index on haechi.annotations (job);
create index on haechi.annotations (decision);
create index on haechi.annotations (reviewer, at_ms);
create index on haechi.annotations (at_ms);

-- What became of an annotation: undone, agreed, disagreed, truth, overturned, golden-right, golden-wrong. Only ever added to.
create table haechi.annotation_marks (
  annotation uuid not null,
  mark text not null,
  at_ms int8 not null,
  by uuid,
  appeal uuid
);
create index on haechi.annotation_marks (annotation);

create function haechi.refuse_change() returns trigger language plpgsql as $$
begin
  -- Erasure alone may blank a note, an item or an actor; it says so for its own transaction.
  if current_setting('haechi.erasing', true) = 'on' then return coalesce(new, old); end if;
  raise exception 'rows of % are only added to', tg_table_name using errcode = '42501';
end $$;
create trigger only_added before update or delete on haechi.annotations for each row execute function haechi.refuse_change();
create trigger only_added before update or delete on haechi.annotation_marks for each row execute function haechi.refuse_change();

-- Items whose truth is known. They come to reviewers as jobs that look like all others. "source": manual, annotation.
create table haechi.golden (
  id uuid primary key,
  decision uuid not null,
  policy text not null,
  truth text not null check (truth in ('violates', 'fine')),
  policies text[] not null default '{}',
  source text not null,
  added_ms int8 not null,
  added_by uuid,
  retired_ms int8,
  queue text not null,
  item text collate "C" not null,
  family text collate "C" not null,
  severity smallint not null,
  type text,
  world text not null,
  actor text collate "C",
  target text collate "C",
  session text collate "C",
  language text
);
create unique index golden_once on haechi.golden (decision, family) where retired_ms is null;
create index golden_queue on haechi.golden (queue) where retired_ms is null;

-- Who was given which golden job: nobody is given one twice.
create table haechi.golden_served (
  golden uuid not null,
  person uuid not null,
  job uuid not null,
  primary key (golden, person)
);

-- A user's flag (DSA Art. 16). "key" is the hash of its world and of the id that the sender gave; "outcome" violates, fine or
-- invalid; "weight" what it counts. "text", "location", "name" and "email" are personal and go by retention and erasure.
create table haechi.reports (
  id uuid primary key,
  key uuid unique,
  reporter text collate "C",
  item text collate "C" not null,
  target text collate "C",
  decision uuid,
  world text not null,
  reason text not null,
  policy text not null,
  weight float8 not null,
  text text,
  location text,
  name text,
  email text,
  bona_fide boolean not null,
  trusted boolean not null,
  at_ms int8 not null,
  job uuid,
  outcome text,
  decided_ms int8
);
create index on haechi.reports (reporter, at_ms);
create index on haechi.reports (item, at_ms);
create index on haechi.reports (target, at_ms);
create index on haechi.reports (decision) where decision is not null;
create index on haechi.reports (job);
create index on haechi.reports (at_ms);
`,
}
