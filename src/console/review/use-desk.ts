import { useEffect, useState, useSyncExternalStore } from 'react'
import type { JobView } from '../../api/contract/jobs.ts'
import { ask, requestTo } from '../api/ask.ts'
import type { Language } from '../words/language.ts'
import { useLanguage } from '../words/words.ts'
import { createDesk, type Desk, type DeskPorts, type DeskState, EXTEND_EVERY_MS } from './desk.ts'
import { createUnderway } from './underway.ts'

const LOOK_EVERY_MS = 10_000

/** What is taken and given back by any desk of this window: whoever leaves and comes back would find jobs held that are going. */
const underway = createUnderway()

/** Which jobs a desk is for: those of a queue, of all of them, or one alone. */
export type DeskFor = { readonly queue: string | undefined } | { readonly job: JobView }

function portsOf(of: DeskFor, context: Language): DeskPorts {
  return {
    async take(count) {
      if ('job' in of) return { jobs: [], rest: null }
      const queues = of.queue === undefined ? {} : { queues: [of.queue] }
      return underway.follow(ask('takeJobs', { body: { count, context, ...queues } }))
    },
    async held() {
      if ('job' in of) return [of.job]
      await underway.through()
      const { jobs } = await ask('heldJobs', { query: { context } })
      return of.queue === undefined ? jobs : jobs.filter(({ queue }) => queue === of.queue)
    },
    annotate: ({ job, claim }, said) =>
      ask('annotateJob', { params: { id: job }, body: { ...said, claim: claim! } }),
    undo: (id) => ask('undoJob', { params: { id } }),
    release({ job, claim }, isLeaving) {
      const asked = { params: { id: job }, body: { claim: claim! } }
      if (!isLeaving) return underway.follow(ask('releaseJob', asked))
      const [url, init] = requestTo('releaseJob', asked)
      return underway.follow(fetch(url, { ...init, keepalive: true }).then((answer) => answer.text()))
    },
    extend: ({ job, claim }) => ask('extendJob', { params: { id: job }, body: { claim: claim! } }),
    look: (look) => ask('noteExposure', { body: { looks: [look] } }),
    now: () => Date.now(),
  }
}

/** A desk as long as the page is shown: jobs are held while somebody looks, and given back when they leave. */
export function useDesk(of: DeskFor): readonly [Desk, DeskState] {
  const language = useLanguage()
  const [desk] = useState(() => createDesk(portsOf(of, language)))
  const state = useSyncExternalStore(desk.subscribe, desk.state)
  useEffect(() => {
    void desk.start()
    const leave = () => desk.leave()
    const holding = setInterval(() => void desk.extend(), EXTEND_EVERY_MS)
    addEventListener('pagehide', leave)
    return () => {
      clearInterval(holding)
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [desk])
  // Where nothing is, something may come; where a rest is, it ends.
  const isEmpty = state.current === undefined && !state.isTaking && 'queue' in of
  const until = state.rest?.until
  useEffect(() => {
    if (!isEmpty) return
    const waitMs = until === undefined ? LOOK_EVERY_MS : Math.max(1000, Date.parse(until) - Date.now())
    const soon = setTimeout(() => desk.more(), Math.min(waitMs, 2 ** 31 - 1))
    return () => clearTimeout(soon)
  }, [desk, isEmpty, until])
  return [desk, state]
}
