/** People who sign in, their sessions and one-time links, and keys that speak for them. */
export const access = {
  number: 11,
  name: 'access',
  sql: `
-- "email" is in lower case; null only for the first admin, until one is given. "clearance" is the digit of the gravest
-- severity whose content may be seen. "password" is a PHC string of argon2id. "totp_secret" is in base32; it counts
-- from "totp_since_ms" on, when it was confirmed. "totp_step" is the latest step used: no code works twice.
create table haechi.users (
  id uuid primary key,
  name text not null,
  email text collate "C" unique,
  role text not null,
  worlds text[],
  languages text[],
  families text[],
  clearance smallint not null check (clearance between 0 and 4),
  password text,
  totp_secret text,
  totp_since_ms int8,
  totp_step int8 not null default -1,
  issuer text,
  subject text,
  created_ms int8 not null,
  created_by uuid,
  disabled_ms int8,
  unique (issuer, subject)
);

-- One-time links to set a password: "purpose" is invite or reset. Of the token only its SHA-256 is kept.
create table haechi.user_links (
  hash text primary key,
  user_id uuid not null references haechi.users (id),
  purpose text not null,
  created_ms int8 not null,
  expires_ms int8 not null,
  used_ms int8
);
create index on haechi.user_links (user_id);

-- "via": password, sso. A session ends at "expires_ms", when it has rested for too long since "seen_ms", or by hand.
create table haechi.user_sessions (
  hash text primary key,
  id text not null unique,
  user_id uuid not null references haechi.users (id),
  via text not null,
  created_ms int8 not null,
  seen_ms int8 not null,
  expires_ms int8 not null
);
create index on haechi.user_sessions (user_id);
create index on haechi.user_sessions (expires_ms);

create table haechi.recovery_codes (
  user_id uuid not null references haechi.users (id),
  hash text not null,
  used_ms int8,
  primary key (user_id, hash)
);

-- A single sign-on under way; gone when it is used.
create table haechi.sso_states (
  hash text primary key,
  nonce text not null,
  verifier text not null,
  return_to text not null,
  expires_ms int8 not null
);

create table haechi.access_settings (
  name text primary key,
  value json not null
);

alter table haechi.api_keys add column user_id uuid references haechi.users (id);
`,
}
