import { type ReactNode, useState } from 'react'
import type { WorstError } from '../../lab/evaluate/evaluation.ts'
import { useAsk } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { Panel } from '../kit/page.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { EVALUATION_WORDS } from './evaluation-words.ts'
import { Table } from './table.tsx'

/** Rows that a model is most wrong about; their texts only when whoever may see them asks. */
export function WorstErrors(props: {
  readonly dataset: string
  readonly worst: readonly WorstError[]
}): ReactNode {
  const t = useWords(EVALUATION_WORDS)
  const language = useLanguage()
  const { may } = useSession()
  const [isAsked, setAsked] = useState(false)
  const { dataset, worst } = props
  const texts = useAsk(
    'datasetRows',
    { params: { id: dataset }, body: { rows: worst.slice(0, 100).map(({ row }) => row) } },
    { enabled: isAsked, freshMs: Number.POSITIVE_INFINITY },
  )
  if (worst.length === 0) return null
  const byRow = new Map(texts.data?.rows.map((one) => [one.row, one]))
  const text = (row: number) => {
    const found = byRow.get(row)
    if (found === undefined) return '–'
    return found.text === null ? t('noText') : <PlayerText text={found.text} most={300} />
  }
  return (
    <Panel
      title={t('worst')}
      acts={
        may('content.bulk') && !isAsked && <Button onPress={() => setAsked(true)}>{t('showTexts')}</Button>
      }
    >
      <p className="model-soft">{may('content.bulk') ? t('worstHint') : t('mayNotSee')}</p>
      <ProblemBox error={texts.error} />
      <Table
        label={t('worst')}
        head={[t('row'), t('labelled'), t('score'), t('text')]}
        rows={worst.map(({ row, violates, score }) => ({
          id: String(row),
          cells: [
            row.toLocaleString(language),
            t(violates ? 'violates' : 'fine'),
            score.toLocaleString(language, { maximumFractionDigits: 3 }),
            text(row),
          ],
        }))}
      />
    </Panel>
  )
}
