import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { Empty } from '../kit/empty.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

export function ModelsTable({ models }: { readonly models: Reply<'settings'>['pack']['models'] }): ReactNode {
  const t = useWords(WORDS)
  if (models.length === 0) return <Empty>{t('noModels')}</Empty>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="settings-scroll" tabIndex={0} aria-label={t('models')}>
      <table className="settings-table">
        <thead>
          <tr>
            <th scope="col">{t('model')}</th>
            <th scope="col">{t('description')}</th>
            <th scope="col">{t('modelVersion')}</th>
            <th scope="col">{t('modelLabels')}</th>
          </tr>
        </thead>
        <tbody>
          {models.map(({ name, description, version, labels }) => (
            <tr key={name}>
              <td>
                <code>{name}</code>
              </td>
              <td>{description}</td>
              <td>
                <code>{version}</code>
              </td>
              <td>{labels.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
