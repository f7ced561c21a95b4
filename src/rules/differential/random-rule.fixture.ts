import { OVERLOADS, type Overload } from '../functions.ts'
import type { Chance } from './chance.fixture.ts'
import { quoted, randomLiteral } from './random-literal.fixture.ts'
import { KEYS } from './random-values.fixture.ts'
import {
  ANY,
  ATOMS,
  COUNTS,
  HAS,
  LISTS,
  MAPS,
  NAMES,
  OPERATORS,
  ORDERED,
  PATTERNS,
  SIGNS,
  ZONES,
} from './rule-vocabulary.fixture.ts'

const byResult = new Map<string, Overload[]>()
for (const one of OVERLOADS) {
  const { result } = one
  const type = result.kind === 'list' ? `list<${result.of.kind}>` : result.kind
  // Patterns must be written out, so `matches` is written on its own; `dyn` is where it is wanted.
  if (one.op === 'matches' || type === 'dyn') continue
  byResult.set(type, [...(byResult.get(type) ?? []), one])
}

/** Writes well-typed conditions of the whole language, most of them such as a person would write. */
export class RuleWriter {
  private readonly chance: Chance
  private readonly locals: { readonly name: string; readonly type: string }[] = []

  constructor(chance: Chance) {
    this.chance = chance
  }

  /** Mostly a few questions joined, now and then anything. */
  rule(): string {
    const { chance } = this
    if (chance.is(0.15)) return this.write('bool', 4)
    const parts = Array.from({ length: 1 + chance.below(4) }, () => {
      const part = chance.is(0.3)
        ? `(${Array.from({ length: 2 + chance.below(2) }, () => this.question()).join(chance.pick([' || ', ' && ']))})`
        : this.question()
      return chance.is(0.1) ? `!(${part})` : part
    })
    return parts.join(chance.pick([' && ', ' && ', ' || ']))
  }

  /** One question such as rules ask. */
  private question(): string {
    const { chance } = this
    const sign = chance.pick(['<', '<=', '>', '>='])
    return chance.choose<string>([
      [3, () => `age ${sign} ${chance.below(60)}`],
      [3, () => `risk ${sign} ${(chance.below(1001) / 1000).toFixed(3)}`],
      [2, () => this.compare(chance.pick(ORDERED))],
      [1, () => `content.size() ${sign} ${chance.below(8)}`],
      [1, () => `event.time - ${chance.pick(['at', 'since'])} ${sign} ${this.literal('duration')}`],
      [1, () => `${chance.pick(['tox', 'rate_1m', 'ratio'])} > ${this.literal('double')}`],
      [1, () => `${chance.pick(['hits.count', 'seen_10m', 'twice'])} >= ${chance.below(6)}`],
      [2, () => this.among(chance.pick(['string', 'string', 'int', 'double', 'entity']))],
      [2, () => `${chance.pick(['content', 's', 'lower', 't'])}.contains(${this.literal('string')})`],
      [1, () => this.matches(chance.pick(['content', 't', 'joined', 's']))],
      [2, () => chance.pick(NAMES.bool!)],
      [1, () => this.label()],
      [1, () => `has(${chance.pick(HAS)})`],
      [3, () => this.write('bool', 2)],
    ])
  }

  /** An expression of a type, nested at most `depth` deep. */
  private write(type: string, depth: number): string {
    const { chance } = this
    if (depth <= 0) return this.leaf(type)
    const operators = OPERATORS[type]
    return chance.choose<string>([
      [2, () => this.leaf(type)],
      ...(type === 'bool' ? this.questions(depth - 1) : []),
      ...(operators ? [[3, () => this.operator(chance.pick(operators), depth - 1)] as const] : []),
      ...(byResult.has(type)
        ? [[4, () => this.call(chance.pick(byResult.get(type)!), depth - 1)] as const]
        : []),
      [
        1,
        () =>
          `(${this.write('bool', depth - 1)} ? ${this.write(type, depth - 1)} : ${this.write(type, depth - 1)})`,
      ],
      ...this.special(type, depth - 1),
    ])
  }

  private leaf(type: string): string {
    const { chance } = this
    const locals = this.locals.filter((local) => local.type === type)
    if (locals.length > 0 && chance.is(0.6)) return chance.pick(locals).name
    return chance.is(0.65) ? chance.pick(NAMES[type]!) : this.literal(type)
  }

  private literal(type: string): string {
    return randomLiteral(this.chance, type)
  }

  private questions(depth: number): readonly (readonly [number, () => string])[] {
    const { chance } = this
    const join = (sign: string) =>
      `(${Array.from({ length: 2 + chance.below(2) }, () => this.write('bool', depth)).join(sign)})`
    return [
      [2, () => join(' && ')],
      [2, () => join(' || ')],
      [1, () => `!${this.write('bool', depth)}`],
      [3, () => this.order(chance.pick(ORDERED), depth)],
      [2, () => `(${this.either(ANY, depth, chance.pick(['==', '!=']))})`],
      [1, () => `(int(${this.write('double', depth)}) < ${this.write('double', depth)})`],
      [1, () => `(${this.write('int', depth)} ${chance.pick(SIGNS)} ${this.write('double', depth)})`],
      [
        1,
        () =>
          `(dyn(${this.write(chance.pick(ANY), depth)}) ${chance.pick(SIGNS)} ${this.write(chance.pick(['int', 'double', 'string', 'bool']), depth)})`,
      ],
      [
        1,
        () => `(dyn(${this.write(chance.pick(ANY), depth)}) == dyn(${this.write(chance.pick(ANY), depth)}))`,
      ],
      [1, () => `(dyn(${this.write('bool', depth)}) || ${this.write('bool', depth)})`],
      [2, () => this.among(chance.pick(['string', 'int', 'double', 'entity']))],
      [1, () => this.in(chance.pick(['string', 'int', 'double']), depth)],
      [1, () => `(${this.write('string', depth)} in ${this.write(chance.pick(MAPS), depth)})`],
      [2, () => this.matches(this.write('string', depth))],
      [1, () => this.label()],
      [1, () => `has(${chance.pick(HAS)})`],
      [3, () => this.macro(chance.pick(['all', 'exists', 'exists_one']), depth)],
    ]
  }

  private special(type: string, depth: number): readonly (readonly [number, () => string])[] {
    const { chance } = this
    const item = /^list<(.*)>$/.exec(type)?.[1]
    if (item !== undefined)
      return [
        [
          2,
          () =>
            `[${chance.list(3, () => this.write(item, depth)).join(', ')}]`.replace(
              /^\[\]$/,
              this.literal(type),
            ),
        ],
        [2, () => this.macro('filter', depth, item)],
        [2, () => this.macro('map', depth, item)],
      ]
    const value = /^map<(.*)>$/.exec(type)?.[1]
    if (value !== undefined)
      return [
        [
          2,
          () =>
            `{${quoted(chance.pick(KEYS))}: ${this.write(value, depth)}, ${this.write('string', depth)}: ${this.write(value, depth)}}`,
        ],
      ]
    const ways: (readonly [number, () => string])[] = []
    if (LISTS.includes(`list<${type}>`))
      ways.push([
        1,
        () => `${this.write(`list<${type}>`, depth)}[${chance.pick(['0', '1', this.write('int', depth)])}]`,
      ])
    if (MAPS.includes(`map<${type}>`))
      ways.push([1, () => `${this.write(`map<${type}>`, depth)}[${this.write('string', depth)}]`])
    if (type === 'int' || type === 'double') {
      ways.push([
        1,
        () =>
          `math.${chance.pick(['greatest', 'least'])}(${this.write(type, depth)}, ${this.write(type, depth)})`,
      ])
      ways.push([1, () => `-${this.write(type, depth).replace(/^-/, '')}`])
    }
    if (type === 'duration') ways.push([1, () => `-(${this.write(type, depth)})`])
    return ways
  }

  private operator([left, sign, right]: readonly [string, string, string], depth: number): string {
    return `(${this.write(left, depth)} ${sign} ${this.write(right, depth)})`
  }

  private either(types: readonly string[], depth: number, sign: string): string {
    const type = this.chance.pick(types)
    return `${this.write(type, depth)} ${sign} ${this.write(type, depth)}`
  }

  private order(type: string, depth: number): string {
    return `(${this.either([type], depth, this.chance.pick(SIGNS))})`
  }

  private compare(type: string): string {
    return `${this.chance.pick(NAMES[type]!)} ${this.chance.pick(SIGNS)} ${this.literal(type)}`
  }

  private among(type: string): string {
    const { chance } = this
    const items = Array.from({ length: 1 + chance.below(6) }, () => this.literal(type))
    return `(${chance.pick(NAMES[type]!)} in [${items.join(', ')}])`
  }

  private in(type: string, depth: number): string {
    return `(${this.write(type, depth)} in ${this.write(`list<${type}>`, depth)})`
  }

  private matches(text: string): string {
    const pattern = this.chance.is(0.4) ? this.pattern(2) : this.chance.pick(PATTERNS)
    return `${text}.matches(${quoted(pattern)})`
  }

  private pattern(depth: number): string {
    const { chance } = this
    const part = (): string => {
      const atom = depth > 0 && chance.is(0.3) ? `(${this.pattern(depth - 1)})` : chance.pick(ATOMS)
      return /^\(\?[a-z]+\)$/.test(atom) ? atom : atom + chance.pick(COUNTS)
    }
    const parts = Array.from({ length: 1 + chance.below(3) }, part)
    return parts.join(chance.is(0.2) ? '|' : '')
  }

  private label(): string {
    return `${this.chance.pick(['actor', 'target', 'who'])}.labels.has('${this.chance.pick(['scammer', 'trusted', 'muted'])}')`
  }

  private call({ name, params, method }: Overload, depth: number): string {
    const { chance } = this
    const args = params.map((param, i) => {
      switch (param.kind) {
        case 'dyn':
          return `dyn(${this.write(chance.pick(ANY), depth)})`
        case 'map':
          return this.write(chance.pick(MAPS), depth)
        case 'list':
          return this.write(param.of.kind === 'dyn' ? chance.pick(LISTS) : `list<${param.of.kind}>`, depth)
        case 'string':
          // A time zone, or the text of a number or time, or just any.
          return i === 1 && params[0]!.kind === 'timestamp' && chance.is(0.9)
            ? quoted(chance.pick(ZONES))
            : this.write('string', depth)
        case 'int':
          // Indexes are small.
          return i > 0 && chance.is(0.7) ? String(chance.below(4)) : this.write('int', depth)
        default:
          return this.write(param.kind, depth)
      }
    })
    return method ? `${args[0]}.${name}(${args.slice(1).join(', ')})` : `${name}(${args.join(', ')})`
  }

  private macro(macro: string, depth: number, item?: string): string {
    const { chance } = this
    const over = item !== undefined && macro === 'filter' ? `list<${item}>` : chance.pick([...LISTS, ...MAPS])
    const range = this.write(over, depth)
    const name = `x${this.locals.length}`
    this.locals.push({ name, type: /^list<(.*)>$/.exec(over)?.[1] ?? 'string' })
    const test = macro !== 'map' || chance.is(0.3) ? `, ${this.write('bool', depth)}` : ''
    const body = macro === 'map' ? `, ${this.write(item!, depth)}` : ''
    this.locals.pop()
    return `${range}.${macro}(${name}${test}${body})`
  }
}
