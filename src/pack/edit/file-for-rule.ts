import { listPieces } from '../list-pieces.ts'
import type { PackFiles } from '../pack.ts'

/** Where rules go that have no like. */
export const NEW_RULES = 'rules/console.yaml'

/**
 * The file that a new rule goes to: where rules stand whose ids begin alike (`chat.` of `chat.insult`), in most of the
 * cases; else a file of its own kind, which may not be there yet.
 */
export function fileForRule(files: PackFiles, id: string): string {
  const [family] = id.split('.')
  const counts = Object.keys(files)
    .filter((path) => /^rules\/.*\.ya?ml$/.test(path) && listPieces(files[path]!) !== undefined)
    .map((path) => ({ path, alike: countAlike(files[path]!, family!) }))
    .filter(({ alike }) => alike > 0)
    .sort((a, b) => b.alike - a.alike || (a.path < b.path ? -1 : 1))
  return id.includes('.') && counts[0] !== undefined ? counts[0].path : freeFile(files)
}

function countAlike(text: string, family: string): number {
  const escaped = family.replace(/[^\w-]/g, '\\$&')
  return text.match(new RegExp(`\\bid:\\s*['"]?${escaped}\\.`, 'g'))?.length ?? 0
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
