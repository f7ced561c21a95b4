import { z } from 'zod'
import {
  AuthorityRequest,
  ModelActReply,
  ModelActRequest,
  ModelChainReply,
  ModelDetail,
  ModelDiffParams,
  ModelDiffReply,
  ModelEntryParams,
  ModelEntryReply,
  ModelList,
  ModelParams,
  ModelsQuery,
} from './lab-models.ts'
import { BODY, type Route } from './route.ts'

const act = {
  method: 'POST',
  needs: 'model.manage',
  guard: 'all-worlds',
  params: ModelParams,
  status: 200,
  reply: ModelActReply,
  problems: [...BODY, 'world-not-allowed', 'not-found', 'model-refused'],
} as const
const why = { why: 'players complain about masked greetings' }
const read = { method: 'GET', needs: 'model.read', guard: 'none', status: 200 } as const

/** Models: what they are, how they came there, and what people may do about it. */
export const LAB_MODEL_ROUTES = {
  listModels: {
    ...read,
    path: '/v1/lab/models',
    summary: 'List the models of the registry, newest first',
    query: ModelsQuery,
    reply: ModelList,
    problems: ['invalid-request'],
  },
  model: {
    ...read,
    path: '/v1/lab/models/:id',
    summary: 'Show a model: its way with the evidence of each move, its gates, its ML Test Score',
    params: ModelParams,
    reply: ModelDetail,
    problems: ['invalid-request', 'not-found'],
  },
  modelEntry: {
    ...read,
    path: '/v1/lab/models/:id/entries/:number',
    summary: 'Show one entry of a model in full',
    params: ModelEntryParams,
    reply: ModelEntryReply,
    problems: ['invalid-request', 'not-found'],
  },
  modelReport: {
    ...read,
    path: '/v1/lab/models/:id/report',
    summary: "Show a model's evaluation as a page that stands alone",
    description:
      'No script, no request, no text of the data: it can be handed on. Not there until it is evaluated.',
    params: ModelParams,
    reply: z.string(),
    replyType: 'text/html; charset=utf-8',
    problems: ['invalid-request', 'not-found'],
  },
  modelCard: {
    ...read,
    path: '/v1/lab/models/:id/card',
    summary: "Show a model's card as Markdown",
    description: 'Written from the entries of its chain; the same entries give the same card.',
    params: ModelParams,
    reply: z.string(),
    replyType: 'text/markdown; charset=utf-8',
    problems: ['invalid-request', 'not-found'],
  },
  modelDifference: {
    ...read,
    path: '/v1/lab/models/:id/difference/:other',
    summary: 'Show what is otherwise in two models',
    params: ModelDiffParams,
    reply: ModelDiffReply,
    problems: ['invalid-request', 'not-found'],
  },
  verifyModels: {
    ...read,
    path: '/v1/lab/chain',
    summary: 'Verify the chain of everything that happened to models',
    description:
      'Every link is hashed anew, and every model must stand where its last entry put it. Keep `head` elsewhere to tell later whether the chain was cut off or written anew.',
    reply: ModelChainReply,
    problems: [],
  },
  rollbackModel: {
    ...act,
    path: '/v1/lab/models/:id/rollback',
    summary: 'Take a model out of live or canary; the last known good is live again in the same change',
    description:
      'One person may do it alone: it only lowers what the model may do. Every process swaps at once. The model never comes back.',
    body: ModelActRequest,
    example: { body: why, reply: undefined },
  },
  retireModel: {
    ...act,
    path: '/v1/lab/models/:id/retire',
    summary: 'End a model for good',
    description: 'It has no force any more, and no rollback goes back to it.',
    body: ModelActRequest,
    example: { body: why, reply: undefined },
  },
  lowerModel: {
    ...act,
    path: '/v1/lab/models/:id/lower',
    summary: 'Have a model do less, now and after any move, until two persons raise it again',
    body: AuthorityRequest,
    example: { body: { to: 'observe', ...why }, reply: undefined },
  },
  raiseModel: {
    ...act,
    path: '/v1/lab/models/:id/raise',
    summary: 'Ask for more authority of a model, or confirm what another person asked for',
    description:
      'Two different persons within 24 hours, and never more than the model is certified for. In shadow a model may be raised to `rank` and no further: for emergencies.',
    body: AuthorityRequest,
    problems: [...act.problems, 'no-person'],
    example: { body: { to: 'rank', ...why }, reply: undefined },
  },
  signOffModel: {
    ...act,
    path: '/v1/lab/models/:id/sign-off',
    summary: "Sign what a model in shadow changes beyond its task's plan",
    body: ModelActRequest,
    problems: [...act.problems, 'no-person'],
    example: { body: why, reply: undefined },
  },
} as const satisfies Readonly<Record<string, Route>>
