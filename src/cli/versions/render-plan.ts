import { oneLine } from '../../core/diagnostic.ts'
import type { PackChange } from '../../pack/diff/change.ts'
import { counted } from '../counted.ts'
import { placed } from '../pack-folder.ts'
import type { Plan } from './plan-pack.ts'

/** A plan in words, each line ending in a line break. */
export function renderPlan(plan: Plan): string {
  const { folder, live, diagnostics, after, before, changes } = plan
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (after === undefined) {
    const lines = errors.map((error) => oneLine(placed(error, folder)))
    return text([...lines, `${folder.shown}: ${counted(errors.length, 'error')}; mend them, then plan again`])
  }
  const warnings = diagnostics.length - errors.length
  const ends = [
    ...(warnings > 0 ? [`${counted(warnings, 'warning')}: haechi check ${folder.shown} shows them.`] : []),
    ...(live.via === 'start' || live.via === 'folder'
      ? ['The service follows its pack folder now; it does no more once a version is applied.']
      : []),
  ]
  const against = `${folder.shown} against version ${live.number} (${describeVersion(live)})`
  if (after.id === live.ruleset) return text([`${against}: no difference.`])
  if (changes === undefined || before === undefined)
    return text([
      `${against}: the pack that is live has errors for this version of Haechi, so the difference cannot be told.`,
      ...ends,
    ])
  if (changes.length === 0) return text([`${against}: only written otherwise; it judges as before.`, ...ends])
  return text([`${against}:`, '', ...changes.map(changeLine), '', summary(changes), ...ends])
}

/** `applied 2026-11-23 09:00 by Mina: "why"` */
export function describeVersion({ appliedAt, appliedBy, via, why }: Plan['live']): string {
  const at = `${appliedAt.slice(0, 10)} ${appliedAt.slice(11, 16)}`
  switch (via) {
    case 'start':
      return `started ${at}`
    case 'folder':
      return `from the pack folder ${at}`
    case 'apply':
      return `applied ${at} by ${appliedBy}: "${why}"`
    case 'rollback':
      return `rolled back ${at} by ${appliedBy}: "${why}"`
  }
}

const SIGNS = { added: '+', removed: '-', changed: '~' } as const

export function changeLine({ kind, sentence }: PackChange): string {
  return `${SIGNS[kind]} ${sentence}`
}

function summary(changes: readonly PackChange[]): string {
  const of = (kind: PackChange['kind']) => changes.filter((change) => change.kind === kind).length
  return `${counted(changes.length, 'change')}: ${of('added')} added, ${of('changed')} changed, ${of('removed')} removed.`
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
