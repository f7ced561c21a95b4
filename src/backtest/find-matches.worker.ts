import { parentPort, workerData } from 'node:worker_threads'
import { openHistory } from '../history/open-history.ts'
import { findMatches } from './find-matches.ts'
import type { MatchesAsked } from './matches-aside.ts'
import { openSubject } from './subject.ts'

// What is looked for comes with the start; matches go out, slice by slice, and `null` at the end.
const { dir, files, find, fromMs, toMs } = workerData as MatchesAsked
const opened = openSubject({ files, ...find })
if (!opened.ok) throw new Error(opened.why)
const history = await openHistory(dir)
try {
  const asked = {
    history,
    subject: opened.subject,
    from: fromMs,
    to: toMs,
    ...(find.kind === 'condition' && { where: find.where }),
  }
  await findMatches(asked, (found) => parentPort?.postMessage(found))
  parentPort?.postMessage(null)
} finally {
  history.close()
}
