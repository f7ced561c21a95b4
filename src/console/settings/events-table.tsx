import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** How long what is kept of each type of event stays. */
export function EventsTable(props: {
  readonly events: Reply<'settings'>['pack']['events']
  readonly length: (ms: number) => string
}): ReactNode {
  const t = useWords(WORDS)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="settings-scroll" tabIndex={0} aria-label={t('events')}>
      <table className="settings-table">
        <thead>
          <tr>
            <th scope="col">{t('event')}</th>
            <th scope="col">{t('description')}</th>
            <th scope="col">{t('content')}</th>
            <th scope="col">{t('keepContent')}</th>
            <th scope="col">{t('keepDecision')}</th>
          </tr>
        </thead>
        <tbody>
          {props.events.map(({ name, description, content, keepContentMs, keepDecisionMs }) => (
            <tr key={name}>
              <td>
                <code>{name}</code>
              </td>
              <td>{description}</td>
              <td>{content === null ? t('noContent') : <code>{content}</code>}</td>
              <td>{props.length(keepContentMs)}</td>
              <td>{props.length(keepDecisionMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
