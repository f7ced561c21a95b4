import { oneLine } from '../../core/diagnostic.ts'
import { checkExpression } from '../../rules/check-condition.ts'
import type { Ir } from '../../rules/ir.ts'
import { checkOnce } from '../check-once.ts'
import { conditionRule, type OpenedSubject, onlyRule, sourceOf, typeCondition } from '../subject.ts'
import type { InvestigationAsked } from './investigation.ts'
import { DECIDED, isDecided, type ListOf } from './list-of.ts'

type Refused = { readonly ok: false; readonly why: string; readonly lines: readonly string[] }

export type OpenedInvestigation =
  | {
      readonly ok: true
      readonly subject: OpenedSubject
      readonly when: Ir
      readonly by: readonly Ir[]
      readonly lists: readonly ListOf[]
    }
  | Refused

/** Types a condition and the expressions to group by. */
export function openInvestigation({
  files,
  on,
  when,
  by = [],
  lists = [],
  mayShowContent = true,
}: InvestigationAsked): OpenedInvestigation {
  const { pack, diagnostics } = checkOnce(files)
  if (pack === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    return { ok: false, why: 'the pack has errors', lines: errors.map((one) => oneLine(one)) }
  }
  const condition = typeCondition(pack, on, when)
  if (!condition.ok) return condition
  const typed = (text: string): { readonly ok: true; readonly ir: Ir } | Refused => {
    const checked = checkExpression(sourceOf(text), condition.eventType.scope)
    const wrong = errorsOf(checked)
    if (checked.ir === undefined || wrong.length > 0)
      return { ok: false, why: `events cannot be grouped by ${text}`, lines: wrong }
    if (!mayShowContent && readsSecret(checked.ir))
      return {
        ok: false,
        why: `${text} is content or personal data, which this key may not see; group by something else`,
        lines: [],
      }
    return { ok: true, ir: checked.ir }
  }
  const irs: Ir[] = []
  for (const text of by) {
    const one = typed(text)
    if (!one.ok) return one
    irs.push(one.ir)
  }
  const opened: ListOf[] = []
  for (const of of lists) {
    if (isDecided(of)) {
      opened.push({ kind: 'decided', of })
      continue
    }
    if (of.startsWith('decision.'))
      return { ok: false, why: `${of} is no list; write ${Object.keys(DECIDED).join(', ')}`, lines: [] }
    const one = typed(of)
    if (!one.ok) return one
    opened.push({ kind: 'expression', of, ir: one.ir })
  }
  const rule = conditionRule(pack, on, when, condition.ir)
  const read = opened.flatMap((list) => (list.kind === 'expression' ? [list.ir] : []))
  return {
    ok: true,
    subject: onlyRule(pack, rule, [...irs, ...read]),
    when: condition.ir,
    by: irs,
    lists: opened,
  }
}

function errorsOf({ diagnostics }: ReturnType<typeof checkExpression>): string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map((one) => oneLine(one))
}

/** Whether its value may hold content or personal data, or a piece of it, as what a signal found is. */
function readsSecret({ names, type }: Ir): boolean {
  if (Object.values(names).some(({ secret }) => secret)) return true
  const isWhole =
    type.kind === 'list' || type.kind === 'map' || type.kind === 'object' || type.kind === 'string'
  return isWhole && Object.values(names).some(({ read }) => read.kind === 'signal' && read.counter !== true)
}
