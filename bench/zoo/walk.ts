import { missingFor } from '../../src/lab/gates/certified-authority.ts'
import { NOW } from '../../src/lab/gates/evidence.fixture.ts'
import {
  AUTHORITIES,
  type Authority,
  compareAuthority,
  mostAuthority,
} from '../../src/lab/registry/authority.ts'
import type { ModelState } from '../../src/lab/registry/model.ts'
import { planMove } from '../../src/lab/registry/plan-move.ts'
import type { SeenModel } from '../../src/lab/registry/ports.ts'
import { after, checks, record } from '../../src/lab/registry/seen.fixture.ts'
import type { ModelId } from '../../src/lab/train/candidate.ts'
import type { Animal } from './animal.ts'
import { liveTexts } from './live-texts.ts'
import { type Offline, offline } from './offline.ts'
import { onLiveTraffic, simulatedTraffic, type Traffic } from './on-live-traffic.ts'
import { NOTHING, type TakenAway } from './taken-away.ts'
import { POLICY, type ZooWorld } from './world.ts'

/** How far a model came. */
export interface Walked {
  readonly model: ModelId
  readonly kind: string
  readonly variant: Animal['variant']
  readonly state: ModelState
  /** The most it was ever allowed to do, on however few accounts. */
  readonly got: Authority
  /** It was allowed more than its kind may ever be. */
  readonly isUnsafe: boolean
  /**
   * What stopped it, all that stood there at once: `gate NAME`, `registry`, `tripwire NAME`, `probation`, `canary`, `watch`;
   * none: nobody.
   */
  readonly by: readonly string[]
  /** Gates between it and the step above what it got; none when it got what there is. */
  readonly heldBy: readonly string[]
  readonly says: string
  /** Judgements that it took on live traffic. */
  readonly labels: number
}

/** What an animal is when only its way is looked at. */
export type Walker = Omit<Animal, 'bins'>

/** The whole way of one model: gates, registry, probation, canary, live, each by the code that does it in the service. */
export async function walk(animal: Animal, world: ZooWorld, random: () => number): Promise<Walked> {
  const tested = await offline(animal, world, random)
  return walkOn(animal, tested, await trafficFor(animal, tested, world, random))
}

/** What is said to a model day by day: texts, where what it says hangs on them; else chance alone. */
export async function trafficFor(
  animal: Animal,
  { scorer }: Offline,
  world: ZooWorld,
  random: () => number,
): Promise<(model: ModelId, day: number) => Traffic> {
  if (animal.score !== undefined && scorer !== undefined) return liveTexts(scorer, world, random)
  return (model, day) => simulatedTraffic(animal, random, model, day)
}

/** From the gates' results on; traffic as it is given. */
export function walkOn(
  animal: Walker,
  { candidate, results: found, tries }: Offline,
  trafficOf: (model: ModelId, day: number) => Traffic,
  without: TakenAway = NOTHING,
): Walked {
  const { manifest, id } = candidate
  const { kind, variant, most, doctored } = animal
  const hasRegistry = !without.walls.has('registry')
  const results = found.map((one) =>
    without.gates.has(one.gate) ? { ...one, verdict: 'pass' as const } : one,
  )
  const dataset = hasRegistry ? (doctored?.evidenceOf ?? manifest.dataset) : manifest.dataset
  const about = { dataset, policyVersion: manifest.policyVersion }
  const policyOn = hasRegistry ? animal.policyOn : () => manifest.policyVersion
  const facts = { nowMs: NOW, policyVersion: policyOn?.(0) ?? POLICY }
  const walked = (
    seen: SeenModel,
    { got, by, says, labels = 0 }: Pick<Walked, 'got' | 'by' | 'says'> & { labels?: number },
  ): Walked => ({
    ...{ model: id, kind, variant, state: seen.record.state, got, by, labels },
    heldBy: got === 'irreversible' ? [] : gatesOf(missingFor(stepAbove(got), results)),
    says: tries > 1 ? `${says} (${tries} tries)` : says,
    isUnsafe: compareAuthority(got, most) > 0,
  })
  const trained: SeenModel = {
    ...{ record: record({ id, task: manifest.task, manifest }), entries: [], peers: [], next: 1 },
  }
  const evaluated = planMove(
    trained,
    { evidence: [{ kind: 'evaluation', body: about }], to: 'evaluated' },
    facts,
  )
  if (!evaluated.ok) return walked(trained, { got: 'observe', by: ['registry'], says: evaluated.why })
  const before = after(trained, evaluated)
  const evidence = [
    { kind: 'gates' as const, body: { ...about, gates: manifest.gates, results } },
    {
      kind: 'checks' as const,
      body: { ...about, ...checks.body, dataset: about.dataset, policyVersion: about.policyVersion },
    },
  ]
  const toShadow = planMove(before, { evidence, to: 'shadow' }, facts)
  if (!toShadow.ok) {
    const refused = planMove(before, { evidence, to: 'refused' }, facts)
    const failed = gatesOf(missingFor('observe', results))
    return walked(refused.ok ? after(before, refused) : before, {
      ...{ got: 'observe', says: toShadow.why },
      by: failed.length > 0 ? failed : ['registry'],
    })
  }
  let got: Authority = 'observe'
  const { seen, labels, says, by } = onLiveTraffic(
    { ...(animal.cells && { cells: animal.cells }), ...(policyOn && { policyOn }) },
    after(before, toShadow),
    trafficOf,
    ({ record: { authority, share } }) => {
      if (share > 0) got = mostAuthority(got, authority)
    },
    without.walls,
  )
  const state: ModelState = seen.record.state
  const held = state === 'shadow' ? gatesOf(missingFor('rank', results)) : []
  const stops = by !== undefined ? [by] : held.length > 0 ? held : state === 'shadow' ? ['registry'] : []
  return walked(seen, { got, by: stops, says, labels })
}

function stepAbove(got: Authority): Authority {
  return AUTHORITIES[AUTHORITIES.indexOf(got) + 1] ?? got
}

/** `baseline (fail)` is `gate baseline`. */
function gatesOf(missing: readonly string[]): string[] {
  return missing.map((one) => `gate ${one.split(' ')[0]}`)
}
