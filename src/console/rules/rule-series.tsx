import { type ReactNode, useState } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { Series } from '../kit/series.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What a rule did, hour by hour. */
export function RuleSeries({ id }: { readonly id: string }): ReactNode {
  const t = useWords(WORDS)
  const [days, setDays] = useState('7')
  const { data, error } = useAsk('ruleHours', { params: { id }, query: { days } }, { keep: true })
  const hours = data?.hours ?? []
  const of = (what: 'fired' | 'shadow' | 'unknown') => hours.map((hour) => hour[what])
  return (
    <Panel
      title={t('series')}
      acts={
        <Select
          label={t('lastDays')}
          value={days}
          options={['1', '7', '14', '35'].map((value) => ({
            value,
            label: t('daysShown', { count: Number(value) }),
          }))}
          onChange={setDays}
        />
      }
    >
      <ProblemBox error={error} />
      {data !== undefined && hours.length === 0 && <Empty>{t('noHours')}</Empty>}
      {hours.length > 0 && (
        <Series
          label={t('series')}
          times={hours.map(({ at }) => Date.parse(at))}
          lines={[
            { label: t('lineFired'), values: of('fired'), colour: 1 },
            { label: t('lineShadow'), values: of('shadow'), colour: 5 },
            { label: t('lineUnknown'), values: of('unknown'), colour: 3 },
          ]}
        />
      )}
    </Panel>
  )
}
