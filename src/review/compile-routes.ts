import type { EntityRef } from '../core/entity.ts'
import type { JOB_FACTS } from '../pack/job-scope.ts'
import type { Pack } from '../pack/pack.ts'
import { compileTest } from '../rules/compile-expression.ts'
import type { Frame } from '../rules/frame.ts'

/** What routes know of a job; see `pack/job-scope.ts`. */
export type JobFacts = {
  readonly [fact in keyof typeof JOB_FACTS]: (typeof JOB_FACTS)[fact] extends { readonly kind: 'string' }
    ? string
    : (typeof JOB_FACTS)[fact] extends { readonly kind: 'bool' }
      ? boolean
      : number
}

export interface RoutedJob {
  readonly facts: JobFacts
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  readonly session: EntityRef | undefined
}

/** Gives the queue of the first route whose condition holds; undefined: none does. */
export type RouteJob = (
  job: RoutedJob,
  hasLabel: (entity: string, label: string) => boolean,
) => string | undefined

/** Compiles a pack's routes. A condition that cannot be decided counts as one that does not hold. */
export function compileRoutes({ review }: Pick<Pack, 'review'>): RouteJob {
  const routes = review.routes.map(({ when, queue }) => ({ test: compileTest(when), queue }))
  return ({ facts, actor, target, session }, hasLabel) => {
    if (routes.length === 0) return undefined
    const frame: Frame = {
      event: {
        ...{ id: undefined, type: facts.type, time: 0, receivedAt: 0, world: facts.world },
        ...{ session, actor, target },
        data: facts as unknown as Frame['event']['data'],
      },
      signals: [],
      readSignal: () => undefined,
      hasLabel,
      fired: NONE,
      firedCount: 0,
      unknown: NONE,
      unknownCount: 0,
    }
    return routes.find(({ test }) => test(frame))?.queue
  }
}

const NONE = new Int32Array(0)
