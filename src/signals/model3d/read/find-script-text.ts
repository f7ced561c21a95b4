/** Text that only a program or a page would have; no name, licence or link of a model does. */
const SCRIPT = /<script\b|javascript:|data:text\/html|\bloadstring\s*\(|\beval\s*\(|#!\/bin\/|<\?php/i

/** Longer texts are pictures and buffers, of which only the start is looked at. */
const LOOKED_AT = 65_536

/** How many texts anywhere in the JSON (names, extras, extensions) look like a program. Walked without recursion. */
export function findScriptText(root: unknown): number {
  let found = 0
  const left: unknown[] = [root]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next === 'string') {
      if (SCRIPT.test(next.slice(0, LOOKED_AT))) found++
    } else if (typeof next === 'object' && next !== null) {
      for (const below of Object.values(next)) if (typeof below !== 'number') left.push(below)
    }
  }
  return found
}
