import { byCost, readsOnlyEvent } from './evaluation-order.ts'
import {
  bothKnown,
  COMPARISONS,
  freeLocals,
  INLINE,
  isOwnSafe,
  isSimple,
  known,
  OPPOSITE,
  ORDERS,
  property,
  quote,
} from './generated-text.ts'
import type { Ir, IrName, IrNode } from './ir.ts'
import { isPlain } from './types.ts'

/**
 * JavaScript from checked conditions. Every identifier here is made by this file (a letter and a number), every
 * constant passes `JSON.stringify`; no text of an author's is ever code.
 *
 * A condition that can be unknown is written three times as needed: `whenTrue` is true just when it is true,
 * `whenFalse` just when it is false, `value` gives the value or `undefined`. A rule asks `whenFalse` first, since
 * most rules are false for most events.
 */
export class Generator {
  /** Constants that the code reads as `K[i]`: automata, sets, operations. */
  readonly constants: unknown[] = []
  /** Functions of their own (macros, signals), beside the chunk's. */
  readonly functions: string[] = []
  private readonly constantIds = new Map<unknown, string>()
  private readonly reads = new Map<string, string>()
  private readonly signalReaders = new Map<number, string>()
  protected temporaries = 0
  private made = 0
  /** A condition written both for true and for false shares the functions of its macros. */
  private readonly eachIds = new Map<IrNode, number>()
  private readonly link: Linker
  protected names: Readonly<Record<string, IrName>> = {}
  /** While a macro's function is written, names are read from the frame again: a closure would slow the chunk. */
  protected inFunction = false
  /** What the functions of macros are given and pass on: enough to read the event. */
  protected readonly context: string = 'F,D,E'

  constructor(link: Linker) {
    this.link = link
  }

  /** Makes ready for the code of this expression. */
  start(ir: Ir): void {
    this.names = ir.names
    this.temporaries = 0
  }

  /** The statement of one rule: appends its index to the fired or the unknown rules. */
  rule(ir: Ir, index: number): string {
    this.start(ir)
    const fire = `F.fired[F.firedCount++]=${index}`
    const { root } = ir
    if (!root.fallible) return `if(${this.value(root)}){${fire}}`
    return `if(!${this.whenFalse(root)}){if(${this.whenTrue(root)}){${fire}}else{F.unknown[F.unknownCount++]=${index}}}`
  }

  /** Declarations that stand before the rules of a chunk: features read once, and temporaries. */
  prologue(mostTemporaries: number): string {
    const reads = [...this.reads].map(([code, local]) => `const ${local}=${code};`).join('')
    const temporaries = Array.from({ length: mostTemporaries }, (_, i) => `t${i}`).join()
    return (temporaries ? `let ${temporaries};` : '') + reads
  }

  get usedTemporaries(): number {
    return this.temporaries
  }

  protected temporary(): string {
    return `t${this.temporaries++}`
  }

  constant(value: unknown): string {
    let id = this.constantIds.get(value)
    if (id === undefined) {
      id = `k${this.constants.push(value) - 1}`
      this.constantIds.set(value, id)
    }
    return id
  }

  whenTrue(node: IrNode): string {
    if (!node.fallible) return this.value(node)
    switch (node.kind) {
      case 'and':
        return `(${byCost(node.args, this.names)
          .map((arg) => this.whenTrue(arg))
          .join('&&')})`
      case 'or':
        return `(${byCost(node.args, this.names)
          .map((arg) => this.whenTrue(arg))
          .join('||')})`
      case 'not':
        return this.whenFalse(node.arg)
      case 'call': {
        const simple = this.comparison(node)
        if (simple) {
          const [a, sign, b, again] = simple
          // Orders are false of undefined by themselves; equality must be asked.
          if (ORDERS.has(sign)) return `(${a}${sign}${b})`
          return sign === '==='
            ? `(${a}===${b}${bothKnown(node, b, '')})`
            : `(${a}!==${b}&&${known(node, again, b)})`
        }
      }
    }
    return `(${this.value(node)}===true)`
  }

  whenFalse(node: IrNode): string {
    if (!node.fallible) return `!${this.value(node)}`
    switch (node.kind) {
      case 'and':
        return `(${byCost(node.args, this.names)
          .map((arg) => this.whenFalse(arg))
          .join('||')})`
      case 'or':
        return `(${byCost(node.args, this.names)
          .map((arg) => this.whenFalse(arg))
          .join('&&')})`
      case 'not':
        return this.whenTrue(node.arg)
      case 'call': {
        const simple = this.comparison(node)
        if (simple) {
          const [a, sign, b, again] = simple
          if (sign === '===') return `(${a}!==${b}&&${known(node, again, b)})`
          if (sign === '!==') return `(${a}===${b}${bothKnown(node, b, '')})`
          const double = node.args.some(({ type }) => type.kind === 'double')
          // NaN is in no order, so for doubles "not less" is not "greater or equal".
          return double ? `(!(${a}${sign}${b})&&${known(node, again, b)})` : `(${a}${OPPOSITE[sign]}${b})`
        }
      }
    }
    return `(${this.value(node)}===false)`
  }

  /** The value, or `undefined` when it is unknown. */
  value(node: IrNode): string {
    switch (node.kind) {
      case 'constant':
        return this.literal(node.value)
      case 'local':
        return `x${node.slot}`
      case 'name':
        return this.read(node.name)
      case 'field': {
        const read = (of: string) =>
          isOwnSafe(node.field)
            ? `${of}[${quote(node.field)}]`
            : `${this.constant(this.link.own)}(${of},${quote(node.field)})`
        return this.strict([node.of], ([of]) => read(of!))
      }
      case 'has':
        if (node.field === undefined) return `(${this.value(node.of)}!==undefined)`
        return this.strict(
          [node.of],
          ([of]) => `${this.constant(this.link.has)}(${of},${quote(node.field!)})`,
        )
      case 'label':
        return this.strict([node.of], ([of]) => this.hasLabel(of!, node.label))
      case 'call':
        return this.strict(node.args, (args) => this.operation(node, args))
      case 'and':
      case 'or':
        return this.logic(node)
      case 'not': {
        if (!node.fallible) return `!${this.value(node.arg)}`
        const t = this.temporary()
        return `((${t}=${this.value(node.arg)})===undefined?undefined:!${t})`
      }
      case 'choose': {
        const [yes, no] = [this.value(node.yes), this.value(node.no)]
        if (!node.test.fallible) return `(${this.value(node.test)}?${yes}:${no})`
        const t = this.temporary()
        return `((${t}=${this.value(node.test)})===undefined?undefined:${t}?${yes}:${no})`
      }
      case 'list':
        return this.strict(node.items, (items) => `[${items.join()}]`)
      case 'map':
        return this.strict([...node.keys, ...node.values], (all) => {
          const half = node.keys.length
          return `${this.constant(this.link.map)}([${all.slice(0, half).join()}],[${all.slice(half).join()}])`
        })
      case 'each':
        return this.each(node)
    }
  }

  private logic(node: IrNode & { kind: 'and' | 'or' }): string {
    const args = byCost(node.args, this.names)
    const join = node.kind === 'and' ? '&&' : '||'
    if (!node.fallible) return `(${args.map((arg) => this.value(arg)).join(join)})`
    const settled = node.kind === 'and' ? 'false' : 'true'
    const temporaries = args.map((arg) => (arg.fallible ? this.temporary() : undefined))
    const decided = args.map((arg, i) => {
      const t = temporaries[i]
      return t
        ? `(${t}=${this.value(arg)})===${settled}`
        : `${node.kind === 'and' ? '!' : ''}${this.value(arg)}`
    })
    const unknown = temporaries.filter((t) => t !== undefined).map((t) => `${t}===undefined`)
    return `(${decided.join('||')}?${settled}:${unknown.join('||')}?undefined:${node.kind === 'and'})`
  }

  /** Applies `use` to operands that are all there, `undefined` when one is not. */
  private strict(args: readonly IrNode[], use: (codes: string[]) => string): string {
    const checks: string[] = []
    const codes = args.map((arg) => {
      const code = this.value(arg)
      if (!arg.fallible) return code
      if (isSimple(code)) {
        checks.push(`${code}===undefined`)
        return code
      }
      const t = this.temporary()
      checks.push(`(${t}=${code})===undefined`)
      return t
    })
    const used = use(codes)
    return checks.length === 0 ? used : `(${checks.join('||')}?undefined:${used})`
  }

  protected operation(node: IrNode & { kind: 'call' }, args: readonly string[]): string {
    const [a, b] = args
    const inline = INLINE[node.op]
    if (inline) return `(${a}${inline}${b})`
    const second = node.args[1]
    if (node.op === 'matches' && second?.kind === 'constant')
      return `${this.constant(this.link.pattern(second.value as string))}.test(${a})`
    if (node.op === 'in_list' && second?.kind === 'constant' && Array.isArray(second.value)) {
      const items: readonly unknown[] = second.value
      if (items.length === 0) return 'false'
      if (items.length <= 4 && isSimple(a!))
        return `(${items.map((item) => `${a}===${this.literal(item)}`).join('||')})`
      return `${this.constant(new Set(items))}.has(${a})`
    }
    switch (node.op) {
      case 'contains':
        return `${a}.includes(${b})`
      case 'starts_with':
        return `${a}.startsWith(${b})`
      case 'ends_with':
        return `${a}.endsWith(${b})`
      case 'size_list':
        return `${a}.length`
    }
    return `${this.constant(this.link.operation(node.op))}(${args.join()})`
  }

  /** A comparison of simple codes as JavaScript's own; the tri-state forms build on it. */
  private comparison(node: IrNode & { kind: 'call' }): Comparison | undefined {
    const inline = INLINE[node.op]
    if (!inline || !COMPARISONS.has(inline) || !node.args.every(({ type }) => isPlain(type))) return undefined
    const [a, b] = node.args.map((arg) => this.value(arg))
    if (!isSimple(b!)) return undefined
    if (isSimple(a!)) return [a!, inline, b!, a!]
    const t = this.temporary()
    return [`(${t}=${a})`, inline, b!, t]
  }

  private each(node: IrNode & { kind: 'each' }): string {
    const known = this.eachIds.get(node)
    const outer = [this.inFunction, this.temporaries] as const
    if (known !== undefined) return this.callEach(node, known)
    this.inFunction = true
    this.temporaries = 0
    const id = this.made++
    this.eachIds.set(node, id)
    const free = freeLocals(node)
    const test = node.test && this.value(node.test)
    const body = node.body && this.value(node.body)
    const inner = this.temporaries
    ;[this.inFunction, this.temporaries] = outer
    const x = `x${node.slot}`
    const loop = {
      all: `const r=${test};if(r===false)return false;if(r===undefined)u=true;`,
      exists: `const r=${test};if(r===true)return true;if(r===undefined)u=true;`,
      exists_one: `const r=${test};if(r===undefined)return undefined;if(r)n++;`,
      filter: `const r=${test};if(r===undefined)return undefined;if(r)o.push(${x});`,
      map: `${test ? `const r=${test};if(r===undefined)return undefined;if(!r)continue;` : ''}const v=${body};if(v===undefined)return undefined;o.push(v);`,
    }[node.macro]
    const end = {
      all: 'return u?undefined:true',
      exists: 'return u?undefined:false',
      exists_one: 'return n===1',
      filter: 'return o',
      map: 'return o',
    }[node.macro]
    const start = {
      all: 'let u=false;',
      exists: 'let u=false;',
      exists_one: 'let n=0;',
      filter: 'const o=[];',
      map: 'const o=[];',
    }[node.macro]
    const temporaries = Array.from({ length: inner }, (_, i) => `t${i}`).join()
    const items = this.constant(this.link.items)
    this.functions.push(
      `function m${id}(${this.context},l${free.map((slot) => `,x${slot}`).join('')}){if(l===undefined)return undefined;` +
        `const a=${items}(l);if(a===undefined)return undefined;${temporaries ? `let ${temporaries};` : ''}${start}` +
        `for(let i=0;i<a.length;i++){const ${x}=a[i];${loop}}${end}}`,
    )
    return this.callEach(node, id)
  }

  private callEach(node: IrNode & { kind: 'each' }, id: number): string {
    return `m${id}(${this.context},${this.value(node.range)}${freeLocals(node)
      .map((slot) => `,x${slot}`)
      .join('')})`
  }

  protected hasLabel(of: string, label: string): string {
    return `F.hasLabel(${of},${quote(label)})`
  }

  protected read(name: string): string {
    const entry = this.names[name]!
    const { read } = entry
    switch (read.kind) {
      case 'envelope':
        if (read.property === 'event') return 'E'
        return this.local(property('E', read.property, (of) => this.ownRead(of, read.property)))
      case 'data':
        return this.local(property('D', read.property, (of) => this.ownRead(of, read.property)))
      case 'signal': {
        if (read.counter) return this.local(`F.signals[${read.slot}]`)
        let reader = this.signalReaders.get(read.slot)
        if (!reader) {
          reader = `s${read.slot}`
          this.signalReaders.set(read.slot, reader)
          this.functions.push(
            `function ${reader}(F){const v=F.signals[${read.slot}];return v===${this.constant(this.link.notRead)}?F.readSignal(${read.slot}):v}`,
          )
        }
        return `${reader}(F)`
      }
      case 'derived':
        return this.local(this.value(read.root), readsOnlyEvent(read.root, this.names))
    }
  }

  private ownRead(of: string, name: string): string {
    return `${this.constant(this.link.own)}(${of},${quote(name)})`
  }

  /** Reads a feature once for the whole chunk. */
  private local(code: string, once = true): string {
    if (this.inFunction || !once || isSimple(code)) return code
    let local = this.reads.get(code)
    if (!local) {
      local = `d${this.reads.size}`
      this.reads.set(code, local)
    }
    return local
  }

  protected literal(value: unknown): string {
    if (typeof value === 'number')
      return Object.is(value, -0) ? '(-0)' : value < 0 ? `(${value})` : String(value)
    if (typeof value === 'string') return quote(value)
    if (value === null || typeof value === 'boolean') return String(value)
    return this.constant(value)
  }
}

/** The left side, the sign, the right side, and how to write the left side a second time. */
type Comparison = readonly [string, string, string, string]

/** What generated code needs of the run time. */
export interface Linker {
  readonly notRead: symbol
  readonly own: (of: object, key: string) => unknown
  readonly has: (of: unknown, key: string) => unknown
  readonly map: (keys: readonly string[], values: readonly unknown[]) => unknown
  readonly items: (range: unknown) => readonly unknown[] | undefined
  pattern(text: string): { test(text: string): boolean }
  operation(op: string): unknown
}
