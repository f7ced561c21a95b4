import { buildProgram } from './build-program.ts'
import { parsePattern } from './parse-pattern.ts'
import { Search } from './search.ts'

export interface CompiledPattern {
  /** Whether the pattern matches anywhere in the text; in time linear in its length. */
  test(text: string): boolean
}

const compiled = new Map<string, CompiledPattern>()
const CACHE_CEILING = 5000

/** Compiles a pattern that the checker has passed, once per process. Throws on one that it would have refused. */
export function compilePattern(pattern: string): CompiledPattern {
  const known = compiled.get(pattern)
  if (known) return known
  const parsed = parsePattern(pattern)
  if (!parsed.ok) throw new Error(`Regular expression refused: ${parsed.problem}; ${parsed.wayOut}`)
  const search = new Search(buildProgram(parsed.pattern))
  // A pack that is applied again uses most of its patterns again; old packs are let go in the end.
  if (compiled.size >= CACHE_CEILING) compiled.clear()
  compiled.set(pattern, search)
  return search
}
