import { type Constraint, constraintOf, keyOf } from './constraint.ts'
import { type Domain, meetAll } from './domain.ts'
import type { Ir, IrNode } from './ir.ts'
import { type TextPart, textPartOf } from './text-part.ts'

/**
 * One of the parts that all must be true for a condition to be: a comparison of a subject with what is written out,
 * or any other bool expression, which is its own subject.
 */
export interface Literal extends Constraint {
  /** False where the expression in `node` must be false. */
  readonly positive: boolean
  /** The part of the condition's own text that it comes from: `node`, or the derived name that it stands in. */
  readonly shown: IrNode
  /** `startsWith`, `endsWith`, `contains`: what the text must, or must not, have. */
  readonly part?: TextPart & { readonly of: string }
  /** One of these must be true. */
  readonly branches?: readonly (readonly Literal[])[]
}

/** Most parts that a condition is taken apart into; a longer one is left alone. */
const MOST = 400

/**
 * A condition as parts that all must be true: `&&` and bool derived names taken apart, `!` moved inwards (which is
 * exact in three-valued logic: Kleene 1952, section 64). Undefined for a condition of very many parts.
 */
export function literalsOf(root: IrNode, names: Ir['names']): readonly Literal[] | undefined {
  let count = 0

  function collect(node: IrNode, positive: boolean, into: Literal[], within?: IrNode): void {
    if (count > MOST) return
    switch (node.kind) {
      case 'constant':
        if (node.value === positive) return
        break
      case 'not':
        collect(node.arg, !positive, into, within)
        return
      case 'name': {
        const { read } = names[node.name]!
        if (read.kind !== 'derived') break
        collect(read.root, positive, into, within ?? node)
        return
      }
      case 'and':
      case 'or': {
        if ((node.kind === 'and') === positive) {
          for (const arg of node.args) collect(arg, positive, into, within)
          return
        }
        const branches = node.args.map((arg) => {
          const branch: Literal[] = []
          collect(arg, positive, branch, within)
          return branch
        })
        // An alternative that asks for nothing is always true.
        if (branches.some((branch) => branch.length === 0)) return
        count++
        into.push(eitherOf(node, positive, within ?? node, branches))
        return
      }
    }
    count++
    into.push(plainLiteral(node, positive, within ?? node))
  }

  const literals: Literal[] = []
  collect(root, true, literals)
  return count > MOST ? undefined : literals
}

function plainLiteral(node: IrNode, positive: boolean, shown: IrNode): Literal {
  const constraint = constraintOf(node, positive)
  const { subject, possible, invertible, isWhole } = constraint
  const allowed = canonical(constraint)
  const part = textPartOf(node)
  if (part === undefined || node.kind !== 'call')
    return { subject, allowed, possible, invertible, isWhole, node, positive, shown }
  const placed = { ...part, of: keyOf(node.args[0]!) }
  return { subject, allowed, possible, invertible, isWhole, node, positive, shown, part: placed }
}

/** What is allowed with all that is possible at all taken into account, so that `n < 1` of a size is `n == 0`. */
function canonical({ allowed, possible, isWhole }: Constraint): Domain {
  // Points cut out of an interval would get lost; and a double that is not equal to something may be NaN.
  const isExact = allowed.kind !== 'but' || possible?.kind === 'only'
  const met = possible !== undefined && isExact ? meetAll([possible, allowed], isWhole) : allowed
  const isPoint = met.kind === 'range' && met.low === met.high && !met.lowOpen && !met.highOpen
  return isPoint ? { kind: 'only', values: [met.low] } : met
}

/** Alternatives; those that name values of one subject are a set of values: `c == 'kr' || c == 'jp'`. */
function eitherOf(
  node: IrNode,
  positive: boolean,
  shown: IrNode,
  branches: readonly (readonly Literal[])[],
): Literal {
  const first = branches[0]![0]!
  const values = new Set<unknown>()
  const isSet = branches.every(([one, ...more]) => {
    if (more.length > 0 || one?.subject !== first.subject || one.allowed.kind !== 'only') return false
    for (const value of one.allowed.values) values.add(value)
    return true
  })
  if (isSet)
    return {
      subject: first.subject,
      allowed: { kind: 'only', values: [...values] },
      possible: first.possible,
      invertible: first.invertible,
      isWhole: first.isWhole,
      node,
      positive,
      shown,
    }
  const keys = branches.map((branch) => branch.map(literalKey).sort().join('&'))
  return {
    subject: `either(${[...new Set(keys)].sort().join('|')})`,
    allowed: TRUE,
    possible: undefined,
    invertible: true,
    isWhole: false,
    node,
    positive,
    shown,
    branches,
  }
}

const TRUE: Domain = { kind: 'only', values: [true] }

/** The same for literals that mean the same. */
export function literalKey({ subject, allowed }: Literal): string {
  if (allowed.kind !== 'range')
    return `${subject} ${allowed.kind} ${allowed.values.map(keyOfValue).sort().join()}`
  const { low, lowOpen, high, highOpen } = allowed
  return `${subject} ${lowOpen ? '(' : '['}${low},${high}${highOpen ? ')' : ']'}`
}

function keyOfValue(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined'
}

/** Whether a literal compares a double, which may be NaN or -0.0. */
export function isOfDouble({ node }: Literal): boolean {
  return node.kind === 'call' && node.args[0]?.type.kind === 'double'
}
