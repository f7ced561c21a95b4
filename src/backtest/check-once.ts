import { checkPack } from '../pack/check-pack.ts'
import type { PackFiles } from '../pack/pack.ts'

let last: { readonly text: string; readonly checked: ReturnType<typeof checkPack> } | undefined

/** Checks a pack; the one that was checked last is not checked again: questions mostly are about the live one. */
export function checkOnce(files: PackFiles): ReturnType<typeof checkPack> {
  const text = JSON.stringify(files)
  if (last?.text !== text) last = { text, checked: checkPack(files) }
  return last.checked
}
