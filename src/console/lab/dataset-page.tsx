import type { ReactNode } from 'react'
import { originOf } from '../../lab/dataset/origin-of.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Facts } from '../kit/facts.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { useParam } from '../kit/use-param.ts'
import { shortId } from '../models/short-id.ts'
import { Table } from '../models/table.tsx'
import { useWho } from '../models/use-who.ts'
import { useFigures } from '../quality/use-figures.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { Suspects } from './suspects.tsx'
import { LAB_WORDS } from './words.ts'

type Dataset = Reply<'dataset'>

/** A dataset: what is in it and what looks wrong, without its content. */
export function DatasetPage(): ReactNode {
  const t = useWords(LAB_WORDS)
  const id = useParam('id')
  const { data, error } = useAsk('dataset', { params: { id } })
  return (
    <Page title={data === undefined ? t('dataset') : `${data.task} · ${shortId(data.id)}`}>
      <ProblemBox error={error} />
      {data !== undefined && (
        <>
          <DatasetFacts dataset={data} />
          <Suspects id={id} />
        </>
      )}
    </Page>
  )
}

function DatasetFacts({ dataset }: { readonly dataset: Dataset }): ReactNode {
  const t = useWords(LAB_WORDS)
  const language = useLanguage()
  const who = useWho()
  const { percent } = useFigures()
  const number = (value: number) => value.toLocaleString(language)
  const { licence, source } = originOf(dataset)
  const kindOf = (label: string) =>
    dataset.harm.includes(label) ? 'harm' : dataset.fine.includes(label) ? 'fine' : 'neither'
  return (
    <>
      <div className="columns">
        <Panel>
          <Facts
            facts={[
              [t('dataset'), <code key="id">{dataset.id}</code>],
              [t('made'), <Time key="made" at={dataset.madeAt} />],
              [t('by'), <Said key="by" text={who(dataset.by)} />],
              [t('from'), t(`from_${dataset.from}`)],
              [t('rows'), number(dataset.rows)],
              [
                t('duplicates'),
                t('duplicatesSays', { duplicates: dataset.duplicates, clusters: dataset.clusters }),
              ],
              [t('contradictions'), number(dataset.contradictions)],
              [t('erased'), number(dataset.erased)],
              [t('licence'), <Said key="licence" text={licence ?? t('notStated')} />],
              [t('source'), <Said key="source" text={source ?? t('notStated')} />],
            ]}
          />
        </Panel>
        <Panel title={t('splits')}>
          <Table
            label={t('splits')}
            head={[t('split'), t('rows'), t('violating')]}
            rows={(['train', 'tune', 'certify'] as const).map((split) => {
              const { rows, violating } = dataset.bySplit[split]
              return {
                id: split,
                cells: [
                  t(`split_${split}`),
                  number(rows),
                  `${number(violating)} (${percent(violating / Math.max(1, rows))})`,
                ],
              }
            })}
          />
        </Panel>
      </div>
      <Panel title={t('warnings')}>
        {dataset.warnings.length === 0 ? (
          <p>{t('noWarnings')}</p>
        ) : (
          <ul className="model-notes">
            {dataset.warnings.map((warning) => (
              <li key={warning}>
                <Said text={warning} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <div className="columns">
        <Panel title={t('labels')}>
          <Table
            label={t('labels')}
            head={[t('label'), t('counts'), t('rows')]}
            rows={Object.entries(dataset.labels)
              .sort(([, a], [, b]) => b - a)
              .map(([label, rows]) => ({
                id: label,
                cells: [
                  <Said key="label" text={label} />,
                  <Badge key="kind" tone={kindOf(label) === 'harm' ? 'warn' : 'plain'}>
                    {t(kindOf(label))}
                  </Badge>,
                  number(rows),
                ],
              }))}
          />
        </Panel>
        {Object.keys(dataset.policyVersions).length > 0 && (
          <Panel title={t('versions')}>
            <Table
              label={t('versions')}
              head={[t('policies'), t('rows')]}
              rows={Object.entries(dataset.policyVersions).map(([version, rows]) => ({
                id: version,
                cells: [<Said key="version" text={version} />, number(rows)],
              }))}
            />
          </Panel>
        )}
      </div>
      {dataset.files.length > 0 && (
        <Panel title={t('files')}>
          <Table
            label={t('files')}
            head={[t('file'), t('rows'), t('encoding'), 'SHA-256']}
            rows={dataset.files.map((file) => ({
              id: file.sha256,
              cells: [
                <Said key="name" text={file.name} />,
                ...[number(file.rows), file.encoding],
                <code key="hash">{file.sha256.slice(0, 16)}</code>,
              ],
            }))}
          />
        </Panel>
      )}
      {dataset.columns.length > 0 && (
        <Panel title={t('columns')}>
          <Table
            label={t('columns')}
            head={[t('column'), t('role'), t('type'), t('distinct'), t('missing'), t('predicts')]}
            rows={dataset.columns.map((column) => ({
              id: column.name,
              cells: [
                <Said key="name" text={column.name} />,
                ...[column.role, column.type, number(column.distinct), number(column.missing)],
                column.predicts === undefined ? '–' : percent(column.predicts),
              ],
            }))}
          />
        </Panel>
      )}
    </>
  )
}
