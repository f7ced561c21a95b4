import type { PackFiles } from '../pack.ts'
import { eol } from './edit-map.ts'
import { fileForRule, takesItems } from './file-for-rule.ts'
import { findPlaced } from './find-placed.ts'
import { inOrder, RULE_KEYS } from './key-order.ts'
import type { RuleDraft } from './pack-edit.ts'
import { writeItem } from './write-value.ts'

export type Added =
  | { readonly ok: true; readonly path: string; readonly text: string }
  | {
      readonly ok: false
      readonly reason: 'taken' | 'bad-file'
      readonly detail: string
      readonly wayOut: string
    }

/** Writes a new rule at the end of a file of rules; nothing else in the file changes. */
export function addRule(files: PackFiles, rule: RuleDraft, file?: string): Added {
  const there = findPlaced(files, 'rules', rule.id)
  if (there !== undefined)
    return {
      ok: false,
      reason: 'taken',
      detail: `There is a rule of this id at ${there.path}:${there.found.line}.`,
      wayOut: 'choose another id, or change that rule',
    }
  const path = file ?? fileForRule(files, rule)
  const before = files[path] ?? ''
  if (!/^rules\/.*\.ya?ml$/.test(path) || !takesItems(before))
    return {
      ok: false,
      reason: 'bad-file',
      detail: 'A rule cannot be written at the end of the file named.',
      wayOut: 'name a .yaml file below rules/ that holds a plain list',
    }
  const written = writeItem(inOrder(rule, RULE_KEYS))
  const ends = before === '' || before.endsWith('\n') ? '' : '\n'
  const gap = before.trim() === '' || /\n\r?\n$/.test(before) ? '' : '\n'
  return { ok: true, path, text: before + eol(before, `${ends}${gap}${written}`) }
}
