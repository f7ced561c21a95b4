import type { Program } from './build-program.ts'

/** Entries of a transition table before it is thrown away and begun again: 1 MB. */
const TABLE_CEILING = 1 << 18
/** After so many throwings in one text the table does not pay, and the rest is simulated step by step. */
const FLUSH_CEILING = 4

const UNKNOWN = 0
const MATCHED = -1

/** What stands before a position, as far as assertions care. */
const BEGIN = 0
const NEWLINE = 1
const WORD = 2
const OTHER = 3
const NOTHING = 4

/**
 * A search for any match of one program, in time linear in the text: an automaton whose states are made when they
 * are first met (Thompson 1968; Cox, "Regular Expression Matching in the Wild", 2010). A state holds the steps
 * waiting before a position; the assertions between are settled once the next code point is known.
 */
export class Search {
  private readonly program: Program
  private readonly width: number
  /** State times width plus class gives the next state plus one, `UNKNOWN` or `MATCHED`. */
  private table: Int32Array
  private states: { readonly waiting: Int32Array; readonly before: number }[] = []
  private ids = new Map<string, number>()
  private readonly mark: Int32Array
  private round = 0
  /** The state before the first code point; -1 until it is made, and after a flush. */
  private initial = -1

  constructor(program: Program) {
    this.program = program
    this.width = program.classes.count + 1
    this.table = new Int32Array(this.width * 8)
    this.mark = new Int32Array(program.steps.length)
  }

  test(text: string): boolean {
    const { ascii, of } = this.program.classes
    const { width } = this
    let flushes = 0
    if (this.initial < 0) this.initial = this.stateOf([this.program.start], BEGIN)
    let state = this.initial
    for (let i = 0; i < text.length; i++) {
      let code = text.charCodeAt(i)
      let kind: number
      if (code < 128) kind = ascii[code]!
      else {
        if ((code & 0xfc00) === 0xd800 && i + 1 < text.length) {
          const low = text.charCodeAt(i + 1)
          if ((low & 0xfc00) === 0xdc00) {
            code = ((code - 0xd800) << 10) + (low - 0xdc00) + 0x10000
            i++
          }
        }
        kind = of(code)
      }
      let next = this.table[state * width + kind]!
      if (next === UNKNOWN) {
        const step = this.step(this.states[state]!.waiting, this.states[state]!.before, kind)
        if (step === undefined) next = MATCHED
        else {
          if ((this.states.length + 1) * width > TABLE_CEILING) {
            if (++flushes > FLUSH_CEILING) return this.simulate(text, i + 1, step, kind)
            this.flush()
            next = this.stateOf(step, this.kindOf(kind)) + 1
            state = next - 1
            continue
          }
          next = this.stateOf(step, this.kindOf(kind)) + 1
        }
        this.table[state * width + kind] = next
      }
      if (next === MATCHED) return true
      state = next - 1
    }
    const { waiting, before } = this.states[state]!
    return this.step(waiting, before, width - 1) === undefined
  }

  private simulate(text: string, from: number, first: number[], firstKind: number): boolean {
    let waiting: ArrayLike<number> = first
    let before = this.kindOf(firstKind)
    for (let i = from; i < text.length; i++) {
      const code = text.codePointAt(i)!
      if (code > 0xffff) i++
      const kind = this.program.classes.of(code)
      const step = this.step(waiting, before, kind)
      if (step === undefined) return true
      waiting = step
      before = this.kindOf(kind)
    }
    return this.step(waiting, before, this.width - 1) === undefined
  }

  /** The steps waiting after a code point of this class, a new start included; `undefined` when there is a match before it. */
  private step(waiting: ArrayLike<number>, before: number, kind: number): number[] | undefined {
    const { steps, start } = this.program
    const after = kind === this.width - 1 ? NOTHING : this.kindOf(kind)
    const held = this.program.inSet[kind]
    const next: number[] = []
    const seen = ++this.round
    const stack: number[] = []
    for (let i = waiting.length - 1; i >= 0; i--) stack.push(waiting[i]!)
    const nextSeen = new Set<number>()
    while (stack.length > 0) {
      const at = stack.pop()!
      if (this.mark[at] === seen) continue
      this.mark[at] = seen
      const step = steps[at]!
      switch (step.kind) {
        case 'match':
          return undefined
        case 'fork':
          stack.push(step.or, step.next)
          break
        case 'assert':
          if (holds(step.what, before, after)) stack.push(step.next)
          break
        case 'set':
          if (held?.has(step.set) && !nextSeen.has(step.next)) {
            nextSeen.add(step.next)
            next.push(step.next)
          }
      }
    }
    if (!nextSeen.has(start)) next.push(start)
    return next
  }

  private kindOf(kind: number): number {
    return kind === this.program.newline ? NEWLINE : this.program.isWord[kind] ? WORD : OTHER
  }

  private stateOf(waiting: number[], before: number): number {
    waiting.sort((a, b) => a - b)
    const key = `${before}:${waiting.join()}`
    const known = this.ids.get(key)
    if (known !== undefined) return known
    const id = this.states.push({ waiting: Int32Array.from(waiting), before }) - 1
    this.ids.set(key, id)
    if ((id + 1) * this.width > this.table.length) {
      const larger = new Int32Array(this.table.length * 2 + this.width)
      larger.set(this.table)
      this.table = larger
    }
    return id
  }

  private flush(): void {
    this.states = []
    this.initial = -1
    this.ids = new Map()
    this.table = new Int32Array(this.width * 8)
  }
}

function holds(what: string, before: number, after: number): boolean {
  switch (what) {
    case 'text-start':
      return before === BEGIN
    case 'text-end':
      return after === NOTHING
    case 'line-start':
      return before === BEGIN || before === NEWLINE
    case 'line-end':
      return after === NOTHING || after === NEWLINE
    case 'word-edge':
      return (before === WORD) !== (after === WORD)
    default:
      return (before === WORD) === (after === WORD)
  }
}
