import { type Json, objectOf } from './fields.ts'
import { isScriptText } from './is-script-text.ts'

/** What is looked for anywhere in the JSON of a model, whatever it hangs on. */
export interface Survey {
  /** How many texts look like a program. */
  readonly scripts: number
  /** Names of extensions in use. */
  readonly extensions: ReadonlySet<string>
  /** What stands as a `bufferView` somewhere. */
  readonly bufferViews: ReadonlySet<unknown>
}

/** Walks all of a model's JSON once, without recursion. */
export function surveyJson(root: Json): Survey {
  let scripts = 0
  const extensions = new Set<string>()
  const bufferViews = new Set<unknown>()
  const left: object[] = [root]
  const see = (below: unknown): void => {
    if (typeof below === 'object') {
      if (below !== null) left.push(below)
    } else if (typeof below === 'string' && isScriptText(below)) scripts++
  }
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (Array.isArray(next)) {
      for (const below of next as unknown[]) see(below)
      continue
    }
    const { bufferView, extensions: used } = next as Json
    if (bufferView !== undefined) bufferViews.add(bufferView)
    if (used !== undefined) for (const name of Object.keys(objectOf(used))) extensions.add(name)
    for (const key in next) see((next as Json)[key])
  }
  return { scripts, extensions, bufferViews }
}
