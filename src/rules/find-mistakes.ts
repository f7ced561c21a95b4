import { type Constraint, constraintOf } from './constraint.ts'
import { covers, isEmpty, meet } from './domain.ts'
import { evaluateNode, UnknownValue } from './evaluate.ts'
import { findClash } from './find-clash.ts'
import type { Frame } from './frame.ts'
import { type At, type IrName, type IrNode, operands } from './ir.ts'
import { literalsOf } from './literals.ts'
import { sharesName } from './shares-name.ts'
import { isClosed } from './substitute.ts'
import type { Mistake } from './syntax.ts'

/** What is known of a bool expression without any event. */
type Known = 'always' | 'never' | undefined

/**
 * Mistakes that types do not show: contradictions, conditions always or never true, parts that decide nothing,
 * division by a constant zero, an index outside a list written out. Sources: interval analysis (Cousot 1977).
 * A `condition` that can never be true is an error; so is one part that makes any expression fail.
 */
export function findMistakes(
  root: IrNode,
  names: Readonly<Record<string, IrName>>,
  text: string,
  condition: boolean,
): Mistake[] {
  const mistakes: Mistake[] = []
  const shown = (at: At) => {
    const part = text.slice(at[0], at[1]).replace(/\s+/g, ' ')
    return part.length > 60 ? `${part.slice(0, 57)}…` : part
  }
  const warn = (mistake: Mistake) => mistakes.push({ severity: 'warning', ...mistake })
  /** Reports what is known of a part; `false` and `true` written out by the author speak for themselves. */
  const tell = (known: Known, node: IrNode, why: string): Known => {
    if (known && node.kind !== 'constant')
      warn({
        code: known === 'always' ? 'always-true' : 'never-true',
        message: `"${shown(node.at)}" is ${known === 'always' ? 'always' : 'never'} true`,
        at: node.at,
        label: why,
        wayOut:
          known === 'always' ? 'remove it, or compare with another value' : 'compare with another value',
      })
    return known
  }

  function examine(node: IrNode, strict: boolean): Known {
    examineOperands(node, strict)
    if (node.kind === 'call') examineCall(node, strict)
    if (node.type.kind !== 'bool') return undefined
    if (node.kind === 'constant') return node.value === true ? 'always' : 'never'
    switch (node.kind) {
      case 'and':
      case 'or':
      case 'not':
        return undefined
    }
    if (isClosed(node)) {
      const value = evaluateNode(node, { frame: NO_FRAME, names, locals: new Map() })
      return value instanceof UnknownValue
        ? undefined
        : tell(value === true ? 'always' : 'never', node, 'it reads nothing of the event')
    }
    const { allowed, possible, invertible } = constraintOf(node, true)
    if (!possible) return undefined
    if (isEmpty(meet(allowed, possible))) return tell('never', node, 'no value is in this range')
    return invertible && covers(allowed, possible)
      ? tell('always', node, 'every value is in this range')
      : undefined
  }

  function examineOperands(node: IrNode, strict: boolean): void {
    const stays =
      strict && (node.kind === 'call' || node.kind === 'not' || node.kind === 'list' || node.kind === 'map')
    if (node.kind !== 'and' && node.kind !== 'or') for (const operand of operands(node)) known(operand, stays)
  }

  /** What is known of a node, with everything below it examined. */
  function known(node: IrNode, strict: boolean): Known {
    switch (node.kind) {
      case 'and':
      case 'or':
        return examineLogic(node)
      case 'not': {
        const inner = known(node.arg, strict)
        return inner === 'always' ? 'never' : inner === 'never' ? 'always' : undefined
      }
      case 'choose': {
        const test = known(node.test, strict)
        const [yes, no] = [known(node.yes, false), known(node.no, false)]
        return test === 'always' ? yes : test === 'never' ? no : yes === no ? yes : undefined
      }
      default:
        return examine(node, strict)
    }
  }

  function examineLogic(node: IrNode & { kind: 'and' | 'or' }): Known {
    const parts = node.args.map((arg) => known(arg, false))
    const isAnd = node.kind === 'and'
    if (parts.includes(isAnd ? 'never' : 'always')) return isAnd ? 'never' : 'always'
    if (parts.every((part) => part !== undefined)) return isAnd ? 'always' : 'never'
    // `a || b` is always true just when `!a && !b` never is.
    const constraints = node.args
      .map((arg) => constraintOf(arg, isAnd))
      .filter((one) => isAnd || one.invertible)
    for (const group of bySubject(constraints)) {
      const outcome = examineGroup(node, group, isAnd)
      if (outcome) return outcome
    }
    const literals = isAnd && sharesName(node.args, names) ? literalsOf(node, names) : undefined
    const clash = literals && findClash(literals, names)
    if (clash === undefined) return undefined
    const [one, other] = clash.map((literal) => shown(literal.shown.at))
    warn({
      code: 'contradiction',
      message: `"${one}" and "${other}" cannot both be true`,
      at: node.at,
      label: 'never true',
      wayOut: 'join them with ||, or change one of the two',
    })
    return 'never'
  }

  function examineGroup(node: IrNode, group: readonly Constraint[], isAnd: boolean): Known {
    let left = group[0]!.possible ?? group[0]!.allowed
    for (const [i, { allowed, node: part }] of group.entries()) {
      left = meet(left, allowed)
      if (!isEmpty(left)) continue
      const other =
        group.slice(0, i).find((earlier) => isEmpty(meet(earlier.allowed, allowed))) ??
        group[Math.max(0, i - 1)]!
      warn({
        code: isAnd ? 'contradiction' : 'always-true',
        message: isAnd
          ? `"${shown(other.node.at)}" and "${shown(part.at)}" cannot both be true`
          : `"${shown(other.node.at)}" or "${shown(part.at)}" is always true`,
        at: node.at,
        label: isAnd ? 'never true' : 'always true',
        wayOut: isAnd
          ? 'join them with ||, or change one of the two'
          : 'join them with &&, or change one of the two',
      })
      return isAnd ? 'never' : 'always'
    }
    for (const [i, one] of group.entries())
      for (const other of group.slice(0, i)) {
        const looser = covers(one.allowed, other.allowed)
          ? one
          : covers(other.allowed, one.allowed)
            ? other
            : undefined
        if (!looser) continue
        warn({
          code: 'redundant',
          message: `"${shown(looser.node.at)}" decides nothing beside "${shown((looser === one ? other : one).node.at)}"`,
          at: looser.node.at,
          label: 'decides nothing',
          wayOut: 'remove it, or change its value',
        })
      }
    return undefined
  }

  function examineCall({ op, args, at }: IrNode & { kind: 'call' }, strict: boolean): void {
    const [first, second] = args
    const severity = strict || condition ? 'error' : 'warning'
    if (
      second?.kind === 'constant' &&
      second.value === 0 &&
      (op === 'div_int' || op === 'mod_int' || op === 'div')
    ) {
      const isInt = op !== 'div'
      mistakes.push({
        severity: isInt ? severity : 'warning',
        code: 'division-by-zero',
        message: `this divides by zero${isInt ? '' : ', which gives an infinity or NaN'}`,
        at,
        label: isInt ? 'always fails' : 'no number',
        wayOut: 'divide by something else',
      })
    }
    if (op !== 'at_list' || second?.kind !== 'constant' || typeof second.value !== 'number') return
    const length =
      first?.kind === 'list'
        ? first.items.length
        : first?.kind === 'constant' && Array.isArray(first.value)
          ? first.value.length
          : Infinity
    if (second.value >= 0 && second.value < length) return
    mistakes.push({
      severity,
      code: 'index-outside',
      message: `there is no item ${second.value} in this list`,
      at,
      label: 'always fails',
      wayOut: length === Infinity ? 'indexes begin at 0' : `indexes go from 0 to ${length - 1}`,
    })
  }

  const outcome = known(root, true)
  if (!condition) return mistakes
  const isWrittenOut = root.kind === 'constant' && root.value === false
  if (outcome !== 'never' && !isWrittenOut) return mistakes
  // What is a warning in one branch is an error when it leaves the whole rule without effect.
  const told = mistakes.map((one): Mistake => {
    const isCause = one.code === 'contradiction' || one.code === 'never-true'
    return isCause ? { ...one, severity: 'error' } : one
  })
  if (!told.some(({ severity }) => severity === 'error'))
    told.push({
      code: 'never-true',
      message: 'this condition is never true',
      at: root.at,
      wayOut: 'remove the rule, or change a part of it',
    })
  return told
}

function* bySubject(constraints: readonly Constraint[]): Iterable<readonly Constraint[]> {
  if (constraints.length < 2) return
  const groups = new Map<string, Constraint[]>()
  for (const one of constraints) {
    const group = groups.get(one.subject)
    if (group) group.push(one)
    else groups.set(one.subject, [one])
  }
  for (const group of groups.values()) if (group.length > 1) yield group
}

const NO_FRAME = {} as Frame
