import {
  account,
  attack,
  type Caught,
  type ComingFile,
  KNOWN,
  NEW,
  newShare,
  publicFiles,
  type Watched,
  watch,
} from '../src/signals/hash/banks/flood-world.fixture.ts'
import { seededInts } from '../src/signals/hash/seeded-picture.fixture.ts'
import type { Bench } from './emit.ts'
import { median } from './median.ts'

const BANKS = { 'a bank of 10': 10, 'a bank of 1M': 1_000_000 } as const
const USUAL = 1 / 2000

/** The flood guard: what people acting together need to turn it against a member, how soon a true flood is caught, false alarms. */
export const bench: Bench = {
  name: 'flood',
  summary: 'The flood guard counting files (before) and senders: attacks, true floods, false alarms',
  async run(emit, { quick }) {
    const say = (figure: string, value: number, unit: string) =>
      emit({ bench: 'flood', figure, value, unit, reach: null, holds: null, peer: null })
    attacks(say)
    floods(quick ? 40 : 200, say)
    alarms(quick ? 40 : 200, say)
  },
}

type Say = (figure: string, value: number, unit: string) => void

function attacks(say: Say): void {
  for (const [bank, members] of Object.entries(BANKS)) {
    const files = watch(attack(1, 10_000, 5), { members, counting: 'files' })
    say(`${bank}, by files: variants of one account`, (files!.files + 5) / 6, 'files')
    const one = watch(attack(1, 10_000, 5), { members, counting: 'senders' })
    say(`${bank}, by senders: quarantined by 10,000 variants of one account`, one === undefined ? 0 : 1, '')
    for (const [who, more] of Object.entries({
      'known accounts': {},
      'new accounts': { standing: () => NEW },
      'accounts with a violation': { standing: () => ({ ...KNOWN, struck: true }) },
      'known accounts, upheld': { upheld: true },
      'new accounts, upheld': { standing: () => NEW, upheld: true },
    }))
      say(`${bank}, by senders: fewest ${who} (0: not with 300)`, fewest({ members, ...more }), 'accounts')
  }
}

/** The fewest accounts that get a member into quarantine with 50 variants each, few others sending; 0: 300 do not. */
function fewest(watched: Omit<Watched, 'counting'>): number {
  for (let accounts = 1; accounts <= 300; accounts++)
    if (watch(attack(accounts, accounts * 50, 5), { ...watched, counting: 'senders' })) return accounts
  return 0
}

function floods(seeds: number, say: Say): void {
  const members = 1_000_000
  for (const share of [0.01, 0.05, 0.2])
    for (const eachOnce of [true, false]) {
      const told = (how: string, watched: Watched) => {
        const caught = manyTimes(seeds, (seed) =>
          watch(publicFiles({ seed, share, eachOnce, most: 200_000 }), watched),
        )
        const world = `${100 * share} %${eachOnce ? ', each file another’s' : ''}`
        say(`public at ${world}, ${how}: people hit`, median(caught.map(({ people }) => people)), 'people')
        say(`public at ${world}, ${how}: files`, median(caught.map(({ files }) => files)), 'files')
      }
      told('by files', { members, counting: 'files' })
      told('by senders', { members, counting: 'senders' })
      told('by senders, 30 % new', { members, counting: 'senders', standing: newShare(0.3) })
      told('by senders, all new', { members, counting: 'senders', standing: () => NEW })
    }
}

function manyTimes(seeds: number, run: (seed: number) => Caught | undefined): Caught[] {
  return Array.from({ length: seeds }, (_, at) => {
    const caught = run(at + 1)
    if (caught === undefined) throw new Error(`A flood was not caught, seed ${at + 1}.`)
    return caught
  })
}

/** Of sound members: files until an alarm at a threshold of 300, where 300 are promised on average. */
function alarms(seeds: number, say: Say): void {
  const most = 50_000
  for (const [world, files] of Object.entries({
    'matching as usual': (seed: number) => publicFiles({ seed, share: USUAL, most }),
    '… in series of 20 by one sender': (seed: number) => series(seed, most),
  }))
    for (const counting of ['files', 'senders'] as const) {
      let sum = 0
      for (let seed = 1; seed <= seeds; seed++)
        sum += watch(files(seed), { members: 1, counting, logThreshold: Math.log(300) })?.files ?? most
      say(`sound, ${world}, by ${counting}: files to an alarm`, sum / seeds, `of ${most}`)
    }
}

/** Everybody sends 20 files, of which all match or none does: as many as are usual, but not one by one. */
function* series(seed: number, most: number): Generator<ComingFile> {
  const next = seededInts(seed)
  for (let at = 0; at < most / 20; at++) {
    const matches = next(1_000_000) < USUAL * 1_000_000
    for (let n = 0; n < 20; n++) yield { sender: account(at), matches }
  }
}
