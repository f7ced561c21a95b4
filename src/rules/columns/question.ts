import type { IrName, IrNode } from '../ir.ts'
import { type Bound, boundOf, loadBound } from './bind-columns.ts'
import type { Shared } from './column-reader.ts'
import { ColumnGenerator, isBranchless } from './generate-columns.ts'
import { type Loop, type LoopKind, makeLoop } from './loop.ts'
import { BATCH, type Pass } from './pass.ts'
import { optionalNames, optionalNode } from './wholly-optional.ts'

type Names = Readonly<Record<string, IrName>>

/** Few questions are ever asked in bits. */
const NO_BITS = new Int32Array(0)

/** A condition that is answered in one go over rows. */
export class Question {
  readonly node: IrNode
  private readonly names: Names
  private readonly shared: Shared
  /** As the event type promises, and, at 2, for rows that lack a value that it requires; one up with words closed. */
  private readonly forms: (Form | undefined)[] = []
  private pass: Pass | undefined
  private form: Form
  private columns: unknown[] = []
  /** Of the rows `[bitsFrom, bitsTo)` in the pass `bitsPass`. */
  private trueBits = NO_BITS
  private unknownBits = NO_BITS
  private bitsPass: Pass | undefined
  private bitsFrom = 0
  private bitsTo = 0
  /** How many rules ask it. */
  uses = 0

  constructor(node: IrNode, names: Names, shared: Shared) {
    this.node = node
    this.names = names
    this.shared = shared
    this.form = this.formAt(0)
  }

  /** Goes over rows as `LoopKind` says. */
  ask(
    kind: LoopKind,
    pass: Pass,
    out: Uint8Array | Int32Array,
    sel: Int32Array,
    from: number,
    to: number,
  ): number {
    if (this.pass !== pass) this.load(pass)
    const { form } = this
    let loop = form.loops[kind]
    if (loop === undefined) {
      loop = makeLoop(kind, form.declarations, form.byte, form.fallible)
      form.loops[kind] = loop
    }
    const { memos, rowMemos, constants } = form.bound
    return loop(pass.block, this.columns, memos, rowMemos, constants, out, sel, from, to)
  }

  /**
   * The rows `[from, to)` in bits, 32 a word, at most `BATCH` of them: where it is true, and where it is unknown
   * (undefined: nowhere). Worked out once for all rules that ask.
   */
  bits(
    pass: Pass,
    from: number,
    to: number,
  ): { readonly yes: Int32Array; readonly unknown: Int32Array | undefined } {
    if (this.bitsPass !== pass || this.bitsFrom !== from || this.bitsTo !== to) {
      if (this.trueBits === NO_BITS) {
        this.trueBits = new Int32Array(BATCH / 32)
        this.unknownBits = new Int32Array(BATCH / 32)
      }
      this.ask('bits', pass, this.unknownBits, this.trueBits, from, to)
      this.bitsPass = pass
      this.bitsFrom = from
      this.bitsTo = to
    }
    return { yes: this.trueBits, unknown: this.form.fallible ? this.unknownBits : undefined }
  }

  /** Whether it is answered without branches: by comparing numbers, or from a dictionary judged ahead. */
  get isQuick(): boolean {
    return isBranchless(this.node, this.names) || this.form === this.forms[1] || this.form === this.forms[3]
  }

  private load(pass: Pass): void {
    let at = 0
    const usual = this.formAt(0)
    for (const n of usual.bound.required) if (!pass.isComplete(usual.bound.reads[n]!)) at = 2
    const { columns, closed } = loadBound(this.formAt(at).bound, pass)
    this.form = this.formAt(closed ? at + 1 : at)
    this.columns = columns
    this.pass = pass
  }

  private formAt(at: number): Form {
    let form = this.forms[at]
    if (form === undefined) {
      const { node, names, shared } = this
      form =
        at < 2
          ? makeForm(node, names, shared, at === 1)
          : makeForm(optionalNode(node), optionalNames(names), shared, at === 3)
      this.forms[at] = form
    }
    return form
  }
}

interface Form {
  readonly byte: string
  readonly declarations: string
  readonly fallible: boolean
  readonly bound: Bound
  readonly loops: Partial<Record<LoopKind, Loop>>
}

function makeForm(node: IrNode, names: Names, shared: Shared, closed: boolean): Form {
  const generator = new ColumnGenerator(names, shared, closed)
  const byte = generator.byte(node)
  const declarations = generator.declarations() + generator.temporaryDeclarations()
  return { byte, declarations, fallible: node.fallible, bound: boundOf(generator), loops: {} }
}
