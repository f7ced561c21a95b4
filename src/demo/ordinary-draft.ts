import { aboutActor, type Draft } from './event-of.ts'
import { type Random, weighted } from './random.ts'
import { SPEECH } from './text/speech.ts'
import { withTypos } from './text/typos.ts'
import type { Truth } from './truth.ts'
import { type Account, listItem, type World } from './world.ts'

const ORDINARY: Truth = { behaviour: 'ordinary', violating: false, policies: [] }
const NEAR_MISS: Truth = { behaviour: 'near-miss', violating: false, policies: [] }

const pickType = weighted({
  chat: 58,
  direct: 14,
  comment: 6,
  feed: 4,
  join: 8,
  friend: 3,
  gift: 2,
  name: 0.3,
  profile: 1,
  item: 1.5,
  world: 0.5,
  report: 1,
})

/** The share of what ordinary players say that sounds worse than it is. */
const NEAR_MISS_SHARE = 0.05
/** The share of reports that are about somebody who did harm. */
const REPORTED_SHARE = 0.7

/** Draws something that an ordinary player does. */
export function ordinaryDraft(random: Random, world: World): Draft {
  // Few are very active, many are quiet.
  const actor = world.accounts[Math.floor(random.next() ** 1.5 * world.accounts.length)]!
  const type = pickType(random)
  const { ordinary, nearMiss } = SPEECH[actor.language]
  const about = aboutActor(random, actor)
  const says = (topic: string): string => withTypos(random, ordinary(random, topic), 0.06)
  const speaks = (topic: string): { text: string; truth: Truth } =>
    random.chance(NEAR_MISS_SHARE)
      ? { text: nearMiss(random, 'any'), truth: NEAR_MISS }
      : { text: says(topic), truth: ORDINARY }

  switch (type) {
    case 'chat': {
      const { text, truth } = speaks('chat')
      const room = random.chance(0.8) ? actor.room : random.pick(world.rooms)
      return {
        type: 'chat.message',
        actor,
        target: room.ref,
        room,
        data: { text, ...about, minors_present: random.chance(0.5) },
        truth,
      }
    }
    case 'direct': {
      const { text, truth } = speaks('direct')
      const other = companion(random, world, actor)
      const friends = actor.friends.includes(other)
      return {
        type: 'direct.message',
        actor,
        target: other.ref,
        data: { text, ...about, actor_minor: actor.minor, target_minor: other.minor, friends },
        truth,
      }
    }
    case 'comment': {
      const { text, truth } = speaks('comment')
      return {
        type: 'comment.create',
        actor,
        target: random.pick(world.items).ref,
        data: { text, ...about },
        truth,
      }
    }
    case 'feed': {
      const { text, truth } = speaks('feed')
      const tags = Array.from({ length: random.int(6) }, () => ordinary(random, 'wear'))
      return { type: 'feed.post', actor, data: { text, ...about, tags }, truth }
    }
    case 'join': {
      const room = random.pick(world.rooms)
      // A popular host draws a rush too.
      const joins = random.chance(0.01) ? 41 + random.int(100) : random.int(16)
      const truth = joins > 40 ? NEAR_MISS : ORDINARY
      return {
        type: 'room.join',
        actor,
        target: room.ref,
        room,
        data: { ...about, joins_last_minute: joins },
        truth,
      }
    }
    case 'friend': {
      const other = random.pick(world.accounts)
      const message = random.chance(0.5) ? { message: says('request') } : {}
      const data = {
        ...message,
        ...about,
        actor_minor: actor.minor,
        target_minor: other.minor,
        sent_last_hour: random.int(12),
      }
      return { type: 'friend.request', actor, target: other.ref, data, truth: ORDINARY }
    }
    case 'gift': {
      const other = companion(random, world, actor)
      const message = random.chance(0.6) ? { message: says('gift') } : {}
      const friends = actor.friends.includes(other)
      const data = {
        ...message,
        ...about,
        actor_minor: actor.minor,
        target_minor: other.minor,
        friends,
        coins: 10 * (1 + random.int(60)),
      }
      return { type: 'gift.trade', actor, target: other.ref, data, truth: ORDINARY }
    }
    case 'name':
      return {
        type: 'name.change',
        actor,
        data: { name: ordinary(random, 'name'), ...about },
        truth: ORDINARY,
      }
    case 'profile':
      return {
        type: 'profile.update',
        actor,
        data: { bio: says('bio'), ...about, actor_minor: actor.minor },
        truth: ORDINARY,
      }
    case 'item':
      return itemDraft(random, world, actor)
    case 'world':
      return {
        type: 'world.listing',
        actor,
        target: actor.room.ref,
        data: {
          title: ordinary(random, 'world'),
          ...about,
          age_rating: random.pick(['all', 'all', '12', '15']),
        },
        truth: ORDINARY,
      }
    case 'report': {
      // Mostly somebody who did harm not long ago.
      const other =
        world.notorious.length > 0 && random.chance(REPORTED_SHARE)
          ? random.pick(world.notorious)
          : random.pick(world.accounts)
      const reason = random.pick(['harassment', 'sexual', 'fraud', 'ip', 'other', 'minor_safety'])
      const data = { text: says('report'), reason, reports_last_day: random.int(4) }
      return { type: 'user.report', actor, target: other.ref, data, truth: ORDINARY }
    }
  }
}

/** Mostly a friend, sometimes a stranger. */
function companion(random: Random, world: World, actor: Account): Account {
  return actor.friends.length > 0 && random.chance(0.85)
    ? random.pick(actor.friends)
    : random.pick(world.accounts)
}

function itemDraft(random: Random, world: World, maker: Account): Draft {
  // Similarity is only measured for some; makers do take each other's ideas.
  const likeness = random.chance(0.5)
    ? { similarity: Math.round(random.next() ** 2 * 90) / 100, original: random.pick(world.items).ref }
    : {}
  const item = listItem(random, world, maker, SPEECH[maker.language].ordinary(random, 'item'))
  const price = random.pick([2, 5, 8, 12, 20, 40])
  const data = {
    title: item.title,
    price,
    triangles: 500 + random.int(6000),
    ...likeness,
    ...aboutActor(random, maker),
  }
  return { type: 'item.listing', actor: maker, target: item.ref, data, truth: ORDINARY }
}
