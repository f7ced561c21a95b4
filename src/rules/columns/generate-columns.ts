import { INLINE } from '../generated-text.ts'
import type { IrName, IrNode } from '../ir.ts'
import { meaningOf } from '../operations.ts'
import { DURATION_CEILING, TIME_CEILING, TIME_FLOOR } from '../operations-time.ts'
import { ColumnReader } from './column-reader.ts'
import { columnKind } from './loaded-column.ts'

/**
 * A value as code. It is there when all of `flags` (0 or 1, harmless to read) and all of `checks` (asked in turn, and
 * they fill the temporaries that `raw` reads) say so. `raw` may be computed before the flags are asked, not before
 * the checks.
 */
interface Form {
  readonly flags: readonly string[]
  readonly checks: readonly string[]
  readonly raw: string
}

const MOST = Number.MAX_SAFE_INTEGER
/** Operations of numbers whose outcome must lie within bounds, as JavaScript and the bounds. */
const BOUNDED: Readonly<Record<string, readonly [string, number, number]>> = {
  add_int: ['+', -MOST, MOST],
  sub_int: ['-', -MOST, MOST],
  mul_int: ['*', -MOST, MOST],
  add_time: ['+', TIME_FLOOR, TIME_CEILING],
  sub_time: ['-', TIME_FLOOR, TIME_CEILING],
  add_duration: ['+', -DURATION_CEILING, DURATION_CEILING],
  sub_duration: ['-', -DURATION_CEILING, DURATION_CEILING],
}

/**
 * JavaScript that reads row `R` of columns: `v0[R]` of numbers, bools and values, `w0[c0[R]]` of texts. Conditions
 * become bytes (0 false, 1 true, 2 unknown), numbers stay bare beside the question whether they are known, and what
 * is asked of one text alone is looked up by its code. Whatever else there is becomes the code of generate.ts.
 */
export class ColumnGenerator extends ColumnReader {
  /** A condition as 0 false, 1 true, 2 unknown; without branches where that is possible. */
  byte(node: IrNode): string {
    const memo = this.memoised(node)
    if (memo) {
      const [n, code] = memo
      if (this.closed) return `b${n}[${code}+1]`
      const t = this.temporary()
      return `((${t}=b${n}[${code}+1])===3?h${n}.judge(${code}):${t})`
    }
    switch (node.kind) {
      case 'constant':
        return node.value === true ? '1' : '0'
      case 'name': {
        const { read, optional } = this.names[node.name]!
        if (read.kind === 'derived') return this.byte(read.root)
        const values = `v${this.columnOf(node.name)}[R]`
        return optional ? values : `((${values}===1)|0)`
      }
      case 'has':
        if (node.field === undefined) return this.isThere(this.form(node.of))
        break
      case 'and':
      case 'or':
        return this.logicByte(node)
      case 'not': {
        if (!node.fallible) return `(${this.byte(node.arg)}^1)`
        const t = this.temporary()
        return `(${t}=${this.byte(node.arg)},${t}^(${t}>>1)^1)`
      }
      case 'choose': {
        const [yes, no] = [this.byte(node.yes), this.byte(node.no)]
        if (!node.test.fallible) return `(${this.byte(node.test)}===1?${yes}:${no})`
        const t = this.temporary()
        return `((${t}=${this.byte(node.test)})===2?2:${t}===1?${yes}:${no})`
      }
      case 'label':
      case 'call':
        return this.bit(this.form(node))
    }
    const t = this.temporary()
    return `((${t}=${this.value(node)})===undefined?2:${t}?1:0)`
  }

  private bit({ flags, checks, raw }: Form): string {
    if (checks.length > 0) return `(${known({ flags, checks })}?${raw}?1:0:2)`
    if (flags.length === 0) return `(${raw}|0)`
    const t = this.temporary()
    return `(${t}=${flags.join('&')},${raw}&${t}|(${t}^1)<<1)`
  }

  private isThere(form: Form): string {
    const { flags, checks } = form
    if (checks.length > 0) return `(${known(form)}?1:0)`
    return flags.length === 0 ? '1' : `(${flags.join('&')}|0)`
  }

  private logicByte(node: IrNode & { kind: 'and' | 'or' }): string {
    const settled = node.kind === 'and' ? 0 : 1
    const bytes = node.args.map((arg) => this.byte(arg))
    if (!node.fallible) {
      if (node.args.every((arg) => isBranchless(arg, this.names) || (this.closed && this.memoised(arg))))
        return `(${bytes.join(node.kind === 'and' ? '&' : '|')})`
      const decided = bytes.map((byte) => `${byte}===1`).join(node.kind === 'and' ? '&&' : '||')
      return `(${decided}?1:0)`
    }
    const temporaries = bytes.map(() => this.temporary())
    const decided = bytes.map((byte, i) => `(${temporaries[i]}=${byte})===${settled}`).join('||')
    // None is settled: for `or` all are 0 or 2, for `and` 1 or 2.
    const all = temporaries.join('|')
    return `(${decided}?${settled}:${settled === 1 ? all : `(${all})>1?2:1`})`
  }

  private form(node: IrNode): Form {
    const memo = this.memoised(node)
    if (memo)
      return node.type.kind === 'bool'
        ? this.byteForm(node)
        : this.valueForm(`h${memo[0]}.value(${memo[1]})`, node.fallible)
    switch (node.kind) {
      case 'constant':
        return { flags: [], checks: [], raw: this.literal(node.value) }
      case 'name': {
        const form = this.nameForm(node.name)
        if (form) return form
        break
      }
      case 'label': {
        const of = this.form(node.of)
        return { flags: [], checks: guards(of), raw: this.hasLabel(of.raw, node.label) }
      }
      case 'choose':
        return this.chooseForm(node)
      case 'call':
        return this.callForm(node)
    }
    return node.type.kind === 'bool' ? this.byteForm(node) : this.valueForm(this.value(node), node.fallible)
  }

  /** A value of any type, as the question whether it is there (empty: always) and the value itself. */
  guarded(node: IrNode): { readonly known: string; readonly raw: string } {
    const form = this.form(node)
    return { known: known(form), raw: form.raw }
  }

  private byteForm(node: IrNode): Form {
    const byte = this.byte(node)
    if (!node.fallible) return { flags: [], checks: [], raw: `(${byte}===1)` }
    const t = this.temporary()
    return { flags: [], checks: [`(${t}=${byte})!==2`], raw: `(${t}===1)` }
  }

  private valueForm(value: string, fallible: boolean): Form {
    if (!fallible) return { flags: [], checks: [], raw: value }
    const t = this.temporary()
    return { flags: [], checks: [`(${t}=${value})!==undefined`], raw: t }
  }

  private nameForm(name: string): Form | undefined {
    const { read, optional, type } = this.names[name]!
    if (read.kind === 'derived') {
      const once = this.rowMemo(name)
      return once === undefined ? this.form(read.root) : this.valueForm(`g${once}.value(R)`, optional)
    }
    const n = this.columnOf(name)
    const form = (flags: string[], checks: string[], raw: string): Form =>
      optional ? { flags, checks, raw } : { flags: [], checks: [], raw }
    switch (columnKind(type)) {
      case 'number':
        return form([`p${n}[R]`], [], `v${n}[R]`)
      case 'bool':
        return form([`(v${n}[R]!==2)`], [], `(v${n}[R]===1)`)
      case 'text':
        return form([], [`c${n}[R]>=0`], `w${n}[c${n}[R]]`)
      case 'value':
        return undefined
    }
  }

  private chooseForm(node: IrNode & { kind: 'choose' }): Form {
    const t = this.temporary()
    const [yes, no] = [node.yes, node.no].map((one) => {
      const form = this.form(one)
      return [...guards(form), `(${t}=${form.raw},true)`].join('&&')
    })
    const test = this.temporary()
    const byte = this.byte(node.test)
    return { flags: [], checks: [`((${test}=${byte})!==2&&(${test}===1?${yes}:${no}))`], raw: t }
  }

  private callForm(node: IrNode & { kind: 'call' }): Form {
    const args = node.args.map((arg) => this.form(arg))
    const flags = [...new Set(args.flatMap((arg) => arg.flags))]
    const checks = args.flatMap((arg) => arg.checks)
    const [a, b] = args.map(({ raw }) => raw)
    const inline = INLINE[node.op]
    if (inline) return { flags, checks, raw: `(${a}${inline}${b})` }
    const bounded = BOUNDED[node.op]
    if (bounded) {
      const [sign, low, high] = bounded
      const t = this.temporary()
      return { flags, checks: [...checks, `(${t}=${a}${sign}${b})>=${low}&&${t}<=${high}`], raw: `(${t}+0)` }
    }
    switch (node.op) {
      case 'time_between':
        return { flags, checks, raw: `(${a}-${b}+0)` }
      case 'neg_int':
      case 'neg_duration':
        return { flags, checks, raw: `(0-${a})` }
      case 'neg':
        return { flags, checks, raw: `(-${a})` }
      case 'in_list': {
        const list = node.args[1]!
        if (list.kind !== 'constant' || columnKind(node.args[0]!.type) !== 'number') break
        const items = list.value as readonly unknown[]
        if (items.length === 0 || items.length > 8) break
        const t = this.temporary()
        return {
          flags,
          checks,
          raw: `(${t}=${a},${items.map((item) => `${t}===${this.literal(item)}`).join('||')})`,
        }
      }
    }
    // Whatever else is called must see values that are there.
    const asked = args.flatMap(guards)
    const used = this.operation(
      node,
      args.map(({ raw }) => raw),
    )
    if (meaningOf(node.op).fails === undefined) return { flags: [], checks: asked, raw: used }
    const t = this.temporary()
    return { flags: [], checks: [...asked, `(${t}=${used})!==undefined`], raw: t }
  }
}

function known({ flags, checks }: Pick<Form, 'flags' | 'checks'>): string {
  return [...flags.map((flag) => `${flag}==1`), ...checks].join('&&')
}

/** All that must be so before a value may be touched. */
function guards(form: Form): readonly string[] {
  return form.flags.length === 0 ? form.checks : [...form.flags.map((flag) => `${flag}==1`), ...form.checks]
}

/** Whether a condition is so cheap to compute that it costs less than a branch around it. */
export function isBranchless(node: IrNode, names: Readonly<Record<string, IrName>>): boolean {
  if (node.kind === 'not') return isBranchless(node.arg, names)
  if (node.kind === 'name') return names[node.name]!.read.kind !== 'derived'
  return (
    node.kind === 'call' &&
    INLINE[node.op] !== undefined &&
    node.args.every((arg) => {
      if (arg.kind === 'constant') return true
      if (arg.kind !== 'name') return false
      const { read, type } = names[arg.name]!
      return read.kind !== 'derived' && (columnKind(type) === 'number' || columnKind(type) === 'bool')
    })
  )
}
