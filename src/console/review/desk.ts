import type { AnnotateReply, AnnotateRequest } from '../../api/contract/annotate.ts'
import type { JobView } from '../../api/contract/jobs.ts'
import type { ExposureReply, Rest } from '../../api/contract/protection.ts'
import type { AskError } from '../api/ask-error.ts'

/** What a reviewer says of a job, without what the desk knows. */
export type Said = Omit<AnnotateRequest, 'claim'>

/** What the desk asks the service for. Each rejects with `AskError`. */
export interface DeskPorts {
  /** The next jobs; nothing when this desk is for one job only. */
  take(count: number): Promise<{ readonly jobs: readonly JobView[]; readonly rest: Rest | null }>
  held(): Promise<readonly JobView[]>
  annotate(job: JobView, said: Said): Promise<AnnotateReply>
  undo(id: string): Promise<JobView>
  /** `isLeaving`: the page may be gone before the answer. */
  release(job: JobView, isLeaving: boolean): Promise<unknown>
  extend(job: JobView): Promise<{ readonly heldUntil: string }>
  look(look: {
    readonly job: string
    readonly revealedMs: number
    readonly judged: boolean
  }): Promise<ExposureReply>
  /** ms since the epoch. */
  now(): number
}

/** A judgement that can still be taken back. */
export interface Undoable {
  readonly job: JobView
  readonly said: Said
  /** How many jobs it was given of, in one stroke. */
  readonly count: number
  /** Undefined: it is on its way. */
  readonly untilMs: number | undefined
}

export type DeskProblem =
  /** It could not be sent: the job comes next, with what was said of it. */
  | { readonly kind: 'not-sent'; readonly job: string; readonly error: AskError }
  /** It was held too long, and somebody else has it. */
  | { readonly kind: 'lost'; readonly error: AskError }
  | { readonly kind: 'failed'; readonly error: AskError }

export interface DeskState {
  readonly current: JobView | undefined
  /** What was said of the current job before it came back. */
  readonly draft: Said | undefined
  readonly ready: readonly JobView[]
  readonly isTaking: boolean
  readonly rest: Rest | null
  readonly sending: number
  /** Newest last. */
  readonly undoable: readonly Undoable[]
  readonly judged: number
  readonly problem: DeskProblem | undefined
}

/** Jobs held beside the one that is looked at, so that the next is painted at once. */
export const AHEAD = 3
/** Given back late: at once, the same one would be the next. */
const PASSED_KEPT = 3
export const EXTEND_EVERY_MS = 30_000

/** The reviewer's desk: what lies on it, what is on its way, and what can be taken back. Nothing said is ever lost. */
export interface Desk {
  readonly state: () => DeskState
  subscribe(listener: () => void): () => void
  start(): Promise<void>
  /** The next job is there at once; the judgement is on its way. */
  judge(said: Said, look: { readonly revealedMs: number }): void
  /** Gives the job back. */
  pass(look: { readonly revealedMs: number }): void
  undo(): Promise<void>
  /** Looks for more, after there was nothing. */
  more(): void
  /** Holds longer what lies here. */
  extend(): Promise<void>
  dismiss(): void
  /** Gives everything back. */
  leave(): void
}

export function createDesk(ports: DeskPorts): Desk {
  let state: DeskState = {
    ...{ current: undefined, draft: undefined, ready: [], isTaking: false, rest: null, sending: 0 },
    ...{ undoable: [], judged: 0, problem: undefined },
  }
  const listeners = new Set<() => void>()
  const drafts = new Map<string, Said>()
  const sent = new Map<string, Promise<void>>()
  const passed: JobView[] = []
  let hasLeft = true
  // Counts the times that somebody came: what was asked for before they left is not theirs any more.
  let turn = 0

  function set(change: Partial<DeskState>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }

  /** Puts the first of those ready before the reviewer. */
  function next(ready: readonly JobView[], change: Partial<DeskState> = {}): void {
    const [current, ...rest] = ready
    set({
      ...change,
      ...{ current, ready: rest, draft: current === undefined ? undefined : drafts.get(current.job) },
    })
    refill()
  }

  /** Puts a job before the reviewer, and lays the one that was there aside for later. */
  function show(job: JobView): void {
    const { current, ready } = state
    next([job, ...(current === undefined ? [] : [current]), ...ready.filter((one) => one.job !== job.job)])
  }

  function refill(): void {
    const wanted = AHEAD + 1 - state.ready.length - (state.current === undefined ? 0 : 1)
    if (wanted <= 0 || state.isTaking || hasLeft || state.rest !== null) return
    set({ isTaking: true })
    const mine = turn
    ports.take(wanted).then(
      ({ jobs, rest }) => {
        // Whoever has left, or has a break since, takes none of them.
        if (mine !== turn || state.rest !== null) {
          for (const job of jobs) void ports.release(job, mine !== turn).catch(() => undefined)
          if (mine === turn) set({ isTaking: false })
          return
        }
        const known = new Set([state.current?.job, ...state.ready.map(({ job }) => job)])
        const ready = [...state.ready, ...jobs.filter(({ job }) => !known.has(job))]
        set({ isTaking: false })
        if (state.current === undefined) {
          const [current, ...others] = ready
          const draft = current === undefined ? undefined : drafts.get(current.job)
          set({ current, ready: others, draft, rest })
        } else set({ ready })
      },
      (error: AskError) => {
        if (mine === turn) set({ isTaking: false, problem: { kind: 'failed', error } })
      },
    )
  }

  function noteLook(job: JobView, revealedMs: number, judged: boolean): void {
    ports.look({ job: job.job, revealedMs: Math.round(revealedMs), judged }).then(
      ({ rest }) => {
        // A break is from everything: what lies here unseen goes back.
        if (rest === null || hasLeft) return
        const { current, ready } = state
        set({ rest, current: undefined, ready: [], draft: undefined })
        for (const one of [...(current === undefined ? [] : [current]), ...ready])
          void ports.release(one, false).catch(() => undefined)
      },
      // What was looked at is counted as far as it can be; nobody waits for it.
      () => undefined,
    )
  }

  function send(job: JobView, said: Said): Promise<void> {
    const count = 1 + (said.also?.length ?? 0)
    const undoable: Undoable = { job, said, count, untilMs: undefined }
    const done = ports.annotate(job, said).then(
      ({ annotations, undoUntil }) => {
        drafts.delete(job.job)
        const kept = { ...undoable, count: annotations.length, untilMs: Date.parse(undoUntil) }
        set({
          sending: state.sending - 1,
          judged: state.judged + annotations.length,
          undoable: state.undoable.map((one) => (one === undoable ? kept : one)),
        })
      },
      (error: AskError) => {
        const change = {
          sending: state.sending - 1,
          undoable: state.undoable.filter((one) => one !== undoable),
        }
        if (error.kind === 'not-held' || error.kind === 'not-found')
          return set({ ...change, problem: { kind: 'lost', error } })
        // It comes next, not at once: whoever is about to press a key must not find another job under it.
        drafts.set(job.job, said)
        set({
          ...change,
          ready: [job, ...state.ready],
          problem: { kind: 'not-sent', job: job.job, error },
        })
        if (state.current === undefined && state.rest === null) next(state.ready)
      },
    )
    sent.set(job.job, done)
    const nowMs = ports.now()
    const standing = state.undoable.filter(({ untilMs }) => untilMs === undefined || untilMs > nowMs)
    set({ sending: state.sending + 1, undoable: [...standing, undoable] })
    return done
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async start() {
      hasLeft = false
      turn++
      const mine = turn
      set({ isTaking: true })
      try {
        const held = await ports.held()
        if (mine !== turn) return
        set({ isTaking: false })
        next(held)
      } catch (fault) {
        if (mine === turn) set({ isTaking: false, problem: { kind: 'failed', error: fault as AskError } })
      }
    },
    judge(said, { revealedMs }) {
      const job = state.current
      if (job === undefined) return
      const also = new Set(said.also ?? [])
      // The next one first: it is painted before anything is sent.
      next(
        state.ready.filter((one) => !also.has(one.job)),
        { problem: undefined },
      )
      // Behind the judgement, which counts first.
      void send(job, said).then(() => noteLook(job, revealedMs, true))
    },
    pass({ revealedMs }) {
      const job = state.current
      if (job === undefined) return
      passed.push(job)
      next(state.ready)
      noteLook(job, revealedMs, false)
      if (passed.length > PASSED_KEPT) void ports.release(passed.shift()!, false).catch(() => undefined)
    },
    async undo() {
      const last = state.undoable.at(-1)
      if (last === undefined) return
      await sent.get(last.job.job)
      if (!state.undoable.some(({ job }) => job.job === last.job.job)) return
      try {
        const back = await ports.undo(last.job.job)
        drafts.set(back.job, last.said)
        set({
          undoable: state.undoable.filter(({ job }) => job.job !== last.job.job),
          judged: Math.max(0, state.judged - last.count),
          // What was known around it does not change in ten seconds.
          rest: null,
        })
        show({ ...last.job, claim: back.claim, heldUntil: back.heldUntil, state: back.state })
      } catch (fault) {
        set({
          undoable: state.undoable.filter(({ job }) => job.job !== last.job.job),
          problem: { kind: 'failed', error: fault as AskError },
        })
      }
    },
    more() {
      set({ rest: null, problem: undefined })
      refill()
    },
    async extend() {
      const held = [...(state.current === undefined ? [] : [state.current]), ...state.ready]
      await Promise.all(
        held.map((job) =>
          ports.extend(job).catch((error: AskError) => {
            if (error.kind !== 'not-held' && error.kind !== 'not-found') return
            if (state.current?.job === job.job) next(state.ready, { problem: { kind: 'lost', error } })
            else set({ ready: state.ready.filter((one) => one.job !== job.job) })
          }),
        ),
      )
    },
    dismiss: () => set({ problem: undefined }),
    leave() {
      hasLeft = true
      turn++
      const all = [...(state.current === undefined ? [] : [state.current]), ...state.ready, ...passed]
      // What could not be sent stays held, so that it is found again.
      for (const job of all) if (!drafts.has(job.job)) void ports.release(job, true).catch(() => undefined)
    },
  }
}
