import { oneLine } from '../../core/diagnostic.ts'
import { checkPack } from '../../pack/check-pack.ts'
import { checkExpression } from '../../rules/check-condition.ts'
import type { Ir } from '../../rules/ir.ts'
import { conditionRule, type OpenedSubject, onlyRule, sourceOf, typeCondition } from '../subject.ts'
import type { InvestigationAsked } from './investigation.ts'

export type OpenedInvestigation =
  | { readonly ok: true; readonly subject: OpenedSubject; readonly when: Ir; readonly by: readonly Ir[] }
  | { readonly ok: false; readonly why: string; readonly lines: readonly string[] }

/** Types a condition and the expressions to group by. */
export function openInvestigation({
  files,
  on,
  when,
  by = [],
  mayShowContent = true,
}: InvestigationAsked): OpenedInvestigation {
  const { pack, diagnostics } = checkPack(files)
  if (pack === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    return { ok: false, why: 'the pack has errors', lines: errors.map((one) => oneLine(one)) }
  }
  const condition = typeCondition(pack, on, when)
  if (!condition.ok) return condition
  const irs: Ir[] = []
  for (const text of by) {
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
    irs.push(checked.ir)
  }
  const rule = conditionRule(pack, on, when, condition.ir)
  return { ok: true, subject: onlyRule(pack, rule, irs), when: condition.ir, by: irs }
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
