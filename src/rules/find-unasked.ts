import type { At, Ir, IrNode } from './ir.ts'
import { operands } from './ir.ts'

/** An optional feature that a condition reads without having asked whether it is there. */
export interface Unasked {
  readonly feature: string
  /** Where the condition reads it, itself or through a derived name. */
  readonly at: At
  /** The derived name through which it is read. */
  readonly through?: string
}

/**
 * Optional features that leave a condition unknown where they are missing, each once. Asked for are those of which
 * `has()` stands in the same `&&`, in the test of a `? :`, or, turned round, in the same `||`. Signals and counters
 * are left out: whether they fail is not the author's to ask.
 */
export function findUnasked({ root, names }: Ir): readonly Unasked[] {
  const found = new Map<string, Unasked>()
  const note = (feature: string, at: At, through: string | undefined) => {
    if (!found.has(feature))
      found.set(feature, { feature, at, ...(through === undefined ? {} : { through }) })
  }

  /** `asked`: features that are there whenever the outcome of this node matters. */
  function visit(
    node: IrNode,
    asked: ReadonlySet<string>,
    at: At | undefined,
    through: string | undefined,
  ): void {
    switch (node.kind) {
      case 'name': {
        const { read, optional } = names[node.name]!
        if (read.kind === 'derived') visit(read.root, asked, at ?? node.at, through ?? node.name)
        else if (read.kind === 'data' && optional && !asked.has(node.name))
          note(node.name, at ?? node.at, through)
        return
      }
      case 'has':
        if (node.field !== undefined) visit(node.of, asked, at, through)
        return
      case 'and':
      case 'or': {
        const wanted = node.kind === 'and'
        const known = node.args.map((arg) => askedIf(arg, wanted))
        for (const [i, arg] of node.args.entries())
          visit(arg, union([asked, ...known.filter((_, k) => k !== i)]), at, through)
        return
      }
      case 'choose':
        visit(node.test, asked, at, through)
        visit(node.yes, union([asked, askedIf(node.test, true)]), at, through)
        visit(node.no, union([asked, askedIf(node.test, false)]), at, through)
        return
      default:
        for (const operand of operands(node)) visit(operand, asked, at, through)
    }
  }

  /** Features that are there when a node is `outcome`. */
  function askedIf(node: IrNode, outcome: boolean): ReadonlySet<string> {
    switch (node.kind) {
      case 'has':
        return outcome && node.field === undefined ? featuresOf(node.of) : NONE
      case 'not':
        return askedIf(node.arg, !outcome)
      case 'and':
      case 'or': {
        const each = node.args.map((arg) => askedIf(arg, outcome))
        // Of an `&&` that is true all are true; of one that is false one is false, and it is not known which.
        return (node.kind === 'and') === outcome ? union(each) : common(each)
      }
      case 'name': {
        const { read } = names[node.name]!
        return read.kind === 'derived' ? askedIf(read.root, outcome) : NONE
      }
      default:
        return NONE
    }
  }

  /** The features that a name stands for. */
  function featuresOf(node: IrNode): ReadonlySet<string> {
    if (node.kind !== 'name') return union(operands(node).map(featuresOf))
    const { read } = names[node.name]!
    return read.kind === 'derived' ? featuresOf(read.root) : new Set([node.name])
  }

  visit(root, NONE, undefined, undefined)
  return [...found.values()]
}

const NONE: ReadonlySet<string> = new Set()

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const filled = sets.filter((one) => one.size > 0)
  return filled.length < 2 ? (filled[0] ?? NONE) : new Set(filled.flatMap((one) => [...one]))
}

function common([first = NONE, ...others]: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set([...first].filter((one) => others.every((other) => other.has(one))))
}
