import { missingFor } from '../../src/lab/gates/certified-authority.ts'
import { NOW } from '../../src/lab/gates/evidence.fixture.ts'
import { type Authority, compareAuthority, mostAuthority } from '../../src/lab/registry/authority.ts'
import type { ModelState } from '../../src/lab/registry/model.ts'
import { planMove } from '../../src/lab/registry/plan-move.ts'
import type { SeenModel } from '../../src/lab/registry/ports.ts'
import { after, checks, record } from '../../src/lab/registry/seen.fixture.ts'
import type { ModelId } from '../../src/lab/train/candidate.ts'
import type { Animal } from './animal.ts'
import { type Offline, offline } from './offline.ts'
import { onLiveTraffic, simulatedTraffic, type Traffic } from './on-live-traffic.ts'
import { POLICY, type ZooWorld } from './world.ts'

/** How far a model came. */
export interface Walked {
  readonly model: ModelId
  readonly kind: string
  readonly variant: Animal['variant']
  readonly state: ModelState
  /** The most it was ever allowed to do, on however few accounts. */
  readonly got: Authority
  readonly isUnsafe: boolean
  /** Who stopped it: gates by name, `registry`, `probation`, `canary`, `watch`; undefined: nobody. */
  readonly by: string | undefined
  readonly says: string
  /** Judgements that it took on live traffic. */
  readonly labels: number
}

/** The whole way of one model: gates, registry, probation, canary, live, each by the code that does it in the service. */
export async function walk(animal: Animal, world: ZooWorld, random: () => number): Promise<Walked> {
  return walkOn(animal, await offline(animal, world, random), (model, day) =>
    simulatedTraffic(animal, random, model, day),
  )
}

/** From the gates' results on; traffic as it is given. */
export function walkOn(
  animal: Omit<Animal, 'bins'>,
  { candidate, results, tries }: Offline,
  trafficOf: (model: ModelId, day: number) => Traffic,
): Walked {
  const { manifest, id } = candidate
  const { kind, variant, most, doctored } = animal
  const about = { dataset: doctored?.evidenceOf ?? manifest.dataset, policyVersion: manifest.policyVersion }
  const facts = { nowMs: NOW, policyVersion: animal.policyOn?.(0) ?? POLICY }
  const walked = (
    seen: SeenModel,
    got: Authority,
    by: string | undefined,
    says: string,
    labels = 0,
  ): Walked => ({
    ...{ model: id, kind, variant, state: seen.record.state, got, by, labels },
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
  if (!evaluated.ok) return walked(trained, 'observe', 'registry', evaluated.why)
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
    const failed = missingFor('observe', results)
    return walked(
      refused.ok ? after(before, refused) : before,
      'observe',
      failed.length > 0 ? 'gates' : 'registry',
      toShadow.why,
    )
  }
  const shadow = after(before, toShadow)
  let got: Authority = 'observe'
  const { seen, labels, says } = onLiveTraffic(
    animal,
    shadow,
    trafficOf,
    ({ record: { authority, share } }) => {
      if (share > 0) got = mostAuthority(got, authority)
    },
  )
  const by = { revoked: 'probation', 'rolled-back': 'canary or watch', shadow: 'registry' }[
    seen.record.state as string
  ]
  const open = missingFor(most === 'irreversible' ? 'reversible' : 'irreversible', results)
  return walked(
    seen,
    got,
    by,
    by === undefined && got !== 'observe' ? `open: ${open.join(', ')}` : says,
    labels,
  )
}
