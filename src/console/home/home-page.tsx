import type { ReactNode } from 'react'
import { Page } from '../kit/page.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { Alarms } from './alarms.tsx'
import './home.css'
import { LiveState } from './live-state.tsx'
import { NowTiles } from './now-tiles.tsx'
import { Overview } from './overview.tsx'
import { OwnWork } from './own-work.tsx'
import { QueueDepths } from './queue-depths.tsx'
import { StartReviewing } from './start-reviewing.tsx'
import { useLive } from './use-live.ts'
import { WORDS } from './words.ts'

/** What happens now, as far as it concerns whoever looks. */
export function HomePage(): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  const reads = may('read')
  const { now, state } = useLive(reads ? 'live' : may('job.read') ? 'liveQueues' : undefined)
  const judges = may('job.work')
  const queues = now?.queues ?? undefined
  const acts = (
    <>
      <LiveState state={state} watching={now?.watching} />
      {judges && reads && <StartReviewing />}
    </>
  )
  return (
    <Page title={t('title')} about={t('about')} acts={acts}>
      {judges && !reads && (
        <OwnWork queues={queues}>
          <StartReviewing isLarge />
        </OwnWork>
      )}
      {reads && <NowTiles traffic={now?.traffic ?? undefined} isLive={state === 'live'} />}
      {now !== undefined && <Alarms alarms={now.alarms} />}
      {reads && <Overview />}
      {may('job.read') && <QueueDepths queues={queues} />}
      {judges && reads && <OwnWork queues={queues} />}
    </Page>
  )
}
