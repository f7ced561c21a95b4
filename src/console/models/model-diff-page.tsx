import type { ReactNode } from 'react'
import type { Manifest } from '../../lab/train/candidate.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Select } from '../kit/select.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useWords } from '../words/words.ts'
import { EVIDENCE_WORDS } from './evidence-words.ts'
import { manifestDiff } from './manifest-diff.ts'
import { ModelFrame } from './model-frame.tsx'
import { shortId } from './short-id.ts'
import { Table } from './table.tsx'
import type { OpenModel } from './use-model.ts'
import { WORDS } from './words.ts'

/** What a model is made of otherwise than another one. */
export function ModelDiffPage(): ReactNode {
  return <ModelFrame part="diff">{(model) => <Difference model={model} />}</ModelFrame>
}

function Difference({ model }: { readonly model: OpenModel }): ReactNode {
  const t = useWords(EVIDENCE_WORDS)
  const say = useWords(WORDS)
  const [filters, setFilters] = useFilters(['with'])
  const { record, peers } = model.seen
  const list = useAsk('listModels', { query: { task: record.task, limit: '100' } })
  const others = (list.data?.models ?? []).filter(({ id }) => id !== record.id)
  const other =
    filters.with === '' ? (peers.find(({ state }) => state === 'live') ?? others[0])?.id : filters.with
  const found = useAsk(
    'model',
    { params: { id: other ?? '' } },
    { enabled: other !== undefined, freshMs: 60_000 },
  )
  const differences = found.data && manifestDiff(record.manifest, found.data.manifest as unknown as Manifest)
  return (
    <Panel title={say('part_diff')}>
      <ProblemBox error={list.error ?? found.error} />
      <p className="model-soft">{t('diffAbout')}</p>
      {list.data !== undefined && others.length === 0 && <Empty>{t('noOther')}</Empty>}
      {others.length > 0 && (
        <div className="filters">
          <Select
            label={t('diffWith')}
            value={other ?? ''}
            options={others.map(({ id, state }) => ({
              value: id,
              label: `${shortId(id)} (${say(`state_${state}`)})`,
            }))}
            onChange={(id) => setFilters({ with: id })}
          />
        </div>
      )}
      {differences?.length === 0 && <Empty>{t('same')}</Empty>}
      {differences !== undefined && differences.length > 0 && (
        <Table
          label={say('part_diff')}
          head={[t('field'), t('this'), t('other'), t('sign')]}
          rows={differences.map(({ part, here, there, needsSignature }) => ({
            id: part,
            cells: [
              <code key="part">{part}</code>,
              <Said key="here" text={here.slice(0, 400)} />,
              <Said key="there" text={there.slice(0, 400)} />,
              needsSignature && <Badge tone="warn">{t('outside')}</Badge>,
            ],
          }))}
        />
      )}
    </Panel>
  )
}
