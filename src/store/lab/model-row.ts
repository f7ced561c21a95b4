import type { Manifest, ModelEntry, ModelId, ModelRecord } from '../../lab/registry/ports.ts'

export interface ModelRow {
  id: string
  task: string
  manifest: string
  state: ModelRecord['state']
  authority: ModelRecord['authority']
  certified: ModelRecord['certified']
  cap: ModelRecord['cap']
  share: number
  made_ms: string
  changed_ms: string
  tainted: boolean
  last_good: boolean
}

export const MODEL_COLUMNS =
  'id, task, manifest, state, authority, certified, cap, share, made_ms, changed_ms, tainted, last_good'

export function modelOf(row: ModelRow): ModelRecord {
  const { state, authority, certified, cap, share } = row
  return {
    id: row.id as ModelId,
    task: row.task,
    manifest: JSON.parse(row.manifest) as Manifest,
    ...{ state, authority, certified, cap, share },
    madeMs: Number(row.made_ms),
    changedMs: Number(row.changed_ms),
    isTainted: row.tainted,
    isLastGood: row.last_good,
  }
}

export interface EntryRow {
  number: string
  model: string
  kind: ModelEntry['kind']
  at_ms: string
  by: string
  body: string
  hash: string
  why: string | null
}

export function entryOf({ number, model, kind, at_ms, by, body, hash, why }: EntryRow): ModelEntry {
  return {
    number: Number(number),
    model: model as ModelId,
    kind,
    atMs: Number(at_ms),
    by,
    body: JSON.parse(body) as Record<string, unknown>,
    hash,
    ...(why === null ? {} : { why }),
  }
}
