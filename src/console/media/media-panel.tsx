import { type ReactNode, useState } from 'react'
import type { MediaQuery } from '../../api/contract/media.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge, VerdictBadge } from '../kit/badge.tsx'
import { Facts } from '../kit/facts.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { factsForSlots, slotsShown } from './facts-for-slots.ts'
import { REGIONS_KO } from './finding-words.ts'
import { FindingsList } from './findings-list.tsx'
import { findingsOf } from './findings-of.ts'
import { NearItems } from './near-items.tsx'
import { groupPictures } from './picture-kinds.ts'
import { Pictures } from './pictures.tsx'
import { KNOWN, SlotChoice, slotsChosen } from './slot-choice.tsx'
import { Viewer } from './viewer.tsx'
import { WORDS } from './words.ts'
import './media.css'

const LOOK_AGAIN_MS = 2000

/** A file, and what it is looked at for. */
export interface MediaShown {
  readonly id: string
  readonly feature: string
  /** The decision about it: what is marked is what it held the file against. */
  readonly decision?: string | undefined
  /** Of the event, which may say for which slot an item is. */
  readonly data?: Readonly<Record<string, unknown>> | undefined
}

/** A file: what was found in it, its pictures, and a 3D item to turn around. Shown inside what covers it. */
export function MediaPanel({ id, feature, decision, data }: MediaShown): ReactNode {
  const t = useWords(WORDS)
  const [chosen, setChosen] = useState(KNOWN)
  const query = (decision === undefined ? {} : { decision }) as MediaQuery
  const asked = useAsk('media', { params: { id }, query }, { freshMs: 60_000 })
  const waits = asked.data?.state === 'waiting'
  useAsk('media', { params: { id }, query }, { enabled: waits, everyMs: LOOK_AGAIN_MS })
  if (asked.error !== null) return <ProblemBox error={asked.error} />
  if (asked.data === undefined || waits) return <p className="empty">{t(waits ? 'waiting' : 'loading')}</p>
  const { facts, kind } = asked.data
  const known = facts === null ? undefined : slotsShown(facts, data)
  const slots = facts === null ? [] : slotsChosen(chosen, facts.slots, known)
  const shown = facts === null ? null : factsForSlots(facts, slots)
  return (
    <section className="media" aria-label={t(`kind_${kind}`)} data-media={id}>
      <p className="media-head">
        <strong>{feature}</strong> <Badge>{t(`kind_${kind}`)}</Badge>
        {shown?.whole === false && <Badge tone="warn">{t('notWhole')}</Badge>}
        {shown?.slots.map(({ slot, verdict }) => (
          <span key={slot}>
            {slot} <VerdictBadge verdict={verdict} />
          </span>
        ))}
      </p>
      {facts !== null && <SlotChoice slots={facts.slots} {...{ known, chosen, onChoose: setChosen }} />}
      {shown === null ? (
        <p className="empty">{t('held')}</p>
      ) : (
        <Parts {...{ id, kind, slots }} facts={shown} />
      )}
    </section>
  )
}

interface PartsGiven {
  readonly id: string
  readonly kind: Reply<'media'>['kind']
  readonly facts: NonNullable<Reply<'media'>['facts']>
  readonly slots: readonly string[]
}

function Parts({ id, kind, facts, slots }: PartsGiven): ReactNode {
  const t = useWords(WORDS)
  const isKorean = useLanguage() === 'ko'
  const is3d = kind === 'model3d'
  const pictures = [...groupPictures(facts.pictures)].map(([group, members]) => ({
    id: group,
    label: t(`group_${group}`, { n: members.length }),
    body: <Pictures {...{ id, slots }} pictures={members} />,
  }))
  const findings = findingsOf(facts)
  return (
    <>
      {facts.exposure.length > 0 && (
        <Facts
          facts={facts.exposure.map(({ slot, region, bare, most }) => [
            t('bare', { region: isKorean ? (REGIONS_KO[region] ?? region) : region, slot }),
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
