/** Endpoints that are told, what is to be told to them, and each try. */
export const delivery = {
  number: 10,
  name: 'delivery',
  sql: `
-- "types": null wants all. "state": on, paused (by hand), gone (the receiver answered 410); "why" says so in words.
-- Secrets have to be known to sign with, so they are kept as they are; "old_secret" signs too until "old_until_ms".
-- "delivered_ms": when it last took something. The breaker: failures in a row, since when it is open, and until when nothing is sent.
create table haechi.endpoints (
  id uuid primary key,
  url text not null,
  description text not null,
  types text[],
  state text not null default 'on' check (state in ('on', 'paused', 'gone')),
  why text not null default '',
  secret text not null,
  old_secret text,
  old_until_ms int8,
  created_ms int8 not null,
  created_by text not null,
  removed_ms int8,
  delivered_ms int8,
  failures int not null default 0,
  opened_ms int8,
  hold_until_ms int8 not null default 0
);

-- One message to one endpoint. "message" is made from "key": the same at every endpoint, the receiver's idempotency key.
-- "state": waiting (claimed when due and the first of its target), behind (an earlier one of its target is on its way),
-- sending (leased), delivered, dead, dropped (the endpoint was removed). Rows are queued by inserts alone, so that
-- no reader of the outbox waits for a sender; "waiting" turns into "behind" when a sender comes across it.
-- "target" and "body" are personal data, and go by erasure and retention.
create table haechi.deliveries (
  id uuid primary key,
  seq int8 generated always as identity,
  endpoint uuid not null,
  message uuid not null,
  key text not null,
  type text not null,
  target text collate "C" not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'behind', 'sending', 'delivered', 'dead', 'dropped')),
  queued_ms int8 not null,
  due_ms int8 not null,
  first_due_ms int8 not null,
  tries smallint not null default 0,
  claim uuid,
  lease_until_ms int8,
  last_ms int8,
  last_status smallint,
  last_result text
) with (fillfactor = 70);
create unique index deliveries_once on haechi.deliveries (endpoint, message);
create index deliveries_due on haechi.deliveries (endpoint, due_ms, seq) where state = 'waiting';
create index deliveries_lane on haechi.deliveries (endpoint, target, seq) where state in ('waiting', 'behind', 'sending');
create index deliveries_leased on haechi.deliveries (lease_until_ms) where state = 'sending';
create index deliveries_dead on haechi.deliveries (endpoint, seq) where state = 'dead';
create index deliveries_target on haechi.deliveries (target, seq);
create index deliveries_ended on haechi.deliveries (last_ms) where state in ('delivered', 'dead', 'dropped');

-- Every try: when, what the receiver answered (its status alone, never its words), how long it took.
create table haechi.delivery_attempts (
  delivery uuid not null,
  at_ms int8 not null,
  status smallint,
  result text not null,
  took_ms int not null
);
create index on haechi.delivery_attempts (delivery);
`,
}
