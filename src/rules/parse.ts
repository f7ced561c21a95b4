import type { At } from './ir.ts'
import { Scanner } from './scan.ts'
import type { BinaryOperator, Mistake, Syntax } from './syntax.ts'

/** How deep parentheses, calls and chains of operators may nest. */
export const DEPTH_CEILING = 200
/** Longest condition, in UTF-16 units. */
export const TEXT_CEILING = 20_000

/** Reads a condition. After a mistake that it can guess the meaning of (`=`, `and`) it goes on. */
export function parse(text: string, report: (mistake: Mistake) => void): Syntax {
  if (text.length > TEXT_CEILING) {
    report({
      code: 'too-long',
      message: `a condition may have ${TEXT_CEILING} characters, this has ${text.length}`,
      at: [0, 1],
      wayOut: 'split the rule, or move a long list into a bank',
    })
    return BROKEN
  }
  const parser = new Parser(text, report)
  try {
    return parser.whole()
  } catch (fault) {
    if (fault instanceof Stop) return BROKEN
    throw fault
  }
}

const BROKEN: Syntax = { kind: 'broken', at: [0, 0], depth: 1 }

/** Thrown after a mistake that leaves no guess at what follows. */
class Stop extends Error {}

const RESERVED = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
)
const RELATIONS = new Set(['==', '!=', '<', '<=', '>', '>=', 'in'])
/** Habits from other languages, and what CEL writes. */
const HABITS: Readonly<Record<string, string>> = {
  '=': '==',
  '===': '==',
  '!==': '!=',
  '<>': '!=',
  '&': '&&',
  '|': '||',
  and: '&&',
  AND: '&&',
  or: '||',
  OR: '||',
}

class Parser {
  private readonly scan: Scanner
  private readonly report: (mistake: Mistake) => void
  private nesting = 0

  constructor(text: string, report: (mistake: Mistake) => void) {
    this.report = report
    this.scan = new Scanner(text, report)
  }

  whole(): Syntax {
    if (this.ended())
      return this.stop({
        code: 'empty',
        message: 'there is no condition here',
        at: [0, this.scan.end],
        wayOut: 'write one, or true',
      })
    const syntax = this.expression()
    if (!this.ended()) this.unexpected('an operator or the end')
    return syntax
  }

  private ended(): boolean {
    return this.scan.kind === 'end'
  }

  private expression(): Syntax {
    if (++this.nesting > DEPTH_CEILING) this.tooDeep(this.scan.at())
    const test = this.chain('or')
    let result = test
    if (this.take('?')) {
      const yes = this.expression()
      this.expect(':', 'the ":" of "condition ? then : else"')
      const no = this.expression()
      result = this.node({ kind: 'choose', test, yes, no }, test.at[0], [test, yes, no])
    }
    this.nesting--
    return result
  }

  private chain(kind: 'and' | 'or'): Syntax {
    const below = () => (kind === 'or' ? this.chain('and') : this.relation())
    const first = below()
    const args = [first]
    while (this.operator() === (kind === 'or' ? '||' : '&&')) {
      this.advance()
      args.push(below())
    }
    return args.length === 1 ? first : this.node({ kind, args }, first.at[0], args)
  }

  private relation(): Syntax {
    let left = this.addition()
    for (let op = this.operator(); op !== undefined && RELATIONS.has(op); op = this.operator())
      left = this.binary(left, op as BinaryOperator, () => this.addition())
    return left
  }

  private addition(): Syntax {
    let left = this.product()
    while (this.scan.kind === 'sign' && (this.scan.value === '+' || this.scan.value === '-'))
      left = this.binary(left, this.scan.value, () => this.product())
    return left
  }

  private product(): Syntax {
    let left = this.unary()
    while (this.scan.kind === 'sign' && '*/%'.includes(this.scan.value))
      left = this.binary(left, this.scan.value as '*' | '/' | '%', () => this.unary())
    return left
  }

  private binary(left: Syntax, op: BinaryOperator, operand: () => Syntax): Syntax {
    const opAt = this.scan.at()
    this.advance()
    const right = operand()
    return this.node({ kind: 'binary', op, opAt, left, right }, left.at[0], [left, right])
  }

  private unary(): Syntax {
    const { start, value, kind } = this.scan
    if (kind === 'name' && (value === 'not' || value === 'NOT') && this.negates()) {
      this.report({
        code: 'not-cel',
        message: `"${value}" is no operator in CEL`,
        at: this.scan.at(),
        wayOut: 'write ! instead',
      })
    } else if (kind !== 'sign' || (value !== '!' && value !== '-')) return this.member()
    this.scan.next()
    if (++this.nesting > DEPTH_CEILING) this.tooDeep(this.scan.at())
    const number = this.scan.kind === 'int' || this.scan.kind === 'double'
    if (value === '-' && number) {
      this.nesting--
      return this.member(start)
    }
    const arg = this.unary()
    this.nesting--
    return this.node({ kind: value === '-' ? 'negate' : 'not', arg }, start, [arg])
  }

  /** Whether `not` here stands before an operand, as in other languages, and is no name of its own. */
  private negates(): boolean {
    return (
      /^\s+(?!in\b|and\b|or\b)[\w'"!(]/.test(this.scan.text.slice(this.scan.end, this.scan.end + 40)) ||
      this.scan.text[this.scan.end] === '('
    )
  }

  private member(minusAt?: number): Syntax {
    let of = this.primary(minusAt)
    for (;;) {
      if (this.take('.')) {
        const fieldAt = this.scan.at()
        const { kind, value } = this.scan
        if (kind !== 'name' && kind !== 'quoted-name') this.unexpected('the name of a field or function')
        this.scan.next()
        if (kind === 'name' && this.take('(')) {
          const args = this.list(')')
          of = this.node({ kind: 'call', name: value, nameAt: fieldAt, target: of, args }, of.at[0], [
            of,
            ...args,
          ])
        } else if (this.scan.kind === 'sign' && this.scan.value === '{') this.message(of.at[0])
        else of = this.node({ kind: 'select', of, field: value, fieldAt }, of.at[0], [of])
      } else if (this.take('[')) {
        const index = this.expression()
        this.expect(']', '"]"')
        of = this.node({ kind: 'index', of, index }, of.at[0], [of, index])
      } else return of
    }
  }

  private primary(minusAt?: number): Syntax {
    const { kind, value, start } = this.scan
    switch (kind) {
      case 'int':
      case 'double':
        return this.number(kind, minusAt)
      case 'string':
        this.scan.next()
        return this.node({ kind: 'literal', type: { kind: 'string' }, value }, start, [])
      case 'name':
        return this.name()
      case 'sign':
        if (this.take('(')) {
          const inner = this.expression()
          this.expect(')', '")"')
          return inner
        }
        if (this.take('[')) {
          const items = this.list(']')
          return this.node({ kind: 'list', items }, start, items)
        }
        if (this.take('{')) return this.mapLiteral(start)
        if (value === '.') {
          this.scan.next()
          if (this.scan.kind === 'name') return this.name()
        }
    }
    return this.unexpected('a value, a name or "("')
  }

  private number(kind: 'int' | 'double', minusAt: number | undefined): Syntax {
    const { value, start } = this.scan
    const number = minusAt === undefined ? Number(value) : -Number(value)
    if (kind === 'int' && !Number.isSafeInteger(number))
      this.report({
        code: 'int-range',
        message: `${value} is beyond the integers of the rule language`,
        at: this.scan.at(),
        label: 'integers have 53 bits: from -9007199254740991 to 9007199254740991',
        wayOut: `write ${value.toLowerCase().startsWith('0x') ? number : value}.0 for a double, or compare as a string`,
      })
    this.scan.next()
    return this.node(
      { kind: 'literal', type: { kind }, value: kind === 'int' ? number + 0 : number },
      minusAt ?? start,
      [],
    )
  }

  private name(): Syntax {
    const { value, start } = this.scan
    const nameAt = this.scan.at()
    if (value === 'in') return this.unexpected('a value or a name')
    this.scan.next()
    if (value === 'true' || value === 'false')
      return this.node({ kind: 'literal', type: { kind: 'bool' }, value: value === 'true' }, start, [])
    if (value === 'null')
      return this.node({ kind: 'literal', type: { kind: 'null' }, value: null }, start, [])
    if (RESERVED.has(value))
      this.report({
        code: 'reserved-word',
        message: `"${value}" is a reserved word of CEL`,
        at: nameAt,
        wayOut: `use another name, or data.${value} for a feature`,
      })
    if (this.take('(')) {
      const args = this.list(')')
      return this.node({ kind: 'call', name: value, nameAt, target: undefined, args }, start, args)
    }
    if (this.scan.kind === 'sign' && this.scan.value === '{') this.message(start)
    return this.node({ kind: 'identifier', name: value }, start, [])
  }

  private message(start: number): never {
    return this.stop({
      code: 'unsupported',
      message: 'messages are not part of the rule language',
      at: [start, this.scan.end],
      wayOut: "write a map: {'key': value}",
    })
  }

  private list(close: ')' | ']'): Syntax[] {
    const items: Syntax[] = []
    while (!this.take(close)) {
      items.push(this.expression())
      if (!this.take(',')) {
        this.expect(close, `"," or "${close}"`)
        break
      }
    }
    return items
  }

  private mapLiteral(start: number): Syntax {
    const keys: Syntax[] = []
    const values: Syntax[] = []
    while (!this.take('}')) {
      keys.push(this.expression())
      this.expect(':', '":" between key and value')
      values.push(this.expression())
      if (!this.take(',')) {
        this.expect('}', '"," or "}"')
        break
      }
    }
    return this.node({ kind: 'map', keys, values }, start, [...keys, ...values])
  }

  /** The operator that stands here as CEL writes it, after `HABITS`. */
  private operator(): string | undefined {
    const { kind, value } = this.scan
    if (kind === 'sign') return HABITS[value] ?? value
    if (kind === 'name')
      return value === 'in' ? 'in' : Object.hasOwn(HABITS, value) ? HABITS[value] : undefined
    return undefined
  }

  private advance(): void {
    const { value } = this.scan
    const meant = Object.hasOwn(HABITS, value) ? HABITS[value] : undefined
    if (meant !== undefined)
      this.report({
        code: 'not-cel',
        message:
          value === '='
            ? '"=" would assign, and a condition only compares'
            : `"${value}" is no operator in CEL`,
        at: this.scan.at(),
        label: 'here',
        wayOut: `write ${meant} instead`,
      })
    this.scan.next()
  }

  private take(sign: string): boolean {
    if (this.scan.kind !== 'sign' || this.scan.value !== sign) return false
    this.scan.next()
    return true
  }

  private expect(sign: string, what: string): void {
    if (!this.take(sign)) this.unexpected(what)
  }

  private node<T extends object>(
    made: T,
    start: number,
    below: readonly Syntax[],
  ): T & { at: At; depth: number } {
    let depth = 0
    for (const child of below) if (child.depth > depth) depth = child.depth
    if (depth >= DEPTH_CEILING) this.tooDeep([start, this.scan.lastEnd])
    // The literal handed in is ours alone; a spread would copy every node of every condition.
    const placed: { at?: At; depth?: number } = made
    placed.at = [start, this.scan.lastEnd]
    placed.depth = depth + 1
    return made as T & { at: At; depth: number }
  }

  private tooDeep(at: At): never {
    return this.stop({
      code: 'too-deep',
      message: `conditions may nest ${DEPTH_CEILING} deep`,
      at: [at[0], at[0] + 1],
      wayOut: 'split the condition with derived names',
    })
  }

  private unexpected(wanted: string): never {
    const { kind, value } = this.scan
    const found = kind === 'end' ? 'the end' : kind === 'string' ? 'a string' : `"${value}"`
    return this.stop({
      code: 'syntax',
      message: `expected ${wanted}, found ${found}`,
      at: this.scan.at(),
      label: `expected ${wanted}`,
      wayOut: WAYS_OUT[value] ?? 'see the grammar in docs/rules.md',
    })
  }

  private stop(mistake: Mistake): never {
    this.report(mistake)
    throw new Stop()
  }
}

const WAYS_OUT: Readonly<Record<string, string>> = {
  '=~': "write text.matches('…')",
  '=>': 'write >= to compare',
  ';': 'a condition is one expression; join two with &&',
  $: 'names have letters, digits and _',
  '': 'complete the condition',
}
