import { aboutActor, type Draft } from './event-of.ts'
import { harmfulText } from './harmful-text.ts'
import { type Random, weighted } from './random.ts'
import { said } from './speech-draft.ts'
import { SPEECH } from './text/speech.ts'
import type { Truth } from './truth.ts'
import { listItem, type World } from './world.ts'

const SPAM = [
  'inauthentic.spam',
  'inauthentic.hidden_ad',
  'regulated_goods.gambling',
  'fraud.currency_scam',
  'fraud.phishing',
]
const SCAM = [
  'fraud.scam',
  'fraud.phishing',
  'fraud.currency_scam',
  'fraud.account_trade',
  'inauthentic.spam',
]
const SEEK = ['child_safety.grooming', 'privacy.contact_exchange_minor', 'child_safety.endangerment']

const pickSpam = weighted({ chat: 42, comment: 32, direct: 11, feed: 11, profile: 4 })

/** Draws an advertisement. */
export function spamDraft(random: Random, world: World): Draft {
  const actor = random.pick(world.harmful.spam)
  const about = aboutActor(random, actor)
  const way = pickSpam(random)
  const { text, truth } = harmfulText(random, actor.language, 'spam', 'spam', SPAM)
  if (way === 'feed') {
    const tags = Array.from({ length: random.int(45) }, () => SPEECH[actor.language].ordinary(random, 'wear'))
    return { type: 'feed.post', actor, data: { text, ...about, tags }, truth }
  }
  if (way === 'profile')
    return { type: 'profile.update', actor, data: { bio: text, ...about, actor_minor: actor.minor }, truth }
  return said(random, world, actor, way, text, truth)
}

const pickScam = weighted({ chat: 30, direct: 45, comment: 10, gift: 10, name: 5 })
const STAFF_NAMES = [
  '운영팀',
  '운영자',
  '공식계정',
  '고객센터',
  'GM ',
  'Official ',
  'Support Team ',
  'moderator ',
]

/** Draws a swindle: words, stolen coins moved on, or the name of staff. */
export function scamDraft(random: Random, world: World): Draft {
  const actor = random.pick(world.harmful.scam)
  const about = aboutActor(random, actor)
  const way = pickScam(random)
  if (way === 'gift') {
    const other = random.pick(world.accounts)
    const coins = 1000 * (2 + random.int(40))
    const minors = { actor_minor: actor.minor, target_minor: other.minor }
    const truth: Truth = { behaviour: 'scam', violating: true, policies: ['fraud.scam'] }
    return {
      type: 'gift.trade',
      actor,
      target: other.ref,
      data: { ...about, ...minors, friends: false, coins },
      truth,
    }
  }
  if (way === 'name') {
    const truth: Truth = { behaviour: 'scam', violating: true, policies: ['fraud.impersonation'] }
    return {
      type: 'name.change',
      actor,
      data: { name: `${random.pick(STAFF_NAMES)}${random.int(100)}`, ...about },
      truth,
    }
  }
  const { text, truth } = harmfulText(random, actor.language, 'scam', 'scam', SCAM)
  return said(random, world, actor, way, text, truth)
}

const pickApproach = weighted({ direct: 70, chat: 12, request: 9, gift: 9 })

/** Draws an adult's attempt to get a minor out of the world's sight. */
export function contactDraft(random: Random, world: World): Draft {
  const actor = random.pick(world.harmful['contact-seeking'])
  const minor = random.pick(world.minors)
  const way = pickApproach(random)
  const { text, truth } = harmfulText(random, actor.language, 'seek', 'contact-seeking', SEEK)
  const about = aboutActor(random, actor)
  if (way === 'chat') {
    const data = { text, ...about, minors_present: true }
    return { type: 'chat.message', actor, target: minor.room.ref, room: minor.room, data, truth }
  }
  const minors = { actor_minor: false, target_minor: minor.minor }
  if (way === 'direct') {
    const data = { text, ...about, ...minors, friends: random.chance(0.2) }
    return { type: 'direct.message', actor, target: minor.ref, data, truth }
  }
  if (way === 'request') {
    const data = { message: text, ...about, ...minors, sent_last_hour: random.int(50) }
    return { type: 'friend.request', actor, target: minor.ref, data, truth }
  }
  const data = { message: text, ...about, ...minors, friends: false, coins: 50 * (1 + random.int(20)) }
  return { type: 'gift.trade', actor, target: minor.ref, data, truth }
}

/** Draws the listing of an item that was taken from somebody. */
export function itemTheftDraft(random: Random, world: World): Draft {
  const actor = random.pick(world.harmful['item-theft'])
  const original = random.pick(world.items)
  // Some thieves change the mesh until it is no longer recognised; some items are never compared.
  const kind = random.next()
  const likeness =
    kind < 0.15
      ? {}
      : {
          similarity: kind < 0.4 ? 0.9 + random.int(7) / 100 : 0.97 + random.int(4) / 100,
          original: original.ref,
        }
  const item = listItem(random, world, actor, original.title)
  const data = {
    title: item.title,
    price: random.pick([1, 1, 2, 3]),
    triangles: 500 + random.int(6000),
    ...likeness,
  }
  return {
    type: 'item.listing',
    actor,
    target: item.ref,
    data: { ...data, ...aboutActor(random, actor) },
    truth: { behaviour: 'item-theft', violating: true, policies: ['ip.design_copy'] },
  }
}
