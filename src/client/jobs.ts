import type { Assignees, ChangeJobsReply, ChangeJobsRequest } from '../api/contract/acts.ts'
import type { AnnotateReply, AnnotateRequest, ReviewPolicies } from '../api/contract/annotate.ts'
import type { Language } from '../api/contract/decisions.ts'
import type { AddGoldenRequest, Golden, GoldenList } from '../api/contract/golden.ts'
import type {
  AssignRequest,
  JobRow,
  RaiseRequest,
  SearchJobsReply,
  SearchJobsRequest,
} from '../api/contract/job-rows.ts'
import type { JobView } from '../api/contract/jobs.ts'
import type { QueueHead, QueueView } from '../api/contract/queues.ts'
import type { ExtendReply, TakeReply, TakeRequest } from '../api/contract/take-jobs.ts'
import type { Ask, CallOptions } from './ask.ts'

/** A request as its writer has it: ids and entities are plain strings. */
type Loose<T> = T extends string
  ? string
  : T extends readonly (infer One)[]
    ? readonly Loose<One>[]
    : T extends object
      ? { [Key in keyof T]: Loose<T[Key]> }
      : T

/** A judgement as the API takes it. */
export type Annotation = Omit<Loose<AnnotateRequest>, 'choice' | 'enforcements' | 'spans' | 'regions'> &
  Pick<AnnotateRequest, 'choice' | 'enforcements' | 'spans' | 'regions'>

/** What is to be done to many jobs. */
export type JobsChange =
  | Exclude<ChangeJobsRequest['change'], { kind: 'assign' }>
  | { readonly kind: 'assign'; readonly person: string; readonly for?: string }

/** What people judge. Taking and judging need a key that speaks for a person. */
export interface JobsClient {
  /** The next jobs, by priority; one unless `count` says more. They are held for the person from now on. */
  take(request?: TakeRequest, options?: CallOptions): Promise<JobView[]>
  /** As `take`, and why there are none when the person has seen enough for now. */
  takeOrRest(request?: TakeRequest, options?: CallOptions): Promise<TakeReply>
  /** What the person holds, with the claims. */
  held(options?: CallOptions & { context?: Language }): Promise<JobView[]>
  /** With what is known around it, told in `language`. */
  get(id: string, options?: CallOptions & { language?: Language }): Promise<JobView>
  /** The policies that may be found broken, with their guidelines. */
  policies(options?: CallOptions): Promise<ReviewPolicies>
  /** Newest first; `before` is the `next` of the page before. */
  search(
    request?: Omit<SearchJobsRequest, 'actor' | 'before' | 'heldBy' | 'decision'> &
      Loose<Pick<SearchJobsRequest, 'actor' | 'before' | 'heldBy' | 'decision'>>,
    options?: CallOptions,
  ): Promise<SearchJobsReply>
  extend(id: string, claim: string, options?: CallOptions): Promise<ExtendReply>
  release(id: string, claim: string, options?: CallOptions): Promise<void>
  annotate(id: string, annotation: Annotation, options?: CallOptions): Promise<AnnotateReply>
  undo(id: string, options?: CallOptions): Promise<JobView>
  /** Waiting jobs with near-identical content, for `also` of a judgement. */
  similar(id: string, limit?: number, options?: CallOptions): Promise<JobView[]>
  move(id: string, queue: string, options?: CallOptions): Promise<JobRow>
  raise(id: string, request?: RaiseRequest, options?: CallOptions): Promise<JobRow>
  withdraw(id: string, options?: CallOptions): Promise<JobRow>
  assign(id: string, request: Loose<AssignRequest>, options?: CallOptions): Promise<JobRow>
  /** Takes this very job: an appeal, or any for those who manage jobs. */
  claim(id: string, options?: CallOptions & { language?: Language }): Promise<JobView>
  /** Those who may be given a job. */
  assignees(id: string, options?: CallOptions): Promise<Assignees['people']>
  /** Changes up to 1,000 jobs. */
  change(jobs: readonly string[], change: JobsChange, options?: CallOptions): Promise<ChangeJobsReply>
  /** What `change` would do. */
  tryChange(jobs: readonly string[], change: JobsChange, options?: CallOptions): Promise<ChangeJobsReply>
}

export interface QueuesClient {
  list(options?: CallOptions): Promise<QueueView[]>
  /** With the jobs at its head. */
  get(queue: string, options?: CallOptions): Promise<QueueHead>
}

/** Items whose truth is known. */
export interface GoldenClient {
  add(request: Loose<AddGoldenRequest>, options?: CallOptions): Promise<Golden>
  /** Newest first; `before` is the `next` of the page before. */
  list(options?: CallOptions & { before?: string; limit?: number }): Promise<GoldenList>
  retire(id: string, options?: CallOptions): Promise<Golden>
}

export function jobsClient(ask: Ask): JobsClient {
  const onJob = (id: string, signal: AbortSignal | undefined) => ({ params: { id }, signal })
  return {
    // Sent again after a lost answer, it would take others: those of the lost answer are among `held`.
    take: async (request = {}, { signal } = {}) => (await ask('takeJobs', { body: request, signal })).jobs,
    takeOrRest: (request = {}, { signal } = {}) => ask('takeJobs', { body: request, signal }),
    held: async ({ context, signal } = {}) =>
      (await ask('heldJobs', { query: context === undefined ? {} : { context }, signal })).jobs,
    get: (id, { language, signal } = {}) =>
      ask('job', { ...onJob(id, signal), query: language === undefined ? {} : { language } }),
    policies: ({ signal } = {}) => ask('reviewPolicies', { signal }),
    search: (request = {}, { signal } = {}) => ask('searchJobs', { body: request, repeatable: true, signal }),
    extend: (id, claim, { signal } = {}) =>
      ask('extendJob', { ...onJob(id, signal), body: { claim }, repeatable: true }),
    release: async (id, claim, { signal } = {}) => {
      await ask('releaseJob', { ...onJob(id, signal), body: { claim } })
    },
    annotate: (id, annotation, { signal } = {}) =>
      // The same said again gets the same answer.
      ask('annotateJob', { ...onJob(id, signal), body: annotation, repeatable: true }),
    undo: (id, { signal } = {}) => ask('undoJob', onJob(id, signal)),
    similar: async (id, limit, { signal } = {}) => {
      const body = limit === undefined ? {} : { limit }
      return (await ask('similarJobs', { ...onJob(id, signal), body, repeatable: true })).jobs
    },
    move: (id, queue, { signal } = {}) => ask('moveJob', { ...onJob(id, signal), body: { queue } }),
    raise: (id, request = {}, { signal } = {}) => ask('raiseJob', { ...onJob(id, signal), body: request }),
    withdraw: (id, { signal } = {}) => ask('withdrawJob', onJob(id, signal)),
    assign: (id, request, { signal } = {}) => ask('assignJob', { ...onJob(id, signal), body: request }),
    // Held already, it is held on: the same again is the same.
    claim: (id, { language, signal } = {}) =>
      ask('claimJob', {
        ...onJob(id, signal),
        query: language === undefined ? {} : { language },
        repeatable: true,
      }),
    assignees: async (id, { signal } = {}) => (await ask('assignees', onJob(id, signal))).people,
    change: (jobs, change, { signal } = {}) => ask('changeJobs', { body: { jobs, change }, signal }),
    tryChange: (jobs, change, { signal } = {}) =>
      ask('previewChangeJobs', { body: { jobs, change }, repeatable: true, signal }),
  }
}

export function queuesClient(ask: Ask): QueuesClient {
  return {
    list: async ({ signal } = {}) => (await ask('listQueues', { signal })).queues,
    get: (queue, { signal } = {}) => ask('queue', { params: { queue }, signal }),
  }
}

export function goldenClient(ask: Ask): GoldenClient {
  return {
    add: (request, { signal } = {}) => ask('addGolden', { body: request, signal }),
    list: ({ before, limit, signal } = {}) =>
      ask('listGolden', {
        query: {
          ...(before === undefined ? {} : { before }),
          ...(limit === undefined ? {} : { limit: String(limit) }),
        },
        signal,
      }),
    retire: (id, { signal } = {}) => ask('retireGolden', { params: { id }, signal }),
  }
}
