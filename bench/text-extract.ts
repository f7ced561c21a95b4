import { existsSync, readFileSync } from 'node:fs'
import { find as linkify } from 'linkifyjs'
import type { EntityRef } from '../src/core/entity.ts'
import type { Value } from '../src/core/value.ts'
import { createConversations } from '../src/engine/conversations.ts'
import { NO_EVENT } from '../src/engine/event-frame.ts'
import { SIGNAL_KINDS } from '../src/signals/kinds.ts'
import type { Signal } from '../src/signals/signal.ts'
import { foldOnce } from '../src/signals/text/fold-once.ts'
import type { Bench, Emit } from './emit.ts'
import { HELD_OUT, SECOND } from './extract-held-out.ts'
import { type ExtractKind, makeExtractWorld } from './extract-world.ts'
import { makeTextWorld } from './text-world.ts'

const KINDS: readonly ExtractKind[] = ['links', 'contacts', 'personal_data', 'ages', 'offers', 'invisible']
const EVENT = { ...NO_EVENT, time: Date.parse('2026-11-26T00:00:00Z') }

type Cheap = Signal & { readonly cost: 'cheap' }

export const bench: Bench = {
  name: 'extract',
  summary: 'links, contacts, personal data, ages, offers and invisible text: recall, precision, µs a message',
  async run(emit, { quick }) {
    const seconds = quick ? 0.3 : 1
    for (const kind of KINDS) judge(emit, kind)
    ordinary(emit)
    time(emit, seconds)
    conversations(emit, quick ? 20_000 : 200_000)
    linear(emit, quick ? 0.1 : 0.3)
  },
}

function judge(emit: Emit, kind: ExtractKind): void {
  const signal = build(kind)
  const hit = (raw: string): boolean => {
    const value = signal.evaluate(itemOf(raw), EVENT) as { count: number; asks?: number }
    return value.count > 0 || (kind === 'ages' && value.asks! > 0)
  }
  const report = (
    which: string,
    { positives, negatives }: { positives: readonly string[]; negatives: readonly string[] },
    isHit: (raw: string) => boolean,
    peer: string | null,
    reach: number | null,
  ): void => {
    const found = positives.filter(isHit).length
    const wrong = negatives.filter(isHit)
    const missed = positives.filter((raw) => !isHit(raw))
    if (process.env.HAECHI_BENCH_SHOW !== undefined && peer === null)
      console.error(`${kind}, ${which}: missed ${JSON.stringify(missed)}; wrong ${JSON.stringify(wrong)}`)
    line(
      emit,
      `${kind}, ${which}: recall on ${positives.length}`,
      (100 * found) / positives.length,
      '%',
      reach,
      peer,
    )
    line(
      emit,
      `${kind}, ${which}: false finds on ${negatives.length} hard ones`,
      (100 * wrong.length) / negatives.length,
      '%',
      reach === null ? null : 100 - reach,
      peer,
      true,
    )
  }
  const world = makeExtractWorld(kind, 7, 400)
  report('own forms', world, hit, null, 95)
  report('second set', SECOND[kind], hit, null, null)
  report('held out', HELD_OUT[kind], hit, null, null)
  if (kind !== 'links') return
  const peer = (raw: string) => linkify(raw, 'url').length > 0
  report('own forms', world, peer, 'linkifyjs', null)
  report('held out', HELD_OUT.links, peer, 'linkifyjs', null)
}

/** Finds in comments on news, where next to nothing of the sort is said: most of these are false, but for ages. */
function ordinary(emit: Emit): void {
  const file = ['../shared/data', '/work/shared/data']
    .map((at) => `${at}/beep/unlabeled_20k.txt`)
    .find(existsSync)
  if (file === undefined) {
    console.error(
      'extract: ../shared/data/beep/unlabeled_20k.txt is missing, so that ordinary comments are left out',
    )
    return
  }
  const texts = readFileSync(file, 'utf8').trim().split('\n')
  for (const kind of KINDS) {
    const signal = build(kind)
    const field = kind === 'links' ? 'hidden' : 'count'
    const found = texts.filter(
      (raw) => (signal.evaluate(itemOf(raw), EVENT) as Record<string, number>)[field]! > 0,
    )
    const reach = kind === 'ages' ? null : 10
    line(
      emit,
      `${kind}${field === 'hidden' ? ', hidden' : ''}: comments with a find, of ${texts.length} on news`,
      found.length,
      'comments',
      reach,
      null,
      true,
    )
  }
}

/** What it costs to remember the last six messages of 10,000 rooms, and to look for what is sent in pieces. */
function conversations(emit: Emit, messages: number): void {
  const held = createConversations(64 * 1024 * 1024)
  const texts = makeTextWorld(7, 100, 1000).messages
  const context = { content: 'text', of: new Set(['room'] as const), last: 6, withinMs: 60_000 }
  const kind = SIGNAL_KINDS.find((one) => one.kind === 'split_contacts')!
  const options = kind.options.parse({ context: { of: 'room', last: 6 } })
  const split = kind.build({ name: 'split', of: 'text', options, banks: new Map() }) as Cheap
  const events = Array.from({ length: messages }, (_, i) => ({
    ...NO_EVENT,
    world: 'plaza',
    actor: `account:${(i * 7919) % 30_000}` as EntityRef,
    target: `room:${(i * 104_729) % 10_000}` as EntityRef,
    receivedAt: i,
    data: { text: texts[i % texts.length]! },
  }))
  const begun = process.cpuUsage()
  const earlier = events.map((event) => held.take(event, context, true))
  const noted = process.cpuUsage(begun)
  line(
    emit,
    'remembering a message of a conversation',
    (noted.user + noted.system) / messages,
    'µs CPU',
    3,
    null,
    true,
  )
  line(emit, 'memory of 10,000 rooms of six messages', held.bytes / 1e6, 'MB', 16, null, true)
  const last = events.length - 1
  const pieces = ['010', '2345', '6789', 'ok', '카톡', 'moon_77'].map((text) => ({
    text,
    actor: events[last]!.actor,
    atMs: 0,
  }))
  const alone = cpuMicros(0.3, texts, (raw) =>
    split.evaluate({ ...itemOf(raw), earlier: earlier[last]! }, events[last]!),
  )
  line(
    emit,
    'split_contacts on ordinary chat, one message of the account before',
    alone,
    'µs CPU',
    null,
    null,
    true,
  )
  const joined = cpuMicros(0.3, texts, (raw) =>
    split.evaluate({ ...itemOf(raw), earlier: () => pieces }, events[last]!),
  )
  line(emit, 'split_contacts over six pieces of the same account', joined, 'µs CPU', null, null, true)
}

function time(emit: Emit, seconds: number): void {
  const signals = [...KINDS, 'shape' as const].map(build)
  const messages: Record<string, readonly string[]> = {
    'ordinary chat of 40 characters': makeTextWorld(7, 100, 4000).messages,
    'chat of which each holds something': KINDS.flatMap((kind) => makeExtractWorld(kind, 11, 150).positives),
    'hard chat that holds nothing': KINDS.flatMap((kind) => makeExtractWorld(kind, 11, 150).negatives),
  }
  for (const [name, texts] of Object.entries(messages)) {
    const folding = cpuMicros(seconds, texts, (raw) => foldOnce(raw))
    const all = cpuMicros(seconds, texts, (raw) => {
      const item = itemOf(raw)
      for (const signal of signals) signal.evaluate(item, EVENT)
    })
    line(
      emit,
      `all extractors and shape, beside folding: ${name}`,
      all - folding,
      'µs CPU',
      name.startsWith('ordinary') ? 10 : null,
      null,
      true,
    )
  }
}

/** Cost of a character in hostile texts ten times as long: 1 when time is linear. */
function linear(emit: Emit, seconds: number): void {
  const signals = [...KINDS, 'shape' as const].map(build)
  const pieces = [
    '1 ',
    'a@',
    'a.',
    '공',
    '카톡 ',
    'insta @',
    ' . ',
    '계정 ',
    'im ',
    '12살 ',
    'discord ',
    '4242 ',
    '\u200b',
    '서울시 ',
    'sell ',
    '로 1',
    'go to a ',
    '(',
    'my ',
    '만 ',
    'n a ',
    'my insta ',
    'one ',
    '1-',
  ]
  let worst = 0
  let which = ''
  for (const piece of pieces) {
    const cost = [6000, 60_000].map((length) => {
      const raw = piece.repeat(length / piece.length)
      let turn = 0
      return (
        cpuMicros(seconds, [raw], () => {
          // Another text each time: what was read last is kept.
          const item = itemOf(`${raw}${turn++ % 10}`)
          for (const signal of signals) signal.evaluate(item, EVENT)
        }) / length
      )
    })
    if (cost[1]! / cost[0]! > worst) {
      worst = cost[1]! / cost[0]!
      which = piece
    }
  }
  line(
    emit,
    `cost of a character in a text ten times as long, the worst of ${pieces.length} hostile pieces (${JSON.stringify(which)})`,
    worst,
    'ratio',
    3,
    null,
    true,
  )
}

function build(kind: string): Cheap {
  const found = SIGNAL_KINDS.find((one) => one.kind === kind)!
  return found.build({ name: kind, of: 'text', options: found.options.parse({}), banks: new Map() }) as Cheap
}

function itemOf(raw: string) {
  return { raw, shared: new Map<object, unknown>() }
}

/** CPU of one text, in µs; the median of five rounds. */
function cpuMicros(seconds: number, texts: readonly string[], run: (raw: string) => Value | unknown): number {
  for (let i = 0; i < 2; i++) for (const raw of texts) run(raw)
  const costs: number[] = []
  for (let round = 0; round < 5; round++) {
    let times = 0
    const begun = process.cpuUsage()
    let spent = 0
    do {
      for (const raw of texts) run(raw)
      times++
      const { user, system } = process.cpuUsage(begun)
      spent = user + system
    } while (spent < (seconds * 1e6) / 5)
    costs.push(spent / (times * texts.length))
  }
  return costs.sort((a, b) => a - b)[2]!
}

function line(
  emit: Emit,
  figure: string,
  value: number,
  unit: string,
  reach: number | null,
  peer: string | null = null,
  below = false,
): void {
  emit({
    bench: 'extract',
    figure,
    value,
    unit,
    reach,
    holds: reach === null ? null : below ? value <= reach : value >= reach,
    peer,
  })
}
