import type { Event } from '../../core/event.ts'
import type { DecisionId } from '../../core/id.ts'
import { inSlices } from '../../core/steps.ts'
import type { Task } from '../task.ts'
import { seededRandom } from '../text/seeded-random.ts'
import { type Built, buildDataset } from './build-dataset.ts'
import type { ColumnFacts, FileFacts } from './dataset.ts'
import { keepDataset } from './keep-dataset.ts'
import { labelAgreement } from './label-agreement.ts'
import { type LeftOut, leftOutSays } from './left-out.ts'
import { DATASET_LIMITS } from './limits.ts'
import type { AfterAnnotation, LabData, SettledAnnotation } from './ports.ts'
import type { LabRow } from './row.ts'
import { type ReadText, rowOfAnnotation } from './row-of-annotation.ts'
import { suspectsOfJudges } from './suspects-of-judges.ts'
import { whatItSays } from './what-it-says.ts'

export interface SnapshotParts {
  readonly data: LabData
  /**
   * What the task reads of an event that was judged; undefined: the event has none of it, or is of another type. Or why what it
   * reads is left out.
   */
  readonly read: (
    task: Task,
    event: Event,
    annotation: SettledAnnotation,
  ) => Promise<ReadText | LeftOut | undefined>
}

const PAGE = 2000
/** Files are looked at so many at a time, so that those of live events are not kept waiting. */
const AT_ONCE = 4
/** So many judgements say how people agree. */
const MOST_REPEATED = 50_000

/**
 * Makes a dataset of all that is known of a task: final annotations whose content is still kept, and imported rows that
 * stand. Of several judgements of one event the last one counts. Works in slices, so that others are served meanwhile.
 */
export async function takeSnapshot(
  parts: SnapshotParts,
  task: Task,
  by: string,
  nowMs: number,
): Promise<Built> {
  const annotated = new Map<DecisionId, LabRow>()
  const left: LeftOut[] = []
  let after: AfterAnnotation = { atMs: 0, id: undefined }
  for (;;) {
    const page: readonly SettledAnnotation[] = await parts.data.settled(after, PAGE)
    const events = await parts.data.events(page.map(({ decision }) => decision))
    const said = page.filter((annotation) => whatItSays(task, annotation) !== undefined)
    for (let from = 0; from < said.length; from += AT_ONCE) {
      const some = said.slice(from, from + AT_ONCE)
      const read = await Promise.all(
        some.map((annotation) => {
          const event = events.get(annotation.decision)
          return event === undefined ? 'content' : parts.read(task, event, annotation)
        }),
      )
      // In their order: the last word counts.
      for (const [i, annotation] of some.entries()) {
        const text = read[i]
        if (typeof text === 'string') {
          left.push(text)
          continue
        }
        const row = text && rowOfAnnotation(task, annotation, events.get(annotation.decision)!, text)
        if (row !== undefined) take(annotated, row)
      }
    }
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) break
    after = { atMs: last.atMs, id: last.id }
  }
  const imported: LabRow[] = []
  for (let from = ''; ; ) {
    const page = await parts.data.importedOf(task.name, from, PAGE)
    imported.push(...page.map(({ split, cluster, ...row }) => row))
    if (page.length < PAGE || imported.length > DATASET_LIMITS.rows) break
    from = page.at(-1)!.hash
  }
  const rows = [...imported, ...[...annotated.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1))]
  if (rows.length > DATASET_LIMITS.rows)
    return {
      ok: false,
      why: `There are more than ${DATASET_LIMITS.rows} rows.`,
      wayOut: 'Import fewer, under the name of the file that was imported before: it takes its place.',
    }
  const { files, columns, harm, fine } = await importedFacts(parts.data, task)
  const warnings = leftOutSays(left)
  const repeated = await parts.data.repeated(MOST_REPEATED)
  const agreement = labelAgreement(seededRandom(task.seed), task, repeated)
  const built = await inSlices(
    buildDataset({
      ...{ task: task.name, seed: task.seed, rows, from: 'snapshot', files, columns, by, nowMs, warnings },
      agreement,
      ...labelsOf([...annotated.values()], harm, fine),
    }),
  )
  if (!built.ok) return { ...built, why: [built.why, ...warnings].join(' ') }
  const doubted = suspectsOfJudges(task, repeated, built.dataset.rows)
  const known = new Set(doubted.map(({ row }) => row))
  const suspects = [...doubted, ...built.suspects.filter(({ row }) => !known.has(row))]
  return keepDataset(parts.data, { ...built, suspects })
}

/** Of judgements that say the same the one that was drawn by chance is worth more: it is evidence. */
function take(annotated: Map<DecisionId, LabRow>, row: LabRow): void {
  const earlier = annotated.get(row.decision!)
  const isEvidence = earlier?.design !== undefined && row.design === undefined
  if (isEvidence && earlier.violates === row.violates) return
  annotated.set(row.decision!, row)
}

/** Labels that violate and those that do not: as files said, and as was judged. */
function labelsOf(annotated: readonly LabRow[], harm: readonly string[], fine: readonly string[]) {
  const of = (side: boolean) => annotated.flatMap(({ violates, labels }) => (violates === side ? labels : []))
  return {
    harm: [...new Set([...harm, ...of(true)])].sort(),
    fine: [...new Set([...fine, ...of(false)])].sort(),
  }
}

/** Files, columns and labels of what was imported: of files of one name, the last. */
async function importedFacts(
  data: Pick<LabData, 'list'>,
  { name }: Task,
): Promise<{
  files: readonly FileFacts[]
  columns: readonly ColumnFacts[]
  harm: readonly string[]
  fine: readonly string[]
}> {
  const imports = (await data.list(name, 1000)).filter(({ from }) => from === 'import')
  const files = new Map<string, FileFacts>()
  for (const one of imports.flatMap((facts) => facts.files))
    if (!files.has(one.name)) files.set(one.name, one)
  const unique = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())].sort()
  return {
    files: [...files.values()],
    columns: imports[0]?.columns ?? [],
    harm: unique(imports.map(({ harm }) => harm)),
    fine: unique(imports.map(({ fine }) => fine)),
  }
}
