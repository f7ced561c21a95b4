import type { ReactNode } from 'react'
import { Page, Panel } from '../kit/page.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import './account.css'
import { EnrolTotp } from './enrol-totp.tsx'
import { WORDS } from './words.ts'

/** Stands in the place of every page until a second factor is set up, where the role asks for one. */
export function MustEnrol(): ReactNode {
  const t = useWords(WORDS)
  const { refresh } = useSession()
  return (
    <Page title={t('mustEnrol')} about={t('mustEnrolWhy')}>
      <Panel className="account-narrow">
        <EnrolTotp onDone={() => void refresh()} />
      </Panel>
    </Page>
  )
}
