import type { ReactNode } from 'react'
import type { OwnProtection } from '../../api/contract/protection.ts'
import { PROTECTION_DEFAULTS } from '../../review/protection/protection.ts'
import { useAsk, useChange } from '../api/use-ask.ts'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { toast } from '../kit/toast.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { OwnExposure, TeamExposure } from './exposure-tables.tsx'
import { ProtectionForm } from './protection-form.tsx'
import { WORDS } from './words.ts'
import './protection.css'

/** How reviewers are spared what they need not see: one's own settings, the organisation's, and what was seen. */
export function ProtectionPage(): ReactNode {
  const t = useWords(WORDS)
  const { may } = useSession()
  return (
    <Page title={t('title')} about={t('about')}>
      {may('job.work') && <Mine />}
      {may('user.manage') && <Organisation />}
      {may('job.manage') && <Team />}
    </Page>
  )
}

function Mine(): ReactNode {
  const t = useWords(WORDS)
  const { data, error } = useAsk('ownProtection', {})
  const seen = useAsk('ownExposure', {})
  const change = useChange('setOwnProtection', { refreshes: ['ownProtection', 'ownExposure'] })
  const save = (said: OwnProtection) => change.mutate({ body: said }, { onSuccess: () => toast(t('saved')) })
  return (
    <>
      <Panel title={t('seen')}>
        <p className="page-about">{t('seenAbout')}</p>
        <ProblemBox error={seen.error} />
        {seen.data !== undefined && <OwnExposure exposure={seen.data} />}
      </Panel>
      <Panel title={t('mine')}>
        <p className="page-about">{t('mineAbout')}</p>
        <ProblemBox error={error ?? change.error} />
        {data !== undefined && (
          <ProtectionForm
            key={JSON.stringify(data)}
            base={data.organisation}
            said={data.own}
            isOwn
            isPending={change.isPending}
            onSave={(said) => save(said as OwnProtection)}
          />
        )}
      </Panel>
    </>
  )
}

function Organisation(): ReactNode {
  const t = useWords(WORDS)
  const { data, error } = useAsk('protection', {})
  const change = useChange('setProtection', { refreshes: ['protection', 'ownProtection', 'ownExposure'] })
  return (
    <Panel title={t('organisation')}>
      <p className="page-about">{t('organisationAbout')}</p>
      <ProblemBox error={error ?? change.error} />
      {data !== undefined && (
        <ProtectionForm
          key={JSON.stringify(data)}
          base={PROTECTION_DEFAULTS}
          said={data.said}
          isOwn={false}
          isPending={change.isPending}
          onSave={(said) =>
            change.mutate({ body: said as OwnProtection }, { onSuccess: () => toast(t('saved')) })
          }
        />
      )}
    </Panel>
  )
}

function Team(): ReactNode {
  const t = useWords(WORDS)
  const { data, error } = useAsk('teamExposure', {})
  return (
    <Panel title={t('team')}>
      <p className="page-about">{t('teamAbout')}</p>
      <ProblemBox error={error} />
      {data !== undefined && <TeamExposure people={data.people} />}
    </Panel>
  )
}
