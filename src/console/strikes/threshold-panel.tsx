import { type FormEvent, type ReactNode, useState } from 'react'
import type { ThresholdPreviewRequest } from '../../api/contract/enforcements.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** How many accounts a threshold of strikes would hit, before somebody writes it into the pack. */
export function ThresholdPanel(): ReactNode {
  const t = useWords(WORDS)
  const [within, setWithin] = useState('')
  // Every account is looked at: it is counted when somebody asks.
  const count = useChange('thresholdPreview')
  function send(event: FormEvent): void {
    event.preventDefault()
    const length = within.trim() as NonNullable<ThresholdPreviewRequest['within']>
    count.mutate({ body: length === '' ? {} : { within: length } })
  }
  return (
    <Panel title={t('thresholds')}>
      <p>{t('thresholdsAbout')}</p>
      <form className="acts-find" onSubmit={send}>
        <TextField
          label={t('within')}
          hint={t('withinHint')}
          value={within}
          onChange={setWithin}
          placeholder="30d"
        />
        <Button type="submit" isDisabled={count.isPending}>
          {t('count')}
        </Button>
      </form>
      <ProblemBox error={count.error} />
      {count.data !== undefined && (
        <div role="status">
          <p>{t('accounts', { count: count.data.accounts })}</p>
          <table className="acts-table">
            <thead>
              <tr>
                <th scope="col">{t('at')}</th>
                <th scope="col">{t('hit')}</th>
              </tr>
            </thead>
            <tbody>
              {count.data.hit.map(({ at, accounts }) => (
                <tr key={at}>
                  <td>{at}</td>
                  <td>{accounts.toLocaleString()}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}
