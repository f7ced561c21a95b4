import { didYouMean } from '../../core/suggest.ts'
import type { Task } from '../task.ts'
import type { DatasetProblem } from './dataset-problem.ts'
import { findTypos } from './find-typos.ts'
import { isFineName } from './fine-names.ts'

/** Which labels violate and which do not, as it was told or found. */
export interface ToldLabels {
  readonly harm: readonly string[]
  readonly fine: readonly string[]
  readonly warnings: readonly string[]
}

/**
 * Tells the labels that violate from those that are fine: by the task, else by their names. `unlabelled`: there are rows
 * without any label, which are fine. Labels are no content and are named back.
 */
export function tellLabels(
  task: Pick<Task, 'harm' | 'fine'>,
  counts: ReadonlyMap<string, number>,
  unlabelled: number,
): ({ readonly ok: true } & ToldLabels) | ({ readonly ok: false } & DatasetProblem) {
  const all = [...counts.keys()].sort()
  const told = new Set([...task.harm, ...task.fine])
  const warnings = [...told]
    .filter((label) => !counts.has(label))
    .map((label) => `No row has the label "${label}"; ${didYouMean(label, all)}`)
  const twice = task.harm.find((label) => task.fine.includes(label))
  if (twice !== undefined)
    return problem(
      `The label "${twice}" is told to violate and to be fine.`,
      'Name it in one of harm and fine.',
    )
  const fine = fineOf(task, all)
  if (fine.length === 0 && unlabelled === 0 && all.length > 1) {
    const numbers = all.every((label) => /^\d+$/.test(label)) ? ' They are numbers, which say nothing.' : ''
    return problem(
      `None of the labels is known to be fine: ${quoted(all)}.${numbers}`,
      'Say which are fine: --fine LABEL….',
    )
  }
  const harm = all.filter((label) => !fine.includes(label))
  for (const { label, rows, meant } of findTypos(counts)) {
    if (told.has(label)) continue
    const says = `The label "${label}" (${rows === 1 ? '1 row' : `${rows} rows`}) looks like "${meant}" misspelt`
    if (fine.includes(label) !== fine.includes(meant))
      return problem(
        `${says}, and would count as ${fine.includes(label) ? 'fine' : 'a violation'}.`,
        `Mend those rows, or say that it is right: --harm "${label}" or --fine "${label}".`,
      )
    warnings.push(`${says}; it was taken as a label of its own.`)
  }
  return { ok: true, harm, fine, warnings }
}

function fineOf({ harm, fine }: Pick<Task, 'harm' | 'fine'>, all: readonly string[]): string[] {
  if (fine.length > 0) return all.filter((label) => fine.includes(label))
  if (harm.length > 0) return all.filter((label) => !harm.includes(label))
  const named = all.filter(isFineName)
  if (named.length > 0) return named
  // Yes and no as numbers; of more than two, nobody knows which is which.
  return all.length === 2 && all[0] === '0' && all[1] === '1' ? ['0'] : []
}

function quoted(labels: readonly string[]): string {
  const shown = labels.slice(0, 12).map((label) => `"${label}"`)
  return shown.join(', ') + (labels.length > 12 ? `, and ${labels.length - 12} more` : '')
}

function problem(why: string, wayOut: string) {
  return { ok: false as const, why, wayOut }
}
