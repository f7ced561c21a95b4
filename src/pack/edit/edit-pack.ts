import { isDeepStrictEqual } from 'node:util'
import type { PackFiles } from '../pack.ts'
import { addRule } from './add-rule.ts'
import { editItem } from './edit-item.ts'
import type { Change } from './edit-map.ts'
import { findPlaced } from './find-placed.ts'
import { inOrder, POLICY_KEYS, RULE_KEYS } from './key-order.ts'
import type { EditRefused, PackEdit } from './pack-edit.ts'
import { removeItem } from './remove-item.ts'

export type Edited =
  /** `changed`: by path, the files that differ; null: the file is gone. */
  | {
      readonly ok: true
      readonly files: PackFiles
      readonly changed: Readonly<Record<string, string | null>>
    }
  | { readonly ok: false; readonly refused: EditRefused }

type One =
  | { readonly ok: true; readonly path: string; readonly text: string | null }
  | ({ readonly ok: false } & Omit<EditRefused, 'edit'>)

/** Makes edits one after the other in the files of a pack that has been checked; remarks and form stay as they are. */
export function editPack(before: PackFiles, edits: readonly PackEdit[]): Edited {
  let files = before
  const touched = new Set<string>()
  for (const [i, edit] of edits.entries()) {
    const one = editOnce(files, edit)
    if (!one.ok) {
      const { reason, detail, wayOut } = one
      return { ok: false, refused: { edit: i, reason, detail, wayOut } }
    }
    files = put(files, one.path, one.text)
    touched.add(one.path)
  }
  const changed = [...touched].filter((path) => files[path] !== before[path])
  return { ok: true, files, changed: Object.fromEntries(changed.map((path) => [path, files[path] ?? null])) }
}

/** Files with one of them replaced, added, or, with null, taken out. */
export function put(files: PackFiles, path: string, text: string | null): PackFiles {
  if (text !== null) return { ...files, [path]: text }
  const { [path]: _, ...rest } = files
  return rest
}

function editOnce(files: PackFiles, edit: PackEdit): One {
  switch (edit.kind) {
    case 'add-rule':
      return addRule(files, edit.rule, edit.file)
    case 'change-rule':
      return change(files, 'rules', edit.rule, edit.set)
    case 'remove-rule': {
      const placed = findPlaced(files, 'rules', edit.rule)
      if (placed === undefined) return unknown('rule', edit.rule)
      const text = removeItem(files[placed.path]!, placed.found, edit.rule)
      return { ok: true, path: placed.path, text }
    }
    case 'change-policy':
      return change(files, 'policies', edit.policy, edit.set, edit.keepsVersion !== true)
  }
}

function change(
  files: PackFiles,
  folder: 'rules' | 'policies',
  id: string,
  set: Change,
  raises = false,
): One {
  const placed = findPlaced(files, folder, id)
  if (placed === undefined) return unknown(folder === 'rules' ? 'rule' : 'policy', id)
  if (set.id !== undefined && set.id !== id)
    return {
      ok: false,
      reason: 'renamed',
      detail: `The id of "${id}" stays as it is: decisions and counts name it.`,
      wayOut: 'add it under the new id and take the old one out',
    }
  const { path, found } = placed
  const spec = found.item.toJSON() as Record<string, unknown>
  const full = raises ? { ...set, ...raised(spec, set) } : set
  const order = folder === 'rules' ? RULE_KEYS : POLICY_KEYS
  const item = editItem(found, id, nulled(full, order), order)
  const file = files[path]!
  return {
    ok: true,
    path,
    text: file.slice(0, found.from) + item + file.slice(found.from + found.text.length),
  }
}

const MEANING = ['title', 'guideline', 'notice', 'severity', 'strike']

/** The next version of a policy whose meaning changes. */
function raised(spec: Change, set: Change): Change {
  if (set.version !== undefined || typeof spec.version !== 'number') return {}
  const differs = MEANING.some((key) => set[key] !== undefined && !isDeepStrictEqual(spec[key], set[key]))
  return differs ? { version: spec.version + 1 } : {}
}

/** In the order in which packs write keys, with those that are taken out at the end. */
function nulled(set: Change, order: readonly string[]): Change {
  const gone = Object.entries(set).filter(([, value]) => value === null)
  return { ...inOrder(set, order), ...Object.fromEntries(gone) }
}

function unknown(what: string, id: string): One {
  return {
    ok: false,
    reason: 'unknown',
    detail: `There is no ${what} "${id.slice(0, 64)}".`,
    wayOut: `look at the list of ${what === 'rule' ? 'rules' : 'policies'}`,
  }
}
