import { createHash } from 'node:crypto'
import type { ModelFiles } from './model-file.ts'

const known = new WeakMap<ModelFiles, string>()

/** The first 16 hex digits of a SHA-256 that changes with any byte of any file of a model. */
export function hashFiles(files: ModelFiles): string {
  let hash = known.get(files)
  if (hash === undefined) {
    const all = createHash('sha256')
    for (const [name, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const own = file.kind === 'here' ? createHash('sha256').update(file.bytes).digest('hex') : file.sha256
      all.update(`${name}\n${own}\n`)
    }
    hash = all.digest('hex').slice(0, 16)
    known.set(files, hash)
  }
  return hash
}
