import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge, VerdictBadge } from '../kit/badge.tsx'
import { Facts } from '../kit/facts.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { useWords } from '../words/words.ts'
import { FindingsList } from './findings-list.tsx'
import { findingsOf } from './findings-of.ts'
import { NearItems } from './near-items.tsx'
import { groupPictures } from './picture-kinds.ts'
import { Pictures } from './pictures.tsx'
import { Viewer } from './viewer.tsx'
import { WORDS } from './words.ts'
import './media.css'

const LOOK_AGAIN_MS = 2000

/** A file: what was found in it, its pictures, and a 3D item to turn around. Shown inside what covers it. */
export function MediaPanel({ id, feature }: { readonly id: string; readonly feature: string }): ReactNode {
  const t = useWords(WORDS)
  const asked = useAsk('media', { params: { id } }, { freshMs: 60_000 })
  const waits = asked.data?.state === 'waiting'
  useAsk('media', { params: { id } }, { enabled: waits, everyMs: LOOK_AGAIN_MS })
  if (asked.error !== null) return <ProblemBox error={asked.error} />
  if (asked.data === undefined || waits) return <p className="empty">{t(waits ? 'waiting' : 'loading')}</p>
  const { facts, kind } = asked.data
  return (
    <section className="media" aria-label={t(`kind_${kind}`)} data-media={id}>
      <p className="media-head">
        <strong>{feature}</strong> <Badge>{t(`kind_${kind}`)}</Badge>
        {facts?.whole === false && <Badge tone="warn">{t('notWhole')}</Badge>}
        {facts?.slots.map(({ slot, verdict }) => (
          <span key={slot}>
            {slot} <VerdictBadge verdict={verdict} />
          </span>
        ))}
      </p>
      {facts === null ? <p className="empty">{t('held')}</p> : <Parts {...{ id, kind, facts }} />}
    </section>
  )
}

interface PartsGiven {
  readonly id: string
  readonly kind: Reply<'media'>['kind']
  readonly facts: NonNullable<Reply<'media'>['facts']>
}

function Parts({ id, kind, facts }: PartsGiven): ReactNode {
  const t = useWords(WORDS)
  const is3d = kind === 'model3d'
  const pictures = [...groupPictures(facts.pictures)].map(([group, members]) => ({
    id: group,
    label: t(`group_${group}`, { n: members.length }),
    body: <Pictures id={id} pictures={members} />,
  }))
  const findings = findingsOf(facts)
  return (
    <>
      {facts.exposure.length > 0 && (
        <Facts
          facts={facts.exposure.map(({ slot, region, bare, most }) => [
            t('bare', { region, slot }),
            <span key={`${slot} ${region}`} className={bare > most ? 'media-over' : undefined}>
              {t('bareOf', { bare: Math.round(bare * 100), most: Math.round(most * 100) })}
            </span>,
          ])}
        />
      )}
      <Tabs
        label={t('parts')}
        tabs={[
          ...pictures.slice(0, 1),
          ...(is3d ? [{ id: 'viewer', label: t('viewer'), body: <Viewer id={id} /> }] : []),
          ...pictures.slice(1),
          {
            id: 'findings',
            label: t('findings', { n: findings.length }),
            body: <FindingsList findings={findings} />,
          },
          ...(is3d ? [{ id: 'near', label: t('near'), body: <NearItems id={id} /> }] : []),
        ]}
      />
    </>
  )
}
