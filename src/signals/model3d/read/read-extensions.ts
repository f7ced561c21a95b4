import type { Json } from './fields.ts'

const MOST = 200

/**
 * Names of all extensions that a file declares, requires or uses (`used`) anywhere in its JSON, in order of the alphabet. A name
 * that no extension could have is given as `unnamed`: names are shown to people.
 */
export function readExtensions(root: Json, used: ReadonlySet<string>): string[] {
  const names = new Set<string>()
  const add = (name: unknown): void => {
    if (names.size < MOST) names.add(typeof name === 'string' && /^\w{1,80}$/.test(name) ? name : 'unnamed')
  }
  for (const key of ['extensionsUsed', 'extensionsRequired']) {
    const declared = root[key]
    if (Array.isArray(declared)) for (const name of declared) add(name)
  }
  for (const name of used) add(name)
  return [...names].sort()
}
