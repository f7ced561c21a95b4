import type { ReactNode } from 'react'
import { SecretOnce } from '../access/secret-once.tsx'
import type { Reply } from '../api/ask.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** A one-time link, to copy or to be scanned. */
export function LinkOnce(props: {
  readonly title: string
  readonly link: Reply<'inviteUser'>
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const until = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(props.link.expiresAt),
  )
  return (
    <SecretOnce title={props.title} secret={props.link.url} withQr onClose={props.onClose}>
      <p>{t('inviteLinkHint', { until })}</p>
    </SecretOnce>
  )
}
