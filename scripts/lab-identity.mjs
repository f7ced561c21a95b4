// What a model hangs on beside its data: the code that learns, and the versions of what it stands on.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex')

/**
 * SHA-256 over the sources that the entry reaches, by esbuild's metafile, and over the lockfile. Without a lockfile, as in
 * an installed package, the dependencies as package.json names them stand for it.
 */
export function labIdentity(root, { inputs }, entry) {
  const seen = new Set()
  const wanted = [entry]
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    for (const { path: next, external } of inputs[path]?.imports ?? []) if (!external) wanted.push(next)
  }
  const code = createHash('sha256')
  for (const path of [...seen].sort()) code.update(`${path} ${hashOf(readFileSync(join(root, path)))}\n`)
  const lock = join(root, 'package-lock.json')
  const lockfile = existsSync(lock)
    ? readFileSync(lock)
    : JSON.stringify(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies)
  return { code: code.digest('hex'), lockfile: hashOf(lockfile) }
}
