import { listPieces } from '../list-pieces.ts'
import type { PackFiles } from '../pack.ts'
import type { RuleDraft } from './pack-edit.ts'

/** Where rules go that have no like. */
export const NEW_RULES = 'rules/console.yaml'

/**
 * The file that a new rule goes to: where most rules are like it, in the beginning of their ids (`chat.` of `chat.insult`),
 * their policy and its category; of two such files, the one with more rules. Else a file of its own kind, which may not
 * be there yet.
 */
export function fileForRule(files: PackFiles, rule: RuleDraft): string {
  const like = Object.keys(files)
    .filter((path) => /^rules\/.*\.ya?ml$/.test(path))
    .flatMap((path) => {
      const rules = listPieces(files[path]!)?.length
      return rules === undefined ? [] : [{ path, rules, alike: countAlike(files[path]!, rule) }]
    })
    .filter(({ alike }) => alike > 0)
    .sort((a, b) => b.alike - a.alike || b.rules - a.rules || (a.path < b.path ? -1 : 1))
  return like[0]?.path ?? freeFile(files)
}

function countAlike(text: string, { id, policy }: RuleDraft): number {
  const says = (key: string, value: string) =>
    text.match(new RegExp(`\\b${key}:\\s*['"]?${value.replace(/[^\w-]/g, '\\$&')}`, 'g'))?.length ?? 0
  const family = id.includes('.') ? says('id', id.slice(0, id.indexOf('.') + 1)) : 0
  if (typeof policy !== 'string' || policy === '') return family
  const category = policy.includes('.') ? says('policy', policy.slice(0, policy.indexOf('.') + 1)) : 0
  return family + category + says('policy', policy)
}

function freeFile(files: PackFiles): string {
  for (let n = 1; ; n++) {
    const path = n === 1 ? NEW_RULES : NEW_RULES.replace('.yaml', `-${n}.yaml`)
    const text = files[path]
    if (text === undefined || takesItems(text)) return path
  }
}

/** Whether an item can be written at the end of a file: a list in block form, or nothing but remarks. */
export function takesItems(text: string): boolean {
  return listPieces(text) !== undefined || /^\s*(#[^\n]*\s*)*$/.test(text)
}
