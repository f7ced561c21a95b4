import { createHash } from 'node:crypto'
import type pg from 'pg'
import { canonicalJson } from '../../core/canonical-json.ts'
import type { Candidate, Manifest, ModelRecord, ModelStore } from '../../lab/registry/ports.ts'
import { appendEntries, holdChain } from './append-entries.ts'
import { MODELS_CHANNEL } from './change-model.ts'
import { MODEL_COLUMNS, type ModelRow, modelOf } from './model-row.ts'

/** Larger files are kept in the folder of models, by their SHA-256. */
export const MOST_FILE_BYTES = 24 * 1024 * 1024

/** Files that are not what the manifest says, or a manifest that is not what the id says: nothing was kept. */
export class BadCandidate extends Error {
  override readonly name = 'BadCandidate'
}

const INSERT = `insert into haechi.models (id, task, dataset, manifest, state, authority, certified, cap, share, made_ms, changed_ms, tainted)
  values ($1, $2, $3, $4, 'trained', 'observe', 'observe', 'irreversible', 0, $5, $5, $6)`

/** Another model of the dataset is flagged, or rows were erased since this one learnt from so many ($2). */
const TAINTED = `select where exists (select from haechi.models where dataset = $1 and tainted) or $2::int8 > (
  select count(*) from haechi.datasets d join haechi.dataset_rows r on r.dataset = d.number
    join haechi.lab_rows t on t.id = r.row where d.id = $1 and not t.erased)`

/** Throws `BadCandidate` when its id or its files are not those of the manifest. */
export function checkCandidate({ id, manifest, files }: Candidate): void {
  if (id !== `mdl-${sha256(canonicalJson(manifest)).slice(0, 32)}`)
    throw new BadCandidate(`${id} is not the hash of its manifest; make the id of the manifest as it is`)
  for (const { name, sha256: hash, size } of filesKept(manifest)) {
    const bytes = files.get(name)
    if (bytes === undefined || bytes.byteLength !== size || sha256(bytes) !== hash)
      throw new BadCandidate(`the file ${name} of ${id} is not the one of its manifest; train again`)
  }
}

function filesKept({ files }: Manifest): Manifest['files'] {
  return files.filter(({ size }) => size <= MOST_FILE_BYTES)
}

/** Keeps a candidate that was checked, with its files and its first entry, within the caller's transaction. */
export async function registerModelWith(
  client: pg.ClientBase,
  ...[{ id, manifest, files }, made, nowMs]: Parameters<ModelStore['register']>
): Promise<ModelRecord> {
  const kept = filesKept(manifest)
  const head = await holdChain(client)
  const found = await client.query<ModelRow>(`select ${MODEL_COLUMNS} from haechi.models where id = $1`, [id])
  if (found.rows[0] !== undefined) return modelOf(found.rows[0])
  const at = Math.trunc(nowMs)
  for (const { name, sha256: hash } of kept)
    await client.query(
      'insert into haechi.lab_files (sha256, bytes, made_ms) values ($1, $2, $3) on conflict (sha256) do update set made_ms = $3',
      [hash, files.get(name), at],
    )
  const tainted = await client.query(TAINTED, [manifest.dataset, made.body.rows ?? null])
  await client.query(INSERT, [
    id,
    manifest.task,
    manifest.dataset,
    canonicalJson(manifest),
    at,
    tainted.rowCount !== 0,
  ])
  await client.query('insert into haechi.model_files (model, sha256) select $1, unnest($2::text[])', [
    id,
    [...new Set(kept.map((file) => file.sha256))],
  ])
  const { dataset, policyVersion } = manifest
  const body = { ...made.body, dataset, policyVersion }
  await appendEntries(client, head, [{ model: id, kind: 'trained', by: made.by, body }], nowMs)
  await client.query('select pg_notify($1, $2)', [MODELS_CHANNEL, manifest.task])
  const { rows } = await client.query<ModelRow>(`select ${MODEL_COLUMNS} from haechi.models where id = $1`, [
    id,
  ])
  return modelOf(rows[0]!)
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
