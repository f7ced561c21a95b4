import type { EntityRef } from '../core/entity.ts'
import { type Means, meansOf, ringMeans } from './means.ts'
import type { Random } from './random.ts'
import { type Language, SPEECH } from './text/speech.ts'
import type { Behaviour } from './truth.ts'

/** What an account does when it does harm, one event at a time; ordinary players do none. */
export type Role = Extract<
  Behaviour,
  | 'insult'
  | 'hate'
  | 'threat'
  | 'sexual'
  | 'distress'
  | 'spam'
  | 'scam'
  | 'contact-seeking'
  | 'raid'
  | 'item-theft'
>

export interface Account {
  readonly ref: EntityRef
  readonly language: Language
  readonly minor: boolean
  readonly createdAt: number
  /** `createdAt` as it goes over the wire. */
  readonly created: string
  readonly friends: Account[]
  /** The room where it mostly is. */
  readonly room: Room
  readonly means: Means
}

export interface Room {
  readonly ref: EntityRef
  readonly world: string
}

export interface Item {
  readonly ref: EntityRef
  readonly maker: Account
  readonly title: string
}

/** The simulated world: who lives in it, where, and what they made. */
export interface World {
  readonly accounts: Account[]
  /** Those under age, whom contact-seekers look for. */
  readonly minors: readonly Account[]
  /** The accounts that take each harmful role; they behave like everybody else in between. */
  readonly harmful: Readonly<Record<Role, Account[]>>
  readonly rooms: readonly Room[]
  readonly items: Item[]
  /** Those who did harm last, whom others report. */
  readonly notorious: Account[]
  /** Begins every id, so that two runs need not be about the same accounts. */
  readonly tag: string
  /** Items made, accounts opened, and rooms opened so far. */
  made: number
  people: number
  opened: number
}

/** Worlds of the starter pack. */
export const WORLDS = ['plaza', 'school', 'studio', 'arcade'] as const

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The catalogue of the shop stays this long; the oldest items make room. */
const SHOP_SIZE = 2000

/** Roles whose accounts are mostly thrown away after use. */
export const NEW_ACCOUNTS: ReadonlySet<Role> = new Set(['spam', 'scam', 'raid'])

/** Peoples a world: about half of the accounts write Korean, two in five are under age. */
export function createWorld(random: Random, players: number, start: number, tag = ''): World {
  const count = Math.max(20, Math.floor(players))
  const rooms = Array.from(
    { length: Math.max(4, Math.ceil(count / 12)) },
    (_, index): Room => ({
      ref: `room:${tag}r${index}` as EntityRef,
      world: WORLDS[index % WORLDS.length]!,
    }),
  )
  const accounts = Array.from({ length: count }, (_, index) =>
    createAccount(random, `${tag}u${index}`, start, rooms),
  )
  const minors = accounts.filter((account) => account.minor)
  for (const account of accounts) befriend(random, account, accounts)
  const harmful = assignRoles(random, accounts, start, rooms, tag)
  const items = Array.from({ length: Math.min(SHOP_SIZE, count) }, (_, index): Item => {
    const maker = random.pick(accounts)
    return {
      ref: `item:${tag}i${index}` as EntityRef,
      maker,
      title: SPEECH[maker.language].ordinary(random, 'item'),
    }
  })
  return {
    accounts,
    minors: minors.length > 0 ? minors : accounts.slice(0, 1),
    harmful,
    rooms,
    items,
    notorious: [],
    tag,
    made: items.length,
    people: accounts.length + Object.values(harmful).flat().length,
    opened: rooms.length,
  }
}

/** Somebody who opened an account so long ago; nobody's friend yet. */
export function newcomer(
  random: Random,
  world: World,
  timeMs: number,
  fixed: { readonly ageMs: number; readonly minor?: boolean; readonly means?: Means },
): Account {
  return createAccount(random, `${world.tag}u${world.people++}`, timeMs, world.rooms, fixed)
}

/** A room of a player's own. */
export function openRoom(random: Random, world: World): Room {
  return { ref: `room:${world.tag}r${world.opened++}` as EntityRef, world: random.pick(WORLDS) }
}

/** Puts a new item into the shop; once the shop is full, in the place of another. */
export function listItem(random: Random, world: World, maker: Account, title: string): Item {
  const item: Item = { ref: `item:${world.tag}i${world.made++}` as EntityRef, maker, title }
  if (world.items.length < SHOP_SIZE) world.items.push(item)
  else world.items[random.int(SHOP_SIZE)] = item
  return item
}

function createAccount(
  random: Random,
  name: string,
  start: number,
  rooms: readonly Room[],
  fixed: { minor?: boolean; ageMs?: number; means?: Means } = {},
): Account {
  // Ages are spread exponentially about half a year; some accounts are always fresh.
  const ageMs =
    fixed.ageMs ?? (random.chance(0.03) ? random.next() * DAY : DAY - Math.log(1 - random.next()) * 180 * DAY)
  const createdAt = start - Math.ceil(Math.min(ageMs, 8 * 365 * DAY))
  return {
    ref: `account:${name}` as EntityRef,
    language: random.chance(0.55) ? 'ko' : 'en',
    minor: fixed.minor ?? random.chance(0.4),
    createdAt,
    created: new Date(createdAt).toISOString(),
    friends: [],
    room: random.pick(rooms),
    means: fixed.means ?? meansOf(name),
  }
}

function befriend(random: Random, account: Account, accounts: readonly Account[]): void {
  const wanted = 1 + random.int(8)
  for (let i = 0; i < wanted; i++) {
    const other = random.pick(accounts)
    if (other !== account && other.language === account.language && !account.friends.includes(other)) {
      account.friends.push(other)
      if (!other.friends.includes(account)) other.friends.push(account)
    }
  }
}

/** Each role gets accounts of its own beside the ordinary ones; one in fifty of the world, two at least. */
function assignRoles(
  random: Random,
  ordinary: readonly Account[],
  start: number,
  rooms: readonly Room[],
  tag: string,
): Record<Role, Account[]> {
  const perRole = Math.max(2, Math.floor(ordinary.length / 50))
  let index = ordinary.length
  const make = (role: Role): Account[] =>
    Array.from({ length: role === 'raid' ? perRole * 4 : perRole }, () => {
      const fresh = NEW_ACCOUNTS.has(role) ? random.chance(0.8) : random.chance(0.2)
      const ageMs = fresh ? { ageMs: random.next() * 20 * HOUR } : {}
      const minor = role === 'contact-seeking' ? { minor: false } : {}
      // Those who advertise sit together, with a few devices between them.
      const ring = role === 'spam' ? { means: ringMeans(`${tag}spam`, index) } : {}
      return createAccount(random, `${tag}u${index++}`, start, rooms, { ...ageMs, ...minor, ...ring })
    })
  return {
    insult: make('insult'),
    hate: make('hate'),
    threat: make('threat'),
    sexual: make('sexual'),
    distress: make('distress'),
    spam: make('spam'),
    scam: make('scam'),
    'contact-seeking': make('contact-seeking'),
    raid: make('raid'),
    'item-theft': make('item-theft'),
  }
}
