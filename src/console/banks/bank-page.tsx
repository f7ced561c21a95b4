import type { ReactNode } from 'react'
import type { BankReply } from '../../api/contract/banks.ts'
import { OnlyUnbound } from '../access/only-unbound.tsx'
import { useAsk } from '../api/use-ask.ts'
import { SeverityBadge } from '../kit/badge.tsx'
import { Facts } from '../kit/facts.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useParam } from '../kit/use-param.ts'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { BankMembers } from './bank-members.tsx'
import { BankState } from './bank-state.tsx'
import { ExportPanel } from './export-panel.tsx'
import { ImportPanel } from './import-panel.tsx'
import { SetBank } from './set-bank.tsx'
import { WORDS } from './words.ts'
import './banks.css'

const EVERY_MS = 5000

/** One bank of known hashes: what it is, what goes in and out, and its members. */
export function BankPage(): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  const bank = useParam('bank')
  const found = useAsk('bank', { params: { bank } }, { everyMs: EVERY_MS })
  const one = found.data
  return (
    <Page
      title={`${t('bank')}: ${bank}`}
      {...(one?.sealed ? { about: t('sealedAbout') } : {})}
      acts={one !== undefined && may('bank.manage') && <SetBank key={bank} bank={one} />}
    >
      <ProblemBox error={found.error} />
      {one !== undefined && (
        <>
          <Panel>
            <FactsOf bank={one} />
          </Panel>
          {may('bank.manage') && (
            <Panel title={t('import')}>
              <OnlyUnbound>
                <ImportPanel key={bank} bank={bank} />
              </OnlyUnbound>
            </Panel>
          )}
          {may('bank.export') && (
            <Panel title={t('export')}>
              <OnlyUnbound>
                <ExportPanel bank={one} />
              </OnlyUnbound>
            </Panel>
          )}
          <Panel title={t('members')}>
            <BankMembers key={bank} bank={one} />
          </Panel>
        </>
      )}
    </Page>
  )
}

function FactsOf({ bank }: { readonly bank: BankReply }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { policy, severity, set, share, distance, quality, video } = bank
  const { members, states, types, files, matched } = bank
  const number = (n: number) => n.toLocaleString(language)
  const percent = (n: number) => n.toLocaleString(language, { style: 'percent', maximumFractionDigits: 2 })
  const isSet = set.enabled !== null || set.share !== null
  return (
    <Facts
      facts={[
        [
          t('state'),
          <span key="state">
            <BankState bank={bank} /> {t(isSet ? 'setHere' : 'asPack')}
          </span>,
        ],
        [
          t('policy'),
          <span key="policy">
            {severity !== null && <SeverityBadge severity={severity} />} {policy ?? '–'}
          </span>,
        ],
        [t('share'), percent(share)],
        [t('distance'), distance === null ? '–' : t('distanceOf', { distance })],
        [t('quality'), quality === null ? '–' : number(quality)],
        [t('videos'), video === null ? '–' : t('videosOf', video)],
        [
          t('members'),
          [
            number(members),
            ...Object.entries(states)
              .filter(([, n]) => n > 0)
              .map(([state, n]) => `${t(`state_${state as keyof BankReply['states']}`)}: ${number(n)}`),
          ].join(' · '),
        ],
        [
          t('types'),
          Object.entries(types)
            .map(([type, n]) => `${type}: ${number(n)}`)
            .join(' · ') || '–',
        ],
        [t('matched'), t('matchedOf', { matched, files })],
        [
          t('flood'),
          <span key="flood" className={states.quarantined > 0 ? 'banks-warn' : undefined}>
            {t(states.quarantined > 0 ? 'floodSome' : 'floodNone', { count: states.quarantined })}
          </span>,
        ],
      ]}
    />
  )
}
