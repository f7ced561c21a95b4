import type { EntityRef } from '../src/core/entity.ts'
import type { Event } from '../src/core/event.ts'

/*
 * A made-up platform for the rules bench: 20 features, 5 event types, any number of stateless rules, all from one
 * seed. Rules are kept in a neutral form, from which the text for each engine is written.
 */

export interface Leaf {
  readonly feature: string
  readonly op: '<' | '>' | '==' | 'contains'
  readonly value: string | number | boolean
}

export interface NeutralRule {
  readonly id: string
  readonly on: readonly string[]
  readonly all: readonly Leaf[]
  /** One of these must hold, too; none when empty. */
  readonly any: readonly Leaf[]
}

export const EVENT_TYPES = ['chat.message', 'post.create', 'item.listing', 'friend.request', 'trade.offer']

export const FEATURES: Readonly<Record<string, 'string' | 'int' | 'double' | 'bool'>> = {
  text: 'string',
  country: 'string',
  language: 'string',
  device: 'string',
  channel: 'string',
  account_age_days: 'int',
  level: 'int',
  friends: 'int',
  reports_received: 'int',
  links: 'int',
  mentions: 'int',
  sent_today: 'int',
  price: 'int',
  risk: 'double',
  spend: 'double',
  upper_share: 'double',
  similarity: 'double',
  verified: 'bool',
  minor: 'bool',
  first_session: 'bool',
}

const WORDS = [
  'hello',
  'trade',
  'gift',
  'free',
  'come',
  'room',
  'coins',
  'later',
  'party',
  'outfit',
  '안녕',
  '같이',
  '선물',
]
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  country: ['kr', 'jp', 'us', 'br', 'id', 'th', 'fr', 'mx'],
  language: ['ko', 'ja', 'en', 'pt', 'id', 'th'],
  device: ['ios', 'android', 'pc', 'web'],
  channel: ['public', 'party', 'direct', 'shop'],
}
/** Numbers are uniform in [0, span): a threshold is a share of it. */
const SPANS: Readonly<Record<string, number>> = {
  account_age_days: 1000,
  level: 100,
  friends: 500,
  reports_received: 20,
  links: 6,
  mentions: 10,
  sent_today: 300,
  price: 10_000,
  risk: 1,
  spend: 200,
  upper_share: 1,
  similarity: 1,
}

/** mulberry32. Source: Tommy Ettinger, public domain. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Rules of 3 to 5 conditions; half of them on one event type, the others on all five. */
export function makeRules(count: number, seed: number, chance: number): NeutralRule[] {
  const random = randomOf(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const names = Object.keys(FEATURES)
  // Each feature once in a rule: two tests of one may contradict each other, and the checker refuses that.
  let left: string[] = []
  const leaf = (share: number): Leaf => {
    const feature = left.splice(Math.floor(random() * left.length), 1)[0]!
    const span = SPANS[feature]
    if (FEATURES[feature] === 'bool') return { feature, op: '==', value: random() < 0.5 }
    if (feature === 'text') return { feature, op: 'contains', value: pick(WORDS) }
    if (span === undefined) return { feature, op: '==', value: pick(CHOICES[feature]!) }
    const whole = FEATURES[feature] === 'int'
    const low = random() < 0.5
    const at = (low ? share : 1 - share) * span
    return { feature, op: low ? '<' : '>', value: whole ? Math.round(at) : Math.round(at * 1000) / 1000 }
  }
  return Array.from({ length: count }, (_, i) => {
    left = [...names]
    return {
      id: `bench.rule_${i}`,
      on: i % 2 === 0 ? EVENT_TYPES : [pick(EVENT_TYPES)],
      all: Array.from({ length: 3 + Math.floor(random() * 2) }, () => leaf(chance)),
      any: i % 3 === 0 ? [leaf(chance), leaf(chance)] : [],
    }
  })
}

/** Events on the wire, of which the engine's decoder makes what `decide` takes. */
export function makeEvents(count: number, seed: number): Event[] {
  const random = randomOf(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  return Array.from({ length: count }, (_, i) => {
    const data: Record<string, string | number | boolean> = {}
    for (const [name, type] of Object.entries(FEATURES)) {
      const span = SPANS[name]
      if (name === 'text') data[name] = Array.from({ length: 6 }, () => pick(WORDS)).join(' ')
      else if (type === 'bool') data[name] = random() < 0.5
      else if (span === undefined) data[name] = pick(CHOICES[name]!)
      else data[name] = type === 'int' ? Math.floor(random() * span) : random() * span
    }
    return {
      id: `e-${i}`,
      type: pick(EVENT_TYPES),
      world: 'plaza',
      actor: `account:u${Math.floor(random() * 5000)}` as EntityRef,
      data,
    }
  })
}

/** The rule's condition without its event types, written with the operators of one engine. */
export function writeRule(
  rule: NeutralRule,
  leaf: (leaf: Leaf) => string,
  and = ' && ',
  or = ' || ',
): string {
  const parts = rule.all.map(leaf)
  if (rule.any.length > 0) parts.push(`(${rule.any.map(leaf).join(or)})`)
  return parts.join(and)
}

export function celLeaf({ feature, op, value }: Leaf): string {
  if (op === 'contains') return `${feature}.contains(${JSON.stringify(value)})`
  const double = FEATURES[feature] === 'double' && Number.isInteger(value)
  return `${feature} ${op} ${double ? `${value}.0` : JSON.stringify(value)}`
}

/** The files of a pack with these rules, in pieces of 1,000. */
export function writePack(rules: readonly NeutralRule[]): Record<string, string> {
  const features = Object.entries(FEATURES).map(
    ([name, type]) => `      ${name}: { type: ${type}, required: true }`,
  )
  const events = EVENT_TYPES.map(
    (name) => `  ${name}:\n    content: text\n    features:\n${features.join('\n')}`,
  )
  const files: Record<string, string> = {
    'haechi.yaml': `haechi: 1\ntenant: bench\nworlds: [plaza]\nlanguages: [en]\nevents:\n${events.join('\n')}\n`,
    'policies/bench.yaml': [0, 1, 2, 3, 4]
      .map(
        (i) =>
          `- { id: bench.p${i}, version: 1, severity: S${i}, title: { en: P }, guideline: { en: G }, notice: { en: N } }\n`,
      )
      .join(''),
    'labels.yaml': 'seen: { on: account, description: Seen by the bench }\n',
  }
  for (let from = 0; from < rules.length; from += 1000) {
    files[`rules/${String(from).padStart(6, '0')}.yaml`] = rules
      .slice(from, from + 1000)
      .map((rule, k) => {
        const i = from + k
        const then = i % 10 === 0 ? '{ verdict: hold, label: { name: seen, for: 7d } }' : '{ verdict: nudge }'
        const when = writeRule(rule, celLeaf).replaceAll("'", "''")
        return `- id: ${rule.id}\n  policy: bench.p${i % 5}\n  on: [${rule.on.join(', ')}]\n  when: '${when}'\n  then: ${then}\n`
      })
      .join('')
  }
  return files
}
