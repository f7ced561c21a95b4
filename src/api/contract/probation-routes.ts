import { ProbationParams, ProbationQuery, ProbationReply } from './probation.ts'
import type { Route } from './route.ts'

/** How models are proved on live traffic. */
export const PROBATION_ROUTES = {
  modelProbation: {
    method: 'GET',
    path: '/v1/models/:id/probation',
    needs: 'model.read',
    guard: 'none',
    summary: 'Show what a model is proved by on live traffic, and how far it is',
    description:
      'Of a model in shadow its probation: judged account-days beside the boundaries at which it passes or is revoked. Of a canary: what was judged of the differences to the live model. Of a live model: the detector that rolls it back. Numbers alone, no content.',
    params: ProbationParams,
    query: ProbationQuery,
    status: 200,
    reply: ProbationReply,
    problems: ['invalid-request', 'not-found'],
  },
} as const satisfies Record<string, Route>
