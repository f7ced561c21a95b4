import { READ_LIMITS } from '../../pack/read-pack.ts'
import { wrongPath } from '../../pack/wrong-path.ts'
import type { FieldProblem } from '../contract/problem.ts'

/** More problems than these help nobody. */
const MOST_PROBLEMS = 20

/** What is wrong with the paths of files that were sent; undefined: nothing is. */
export function wrongFiles(
  files: Readonly<Record<string, unknown>>,
  name = 'files',
): FieldProblem[] | undefined {
  const paths = Object.keys(files)
  if (paths.length > READ_LIMITS.maxFiles)
    return [{ field: name, problem: `has more than ${READ_LIMITS.maxFiles} files`, wayOut: 'send fewer' }]
  const problems: FieldProblem[] = []
  for (const [i, path] of paths.entries()) {
    const wrong = wrongPath(path)
    if (wrong === undefined) continue
    // The path itself may be anything, so it is told by its place.
    problems.push({
      field: `${name}[${i}]`,
      problem: `has a path that ${wrong}`,
      wayOut: 'send paths such as rules/chat.yaml',
    })
    if (problems.length === MOST_PROBLEMS) break
  }
  return problems.length > 0 ? problems : undefined
}
