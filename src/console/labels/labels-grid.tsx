import { type ReactNode, useMemo } from 'react'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { Bearers } from './bearers.tsx'
import { useLength } from './use-length.ts'
import { WORDS } from './words.ts'

type Label = Reply<'settings'>['pack']['labels'][number]
const TONES = { positive: 'good', neutral: 'plain', negative: 'danger' } as const

/** The labels of the pack, with how many bear each; the chosen one with who does. */
export function LabelsGrid(props: {
  readonly chosen: string
  readonly onChoose: (label: string) => void
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const length = useLength()
  const { data, error } = useAsk('settings', {})
  const { data: tally } = useAsk('labelTally', {})
  const counts = useMemo(() => new Map((tally?.labels ?? []).map((one) => [one.label, one])), [tally])
  const columns: readonly GridColumn<Label>[] = [
    {
      id: 'label',
      title: t('label'),
      sort: ({ name }) => name,
      cell: ({ name }) => <code>{name}</code>,
    },
    {
      id: 'description',
      title: t('description'),
      width: 'minmax(0, 2fr)',
      cell: ({ description }) => <span title={description}>{description}</span>,
    },
    {
      id: 'connotation',
      title: t('connotation'),
      width: '8rem',
      sort: ({ connotation }) => connotation,
      cell: ({ connotation }) => <Badge tone={TONES[connotation]}>{t(`connotation_${connotation}`)}</Badge>,
    },
    { id: 'on', title: t('on'), width: '7rem', cell: ({ on }) => on ?? t('onAny') },
    {
      id: 'setBy',
      title: t('setBy'),
      width: '11rem',
      cell: ({ manual }) => (manual ? t('byHand') : t('byRules')),
    },
    {
      id: 'lasts',
      title: t('lasts'),
      width: '8rem',
      cell: ({ expiresMs }) => (expiresMs === null ? t('noEnd') : length(expiresMs)),
    },
    {
      id: 'bearers',
      title: t('bearers'),
      width: '8rem',
      isNumber: true,
      sort: ({ name }) => counts.get(name)?.bearers ?? 0,
      cell({ name }) {
        const one = counts.get(name)
        if (one === undefined) return '…'
        return one.more ? t('more', { n: one.bearers }) : one.bearers.toLocaleString(language)
      },
    },
  ]
  const labels = data?.pack.labels ?? []
  const isOfPack = labels.some(({ name }) => name === props.chosen)
  return (
    <div className="labels-part">
      <ProblemBox error={error} />
      {data !== undefined && (
        <Grid
          label={t('tabLabels')}
          rows={labels}
          columns={columns}
          rowId={({ name }) => name}
          onOpen={({ name }) => props.onChoose(name)}
        />
      )}
      {isOfPack && <Bearers key={props.chosen} label={props.chosen} />}
    </div>
  )
}
