import type pg from 'pg'
import { canonicalJson } from '../../core/canonical-json.ts'
import { hashModelEntry } from '../../core/hash-model-entry.ts'
import type { ModelEntry, NewEntry } from '../../lab/registry/ports.ts'

/** Where the chain ends, held until the end of the caller's transaction: nobody else changes a model meanwhile. */
export async function holdChain(client: pg.ClientBase): Promise<{ number: number; hash: string }> {
  const { rows } = await client.query<{ number: string; hash: string }>(
    'select number, hash from haechi.model_log_head for update',
  )
  return { number: Number(rows[0]!.number), hash: rows[0]!.hash }
}

const INSERT = `insert into haechi.model_log (number, model, kind, at_ms, by, body, hash, why)
  select * from unnest($1::int8[], $2::text[], $3::text[], $4::int8[], $5::text[], $6::text[], $7::text[], $8::text[])`

/** Adds links behind `head`, which the caller holds. */
export async function appendEntries(
  client: pg.ClientBase,
  head: { readonly number: number; readonly hash: string },
  entries: readonly NewEntry[],
  nowMs: number,
): Promise<ModelEntry[]> {
  if (entries.length === 0) return []
  let { number, hash } = head
  const atMs = Math.trunc(nowMs)
  const linked = entries.map((entry) => {
    number++
    const { model, kind, by, why } = entry
    const open = { number, model, kind, atMs, by, body: canonicalJson(entry.body) }
    hash = hashModelEntry(hash, open)
    return { ...open, hash, why }
  })
  await client.query(INSERT, [
    linked.map((one) => one.number),
    linked.map((one) => one.model),
    linked.map((one) => one.kind),
    linked.map((one) => one.atMs),
    linked.map((one) => one.by),
    linked.map((one) => one.body),
    linked.map((one) => one.hash),
    linked.map((one) => one.why ?? null),
  ])
  await client.query('update haechi.model_log_head set number = $1, hash = $2', [number, hash])
  return linked.map(({ body, why, ...rest }) => ({
    ...rest,
    body: JSON.parse(body) as Record<string, unknown>,
    ...(why === undefined ? {} : { why }),
  }))
}
