import type { PackFiles } from '../pack/pack.ts'
import { SMALL_PACK } from '../pack/small-pack.fixture.ts'
import type { Chance } from '../rules/differential/chance.fixture.ts'

/** Counters of every kind, keyed and filtered in every way. */
const COUNTERS = `msgs_1m: { count: true, by: actor, on: [chat.message, direct.message], window: 1m }
before_1m: { count: true, by: actor, on: chat.message, window: 1m, self: false }
loud_1h: { count: true, by: actor, on: [chat.message, gift.trade], window: 1h, late: 10m }
people_10m: { distinct: target, by: actor, on: chat.message, window: 10m }
same_1h: { distinct: actor, by: text, on: [chat.message, direct.message], window: 1h }
levels_1h: { sum: level, by: actor, on: chat.message, window: 1h, where: level > 5 }
coins_1d: { sum: coins, by: actor, on: gift.trade, window: 24h }
rate_5m: { rate: 1m, by: session, on: chat.message, window: 5m }
busy_1h: { count: true, by: actor, on: chat.message, window: 1h, where: msgs_1m > 2 }
insulting_1h: { count: true, by: target, read: actor, on: [chat.message, direct.message], window: 1h, where: insults.count > 0 }
pair_1h: { count: true, by: [actor, target], unordered: true, on: [chat.message, gift.trade], window: 1h }
got_1h: { count: true, by: target, read: actor, on: chat.message, window: 1h }
mentioned_1h: { distinct: mentions, by: actor, on: chat.message, window: 1h }
met: { first: true, by: [actor, target], on: chat.message, window: 1h }
last_chat: { last: true, by: actor, on: chat.message, window: 1h }
gap: { since: true, by: actor, on: chat.message, window: 1h }
heat: { score: 1.0, half_life: 10m, by: actor, on: chat.message, window: 1h }
`

/** A pack with all that remembers, drawn at random: thresholds, modes, worlds and what unknown means. */
export function memoryPack(chance: Chance): PackFiles {
  const n = (most: number) => 1 + chance.below(most)
  const mode = () => chance.pick(['live', 'live', 'shadow', 'canary 30%', 'canary 77.5%'])
  const unknown = () => chance.pick(['skip', 'skip', 'hold'])
  const conditions: readonly (readonly [on: string, when: string, then: string])[] = [
    [
      '[chat.message, direct.message]',
      `msgs_1m > ${n(5)}`,
      '{ verdict: hold, label: { name: insulter, on: actor, for: 10m } }',
    ],
    ['chat.message', "actor.labels.has('insulter')", '{ verdict: nudge }'],
    [
      'chat.message',
      `actor.labels.has('insulter') && insults.count > 0 && level > ${n(9)}`,
      '{ verdict: block, unlabel: { name: insulter, on: actor } }',
    ],
    [
      'direct.message',
      "insults.count > 0 || 'insulter' in actor.labels",
      '{ verdict: mask, label: { name: watched, on: actor, for: 1h } }',
    ],
    [
      '[chat.message, gift.trade]',
      `target.labels.has('watched') && loud_1h > ${n(4)}`,
      '{ verdict: nudge, label: { name: insulter, on: target, for: 3m } }',
    ],
    ['chat.message', `before_1m > ${n(3)} || people_10m > ${n(3)}`, '{ verdict: nudge }'],
    [
      'chat.message',
      `same_1h >= ${n(6)} && levels_1h > ${n(40)}`,
      '{ verdict: hold, unlabel: { name: watched, on: actor } }',
    ],
    ['gift.trade', `coins_1d > ${n(2000)} && pair_1h > ${n(3)}`, '{ verdict: block }'],
    ['chat.message', `rate_5m > ${n(5)}.0 || busy_1h > ${n(9)}`, '{ verdict: nudge }'],
    [
      '[chat.message, direct.message]',
      `insulting_1h > ${n(3)} && !actor.labels.has('watched')`,
      '{ verdict: hold, label: { name: watched, on: actor } }',
    ],
    ['chat.message', `got_1h > ${n(6)} || mentioned_1h > ${n(3)}`, '{ verdict: nudge }'],
    ['chat.message', `has(met) && event.time - met < duration("${n(50)}m")`, '{ verdict: nudge }'],
    ['chat.message', `gap < duration("${n(90)}s") && heat > ${n(6)}.5`, '{ verdict: mask }'],
    [
      'chat.message',
      `last_chat < event.time && links.count > 0 && account_age < duration("24h")`,
      '{ verdict: hold }',
    ],
    ['chat.message', `has(insults) && !has(data.level)`, '{ verdict: nudge }'],
    ['chat.message', `links.count > 0 ? level > ${n(15)} : size(mentions) > 1`, '{ verdict: mask }'],
    [
      'direct.message',
      'links.domains.exists(d, d.endsWith("example.com")) && text.size() > 3',
      '{ verdict: block }',
    ],
    ['gift.trade', `coins > ${n(190)} && loud_1h > ${n(3)}`, '{ verdict: hold }'],
    [
      '[chat.message, direct.message, gift.trade]',
      `event.world == 'plaza' && session.labels.has('insulter')`,
      '{ verdict: nudge }',
    ],
  ]
  const rules = conditions.map(([on, when, then], i) => {
    const worlds = chance.is(0.2) ? '\n  worlds: [school]' : ''
    return `- id: r${i}\n  policy: ${chance.pick(['harassment.insult', 'spam.links'])}\n  on: ${on}\n  when: '${when.replaceAll("'", "''")}'\n  then: ${then}\n  mode: ${mode()}\n  unknown: ${unknown()}${worlds}\n`
  })
  const haechi = SMALL_PACK['haechi.yaml']!.replace(
    'signals:\n',
    '  gift.trade:\n    actor: account\n    features:\n      coins: { type: int, required: true, min: 0 }\n    keep: { content: 30d, decision: 365d }\nsignals:\n',
  )
  return {
    'haechi.yaml': haechi,
    'counters.yaml': COUNTERS,
    'rules/memory.yaml': rules.join(''),
    'labels.yaml': `${SMALL_PACK['labels.yaml']}watched: { description: Looked at }\n`,
  }
}
